"""Control chart of individual values."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import Finding, to_frame, way
from csat_lib.insight.trends import control_chart


def line(*values: float | None, subject: str = "top") -> pd.DataFrame:
    words = {"topic": "trends", "subject": subject, "measure": "index", "unit": "0-100", "method": way("taylor")}
    months = enumerate(values, 1)
    return to_frame(
        [
            Finding(value=value, reason="" if value is not None else "small_base", period=f"2025-{month:02d}", **words)
            for month, value in months
        ]
    )


def test_limits_are_three_times_the_mean_moving_range_over_1_128():
    # Ranges 2, 1, 3: mean 2; 3 * 2 / 1.128379 = 5.317362
    found = control_chart(line(70, 72, 71, 74))
    assert found.centre == pytest.approx(71.75)
    assert (found.low, found.high) == pytest.approx((71.75 - 5.317362, 71.75 + 5.317362), abs=1e-6)
    assert found.outside == ()
    assert str(found.method) == "individuals and moving range, 4 waves"


def test_a_wave_beyond_the_limits_is_named():
    found = control_chart(line(70, 71, 70, 71, 70, 71, 70, 71, 70, 71, 62))
    assert found.outside == ("2025-11",)


def test_waves_are_put_in_the_order_of_their_periods():
    one, other = line(70, 72, 71, 74), line(70, 72, 71, 74).iloc[::-1]
    assert control_chart(other).low == control_chart(one).low


def test_waves_without_a_value_are_passed_over():
    assert control_chart(line(70, None, 72, 71, 74)).centre == pytest.approx(71.75)


def test_one_wave_makes_no_chart():
    (row,) = control_chart(line(70)).to_findings()
    assert (row.value, row.reason) == (None, "no_earlier_wave")


def test_the_finding_holds_the_centre_line_and_the_limits():
    (row,) = control_chart(line(70, 72, 71, 74)).to_findings()
    assert (row.topic, row.subject, row.measure, row.unit) == ("trends", "top", "control", "0-100")
    assert (row.value, row.low) == (pytest.approx(71.75), pytest.approx(71.75 - 5.317362, abs=1e-6))


def test_several_series_are_refused():
    with pytest.raises(CsatError) as caught:
        control_chart(pd.concat([line(70, 71), line(60, 61, subject="room")], ignore_index=True))
    assert str(caught.value) == (
        "The control chart failed: the findings hold 2 series: trends top index all, trends room index all; it takes "
        "one measure of one subject. Pick the rows first, with `pick(findings, topic=..., subject=..., measure=..., "
        "segment_by=...)`."
    )


def test_no_rows_are_refused():
    with pytest.raises(CsatError, match="the findings hold no rows; it takes one measure"):
        control_chart(line(70)[:0])


def test_a_chart_of_promoters_is_in_points_and_one_of_a_group_names_it():
    rows = line(10, 12, 11).assign(measure="nps", unit="points", segment_by="store", segment="S1")
    (row,) = control_chart(rows).to_findings()
    assert (row.measure, row.unit, row.segment_by, row.segment) == ("control_nps", "points", "store", "S1")
