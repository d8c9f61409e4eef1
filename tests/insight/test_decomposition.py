"""Decomposition of a change: what every unit contributes, and what a changed mix of units makes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from csat_lib.findings import to_frame
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import Comparability, ComparabilityTest, Compared
from csat_lib.insight.decomposition import decompose, kitagawa
from csat_lib.insight.trends import changes
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary

# Household headship rates per 100 by age, United States: Das Gupta (1993), Standardization and Decomposition of Rates,
# US Bureau of the Census, P23-186, table 5.1; its results stand in the README of R's DasGuptR 2.1.0
SHARES = (
    np.array([12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9]),
    np.array([10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5]),
)
RATES = (
    np.array([1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8]),
    np.array([2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2]),
)

SIZE = 300


def frame(result) -> pd.DataFrame:
    return to_frame(result.to_findings())


def parts(found: pd.DataFrame, subject: str, segment_by: str = "store") -> pd.Series:
    """The values of a subject's parts, levels by name."""
    own = found[(found["subject"] == subject) & ((found["segment_by"] == segment_by) | (found["other"] == segment_by))]
    return own.set_index(own["segment"].where(own["measure"] == "contribution", own["measure"]))["value"]


def test_the_published_change_of_headship_rates():
    found = kitagawa(*((share, share * rate) for share, rate in zip(SHARES, RATES, strict=True)))
    assert found.rates.sum() == pytest.approx(1.7403, abs=5e-5)
    assert found.mix == pytest.approx(1.2269, abs=5e-5)
    assert found.rates.sum() + found.mix == pytest.approx(47.6940 - 44.7268, abs=1e-9)
    by_hand = (0.129 + 0.101) / 2 * (2.2 - 1.9)
    assert found.rates[0] == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_parts_add_up_and_their_derivatives_are_right(seed):
    draw = np.random.default_rng(seed)
    w, m = draw.uniform(1, 9, (2, 5)), draw.uniform(0, 100, (2, 5))
    w[seed % 2, 4] = 0.0  # one group that a wave lacks
    point = np.stack([w, w * m])

    def values(at: np.ndarray) -> np.ndarray:
        found = kitagawa((at[0, 0], at[1, 0]), (at[0, 1], at[1, 1]))
        return np.append(found.rates, found.mix)

    total = point[1].sum(axis=1) / point[0].sum(axis=1)
    assert values(point).sum() == pytest.approx(total[1] - total[0], rel=1e-12)
    slopes = kitagawa((point[0, 0], point[1, 0]), (point[0, 1], point[1, 1])).slopes
    for of, wave, group in np.ndindex(2, 2, 5):
        if not w[wave, group]:
            continue
        step = np.zeros_like(point)
        step[of, wave, group] = 1e-5
        numeric = (values(point + step) - values(point - step)) / 2e-5
        assert_allclose(slopes[wave][:, of, group], numeric, rtol=1e-6, atol=1e-8)


@pytest.fixture
def weighted(make_wave):
    """Two waves of unlike mix, the later with a fallen store."""
    return make_wave("2025-11", 1, (60, 40, 90, 30)), make_wave("2025-12", 2, (40, 70, 80, 50), {"S3": -14})


def test_the_parts_of_every_figure_add_up_to_its_change(weighted, spec):
    before, after = weighted
    found, whole = frame(decompose(after, before, spec)), frame(changes(after, before, spec))
    for subject in ("top", "room", "food", "overall", "nps"):
        change = whole[(whole["subject"] == subject) & (whole["segment_by"] == "all")]["value"].item()
        for by in ("store", "member"):
            assert parts(found, subject, by).sum() == pytest.approx(change, rel=1e-9)
    assert set(found["measure"]) == {"contribution", "mix"}
    assert set(found["against"]) == {"2025-11"}


def test_a_contribution_is_the_store_s_change_by_its_average_share(weighted, spec):
    before, after = weighted
    found = parts(frame(decompose(after, before, spec)), "room")
    for store in ("S1", "S3"):
        means, shares = [], []
        for wave in weighted:
            own = wave.rows["store"] == store
            means.append(wave.rows.loc[own, "room"].mean())
            shares.append(own.mean())
        assert found[store] == pytest.approx(np.mean(shares) * (means[1] - means[0]), rel=1e-9)
    assert found.drop("mix").abs().idxmax() == "S3"


def test_the_error_of_a_part_is_that_of_the_jackknife(weighted, spec):
    before, after = weighted
    found = frame(decompose(after, before, spec))
    row = found[(found["subject"] == "room") & (found["segment"] == "S3")].iloc[0]
    mix = found[(found["subject"] == "room") & (found["measure"] == "mix") & (found["other"] == "store")].iloc[0]
    assert (row["se"], mix["se"]) == tuple(pytest.approx(x, rel=0.02) for x in _jackknife(before.rows, after.rows))


def test_the_error_of_a_part_follows_from_every_respondent_s_weight(spec):
    """An independent computation: se^2 sums w * d part / d w of each respondent, differentiated numerically."""
    waves = [weighted_wave(period, seed) for period, seed in (("2025-11", 5), ("2025-12", 6))]
    found = frame(decompose(waves[1], waves[0], spec))
    room = found[found["subject"] == "room"]
    linear = [_linearised([wave.rows for wave in waves], at) for at in (0, 1)]
    se = np.sqrt(sum(len(u) / (len(u) - 1) * (u**2).sum(axis=0) for u in linear))
    stores = room[room["segment_by"] == "store"].set_index("segment")["se"]
    assert_allclose(stores[list("ABC")], se[:3], rtol=1e-6)
    mix = room[(room["measure"] == "mix") & (room["other"] == "store")]["se"]
    assert_allclose(mix, se[3], rtol=1e-6)


