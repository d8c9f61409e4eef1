"""Who counts: the ledger, the missing answers and the effect of each rule, as findings."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.fieldwork.quality import MissingAnswers, account, rule_effects
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import REASON

LEDGER = pd.DataFrame(
    {
        "order": [0, 1, 2, 3],
        "rule": ["rows", "duplicate", "seconds", "kept"],
        "before": [100, 100, 97, 90],
        "left_out": [0, 3, 7, 0],
        "after": [100, 97, 90, 90],
    }
)
SCREENING = pd.DataFrame({"rule": ["speed"], "measure": ["median_seconds"], "value": [241.0]})


def test_the_ledger_adds_up_rule_by_rule():
    rows = account(LEDGER, SCREENING).to_findings()
    told = [(row.measure, row.other, row.path, row.value) for row in rows]
    assert told == [
        ("rows_in", "", "", 100.0),
        ("left_out", "duplicate", "1", 3.0),
        ("left_out", "seconds", "2", 7.0),
        ("rows_kept", "", "", 90.0),
        ("median_seconds", "", "", 241.0),
    ]
    assert rows[0].value == sum(row.value for row in rows if row.measure in {"left_out", "rows_kept"})


def test_without_durations_there_is_no_median():
    assert account(LEDGER, SCREENING.iloc[:0]).median_seconds is None


def test_missing_shares_and_blanks():
    rows = MissingAnswers({"q1": 80, "q2": 90}, {"q1": 76, "q2": 90}, (80, 0, 10)).to_findings()
    assert [(row.subject, row.measure, row.other, row.value, row.n) for row in rows] == [
        ("q1", "missing_share", "", pytest.approx(0.05), 80),
        ("q2", "missing_share", "", 0.0, 90),
        ("answers", "missing_items", "0", 80.0, 90),
        ("answers", "missing_items", "2", 10.0, 90),
    ]


def test_an_item_that_applied_to_nobody_was_not_left_blank():
    (row, *_) = MissingAnswers({"q1": 0}, {"q1": 0}, (90,)).to_findings()
    assert (row.value, row.reason, row.n) == (None, "not_asked", 0)


@pytest.fixture
def scores():
    """Four kept respondents with a mean index of 70, and two speeders with 10."""
    values = pd.DataFrame({"room": [60.0, 80.0, 60.0, 80.0, 0.0, 0.0], "staff": [60.0, 80.0, 60.0, 80.0, 20.0, 20.0]})
    kept = sum_design(values[:4], Sample(weights=np.ones(4), cells={"all": [""] * 4}), [["room", "staff"]])
    left_out = Sample(weights=np.ones(2), cells={REASON: ["seconds", "seconds"]})
    return kept + sum_design(values[4:], left_out, [["room", "staff"]])


def test_a_rule_undone_moves_the_index_by_its_rows(scores):
    effects = rule_effects(scores, "satisfaction", {"room": 0.5, "staff": 0.5}, ["seconds", "duplicate"], 2)
    with_speeders = (4 * 70 + 2 * 10) / 6
    assert effects.effects["seconds"] == pytest.approx(with_speeders - 70)
    assert effects.effects["duplicate"] == 0.0
    (row, _) = effects.to_findings()
    assert (row.subject, row.measure, row.unit, row.other) == ("satisfaction", "index_effect", "points", "seconds")


def test_without_index_weights_no_rule_has_an_effect_and_the_reason_is_told(scores):
    rows = rule_effects(scores, "satisfaction", {}, ["seconds", "duplicate"], 2).to_findings()
    assert [(row.value, row.reason, row.n) for row in rows] == [(None, "no_index_weights", 4)] * 2


def test_the_effect_of_a_rule_that_left_out_too_few_is_hidden_as_it_would_tell_their_index(scores):
    row, idle = rule_effects(scores, "satisfaction", {"room": 1.0}, ["seconds", "duplicate"], 3).to_findings()
    assert (row.value, row.reason) == (None, "small_base")
    assert (idle.value, idle.reason) == (0.0, "")


def test_required_questions_left_blank_and_answers_against_themselves_are_told_by_question():
    screening = pd.DataFrame(
        {
            "rule": ["required_blank", "required_blank", "contradicted"],
            "measure": ["q1", "why", "uses"],
            "value": [3.0, 1.0, 2.0],
        }
    )
    rows = account(LEDGER, screening).to_findings()[4:]
    assert [(row.measure, row.subject, row.value, row.n) for row in rows] == [
        ("required_blank", "q1", 3.0, 100),
        ("required_blank", "why", 1.0, 100),
        ("contradicted", "uses", 2.0, 100),
    ]
