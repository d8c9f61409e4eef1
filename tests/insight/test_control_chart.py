"""Control chart of individual values: the limits that the waves before make for the next one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.conventions import OUTSIDE_BY_CHANCE
from csat_lib.errors import CsatError
from csat_lib.findings import Finding, to_frame, way
from csat_lib.insight.control_chart import control_chart
from tests.answers.reference import REFERENCE

FROM_R = pd.read_csv(REFERENCE / "control_limits.csv").set_index("name")


def line(*values: float | None, subject: str = "top") -> pd.DataFrame:
    words = {"topic": "trends", "subject": subject, "measure": "index", "unit": "0-100", "method": way("taylor")}
    months = enumerate(values, 1)
    return to_frame(
        [
            Finding(
                value=value,
                reason="" if value is not None else "small_base",
                period=f"{2023 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}",
                **words,
            )
            for month, value in months
        ]
    )


@pytest.mark.parametrize("name", FROM_R.index)
def test_limits_are_the_prediction_interval_of_r(name):
    waves = map(float, FROM_R.loc[name, "waves"].split())
    found = control_chart(line(*waves, 0.0))
    expected = FROM_R.loc[name, ["fit", "low", "high"]].astype(float)
    assert (found.centre, found.low, found.high) == pytest.approx(tuple(expected), rel=1e-6)


def test_with_many_waves_the_limits_are_shewhart_s_three_standard_deviations():
    values = np.random.default_rng(1).normal(75, 2, size=600)
    found = control_chart(line(*values, 75.0))
    assert (found.high - found.centre) / values.std(ddof=1) == pytest.approx(3.0, abs=0.03)
    assert pytest.approx(0.0026998, abs=1e-6) == OUTSIDE_BY_CHANCE


def test_the_judged_wave_makes_no_part_of_its_own_limits():
    low, high = control_chart(line(70, 72, 71, 74, 20)), control_chart(line(70, 72, 71, 74, 73))
    assert (low.low, low.high) == (high.low, high.high)
    assert list(low.values) == [70, 72, 71, 74]
    assert str(low.method) == "individuals, prediction of the next wave by t, 4 waves before"


def test_a_named_wave_is_judged_by_those_before_it():
    named = control_chart(line(70, 72, 71, 74, 60, 73), "2023-05")
    assert named.low == control_chart(line(70, 72, 71, 74, 60)).low
    closed = control_chart(line(70, 72, 71, 74), "2023-09")  # a line without the wave that is judged
    assert closed.low == named.low


def test_waves_are_put_in_the_order_of_their_periods():
    one, other = line(70, 72, 71, 74), line(70, 72, 71, 74).iloc[::-1]
    assert control_chart(other).low == control_chart(one).low


def test_waves_without_a_value_are_passed_over():
    assert control_chart(line(70, None, 72, 71, 74)).centre == pytest.approx(71.0)


def test_a_move_of_the_scale_moves_the_limits_with_it():
    one, other = control_chart(line(70, 72, 71, 74, 70)), control_chart(line(45, 46, 45.5, 47, 45))
    assert (other.low, other.high) == pytest.approx((one.low / 2 + 10, one.high / 2 + 10), rel=1e-12)


@pytest.mark.parametrize("values", [(70,), (70, 72), (None, 70, 71)])
def test_fewer_than_two_waves_before_make_no_chart(values):
    (row,) = control_chart(line(*values)).to_findings()
    assert (row.value, row.reason) == (None, "no_earlier_wave")


def test_the_finding_holds_the_centre_line_and_the_limits():
    found = control_chart(line(70, 72, 71, 74, 75))
    (row,) = found.to_findings()
    assert (row.topic, row.subject, row.measure, row.unit) == ("trends", "top", "control", "0-100")
    assert (row.value, row.low, row.high) == (71.75, found.low, found.high)


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
