"""R squared is parted as the field's programs part it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.index.decompose import (
    DECOMPOSITIONS,
    johnson,
    lmg,
    r_squared,
    squared_betas,
    squared_correlations,
    subset_r_squared,
)

# R 4.2.2: cor(mtcars[c("cyl", "disp", "hp", "gear", "mpg")])
MTCARS = np.array(
    [
        [1.0, 0.902032872146999, 0.832447452721820, -0.492686599389471, -0.852161959426613],
        [0.902032872146999, 1.0, 0.790948586369806, -0.555569198562483, -0.847551379262479],
        [0.832447452721820, 0.790948586369806, 1.0, -0.125704258225474, -0.776168371826586],
        [-0.492686599389471, -0.555569198562483, -0.125704258225474, 1.0, 0.480284757338842],
        [-0.852161959426613, -0.847551379262479, -0.776168371826586, 0.480284757338842, 1.0],
    ]
)
XX, XY = MTCARS[:-1, :-1], MTCARS[:-1, -1]
RELAIMPO = Path(__file__).parents[1] / "reference" / "relaimpo.csv"


def peer(data: str) -> tuple[np.ndarray, np.ndarray, pd.DataFrame]:
    """Correlations typed from public data, and relaimpo's figures for them."""
    table = pd.read_csv(RELAIMPO, keep_default_na=False)
    table = table[table["data"] == data]
    predictors = table.loc[table["figure"] == "lmg", "row"].tolist()
    outcome = table.loc[table["figure"] == "r2", "row"].item()
    names = [*predictors, outcome]
    r = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for row in table[table["figure"] == "correlation"].itertuples():
        r.loc[row.row, row.column] = r.loc[row.column, row.row] = row.value
    xx = r.to_numpy()
    return xx[:-1, :-1], xx[:-1, -1], table.set_index(["figure", "row"])["value"]


def random_correlations(p: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    draws = np.random.default_rng(seed).normal(size=(p + 8, p + 1))
    r = np.corrcoef(draws @ (np.eye(p + 1) + 0.4), rowvar=False)
    return r[:-1, :-1], r[:-1, -1]


def test_johnson_gives_the_published_weights_of_mtcars():
    """martinctc/rwa README: mpg ~ cyl, disp, hp, gear."""
    np.testing.assert_allclose(johnson(XX, XY), [0.2284797, 0.2221469, 0.2321744, 0.0963886], atol=5e-8)
    np.testing.assert_allclose(johnson(XX, XY), [0.22847973, 0.22214687, 0.23217444, 0.09638860], rtol=1e-6)
    np.testing.assert_allclose(r_squared(XX, XY), 0.7791896, atol=5e-8)


def test_lmg_of_mtcars_puts_another_predictor_first_than_johnson():
    parts = lmg(XX, XY)
    np.testing.assert_allclose(parts, [0.24705203, 0.24349959, 0.21091290, 0.07772511], rtol=1e-6)
    assert parts.argmax() == 0
    assert johnson(XX, XY).argmax() == 2


@pytest.mark.parametrize("data", ["service_quality", "bank_satisfaction", "ecsi_mobi"])
def test_parts_equal_relaimpo(data):
    xx, xy, figures = peer(data)
    np.testing.assert_allclose(r_squared(xx, xy), figures["r2"].item(), rtol=1e-6)
    np.testing.assert_allclose(lmg(xx, xy), figures["lmg"], rtol=1e-6)
    np.testing.assert_allclose(squared_correlations(xx, xy), figures["first"], rtol=1e-6)
    np.testing.assert_allclose(squared_betas(xx, xy), figures["betasq"], rtol=1e-6)


def test_lmg_is_the_mean_over_all_orders_of_entry():
    xx, xy = random_correlations(4, seed=3)
    gains = np.zeros(4)
    orders = list(permutations(range(4)))
    for order in orders:
        before = 0.0
        for step, j in enumerate(order):
            known = list(order[: step + 1])
            now = r_squared(xx[np.ix_(known, known)], xy[known])
            gains[j] += now - before
            before = now
    np.testing.assert_allclose(lmg(xx, xy), gains / len(orders), rtol=1e-9)


def test_every_subset_has_the_r_squared_of_its_own_regression():
    xx, xy = random_correlations(5, seed=4)
    r2 = subset_r_squared(xx, xy)
    assert r2[0] == 0
    for code in range(1, 32):
        inside = [j for j in range(5) if code >> j & 1]
        np.testing.assert_allclose(r2[code], r_squared(xx[np.ix_(inside, inside)], xy[inside]), rtol=1e-9)


@given(p=st.integers(1, 7), seed=st.integers(0, 10_000))
@settings(max_examples=25)
def test_lmg_and_johnson_add_up_to_r_squared_and_are_never_negative(p, seed):
    xx, xy = random_correlations(p, seed)
    for parts in (lmg(xx, xy), johnson(xx, xy)):
        assert parts.min() > -1e-12
        np.testing.assert_allclose(parts.sum(), r_squared(xx, xy), rtol=1e-9)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_the_order_of_the_predictors_does_not_matter(seed):
    xx, xy = random_correlations(5, seed)
    order = np.random.default_rng(seed).permutation(5)
    for part in DECOMPOSITIONS.values():
        np.testing.assert_allclose(
            part(xx[np.ix_(order, order)], xy[order]), part(xx, xy)[order], rtol=1e-7, atol=1e-12
        )


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15)
def test_turning_a_predictor_round_changes_nothing(seed):
    xx, xy = random_correlations(4, seed)
    sign = np.array([1, -1, 1, -1.0])
    for part in DECOMPOSITIONS.values():
        np.testing.assert_allclose(part(xx * np.outer(sign, sign), xy * sign), part(xx, xy), rtol=1e-7, atol=1e-12)


def test_two_predictors_share_by_lmg_and_johnson_alike():
    """With two predictors the two rules are known to give the same parts."""
    xx, xy = random_correlations(2, seed=9)
    np.testing.assert_allclose(lmg(xx, xy), johnson(xx, xy), rtol=1e-9)


@pytest.mark.parametrize("part", DECOMPOSITIONS.values())
def test_uncorrelated_predictors_each_own_their_squared_correlation(part):
    xy = np.array([0.5, -0.3, 0.1])
    np.testing.assert_allclose(part(np.eye(3), xy), xy**2, rtol=1e-12)


@pytest.mark.parametrize("part", DECOMPOSITIONS.values())
def test_one_predictor_owns_all_of_r_squared(part):
    np.testing.assert_allclose(part(np.eye(1), np.array([0.6])), [0.36], rtol=1e-12)