def test_of_few_the_mix_has_no_interval_and_says_why(spec):
    waves = [weighted_wave(period, seed, 150) for period, seed in (("2025-11", 5), ("2025-12", 6))]
    found = frame(decompose(waves[1], waves[0], spec))
    mix = found[(found["measure"] == "mix") & (found["subject"] == "room")].iloc[0]
    assert np.isfinite(mix["value"])
    assert np.isnan([mix["low"], mix["se"]]).all()
    assert str(mix["method"]).endswith("no interval, too few respondents")
    assert found[(found["measure"] == "contribution") & (found["subject"] == "room")]["low"].notna().all()


def weighted_wave(period: str, seed: int, size: int = SIZE) -> SimpleNamespace:
    """Three stores of unlike size, weights that differ and scores with holes."""
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame({"store": draw.choice(list("ABC"), size, p=[0.5, 0.3, 0.2])})
    for name in ("room", "food", "overall", "nps"):
        rows[name] = draw.normal(70, 12, size) + 5 * (rows["store"] == "B")
    rows.loc[draw.random(size) < 0.1, "room"] = np.nan
    rows["w"] = draw.uniform(0.5, 2, size)
    sample = Sample(rows["w"].to_numpy(), cells_of(rows, ["store"]))
    totals = sum_design(rows[["room", "food", "overall", "nps"]], sample, [["room", "food", "overall", "nps"]])
    items = sum_design(rows[["room"]].rename(columns={"room": "q1"}), sample)
    summary = Summary({}, totals, items, count_answers({}, sample), np.zeros(1), {})
    return SimpleNamespace(period=period, summary=summary, rows=rows.dropna(subset="room"))


def _linearised(rows: list[pd.DataFrame], wave: int) -> np.ndarray:
    """(n, 4) what a respondent of a wave adds to the error of the three parts and of the mix; none without answer."""

    def values(own: pd.DataFrame) -> np.ndarray:
        sums = [[frame.groupby("store")["w"].sum(), (frame["w"] * frame["room"]).groupby(frame["store"]).sum()]
                for frame in (own if at == wave else other for at, other in enumerate(rows))]  # fmt: skip
        parts = kitagawa(*((w.to_numpy(), wy.to_numpy()) for w, wy in sums))
        return np.append(parts.rates, parts.mix)

    found = np.zeros((SIZE, 4))
    for at, row in enumerate(rows[wave].index):
        up, down = rows[wave].copy(), rows[wave].copy()
        step = 1e-4 * up.loc[row, "w"]
        up.loc[row, "w"] += step
        down.loc[row, "w"] -= step
        found[at] = (values(up) - values(down)) / 2e-4
    return found


def _jackknife(*rows: pd.DataFrame) -> tuple[float, float]:
    """Delete-one standard errors of the part of S3 and of the mix."""

    def sums(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        by = frame.groupby("store")["room"]
        return by.size().to_numpy(float), by.sum().to_numpy()

    variance = np.zeros(2)
    for wave in (0, 1):
        values = []
        for row in rows[wave].index:
            found = kitagawa(*(sums(own.drop(row) if at == wave else own) for at, own in enumerate(rows)))
            values.append((found.rates[2], found.mix))
        n = len(values)
        variance += (n - 1) / n * ((np.array(values) - np.mean(values, axis=0)) ** 2).sum(axis=0)
    return tuple(np.sqrt(variance))


def test_the_interval_of_a_part_is_as_long_as_that_of_the_change(weighted, spec):
    before, after = weighted
    both = [frame(of(after, before, spec)) for of in (decompose, changes)]
    methods = [of[(of["subject"] == "room") & (of["segment"] == "S3")]["method"].item() for of in both]
    assert methods[0].replace(", kitagawa", "") == methods[1]


def test_a_hidden_store_counts_among_all_others_and_a_new_one_in_the_mix(make_wave, spec):
    before, after = make_wave("2025-11", 1, (60, 60, 9, 11)), make_wave("2025-12", 2, (60, 60, 12, 14))
    found = frame(decompose(after, before, spec))
    room = found[found["subject"] == "room"]
    hidden = room[room["segment"].isin(["S3", "S4"])]
    assert set(hidden["reason"]) == {"small_base", "complementary"}
    assert room[room["measure"] == "remainder"]["n"].item() == 26
    whole = frame(changes(after, before, spec))
    change = whole[(whole["subject"] == "room") & (whole["segment_by"] == "all")]["value"].item()
    assert parts(found, "room").sum() == pytest.approx(change, rel=1e-9)

    fewer = make_wave("2025-11", 1, (60, 60, 60, 0))
    found = frame(decompose(after := make_wave("2025-12", 2), fewer, spec))
    new = found[(found["subject"] == "room") & (found["segment"] == "S4")]
    assert new["reason"].to_list() == ["no_earlier_wave"]
    change = after.rows["room"].mean() - fewer.rows["room"].mean()
    assert parts(found, "room").sum() == pytest.approx(change, rel=1e-9)


def test_what_does_not_compare_is_not_decomposed(weighted, spec: ScoreSpec):
    before, after = weighted
    broken = ComparabilityTest("room", "not_comparable", "scalar", Compared("2025-12", "2025-11"))
    found = frame(decompose(after, before, spec, Comparability((broken,), ())))
    room = found[found["subject"] == "room"]
    assert set(room["reason"]) == {"not_comparable"}
    assert room["value"].isna().all()


def test_without_an_earlier_wave_nothing_is_decomposed(make_wave, spec):
    assert decompose(make_wave("2025-12", 1), None, spec).to_findings() == []
