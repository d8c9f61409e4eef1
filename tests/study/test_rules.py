from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from csat_lib.study.rules import Exclusions, StraightLine

RULES = TypeAdapter(Exclusions)


def test_each_rule_has_its_own_keys():
    rules = RULES.validate_python(
        [
            {"rule": "duplicate", "by": ["id"]},
            {"rule": "seconds", "below": 60},
            {"rule": "speed", "below": 0.4},
            {"rule": "straight_line", "block": ["a", "b"], "at_least": 2},
            {"rule": "missing", "above": 0.5},
            {"rule": "attention", "question": "a", "is": [3]},
        ]
    )
    assert [rule.rule for rule in rules] == [
        *("duplicate", "seconds", "speed", "straight_line", "missing", "attention"),
    ]
    assert rules[5].values == ("3",)


def test_a_straight_line_fills_its_block_unless_told_otherwise():
    assert StraightLine.model_validate({"rule": "straight_line", "block": ["a", "b", "c"]}).at_least == 3


@pytest.mark.parametrize(
    "rule", [{"rule": "speed", "below": 1.5}, {"rule": "missing", "above": 1}, {"rule": "seconds", "below": 0}]
)
def test_thresholds_lie_where_they_mean_something(rule: dict[str, object]):
    with pytest.raises(ValidationError):
        RULES.validate_python([rule])


def test_signs_of_carelessness_have_the_usual_lines():
    given = ["near_duplicate", "seconds_per_item", "even_odd", "synonyms", "antonyms", "mahalanobis", "duplicate"]
    near, seconds, even_odd, synonyms, antonyms, distance, duplicate = RULES.validate_python(
        [{"rule": rule} for rule in given]
    )
    assert (near.at_least, near.by) == (0.85, ())
    assert (seconds.below, even_odd.below) == (2, 0.3)
    assert (synonyms.below, synonyms.pairs) == (0, 0.6)
    assert (antonyms.above, antonyms.pairs) == (-0.03, -0.6)
    assert (distance.p, duplicate.by) == (0.001, ())


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "longstring"},
        {"rule": "longstring", "above": 0},
        {"rule": "irv", "below": 0.6},
        {"rule": "near_duplicate", "at_least": 0.5},
        {"rule": "mahalanobis", "p": 0.5},
        {"rule": "antonyms", "pairs": 0.6},
    ],
)
def test_lines_that_would_leave_out_most_are_refused(rule: dict[str, object]):
    with pytest.raises(ValidationError):
        RULES.validate_python([rule])
