"""Scores against their targets: the score's own error, and an interval that holds with the whole report's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import t, ttest_1samp

from csat_lib.insight.simultaneous import EVERYBODY, comparisons
from csat_lib.insight.targets import against_targets

AIMS = {"room": 72.0, "overall": 60.0, "nps": -20.0}


def test_a_single_target_is_a_test_of_one_sample_on_the_logit_of_the_scale(make_wave, spec):
    wave = make_wave("2025-12", 1)
    one = replace(spec, targets={"room": 72.0})
    (row,) = against_targets(wave.summary, one).to_findings()
    found = ttest_1samp(wave.rows["room"], 72.0)
    share = comparisons(wave.summary, one).share(against_targets(wave.summary, one).figures[0])
    assert (row.topic, row.measure, row.subject, row.segment_by) == ("scores", "target_gap", "room", "all")
    assert row.value == pytest.approx(wave.rows["room"].mean() - 72.0, rel=1e-12)
    assert row.df == len(wave.rows) - 1
    assert row.value / row.se == pytest.approx(found.statistic, rel=1e-9)
    score = row.value + 72
    error = row.se * 100 / (score * (100 - score))  # of the logit, by the delta method
    p = 2 * t.sf(abs(logit(score / 100) - logit(0.72)) / error, row.df)
    assert row.p == pytest.approx(1 - (1 - p) ** (1 / share), rel=1e-6)
    reach = t.ppf((1 + 0.95**share) / 2, row.df) * error
    ends = 100 * expit(logit(score / 100) + np.array([-reach, reach])) - 72
    assert (row.low, row.high) == pytest.approx(tuple(ends), rel=1e-9)
    assert "less its target, together with" in str(row.method)


def test_every_score_with_a_target_is_told_and_no_other(make_wave, spec):
    wave = make_wave("2025-12", 1)
    found = against_targets(wave.summary, replace(spec, targets=AIMS)).to_findings()
    assert [row.subject for row in found] == ["room", "overall", "nps"]
    assert against_targets(wave.summary, spec).to_findings() == []


def test_a_target_moves_the_difference_and_leaves_its_error(make_wave, spec):
    wave = make_wave("2025-12", 1)
    low, high = (
        against_targets(wave.summary, replace(spec, targets={"room": aim})).to_findings()[0] for aim in (60.0, 70.0)
    )
    assert low.value - high.value == pytest.approx(10.0, rel=1e-12)
    assert (low.se, low.df, low.n) == (high.se, high.df, high.n)


def test_a_score_against_its_target_is_one_comparison_of_the_report_s(make_wave, spec):
    rows = make_wave("2025-12", 1)
    alone = replace(spec, targets={"room": 72.0})
    compared = comparisons(rows.summary, alone)
    assert compared.number > 1
    assert 0 < compared.share(against_targets(rows.summary, alone).figures[0]) <= sum(EVERYBODY.values())


def test_a_base_under_the_minimum_hides_the_difference_too(make_wave, spec):
    wave = make_wave("2025-12", 1, (2, 2, 2, 2))
    (row,) = against_targets(wave.summary, replace(spec, targets={"room": 72.0}, minimum_base=10)).to_findings()
    assert (row.value, row.low, row.reason, row.n) == (None, None, "small_base", 8)


def test_units_are_held_against_their_own_targets(make_wave, spec):
    wave = make_wave("2025-12", 1)
    unit = next(by for by, _ in wave.summary.scores.index if by not in {"all", "reason"} and "*" not in by)
    first, second, *_ = wave.summary.scores.cells(unit)
    aims = {first: {"room": 72.0}, second: {"room": 65.0, "nps": 10.0}, "nowhere": {"room": 1.0}}
    own = replace(spec, unit=unit, unit_targets=aims, targets={"room": 70.0})
    rows = against_targets(wave.summary, own).to_findings()
    cells = [(row.subject, row.segment_by, row.segment) for row in rows]
    assert cells == [("room", "all", ""), ("room", unit, first), ("room", unit, second), ("nps", unit, second)]
    for row, aim in zip(rows[1:3], (72.0, 65.0), strict=True):
        score = wave.summary.scores.mean("room", (unit, row.segment))
        assert (row.value, row.n) == (pytest.approx(score.value - aim, rel=1e-12), score.n)
        assert row.se == pytest.approx(score.se, rel=1e-9)
    compared = comparisons(wave.summary, own)
    assert compared.number == comparisons(wave.summary, replace(own, unit_targets={})).number + 4
    few = against_targets(wave.summary, replace(own, minimum_base=10**6)).to_findings()
    assert {row.reason for row in few} == {"small_base"}
