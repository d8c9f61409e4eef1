"""Alerts of a study: thresholds as they are written, slides by EWMA, lines too short to judge."""

from __future__ import annotations

import pytest

from csat_lib.findings import Finding, way
from csat_lib.insight.alerts import AlertRule, AlertSpec, alerts

METHOD = way("taylor")


def line(*values, subject="room", measure="index", broken="", **cell):
    months = [f"2025-{at:02d}" for at in range(1, len(values) + 1)]
    rows = [
        Finding(topic="trends", subject=subject, measure=measure, value=v, method=METHOD, period=at, **cell)
        for at, v in zip(months, values, strict=True)
    ]
    where = {"topic": "trends", "subject": subject, "measure": "break", "method": METHOD, "period": broken}
    return [*rows, *([Finding(value=None, reason="not_comparable", against=broken, **where)] if broken else [])]


def looked_at(rows, **rule):
    kind = {"subject": "room", "kind": "below", "limit": 75.0} | rule
    found = alerts(rows, AlertSpec({"poor": AlertRule(**kind)}))
    return {row.measure: row for row in found.to_findings()}, found


@pytest.mark.parametrize(
    ("values", "rule", "level", "fires"),
    [
        ((80, 74.9), {}, 74.9, True),
        ((80, 75.0), {}, 75.0, False),  # strictly under
        ((70, 74.96, 74.99), {"waves": 3}, 74.99, True),  # unrounded
        ((70, 76, 70), {"waves": 3}, 76, False),
        ((70, 76, 70), {"waves": 3, "by_mean": True}, 72, True),
        ((80, 74), {"kind": "above"}, 74, False),
        ((76, 78), {"kind": "above", "waves": 2}, 76, True),
    ],
)
def test_a_threshold_is_held_against_each_wave_or_their_mean(values, rule, level, fires):
    rows, _ = looked_at(line(*values), **rule)
    assert rows["alert_level"].value == pytest.approx(level)
    assert ("alert_fires" in rows) == fires


def test_only_everybody_s_waves_since_the_last_break_count():
    other = line(60, 60, 60, segment_by="store", segment="S01")
    rows, _ = looked_at([*other, *line(60, 80, 80, broken="2025-02")], waves=3)
    assert (rows["alert_level"].value, rows["alert_level"].reason) == (None, "few_waves")
    assert "alert_fires" not in rows


def test_an_nps_has_its_own_unit_and_a_subject_without_a_line_no_figure():
    rows, _ = looked_at(line(10, 20, subject="nps", measure="nps"), subject="nps", limit=30)
    assert (rows["alert_level_nps"].unit, rows["alert_level_nps"].value) == ("points", 20)
    assert looked_at(line(10, 20), subject="price")[0] == {}


def test_a_slide_tells_since_when_and_by_how_much():
    rows, _ = looked_at(line(*[80.0, 82.0] * 4, 76, 75, 75, 74), kind="ewma", base=8, limit=3.0)
    assert "alert_fires" in rows
    assert (rows["alert_shift"].against, rows["alert_shift"].value) == ("2025-09", pytest.approx(75 - 81))
    assert rows["alert_smoothed"].value < rows["alert_smoothed"].low
    assert rows["alert_fires"].against >= rows["alert_shift"].against
    still, _ = looked_at(line(*[80.0, 82.0] * 6), kind="ewma", base=8, limit=3.0)
    assert set(still) == {"alert_smoothed"}


def test_a_line_that_is_too_short_for_a_slide_says_so():
    rows, _ = looked_at(line(*[80.0, 82.0] * 4), kind="ewma", base=8, limit=None)
    assert (rows["alert_smoothed"].value, rows["alert_smoothed"].reason) == (None, "few_waves")
