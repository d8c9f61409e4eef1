"""Bursts and other signs that answers were made up: planted ones are found, honest waves are left in peace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.fieldwork.arrival_bursts import bursts
from csat_lib.insight.fieldwork.arrivals import ArrivalSpec, arrivals, days_held
from csat_lib.insight.fieldwork.fabrication_signs import signs

SPEC = ArrivalSpec(unit="store")
STORES = ("S1", "S2", "S3", "S4")


def honest(seed, n=800):
    """A month of answers between 8 and 23 o'clock, in four stores."""
    rng = np.random.default_rng(seed)
    seconds = rng.integers(0, 30, n) * 86_400 + rng.integers(8 * 3600, 23 * 3600, n)
    return pd.DataFrame(
        {
            "finished": pd.Timestamp("2025-04-01") + pd.to_timedelta(seconds, unit="s"),
            "seconds": np.rint(270 * np.exp(0.35 * rng.normal(size=n))),
            "source": rng.choice(["mail", "tablet"], n),
            "store": rng.choice(STORES, n),
            "score.room": np.clip(rng.normal(75, 15, n), 0, 99),
            "score.bar": np.clip(rng.normal(70, 15, n), 0, 99),
        }
    )


def least_p(results):
    return min(row.p for result in results for row in result.to_findings() if row.p is not None)


def found(results, measure, segment):
    rows = [row for result in results for row in result.to_findings()]
    return next(row for row in rows if (row.measure, row.segment) == (measure, segment))


def test_honest_waves_seldom_show_a_burst_or_a_sign():
    frames = [honest(seed) for seed in range(40)]
    assert sum(least_p([bursts(frame, SPEC)]) < 0.05 for frame in frames) <= 3
    assert sum(least_p(signs(frame, SPEC)) < 0.05 for frame in frames) <= 6  # three signs, each at 5 %


def test_a_store_that_sends_ten_answers_within_ten_minutes_is_told():
    frame = honest(1)
    rows = frame.index[frame["store"] == "S2"][:10]
    frame.loc[rows, "finished"] = pd.Timestamp("2025-04-12 15:00") + pd.to_timedelta(np.arange(10) * 50, unit="s")
    row = found([bursts(frame, SPEC)], "burst", "S2")
    assert (row.path, row.value, row.segment_by, row.subject) == ("2025-04-12T15:00", 10.0, "store", "answers")
    assert row.p < 0.001
    assert found([bursts(frame, SPEC)], "burst", "S3").p > 0.05


def test_p_of_a_burst_is_poissons_over_all_windows():
    """Two answers in ten minutes of one day with four answers, all of them in the same hour."""
    times = pd.to_datetime(["2025-04-01 10:00", "2025-04-01 10:05", "2025-04-01 10:40", "2025-04-01 10:55"])
    frame = pd.DataFrame({"finished": times, "source": None, "seconds": np.nan})
    (row,) = bursts(frame, ArrivalSpec()).to_findings()
    expected = 4 * 1.0 * 600 / 3600
    assert (row.path, row.value) == ("2025-04-01T10:00", 2.0)
    assert row.p == pytest.approx(min(1.0, 4 * (1 - np.exp(-expected))))
    assert str(row.method) == "windows of 10 minutes, space-time permutation, bonferroni over 4, all rows in"


def test_days_without_a_clock_show_no_bursts_and_no_nights():
    frame = honest(2).assign(finished=lambda found: found["finished"].dt.normalize())
    (row,) = bursts(frame, SPEC).to_findings()
    assert (row.value, row.reason) == (None, "no_times")
    assert {sign.measure for sign in signs(frame, SPEC)} == {"ends_share", "same_seconds"}


