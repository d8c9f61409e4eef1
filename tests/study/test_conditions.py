# ruff: noqa: E501 - a message stands on one line
"""Conditions on answers: how they nest, and what they may ask for of each kind of question."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from csat_lib.study.conditions import Condition
from csat_lib.study.derived import DerivedVariable

from .small import faults_of

FILTER = "filter: {question: store, is: [S1]}"
SAID = "a condition has a `question` with `is`, `at_least` or `at_most`, or `all`, or `any`"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"question": "q1"},
        {"is": [1]},
        {"at_least": 3},
        {"question": "q1", "is": [1], "all": [{"question": "q2", "is": [1]}]},
        {"all": [{"question": "q1", "is": [1]}], "any": [{"question": "q1", "is": [1]}]},
        {"all": [{"question": "q1", "is": [1]}], "at_most": 3},
    ],
)
def test_a_condition_says_one_thing(given: dict[str, object]):
    with pytest.raises(ValidationError, match=SAID):
        Condition.model_validate(given)


def test_a_condition_may_have_both_bounds_and_nest_as_deep_as_it_likes():
    both = Condition.model_validate({"question": "q1", "at_least": 2, "at_most": 4})
    assert (both.at_least, both.at_most, both.parts, both.asks) == (2, 4, (), ("q1",))
    leaf = {"question": "q2", "is": [1, "x"]}
    deep = Condition.model_validate({"all": [{"any": [{"all": [leaf, leaf]}, {"question": "q1", "at_least": 2}]}]})
    assert deep.asks == ("q2", "q1")
    assert deep.parts[0].parts[0].parts[0].values == ("1", "x")


def test_what_is_derived_rests_on_every_question_that_it_names():
    words = {"zh": "甲", "en": "A"}
    made = DerivedVariable.model_validate(
        {"text": words, "any": [{"question": "q1", "at_least": 2}, {"question": "q2", "is": [1]}]}
    )
    assert (made.asks, made.question.kind, made.role) == (("q1", "q2"), "yes_no", "profile")
    ratio = DerivedVariable.model_validate({"text": words, "ratio": ["q1", "q2"]})
    assert (ratio.asks, ratio.question) == (("q1", "q2"), None)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{question: uses, is: [spa, sauna]}", "`questions.hope.filter.is` names `sauna`, which cannot stand here. Allowed: spa, gym."),
        ("{question: again, is: [maybe]}", "`questions.hope.filter.is` names `maybe`, which cannot stand here. Allowed: 1, yes, 2, no."),
        ("{question: day, at_least: 3}", "`questions.hope.filter.at_least` needs a question that is answered by a number or on a scale. Write `is: [...]`."),
        ("{question: q1, is: []}", "`questions.hope.filter.is` is empty; allowed: 1 or more entries."),
        ("{all: []}", "`questions.hope.filter.all` is empty; allowed: 1 or more entries."),
        ("{question: q1, at_least: high}", "`questions.hope.filter.at_least` is the text `high`; allowed: a number."),
        ("[q1]", "`questions.hope.filter` is a list; allowed: a mapping."),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_met_is_told(tmp_path: Path, condition: str, message: str):
    assert f"study.yaml:19: {message}" in faults_of(tmp_path, (FILTER, f"filter: {condition}"))
