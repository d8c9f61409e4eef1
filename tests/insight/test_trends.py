"""Trends: the change since the wave before, tested; and every wave in its turn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from csat_lib.findings import to_frame
from csat_lib.index.figures import ScoreSpec
from csat_lib.insight.trends import changes, compare, series
from csat_lib.summary.estimate import Estimate


def frame(result) -> pd.DataFrame:
    return to_frame(result.to_findings())


def change(found: pd.DataFrame, subject: str, segment_by: str = "all") -> pd.DataFrame:
    return found[(found["subject"] == subject) & (found["segment_by"] == segment_by)].set_index("segment")


def test_nps_fell_by_ten_points_and_is_not_significant():
    # 220 promoters and 120 detractors of 500, then 200 and 150: z = 1.938917
    before = Estimate(20.0, 3.5777087639996634, 1e9, 500, 500, 500, "wald")
    after = Estimate(10.0, 3.7202150475476548, 1e9, 500, 500, 500, "wald")
    found = compare(before, after)
    assert found.value == -10.0
    assert found.value / found.se == pytest.approx(-1.937498, abs=2e-3)
    assert found.p > 0.05
    low, high = found.interval(0.95)
    assert low < 0 < high


def test_a_change_is_welch_s_test_between_the_waves(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2, per_store=40)
    row = change(frame(changes(after, before, spec)), "overall").iloc[0]
    expected = ttest_ind(after.rows["overall"], before.rows["overall"], equal_var=False)
    low, high = expected.confidence_interval(0.95)
    found = row[["value", "p", "df", "low", "high"]].to_numpy(dtype=float)
    value = after.rows["overall"].mean() - before.rows["overall"].mean()
    np.testing.assert_allclose(found, [value, expected.pvalue, expected.df, low, high], rtol=1e-9)
    assert (row["period"], row["against"], row["unit"], row["n"]) == ("2025-12", "2025-11", "points", 160)
    assert row["method"] == "taylor, independent, welch-satterthwaite"


def test_the_constructs_share_one_confidence(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2)
    row = change(frame(changes(after, before, spec)), "room").iloc[0]
    expected = ttest_ind(after.rows["room"], before.rows["room"], equal_var=False)
    low, high = expected.confidence_interval(0.95**0.5)
    found = row[["p", "low", "high"]].to_numpy(dtype=float)
    np.testing.assert_allclose(found, [1 - (1 - expected.pvalue) ** 2, low, high], rtol=1e-9)
    assert row["method"] == "taylor, independent, welch-satterthwaite, sidak over 2"


def test_a_change_turned_round_is_its_opposite(make_wave, spec):
    one, other = make_wave("2025-11", 1), make_wave("2025-12", 2)
    there, back = frame(changes(other, one, spec)), frame(changes(one, other, spec))
    np.testing.assert_allclose(there["value"], -back["value"], rtol=1e-9)
    np.testing.assert_allclose(there["se"], back["se"], rtol=1e-9)


def test_the_levels_of_a_segmentation_share_one_confidence(make_wave, spec):
    found = frame(changes(make_wave("2025-12", 2), make_wave("2025-11", 1), spec))
    stores = change(found, "top", "store")
    method = "taylor, index weights as given, independent, welch-satterthwaite"
    assert set(stores["method"]) == {f"{method}, sidak over 4"}
    assert set(change(found, "top")["method"]) == {method}
    assert set(found["segment_by"]) == {"all", "store", "member"}


def test_a_planted_drop_is_found_in_its_store_alone(make_wave, spec):
    before = make_wave("2025-11", 21)
    dropped = change(frame(changes(make_wave("2025-12", 22, shift={"S3": -14}), before, spec)), "room", "store")
    assert list(dropped.index[dropped["high"] < 0]) == ["S3"]
    plain = change(frame(changes(make_wave("2025-12", 22), before, spec)), "room", "store")
    assert not ((plain["high"] < 0) | (plain["low"] > 0)).any()


def test_without_an_earlier_wave_there_is_no_change_and_a_reason(make_wave, spec):
    found = frame(changes(make_wave("2025-12", 2), None, spec))
    assert found["subject"].to_list() == ["top", "room", "food", "overall", "nps"]
    assert set(found["reason"]) == {"no_earlier_wave"}
    assert found["value"].isna().all()


def test_a_store_that_is_new_or_small_has_no_change(make_wave, spec):
    before, after = make_wave("2025-11", 1), make_wave("2025-12", 2)
    keep = (before.summary.scores.keys["segment"] != "S4").to_numpy()
    sums = {name: getattr(before.summary.scores, name)[keep] for name in ("rows", "n", "w2", "totals", "squares")}
    scores = before.summary.scores
    fewer = type(scores)(
        scores.variables, scores.blocks, scores.keys[keep].reset_index(drop=True), **sums, population={}, has_psu=False
    )
    summary = type(before.summary)({}, fewer, before.summary.items, before.summary.counts, before.summary.answered, {})
    stores = change(frame(changes(after, type(before)("2025-11", summary, before.rows), spec)), "room", "store")
    assert stores.loc["S4", ["reason", "n"]].to_list() == ["no_earlier_wave", 60]
    assert set(stores.loc[["S1", "S2", "S3"], "reason"]) == {""}
    small = change(frame(changes(after, make_wave("2025-11", 1, per_store=9), spec)), "room", "store")
    assert set(zip(small["reason"], small["n"], strict=True)) == {("small_base", 9)}


def test_what_the_earlier_wave_did_not_ask_has_no_change(make_wave, spec):
    more = ScoreSpec({**spec.constructs, "spa": ("q3",)}, spec.index, spec.outcomes, spec.nps)
    found = change(frame(changes(make_wave("2025-12", 2), make_wave("2025-11", 1), more)), "spa")
    assert found["reason"].to_list() == ["not_asked"]


def test_every_wave_is_scored_with_its_own_period(make_wave, spec):
    waves = [make_wave(f"2025-{month:02d}", month) for month in (10, 11, 12)]
    found = frame(series(waves, spec))
    index = found[(found["subject"] == "top") & (found["measure"] == "index")]
    assert index["period"].to_list() == ["2025-10", "2025-11", "2025-12"]
    means = [wave.rows[["room", "food"]].mean().mean() for wave in waves]
    np.testing.assert_allclose(index["value"], means, rtol=1e-12)
    assert set(found["measure"]) == {"index", "nps"}
    assert found["reason"].eq("").all()


def test_the_change_is_the_difference_of_the_series(make_wave, spec):
    waves = [make_wave("2025-11", 1), make_wave("2025-12", 2)]
    line = frame(series(waves, spec)).set_index(["subject", "period"])["value"]
    found = frame(changes(waves[1], waves[0], spec))
    for subject in ("top", "room", "nps"):
        difference = line[subject, "2025-12"] - line[subject, "2025-11"]
        assert change(found, subject)["value"].item() == pytest.approx(difference, rel=1e-9)
