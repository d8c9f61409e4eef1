from __future__ import annotations

import pytest
from pydantic import ValidationError

from csat_lib.study import Scale, Study


def test_a_question_stands_in_the_column_of_its_name_unless_told_otherwise(study: Study):
    assert study.questions["q1"].column == "q1"
    assert study.questions["q3"].column == "Q3"


def test_a_rating_knows_the_ends_of_its_scale(study: Study):
    assert study.questions["q1"].range == (1, 5)
    assert study.questions["nps"].range == (0, 10)


def test_missing_codes_are_those_of_the_scale_and_of_the_question(study: Study):
    assert study.questions["q1"].missing_codes == (9,)
    assert study.questions["q2"].missing_codes == (9, 7)
    assert study.questions["q2"].not_applicable_codes == (8,)
    assert study.questions["store"].missing_codes == ()
    assert study.questions["store"].not_applicable_codes == ()


def test_codes_rise_by_the_step():
    scale = Scale.model_validate({"from": 0, "to": 100, "step": 20})
    assert scale.codes == (0, 20, 40, 60, 80, 100)


@pytest.mark.parametrize(("low", "high", "step"), [(5, 1, 1), (1, 1, 1), (0, 10, 3)])
def test_a_scale_rises_in_whole_steps(low: int, high: int, step: int):
    with pytest.raises(ValidationError, match="rises from `from` to `to` in whole steps"):
        Scale.model_validate({"from": low, "to": high, "step": step})


def test_yes_and_no_are_keys_and_not_truth_values(study: Study):
    assert study.questions["again"].yes == ("1",)
    assert study.questions["again"].no == ("2",)


def test_a_filter_names_a_question_and_its_answers(study: Study):
    assert study.questions["hope"].filter.question == "store"
    assert study.questions["hope"].filter.values == ("S1",)


def test_kinds_and_their_own_roles(study: Study):
    roles = {name: (question.kind, question.role) for name, question in study.questions.items()}
    assert roles["nps"] == ("nps", "outcome")
    assert roles["why"] == ("text", "open")
    assert roles["day"] == ("date", "profile")
    assert roles["uses"] == ("multiple", "profile")
    assert roles["again"] == ("yes_no", "profile")
