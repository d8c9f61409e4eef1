"""Conditions and answers of a study as forms have them."""

from csat_lib.forms.shown import asked_if, points
from csat_lib.study.conditions import Condition
from csat_lib.study.questions import Rating


def told(given):
    return asked_if(
        Condition.model_validate(given), lambda name, sign, value: f"{name} {sign} {value}", " and ", " or "
    )


def test_conditions_are_told_with_and_or_and_bounds():
    assert told({"question": "a", "is": ["1", "2"]}) == "a = 1 or a = 2"
    assert told({"question": "a", "at_least": 2, "at_most": 4}) == "a >= 2 and a <= 4"
    either = {
        "any": [
            {"question": "a", "is": ["1"]},
            {"all": [{"question": "b", "at_most": 3}, {"question": "c", "is": ["x"]}]},
        ]
    }
    assert told(either) == "(a = 1) or ((b <= 3) and (c = x))"


def test_a_scale_of_points_offers_its_words():
    given = {"text": {"en": "How?"}, "role": "outcome", "scale": {"points": {"good": 100, "bad": 0}}}
    assert [point.code for point in points(Rating.model_validate(given))] == ["good", "bad"]
