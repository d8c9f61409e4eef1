"""Where a rule draws its line, and what is watched without a rule."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import TypeAdapter

from csat_lib.answers.thresholds import fits, rule_names, watched
from csat_lib.study.rules import Exclusion

RULE = TypeAdapter(Exclusion)


def fitting(rule, *figures, median=100.0):
    return fits(RULE.validate_python(rule), np.array([*figures, np.nan]), median).tolist()


@pytest.mark.parametrize(
    ("rule", "inside", "beyond"),
    [
        ({"rule": "seconds", "below": 60}, 60, 59),
        ({"rule": "speed", "below": 0.4}, 40, 39),
        ({"rule": "seconds_per_item"}, 2, 1.9),
        ({"rule": "straight_line", "block": ["a", "b", "c"]}, 2, 3),
        ({"rule": "longstring", "above": 12}, 12, 13),
        ({"rule": "irv", "below": 0.05}, 0.05, 0.04),
        ({"rule": "even_odd"}, 0.3, 0.29),
        ({"rule": "synonyms"}, 0.0, -0.01),
        ({"rule": "antonyms"}, -0.03, 0.0),
        ({"rule": "mahalanobis"}, 0.001, 0.0009),
        ({"rule": "missing", "above": 0.5}, 0.5, 0.51),
        ({"rule": "attention", "question": "a", "is": [3]}, 0, 1),
    ],
    ids=lambda given: given["rule"] if isinstance(given, dict) else "",
)
def test_a_rule_fits_beyond_its_line_and_never_what_could_not_be_measured(rule, inside, beyond):
    assert fitting(rule, inside, beyond) == [False, True, False]


def test_rules_of_one_kind_are_told_apart_by_a_number(make_study):
    rules = [{"rule": "missing", "above": 0.5}, {"rule": "missing", "above": 0.2}]
    study = make_study(exclude=[*rules, {"rule": "straight_line", "block": ["q1", "q2"]}])
    assert rule_names(study.exclude) == ("missing", "missing_2", "straight_line")


def test_what_the_study_does_not_use_is_watched_as_far_as_its_items_allow(make_study):
    assert [rule.rule for rule in watched(make_study())] == [
        *("straight_line", "synonyms", "antonyms", "mahalanobis", "missing"),
    ]
    timed = make_study(fields={"duration": "sec"}, exclude=[{"rule": "speed", "below": 0.4}])
    assert [rule.rule for rule in watched(timed)][:2] == ["seconds_per_item", "straight_line"]


def test_with_many_items_runs_and_near_copies_are_watched_too(make_study):
    more = {f"x{at}": {"text": {"zh": "x", "en": "x"}, "scale": "ten", "role": "perception"} for at in range(9)}
    title = {"zh": "t", "en": "t"}
    constructs = {
        "room": {"title": title, "items": ["q1", "q2", "q3"]},
        **{f"c{at}": {"title": title, "items": [f"x{3 * at + k}" for k in range(3)]} for at in range(3)},
    }
    study = make_study(more, constructs=constructs, unit="store")
    found = {rule.rule: rule for rule in watched(study)}
    assert found["longstring"].above == 5  # six of twelve in a row, half of the items, are beyond it
    assert found["even_odd"].below == 0.3
    assert (found["near_duplicate"].at_least, found["near_duplicate"].by) == (0.85, ("store",))
