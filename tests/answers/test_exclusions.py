"""The rules about who is left out, rule by rule."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.answers.exclusions import Outcome, Screening, facts_of
from csat_lib.answers.match import Matcher
from csat_lib.answers.read import open_answers

HEADER = "q1,Q2,q3,overall,nps,store,uses,again,nights,stay,why,sec,device,rid"


@pytest.fixture
def screen(make_study, write_csv, tmp_path):
    """(screening, figures by rule) of rows given as ``q1, q2, q3, seconds, device, id``."""

    def screened(rows, *rules, size=100):
        study = make_study(exclude=list(rules), fields={"duration": "sec", "device": "device", "id": "rid"})
        lines = [
            f"{a},{b},{c},9,10,S1,spa,1,3,2025-03-01,fine,{sec},{device},{rid}" for a, b, c, sec, device, rid in rows
        ]
        matcher = Matcher.of(study, open_answers(write_csv(*lines, header=HEADER)), b"key")
        screening = Screening.of(study, b"key", tmp_path / "spill")
        figures, n_rows = [], 0
        for matched in matcher.batches(size):
            screening.identify(matched)
            figures.append(screening.measure(matched, np.arange(n_rows, n_rows + len(matched.rows))))
            n_rows += len(matched.rows)
        return screening, {at: np.concatenate([part[at] for part in figures]) for at in figures[0]}

    return screened


def fits(screening, figures):
    return screening.fits(0, figures[0]).tolist()


def repeats(screening):
    return sorted(later for part, _ in screening.spills[0].repeats() for later in part.tolist())


def test_too_few_seconds(screen):
    rows = [(7, 2, 8, sec, "d", at) for at, sec in enumerate((59, 60, "", 59.9))]
    assert fits(*screen(rows, {"rule": "seconds", "below": 60})) == [True, False, False, True]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_too_small_a_share_of_the_median(screen, size):
    rows = [(7, 2, 8, sec, "d", at) for at, sec in enumerate((100, 200, 300, 400, 79, 81, ""))]
    screening, figures = screen(rows, {"rule": "speed", "below": 0.5}, size=size)
    assert screening.median_seconds == 150
    assert fits(screening, figures) == [False, False, False, False, False, False, False]
    assert screening.fits(0, np.array([74.0, 75.0, np.nan])).tolist() == [True, False, False]


def test_a_straight_line_is_seen_in_the_answers_as_given(screen):
    rows = [(7, 7, 7, 100, "d", 1), (7, 7, 8, 100, "d", 2), (7, "", 7, 100, "d", 3), (7, 4, 7, 100, "d", 4)]
    block = {"rule": "straight_line", "block": ["q1", "q2", "q3"]}
    assert fits(*screen(rows, block)) == [True, False, False, False]


def test_a_straight_line_may_have_gaps_if_the_study_says_so(screen):
    rows = [(7, "", 7, 100, "d", 1), (7, "", "", 100, "d", 2)]
    block = {"rule": "straight_line", "block": ["q1", "q2", "q3"], "at_least": 2}
    assert fits(*screen(rows, block)) == [True, False]


def test_too_many_items_missing_of_those_that_apply(screen):
    rows = [(7, "", "", 100, "d", 1), (7, 98, "", 100, "d", 2), (7, 98, 98, 100, "d", 3), (98, 98, 98, 100, "d", 4)]
    assert fits(*screen(rows, {"rule": "missing", "above": 0.5})) == [True, False, False, False]


def test_another_answer_to_the_control_question_but_not_none(screen):
    rows = [(7, 2, 3, 100, "d", 1), (7, 2, 4, 100, "d", 2), (7, 2, "", 100, "d", 3)]
    assert fits(*screen(rows, {"rule": "attention", "question": "q3", "is": ["3"]})) == [False, True, False]


def test_the_same_device_with_the_same_answers_is_a_duplicate(screen):
    rows = [
        (7, 2, 8, 1, "d1", 1),
        (7, 2, 8, 2, "d1", 2),
        (7, 2, 8, 3, "d2", 3),
        (7, 2, 9, 4, "d1", 4),
        (7, 2, 8, 5, "", 5),
    ]
    screening, _ = screen([*rows, (7, 2, 8, 6, "", 6)], {"rule": "duplicate", "by": ["device"]})
    assert repeats(screening) == [1]


def test_the_same_id_is_a_duplicate_whatever_the_answers(screen):
    rows = [(7, 2, 8, 1, "d1", "a"), (1, 1, 1, 2, "d2", "a"), (7, 2, 8, 3, "d3", "b")]
    screening, _ = screen(rows, {"rule": "duplicate", "by": ["id"]})
    assert repeats(screening) == [1]
    assert screening.ids is None


@pytest.mark.parametrize("size", [1, 2, 100])
def test_ids_that_repeat_are_looked_for_where_no_rule_allows_them(screen, size):
    rows = [(7, 2, 8, 1, "d1", "a"), (1, 1, 1, 2, "d2", ""), (7, 2, 8, 3, "d3", "a"), (7, 2, 8, 3, "d3", "")]
    screening, _ = screen(rows, {"rule": "seconds", "below": 1}, size=size)
    pairs = [(later.tolist(), first.tolist()) for later, first in screening.ids.repeats()]
    assert [pair for pair in pairs if pair[0]] == [([4], [2])]


def test_thresholds_and_medians_are_told(screen):
    rules = ({"rule": "speed", "below": 0.4}, {"rule": "missing", "above": 0.5})
    rows = [(7, 2, 8, sec, "d", sec) for sec in (100, 200, 300)]
    screening, _ = screen(rows, *rules)
    outcomes = [Outcome(1, 0, 3), Outcome(0, 0, 3), Outcome(2, 1, 2), *(Outcome(0, 0, 2) for _ in screening.rules[3:])]
    facts = list(facts_of(screening, outcomes))
    assert facts[:12] == [
        ("duration", "rows", 3.0),
        ("duration", "median_seconds", 200.0),
        ("speed", "below_seconds", 80.0),
        ("speed", "in_use", 1.0),
        ("speed", "rows_measured", 3.0),
        ("speed", "rows_that_fit", 1.0),
        ("speed", "rows_that_fit_and_stay", 0.0),
        ("missing", "above_share", 0.5),
        ("missing", "in_use", 1.0),
        ("missing", "rows_measured", 3.0),
        ("missing", "rows_that_fit", 0.0),
        ("missing", "rows_that_fit_and_stay", 0.0),
    ]
    assert (screening.names[2], "rows_that_fit_and_stay", 1.0) in facts
    assert ("straight_line", "in_use", 0.0) in facts
