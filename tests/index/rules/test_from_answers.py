"""Rules that take the weights from answers or from figures of units: worked numbers, properties, reasons."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from csat_lib.findings.catalogue.weight_rules import ESTIMATED, WEIGHT_RULES
from csat_lib.index.part_scores import PartScores, RuleSettings
from csat_lib.index.rules import by_rule
from csat_lib.summary.moments import sum_moments

WORKED = np.array([[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]], dtype=float)
"""Four units by four parts: the worked example of entropy and CRITIC."""
MTCARS = np.array([
    [1.0, -0.8521619594266132, -0.8475513792624786, -0.7761683718265864, 0.48028475733885245],
    [-0.8521619594266132, 1.0, 0.902032872146999, 0.8324474527218181, -0.49268659931305625],
    [-0.8475513792624786, 0.902032872146999, 1.0, 0.7909485863698063, -0.5555691985624799],
    [-0.7761683718265864, 0.8324474527218181, 0.7909485863698063, 1.0, -0.12570425790140316],
    [0.48028475733885245, -0.49268659931305625, -0.5555691985624799, -0.12570425790140316, 1.0],
])  # fmt: skip
"""R: cor(mtcars[c("mpg", "cyl", "disp", "hp", "gear")])."""


def of(frame: pd.DataFrame, headline: bool = True, **more) -> PartScores:
    return PartScores(sum_moments(frame), np.eye(frame.shape[1] - headline), **more)


def having(r: np.ndarray, n: int = 200) -> pd.DataFrame:
    """Rows with exactly these correlations."""
    white = np.random.default_rng(0).normal(size=(n, len(r)))
    white = np.linalg.qr(white - white.mean(axis=0))[0]
    return pd.DataFrame(50 + 300 * (white - white.mean(axis=0)) @ np.linalg.cholesky(r).T)


def guests(seed: int = 1, n: int = 200) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x = 60 + 15 * (0.6 * draw.normal(size=(n, 1)) + 0.8 * draw.normal(size=(n, 4)))
    return pd.DataFrame(np.column_stack([x, x @ [0.6, 0.3, 0.2, 0.1] + 8 * draw.normal(size=n)]))


def test_lmg_and_johnson_shares_of_mtcars():
    """Johnson: the README of the R package rwa; LMG: relaimpo."""
    order = [1, 2, 3, 4, 0]
    scores = of(having(MTCARS[np.ix_(order, order)]))
    flipped = replace(scores, loadings=np.diag([-1.0, -1, -1, 1]))  # mpg falls with them
    assert_allclose(by_rule("johnson", flipped).weights, [0.2932274, 0.2850999, 0.2979691, 0.1237037], rtol=1e-6)
    raw = np.array([0.24705203, 0.24349959, 0.21091290, 0.07772511])
    assert_allclose(by_rule("lmg", flipped).weights, raw / raw.sum(), rtol=1e-6)
    assert (by_rule("lmg", flipped).directions > 0).all()


def test_critic_of_units_as_worked():
    scores = of(pd.DataFrame(WORKED), headline=False, figures=WORKED, settings=RuleSettings("units"))
    assert_allclose(by_rule("critic", scores).weights, [0.295807, 0.260878, 0.239778, 0.203537], rtol=3e-6)


@pytest.mark.parametrize(
    ("normalise", "weights"),
    [("shares", [0.321996, 0.317096, 0.038911, 0.321996]), ("min_max", [0.145753, 0.169521, 0.538974, 0.145753])],
)
def test_entropy_of_units_as_worked(normalise, weights):
    rules = RuleSettings("units", normalise)
    scores = of(pd.DataFrame(WORKED), headline=False, figures=WORKED, settings=rules)
    assert_allclose(by_rule("entropy", scores).weights, weights, rtol=1e-5)


def test_regression_weights_are_the_standardised_coefficients():
    frame = guests()
    z = (frame - frame.mean()) / frame.std()
    betas = np.linalg.lstsq(z.iloc[:, :4], z[4], rcond=None)[0]
    assert_allclose(by_rule("regression", of(frame)).weights, betas / betas.sum(), rtol=1e-9)


def test_independence_is_the_tolerance_of_each_part():
    frame = guests().iloc[:, :4]
    z = frame - frame.mean()
    left = np.array([
        np.linalg.lstsq(z.drop(columns=j), z[j], rcond=None)[1][0] / (z[j] ** 2).sum() for j in range(4)
    ])  # fmt: skip
    assert_allclose(by_rule("independence", of(frame, headline=False)).weights, left / left.sum(), rtol=1e-9)


def test_spread_and_variation_are_those_of_the_answers():
    frame = guests().iloc[:, :4]
    scores, sd = of(frame, headline=False), frame.std()
    assert_allclose(by_rule("information", scores).weights, sd / sd.sum(), rtol=1e-9)
    assert_allclose(by_rule("cv", scores).weights, (sd / frame.mean()) / (sd / frame.mean()).sum(), rtol=1e-9)


def test_the_first_component_is_the_index_that_pca_weights_make_of_standardised_parts():
    frame = guests().iloc[:, :4]
    used = by_rule("pca", of(frame, headline=False)).weights
    z = (frame - frame.mean()) / frame.std()
    component = np.linalg.svd(z)[0][:, 0]
    assert abs(np.corrcoef(z @ used, component)[0, 1]) == pytest.approx(1, abs=1e-12)


@given(seed=st.integers(0, 1000), turned=st.permutations(range(4)), scale=st.floats(0.1, 10))
@settings(max_examples=15)
def test_weights_add_up_follow_the_parts_and_stand_common_units(seed, turned, scale):
    frame = guests(seed, 80)
    for rule in ("equal", *ESTIMATED):
        used = by_rule(rule, of(frame)).weights
        assert used.sum() == pytest.approx(1, rel=1e-12)
        assert_allclose(by_rule(rule, of(frame[[*turned, 4]])).weights, used[list(turned)], rtol=1e-6, atol=1e-9)
        assert_allclose(by_rule(rule, of(frame * scale)).weights, used, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("spoil", "reasons"),
    [
        (lambda f: f.assign(**{"1": f[0]}).set_axis(range(6), axis=1)[[0, 5, 2, 3, 4]], {"collinear"}),
        (lambda f: f.assign(x=50.0)[[0, "x", 2, 3, 4]], {"no_variance"}),
        (lambda f: f * np.nan, {"all_missing"}),
        (lambda f: f.iloc[:1], {"few_answers"}),
    ],
)
def test_what_no_weights_follow_from_is_told(spoil, reasons):
    found = {by_rule(rule, of(spoil(guests()))).reason for rule in ("independence", "regression", "lmg")}
    assert found == reasons


def test_parts_that_say_the_same_have_no_conflict_and_a_mean_of_nothing_no_variation():
    frame = guests()[[0, 4]]
    same = frame.assign(again=frame[0] * 2)[[0, "again"]]
    assert by_rule("critic", of(same, headline=False)).reason == "collinear"
    assert by_rule("cv", of(frame - 200, headline=False)).reason == "mean_not_positive"


def test_more_parts_than_lmg_can_go_through_are_told():
    wide = pd.DataFrame(np.random.default_rng(0).normal(size=(60, 17)))
    assert by_rule("lmg", of(wide)).reason == "many_parts"


def test_rules_of_units_need_units():
    scores = of(guests().iloc[:, :4], headline=False, settings=RuleSettings("units"))
    assert by_rule("entropy", scores).reason == by_rule("critic", scores).reason == "not_asked"
    one = replace(scores, figures=WORKED[:1])
    assert by_rule("entropy", one).reason == "one_group"
    assert by_rule("entropy", replace(scores, figures=WORKED * [1, 1, 0, 1])).reason == "no_variance"


def test_every_rule_has_a_file_with_its_formula():
    from importlib import import_module

    for rule in WEIGHT_RULES:
        assert len(str(import_module(f"csat_lib.index.rules.{rule}").__doc__)) > 30
