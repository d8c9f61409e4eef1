"""Importance: shares of R squared with intervals, from a frame or from moments."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtrit

from csat_lib.errors import CsatError
from csat_lib.index.decompose import lmg, r_squared
from csat_lib.index.importance import importance, share_interval
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.rows import dealt_groups

TRUTH = {"room": 0.5, "service": 0.3, "food": 0.1}


def guests(n: int = 400, seed: int = 1) -> pd.DataFrame:
    """Three constructs that share one cause, and an outcome that depends on them by TRUTH."""
    draw = np.random.default_rng(seed)
    common = draw.normal(size=(n, 1))
    x = 0.6 * common + 0.8 * draw.normal(size=(n, 3))
    y = x @ np.array(list(TRUTH.values())) + 0.6 * draw.normal(size=n)
    return pd.DataFrame(np.column_stack([x, y]), columns=[*TRUTH, "overall"])


def in_groups(frame: pd.DataFrame, n_groups: int = 20, weights: np.ndarray | None = None):
    return sum_moments(frame, Base(weights=weights, group=np.arange(len(frame)) % n_groups, n_groups=n_groups))


def test_shares_are_the_parts_scaled_to_one():
    result = importance(guests(), "overall")
    r = guests().corr().to_numpy()
    np.testing.assert_allclose(result.raw, lmg(r[:-1, :-1], r[:-1, -1]), rtol=1e-9)
    np.testing.assert_allclose(result.raw.sum(), result.r2, rtol=1e-9)
    np.testing.assert_allclose(result.shares, result.raw / result.r2, rtol=1e-9)
    np.testing.assert_allclose(result.r2, r_squared(r[:-1, :-1], r[:-1, -1]), rtol=1e-9)
    assert result.shares.index.tolist() == ["room", "service", "food"]


def test_the_outcome_may_stand_anywhere_among_the_items():
    frame = guests()
    moved = frame[["overall", "room", "service", "food"]]
    pd.testing.assert_series_equal(importance(frame, "overall").shares, importance(moved, "overall").shares)


def test_a_frame_and_its_moments_give_the_same_figures():
    frame = guests()
    from_frame = importance(frame, "overall", "johnson")
    from_moments = importance(sum_moments(frame, dealt_groups(frame)), "overall", "johnson")
    pd.testing.assert_frame_equal(from_frame.parts, from_moments.parts, rtol=1e-9)
    assert from_frame.n == 400


def test_the_interval_is_the_jackknife_done_by_hand():
    frame = guests()
    result = importance(in_groups(frame), "overall", "johnson")
    group = np.arange(400) % 20
    left_out = [importance(sum_moments(frame[group != g]), "overall", "johnson").shares.to_numpy() for g in range(20)]
    se = np.sqrt(19 / 20 * ((left_out - np.mean(left_out, axis=0)) ** 2).sum(axis=0))
    np.testing.assert_allclose(result.parts["se"], se, rtol=1e-9)
    share = result.shares.to_numpy()
    off = np.array(left_out) - np.mean(left_out, axis=0)
    kurtosis = (off**4).mean(axis=0) / (off**2).mean(axis=0) ** 2
    df = np.minimum(40 / (kurtosis - 17 / 19), 19)
    reach = stdtrit(df, 0.975) * se / (share * (1 - share))
    odds = np.exp(np.log(share / (1 - share)) - reach)
    np.testing.assert_allclose(result.low, odds / (1 + odds), rtol=1e-9)
    assert result.replicates.df == 19


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    """Truth from 400,000 draws; 100 samples of 400 at 90 % confidence."""
    large = guests(400_000, seed=0).corr().to_numpy()
    truth = lmg(large[:-1, :-1], large[:-1, -1])[0] / r_squared(large[:-1, :-1], large[:-1, -1])
    held = [importance(in_groups(guests(seed=seed), 40), "overall", confidence=0.9) for seed in range(100)]
    covered = sum(bool(result.low["room"] <= truth <= result.high["room"]) for result in held)
    assert 83 <= covered <= 97


def test_weights_count_a_respondent_as_often_as_they_say():
    frame = guests(120)
    twice = pd.concat([frame, frame.iloc[:60]], ignore_index=True)
    weights = np.where(np.arange(120) < 60, 2.0, 1.0)
    weighted = importance(sum_moments(frame, Base(weights=weights)), "overall")
    pd.testing.assert_series_equal(weighted.shares, importance(twice, "overall").shares, rtol=1e-9)
    assert weighted.n == 120
    assert weighted.n_weighted == 180
    np.testing.assert_allclose(weighted.n_effective, 108)


def test_without_replicate_groups_the_shares_stand_without_interval():
    result = importance(sum_moments(guests()), "overall")
    assert result.low.isna().all()
    assert str(result.method) == "lmg, no interval without replicate groups"
    finding = result.to_findings()[0]
    assert finding.low is None
    assert finding.confidence is None
    assert finding.value == result.shares["room"]


def test_the_method_is_named_and_the_findings_carry_bases_and_interval():
    result = importance(guests(), "overall", "johnson")
    assert str(result.method) == "johnson, jackknife, 100 groups, t on the logit of the share"
    room, *_, r2 = result.to_findings()
    assert (room.topic, room.subject, room.other, room.measure, room.unit) == (
        "drivers",
        "room",
        "overall",
        "importance",
        "share",
    )
    assert (str(room.method), room.n, room.df, room.confidence) == ("johnson", 400, 99, 0.95)
    assert (room.low, room.value, room.high) == (result.low["room"], result.shares["room"], result.high["room"])
    assert (r2.subject, r2.other, r2.measure, r2.value) == (
        "overall",
        "",
        "r2",
        pytest.approx(1 - (1 - result.r2) * 399 / 396),
    )
    assert r2.low < r2.value < r2.high


def test_one_predictor_has_all_of_r_squared_beyond_doubt():
    result = importance(guests()[["room", "overall"]], "overall")
    assert result.shares["room"] == 1
    assert (result.low["room"], result.high["room"]) == (1, 1)
    np.testing.assert_allclose(result.r2, guests()[["room", "overall"]].corr().iloc[0, 1] ** 2, rtol=1e-9)


def test_interval_ends_stay_between_0_and_1_and_a_varying_0_has_none():
    left_out = np.array([[0.02, 0.97, 0.0], [0.0, 1.0, 0.1], [0.01, 0.99, 0.0]])
    low, high = share_interval(Replicates("jackknife", np.array([0.01, 0.99, 0.0]), left_out), 0.95)
    assert np.all((low[:2] > 0) & (high[:2] < 1))
    assert np.isnan([low[2], high[2]]).all()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda f: f.assign(food=3.0), "no_variance"),
        (lambda f: f.assign(overall=7.0), "no_variance"),
        (lambda f: f.assign(food=f["room"] + f["service"]), "collinear"),
        (lambda f: f.assign(food=np.nan), "all_missing"),
        (lambda f: f.iloc[:0], "all_missing"),
        (lambda f: f.iloc[:4], "few_answers"),
        (lambda f: f.assign(overall=np.tile([1.0, -1.0, -1.0, 1.0], 100), **_balanced()), "nothing_explained"),
    ],
)
def test_what_cannot_be_estimated_is_absent_with_its_reason(spoil, reason):
    result = importance(spoil(guests()), "overall", "johnson")
    assert result.reason == reason
    assert result.shares.isna().all()
    assert {finding.reason for finding in result.to_findings()} == {reason}
    assert {finding.value for finding in result.to_findings()} == {None}


def _balanced() -> dict[str, np.ndarray]:
    """Two factors of a 2 x 2 design: their product, the outcome above, goes with neither."""
    return {"room": np.tile([1.0, 1.0, -1.0, -1.0], 100), "service": np.tile([1.0, -1.0, 1.0, -1.0], 100)} | {
        "food": np.repeat([1.0, -1.0], 200)
    }


def test_a_pairwise_matrix_that_no_data_could_have_is_refused():
    a = np.array([1.0, 2.0, 3.0, 4.0])
    gap = np.full(4, np.nan)
    frame = pd.DataFrame(
        {
            "x": np.concatenate([a, a, gap]),
            "z": np.concatenate([a, gap, a]),
            "y": np.concatenate([gap, a, -a]),
        }
    )
    assert importance(sum_moments(frame, missing="pairwise"), "y").reason == "collinear"


def test_a_method_that_is_not_there_is_named():
    with pytest.raises(CsatError) as caught:
        importance(guests(), "overall", "jonson")
    assert str(caught.value) == (
        "Importance cannot be estimated by `jonson`; the methods are lmg, johnson, correlation, regression. "
        "Did you mean `johnson`? Name one of them."
    )


def test_an_outcome_alone_cannot_be_explained():
    with pytest.raises(CsatError) as caught:
        importance(guests()[["overall"]], "overall")
    assert str(caught.value) == (
        "Importance for `overall` failed: the data holds no other item. Give at least one predictor beside the outcome."
    )


def test_lmg_of_more_than_15_predictors_points_to_johnson():
    wide = pd.DataFrame(np.random.default_rng(0).normal(size=(60, 17)), columns=[f"q{i}" for i in range(17)])
    with pytest.raises(CsatError) as caught:
        importance(wide, "q16")
    assert str(caught.value) == (
        "Importance by `lmg` failed: 16 predictors are 2^16 subsets, and it is exact up to 15. "
        "Use `johnson`, or explain the outcome with constructs instead of items."
    )
    assert len(importance(wide, "q16", "johnson").shares) == 16


def test_an_outcome_that_the_data_does_not_hold_is_named():
    with pytest.raises(CsatError, match="holds no item `overal`"):
        importance(guests(), "overal")


def skewed(n: int, share: float = 0.85, seed: int = 4) -> pd.DataFrame:
    """Guests of whom that share gives the best answer to everything that is asked."""
    frame = guests(n, seed)
    return frame.apply(lambda x: np.digitize(x, x.quantile([0.01, 0.04, 0.08, 1 - share])).astype(float))


def test_shares_of_little_have_no_interval_and_say_so():
    rng = np.random.default_rng(3)
    weak = guests().assign(overall=lambda frame: frame["overall"] + 4 * rng.normal(size=400))
    result = importance(weak, "overall", "johnson")
    assert result.low.isna().all()
    assert str(result.method) == "johnson, no interval, too little explained"
    rows, r2 = result.share_findings(), result.r2_finding()
    assert {(row.low, row.high, str(row.method)) for row in rows} == {
        (None, None, "johnson, no interval, too little explained")
    }
    assert [row.value for row in rows] == result.shares.tolist()
    assert r2.low <= r2.value <= r2.high


def test_where_nearly_all_give_the_best_answer_few_guests_give_no_interval():
    few, many = importance(skewed(100), "overall", "johnson"), importance(skewed(4000), "overall", "johnson")
    for row in few.to_findings():
        assert (row.low, row.high) == (None, None)
        assert row.method.noted("answers too skewed")
    assert many.r2_finding().low > 0


def test_guests_of_few_psus_have_no_interval():
    result = importance(in_groups(guests(), 8), "overall", "johnson")
    assert str(result.r2_finding().method) == "least squares, adjusted, no interval, too few replicate groups"
    assert result.share_interval(0.9)[0].tolist() == pytest.approx([np.nan] * 3, nan_ok=True)


def test_neither_the_order_of_rows_nor_guests_of_no_weight_matter():
    frame = guests()
    moved = frame.sample(frac=1, random_state=2)
    one, other = importance(frame, "overall", "johnson"), importance(moved, "overall", "johnson")
    pd.testing.assert_frame_equal(one.parts, other.parts, rtol=1e-9)
    assert one.explained.low == pytest.approx(float(other.explained.low), rel=1e-9)
    weights = np.append(np.ones(400), np.zeros(50))
    beside = pd.concat([frame, guests(50, seed=8)], ignore_index=True)
    group = np.arange(450) % 20
    whole = importance(sum_moments(beside, Base(weights, group, 20)), "overall", "johnson")
    kept = importance(sum_moments(frame, Base(weights[:400], group[:400], 20)), "overall", "johnson")
    assert whole.n == 400
    pd.testing.assert_frame_equal(whole.parts, kept.parts, rtol=1e-9)


def test_another_confidence_moves_the_ends_of_the_shares_alone():
    result = importance(guests(), "overall", "johnson")
    low, high = result.share_interval(0.99)
    assert (low < result.low).all()
    assert (high > result.high).all()
    np.testing.assert_allclose(result.share_interval(0.95), [result.low, result.high], rtol=1e-12)
