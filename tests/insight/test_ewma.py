"""The EWMA chart: R's, false alarms over a whole year, slides that single waves do not show."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.ewma import ewma, still_limit
from tests.answers.reference import REFERENCE

FROM_R = pd.read_csv(REFERENCE / "ewma.csv")
MONTHS = [f"{2024 + at // 12}-{at % 12 + 1:02d}" for at in range(60)]


def line(values) -> pd.Series:
    return pd.Series(np.asarray(values, dtype=float), index=MONTHS[: len(values)])


@pytest.mark.parametrize("name", FROM_R["name"].unique())
def test_smoothed_waves_and_limits_are_those_of_qcc(name):
    rows = FROM_R[FROM_R["name"] == name]
    first = rows.iloc[0]
    found = ewma(line([*map(float, first["waves"].split())]), int(first["base"]), first["weight"], first["limit"])
    for part in ("smoothed", "low", "high"):
        np.testing.assert_allclose(getattr(found, part), rows[part], rtol=1e-10)


def test_of_still_series_one_in_twenty_gives_any_signal_within_the_year():
    """2,000 fresh series of 12 + 12 waves; three standard errors of the share are .015."""
    drawn = np.random.default_rng(7).normal(70, 3, (2000, 24))
    outside = [(chart.smoothed < chart.low) | (chart.smoothed > chart.high) for chart in map(ewma, map(line, drawn))]
    assert np.mean([one.any() for one in outside]) == pytest.approx(0.05, abs=0.015)


def test_the_limit_widens_with_a_shorter_base_and_with_more_waves_to_come():
    assert still_limit(8, 12, 0.2) > still_limit(12, 12, 0.2) > still_limit(24, 12, 0.2) > 2.5
    assert still_limit(12, 24, 0.2) > still_limit(12, 12, 0.2)
    chart = ewma(line([*[70.0, 72.0] * 6, 71.0]))
    assert str(chart.method) == ("ewma, weight 0.2, 12 waves of the base, 3.94 standard errors")


def test_a_slide_is_found_and_when_it_began():
    """A third of a point a month after twelve still months, as no two neighbouring months tell."""
    drawn = np.random.default_rng(3).normal(80, 1.2, (400, 24))
    drawn[:, 12:] -= 0.35 * np.arange(1, 13)
    charts = [ewma(line(row)) for row in drawn]
    told = [chart for chart in charts if chart.signalled]
    assert len(told) / len(charts) > 0.9
    began = [MONTHS.index(chart.since) - 12 for chart in told]
    assert np.median(began) <= 3
    assert all(chart.since <= chart.signalled for chart in told)


def test_a_signal_is_of_the_latest_waves_alone():
    values = [*[70.0, 72.0] * 6, 60.0, 60.0, 60.0, *[71.0] * 15]
    past = ewma(line(values), limit=3.0)
    assert (past.smoothed < past.low).any()
    assert past.signalled == past.since == ""
    now = ewma(line(values[:15]), limit=3.0)
    assert (now.signalled, now.since) == ("2025-01", "2025-01")


def test_too_few_waves_and_waves_that_are_all_alike_have_no_chart():
    assert ewma(line([70.0, 71.0] * 6)) is None
    assert ewma(line([70.0] * 14)) is None
    assert ewma(line([*[70.0, 72.0] * 6, np.nan])) is None


def test_waves_without_a_value_are_passed_over():
    values = [*[70.0, 72.0] * 6, 71.0, np.nan, 66.0]
    chart = ewma(line(values))
    assert list(chart.smoothed.index) == ["2025-01", "2025-03"]
