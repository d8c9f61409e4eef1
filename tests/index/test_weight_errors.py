"""The error of estimated index weights: what it is made of, and what it adds to an index, a difference, a change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings import way
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.index.weights import IndexWeights, index_weights
from csat_lib.summary.design import DesignTotals, rest_of, sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import ALL, Sample, cells_of

PARTS = ["room", "service", "food"]
S1 = ("store", "S1")
FLAT = {"top": dict.fromkeys(PARTS, "johnson")}


def guests(seed: int = 1, n: int = 300) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x = np.array([85.0, 70.0, 55.0]) + 12 * (0.6 * draw.normal(size=(n, 1)) + 0.8 * draw.normal(size=(n, 3)))
    return pd.DataFrame(x, columns=PARTS).assign(overall=x @ [0.6, 0.3, 0.1] + 8 * draw.normal(size=n))


def weighed(frame: pd.DataFrame, groups: int = 100, tree: dict = FLAT) -> IndexWeights:
    base = Base(group=np.arange(len(frame)) % groups, n_groups=groups)
    return index_weights(tree, sum_moments(frame, base), "overall")


def totals(frame: pd.DataFrame) -> DesignTotals:
    cells = cells_of(pd.DataFrame({"store": ["S1", "S2", "S3"] * (len(frame) // 3)}), ["store"])
    return sum_design(frame[PARTS], Sample(np.ones(len(frame)), cells), [PARTS])


def index_of(weights: IndexWeights) -> Composite:
    spec = ScoreSpec({name: (name,) for name in PARTS}, weights.tree, weight_errors=weights.errors)
    return composites(spec)[0]


def jackknifed(frame: pd.DataFrame, groups: int) -> float:
    """Standard error of the whole index, weights and means anew without each group: the figure from nothing."""
    kept = [frame[np.arange(len(frame)) % groups != group] for group in range(groups)]
    weights = [index_weights(FLAT, sum_moments(part), "overall").used("top") for part in kept]
    whole = np.array([part[PARTS].mean() @ pd.Series(used) for part, used in zip(kept, weights, strict=True)])
    return float(np.sqrt((groups - 1) * whole.var()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_error_of_the_index_is_that_of_the_whole_index_jackknifed(seed):
    frame = guests(seed)
    found = index_of(weighed(frame, 300)).estimate(totals(frame))
    # the jackknife of a product of two estimates against its linearisation: of second order in 1/n
    assert found.se == pytest.approx(jackknifed(frame, 300), rel=0.01)
    assert found.se > index_of(weighed(frame, 300)).given(totals(frame)).se
    assert "index weights estimated in 300 groups" in str(found.method)


def test_the_variance_is_the_sum_of_its_three_parts():
    errors = WeightErrors(("a", "b"), np.array([[0.04, -0.04], [-0.04, 0.04]]), np.array([[0.1, -0.1], [0, 0]]), 51)
    given = Estimate(70.0, 2.0, 99.0, 100, 100.0, 100.0, way("taylor"))
    means, parts = np.array([80.0, 60.0]), {"a": 0.75, "b": 0.25}
    own, both = 0.04 * 20**2, 2 * 0.75 * (0.1 * 80 - 0.1 * 60)
    found = errors.counted(given, parts, means, with_wave=True)
    assert found.se == pytest.approx((4 + own + both) ** 0.5, rel=1e-12)
    assert found.df == pytest.approx((4 + own) ** 2 / (16 / 99 + own**2 / 50), rel=1e-12)
    assert errors.counted(given, parts, means, with_wave=False).se == pytest.approx((4 + own) ** 0.5, rel=1e-12)


def test_a_difference_counts_the_error_of_the_weights_only_as_far_as_the_parts_differ():
    frame = guests()
    one, scores = index_of(weighed(frame)), totals(frame)
    gap, given = one.estimate(scores, S1, rest_of(S1)), one.given(scores, S1, rest_of(S1))
    level, level_given = one.estimate(scores, S1), one.given(scores, S1)
    assert 0 < gap.se**2 - given.se**2 < 0.2 * abs(level.se**2 - level_given.se**2)
    same = one.change(given, scores, scores, ALL)
    assert same.se == pytest.approx(given.se, rel=1e-12)


def test_weights_that_are_given_have_no_error():
    frame = guests()
    for tree in ({"top": dict.fromkeys(PARTS, "equal")}, {"top": {"room": 3, "service": 2, "food": 1}}):
        found = weighed(frame, tree=tree)
        assert found.errors == {}
        assert "index weights as given" in str(index_of(found).estimate(totals(frame)).method)


def test_without_replicate_groups_the_weights_are_taken_as_given():
    frame = guests()
    found = index_weights(FLAT, sum_moments(frame), "overall")
    assert found.errors == {}


def test_a_node_above_estimated_weights_has_their_error():
    tree = {"inner": {"service": "johnson", "food": "johnson"}, "top": {"room": 1.0, "inner": 1.0}}
    found = weighed(guests(), tree=tree)
    assert set(found.errors) == {"inner", "top"}
    inner, top = found.errors["inner"].covariance, found.errors["top"].covariance
    np.testing.assert_allclose(top, inner / 4, atol=1e-15)  # half of what the inner node's parts have each
    room = found.errors["top"].constructs.index("room")
    assert top.any()
    assert not top[room].any()


@pytest.mark.parametrize("rule", ["johnson", "factor"])
def test_errors_hang_neither_on_the_order_of_parts_nor_on_the_size_of_weights(rule):
    frame = guests()
    groups = {"group": np.arange(300) % 100, "n_groups": 100}
    errors = [
        index_weights({"top": dict.fromkeys(order, rule)}, sum_moments(frame, Base(weights, **groups)), "overall")
        for order, weights in ((PARTS, None), (PARTS[::-1], None), (PARTS, np.full(300, 7.0)))
    ]
    one, turned, scaled = (found.errors["top"] for found in errors)
    assert turned.constructs == tuple(PARTS[::-1])
    np.testing.assert_allclose(turned.covariance[::-1, ::-1], one.covariance, rtol=1e-9)
    np.testing.assert_allclose(scaled.covariance, one.covariance, rtol=1e-9)
    np.testing.assert_allclose(one.covariance.sum(axis=0), 0, atol=1e-15)  # weights add up to 1 in every replicate


def test_a_weight_that_a_replicate_could_not_give_leaves_no_interval():
    errors = replace(weighed(guests()).errors["top"], covariance=np.full((3, 3), np.nan))
    one = replace(index_of(weighed(guests())), errors=errors)
    found = one.estimate(totals(guests()))
    assert (found.se, found.df) == (None, None)
    assert found.value is not None
    assert "a replicate had no estimate" in str(found.method)


def test_the_covariance_is_that_of_the_weights_and_means_without_each_group():
    frame, groups = guests(), 60
    found = weighed(frame, groups).errors["top"]
    kept = [frame[np.arange(len(frame)) % groups != group] for group in range(groups)]
    weights = np.array([list(index_weights(FLAT, sum_moments(part), "overall").used("top").values()) for part in kept])
    means = np.array([part[PARTS].mean().to_numpy() for part in kept])
    off = weights - weights.mean(axis=0)
    factor = (groups - 1) / groups
    np.testing.assert_allclose(found.covariance, factor * off.T @ off, rtol=1e-7)
    np.testing.assert_allclose(found.with_means, factor * (means - means.mean(axis=0)).T @ off, rtol=1e-6, atol=1e-9)


def test_the_parts_of_a_change_carry_the_error_of_the_weights_as_the_change_does():
    before, after = totals(guests(2)), totals(guests(1))
    one = index_of(weighed(guests(1)))
    given = one.given(after).minus(one.given(before))
    change = one.change(given, before, after, ALL)
    means = after.means(PARTS) - before.means(PARTS)
    added = means @ one.errors.covariance @ means + 2 * (
        np.array(list(one.parts.values())) @ one.errors.with_means @ means
    )
    assert change.se**2 - given.se**2 == pytest.approx(added, rel=1e-6)
    assert one.change(replace(given, se=None), before, after, ALL).se is None