def test_a_source_that_answers_at_night_is_told():
    frame = honest(3)
    rows = frame.index[frame["source"] == "tablet"][:20]
    frame.loc[rows, "finished"] = frame.loc[rows, "finished"].dt.normalize() + pd.Timedelta(hours=3)
    rows = [row for sign in signs(frame, SPEC) for row in sign.to_findings() if row.measure == "night_share"]
    by_group = {(row.subject, row.segment): row for row in rows}
    assert by_group["answers", ""].p is None
    assert by_group["answers", ""].value == pytest.approx(20 / 800)
    assert by_group["tablet", ""].p < 0.001
    assert by_group["mail", ""].p > 0.05


def test_a_store_that_knows_only_the_best_answer_is_told():
    frame = honest(4)
    rows = frame.index[frame["store"] == "S1"][:15]
    frame.loc[rows, ["score.room", "score.bar"]] = 100.0
    row = found(signs(frame, SPEC), "ends_share", "S1")
    assert row.value == pytest.approx(15 / (frame["store"] == "S1").sum())
    assert row.p < 0.001
    assert str(row.method) == "ends of the scale, fisher against the rest, sidak over 6, all rows in"


def test_the_same_number_of_seconds_again_and_again_is_told():
    frame = honest(5)
    rows = frame.index[frame["store"] == "S4"][:12]
    frame.loc[rows, "seconds"] = 301.0
    row = found(signs(frame, SPEC), "same_seconds", "S4")
    assert (row.path, row.unit) == ("301", "respondents")
    assert row.value >= 12
    assert row.p < 0.001


def test_whole_minutes_in_every_store_are_the_survey_tools_doing():
    frame = honest(6).assign(seconds=lambda found: (found["seconds"] / 60).round() * 60)
    stores = [row for sign in signs(frame, SPEC) for row in sign.to_findings() if row.measure == "same_seconds"]
    assert min(row.p for row in stores if row.segment) > 0.05


def test_small_stores_and_unknown_times_are_passed_over():
    frame = honest(7, n=30).assign(store=["S1"] * 25 + ["S2"] * 5)
    frame.loc[:3, "finished"] = pd.NaT
    rows = bursts(frame, SPEC).to_findings()
    assert {row.segment for row in rows} == {"", "S1"}


def test_arrivals_are_told_by_the_day_or_in_a_short_wave_by_the_hour():
    frame = honest(8)
    rows = arrivals(frame, SPEC).to_findings()
    whole = [row for row in rows if row.subject == "answers"]
    assert sum(row.value for row in whole) == 800
    assert {row.subject for row in rows} == {"answers", "mail", "tablet"}
    assert whole[0].path == "2025-04-01"
    short = arrivals(frame.assign(finished=pd.Timestamp("2025-04-01 14:20")), SPEC).to_findings()
    assert (short[0].path, short[0].value) == ("2025-04-01T14", 800.0)


def test_the_days_held_run_from_the_first_to_the_last_that_is_known():
    frame = honest(8)
    frame.loc[::3, "finished"] = pd.NaT
    known = frame["finished"].dropna().dt.strftime("%Y-%m-%d")
    (held,) = days_held(frame)
    assert (held.kind, held.text) == ("days", f"{known.min()}..{known.max()}")
    assert days_held(frame.assign(finished=pd.NaT)) == []
    assert days_held(frame.iloc[:0]) == []


def test_without_times_there_are_no_arrivals():
    assert arrivals(honest(9).assign(finished=pd.NaT), SPEC).to_findings() == []


def test_the_share_at_the_ends_is_hidden_of_a_unit_that_would_tell_a_smaller_ones():
    frame = honest(3, 400)
    frame.loc[frame.index[5:][frame["store"][5:] == "S4"], "store"] = "S1"
    smallest = frame.loc[frame["store"] != "S4", "store"].value_counts().index[-1]
    assert 0 < (frame["store"] == "S4").sum() < 10
    row = found(signs(frame, SPEC), "ends_share", smallest)
    assert (row.value, row.p, row.reason) == (None, None, "complementary")
    others = [name for name in ("S1", "S2", "S3") if name != smallest]
    assert all(found(signs(frame, SPEC), "ends_share", name).value is not None for name in others)
    assert found(signs(frame, SPEC), "night_share", smallest).value == 0.0
