"""Control limits of every line, and the units' own lines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.conventions import ENOUGH_WAVES
from csat_lib.findings import Finding, way
from csat_lib.insight.control_chart import control_chart
from csat_lib.insight.control_limits import control_limits, starting_levels, unit_series
from csat_lib.insight.trends import changes, series

from .test_control_chart import line


def figures(*values: float | None, measure: str = "index", **where: str) -> list[Finding]:
    """A figure a wave, from January 2025 on."""
    about = {"topic": "trends", "subject": "top", "measure": measure, "method": way("taylor")} | where
    return [
        Finding(value=value, reason="" if value is not None else "small_base", period=f"2025-{month:02d}", **about)
        for month, value in enumerate(values, 1)
    ]


STEADY = (70, 72, 71, 74, 70, 71, 73, 72, 71)
"""Eight waves, and one to judge."""


def test_each_series_has_the_limits_of_its_own_chart():
    rows = [*figures(*STEADY), *figures(*(v - 40 for v in STEADY), measure="nps", subject="nps")]
    rows += figures(*(v + 5 for v in STEADY), segment_by="store", segment="S1")
    found = control_limits(rows).to_findings()
    alone = control_chart(line(*STEADY))
    assert [(one.measure, one.segment) for one in found] == [("control", ""), ("control_nps", ""), ("control", "S1")]
    for one, moved in zip(found, (0, -40, 5), strict=True):
        assert (one.low, one.high) == (pytest.approx(alone.low + moved), pytest.approx(alone.high + moved))
    assert str(found[0].method) == "individuals, prediction of the next wave by t, 8 waves before"


def test_fewer_than_eight_waves_before_make_no_limits():
    (short,) = control_limits(figures(*STEADY[:8])).to_findings()
    assert (short.value, short.low, short.reason) == (None, None, "few_waves")
    (gap,) = control_limits(figures(*STEADY[:7], None, 71)).to_findings()
    assert gap.reason == "few_waves"
    (known,) = control_limits(figures(*STEADY[:8], None)).to_findings()  # only what is judged is not known
    assert known.low == control_chart(line(*STEADY)).low


def test_only_waves_since_the_last_break_make_the_limits():
    rows = figures(50, 51, *STEADY)
    (broken,) = (replace(row, period="2025-03") for row in figures(None, measure="break"))
    other = replace(broken, subject="room", period="2025-09")
    (found,) = control_limits([*rows, broken, other]).to_findings()
    assert found.value == pytest.approx(np.mean(STEADY[:8]))


def test_a_wave_that_breaks_with_all_before_it_has_no_limits():
    (broken,) = (replace(row, period="2025-09") for row in figures(None, measure="break"))
    (found,) = control_limits([*figures(*STEADY), broken]).to_findings()
    assert (found.low, found.reason) == (None, "few_waves")


def test_a_line_that_ended_before_a_break_has_no_limits():
    (broken,) = (replace(row, period="2025-09") for row in figures(None, measure="break"))
    closed = figures(*STEADY[:8], segment_by="store", segment="S1")
    (found,) = control_limits([*figures(*STEADY), *closed, broken]).to_findings()
    assert found.segment == ""


def test_a_planted_shift_lies_outside_and_a_steady_wave_does_not():
    (found,) = control_limits(figures(*STEADY[:8], 71, 72, 71, 60)).charts
    assert not found.low <= 60 <= found.high
    assert all(found.low <= value <= found.high for value in STEADY)


def test_limits_from_eight_waves_are_within_a_third_of_the_truth_as_the_convention_says():
    """2000 lines of eight independent waves: the spread of the half-width against its mean, 0.27 by theory."""
    draws = np.random.default_rng(1).normal(size=(2000, ENOUGH_WAVES))
    reach = draws.std(axis=1, ddof=1)
    assert reach.std() / reach.mean() == pytest.approx(0.27, abs=0.02)


def test_a_unit_s_line_is_its_index_in_each_wave(make_wave, spec):
    waves = [make_wave("2025-11", 1), make_wave("2025-12", 2)]
    found = {(row.period, row.segment): row for row in unit_series(waves, spec, "store").to_findings()}
    assert len(found) == 8
    rows = waves[1].rows[waves[1].rows["store"] == "S2"]
    assert found["2025-12", "S2"].value == pytest.approx((rows["room"].mean() + rows["food"].mean()) / 2, rel=1e-9)
    assert {(row.subject, row.measure, row.segment_by) for row in found.values()} == {("top", "index", "store")}
    everybody = series(waves, spec).to_findings()
    whole = next(row for row in everybody if (row.subject, row.period) == ("top", "2025-12"))
    assert np.mean([found["2025-12", store].value for store in ("S1", "S2", "S3", "S4")]) == pytest.approx(whole.value)


def change_of(store: str, low: float, high: float, by: str = "store") -> Finding:
    value = (low + high) / 2
    about = {"topic": "trends", "subject": "room", "measure": "change", "against": "2025-11", "method": way("taylor")}
    return Finding(value=value, low=low, high=high, confidence=0.95, segment_by=by, segment=store, **about)


def test_a_unit_that_clearly_changed_has_all_its_lines(make_wave, spec):
    waves = [make_wave("2025-11", 1), make_wave("2025-12", 2)]
    moved = [change_of("S1", -2.0, 3.0), change_of("S2", -9.0, -1.0), change_of("S3", 1.0, 4.0, by="member")]
    found = unit_series(waves, spec, "store", moved).to_findings()
    lines = {store: {row.subject for row in found if row.segment == store} for store in ("S1", "S2", "S3")}
    assert lines["S1"] == lines["S3"] == {"top"}
    assert lines["S2"] == {row.subject for row in series(waves, spec).to_findings()}
    rows = waves[1].rows[waves[1].rows["store"] == "S2"]
    room = next(row for row in found if (row.subject, row.segment, row.period) == ("room", "S2", "2025-12"))
    assert room.value == pytest.approx(rows["room"].mean(), rel=1e-9)


def test_small_units_are_hidden_and_with_them_one_that_would_tell_them(make_wave, spec):
    found = unit_series([make_wave("2025-12", 1, per_store=(5, 30, 40, 50))], spec, "store").to_findings()
    assert {row.segment: row.reason for row in found} == {"S1": "small_base", "S2": "complementary", "S3": "", "S4": ""}


def test_without_a_unit_there_are_no_lines(make_wave, spec):
    assert unit_series([make_wave("2025-12", 1)], spec, None).to_findings() == []


def test_a_level_and_its_change_add_up_to_this_wave_s_figure(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2)
    moved = {(row.subject, row.segment): row for row in changes(after, before, spec).to_findings()}
    starts = starting_levels(after, before, spec).to_findings()
    assert {row.measure for row in starts} == {"starting_level", "starting_nps"}
    assert {(row.subject, row.segment) for row in starts} == set(moved)
    for row in starts:
        now = after.summary.scores.mean(row.subject, (row.segment_by, row.segment)) if row.subject == "nps" else None
        then = before.summary.scores.respondents((row.segment_by, row.segment))
        assert row.against == "2025-11"
        assert row.n <= then
        assert row.noted("t on the logit of the scale")
        if now is not None:
            assert row.value + moved[row.subject, row.segment].value == pytest.approx(now.value, rel=1e-9)
    assert starting_levels(after, None, spec).to_findings() == []
