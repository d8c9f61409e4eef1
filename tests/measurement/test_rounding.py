"""No decision hangs on the last digit, which another processor may compute otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.confirmatory import CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.fiml import pattern_sample, saturate
from csat_lib.measurement.confirmatory.parameter_table import measurement_model
from csat_lib.measurement.confirmatory.start_values import start_values
from csat_lib.measurement.correlations.correlation import CorrelationSpec, correlate
from csat_lib.measurement.correlations.interval import fisher_by_replicates, log_by_replicates
from csat_lib.measurement.correlations.smoothing import smooth
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.factor_scores import factor_scores
from csat_lib.measurement.factors.maximum_likelihood import maximum_likelihood
from csat_lib.measurement.factors.minimum_average import map_test
from csat_lib.measurement.factors.minres import LOWEST, UnrotatedFactors, minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.pilot.item_decisions import ScreenSpec, decide
from csat_lib.measurement.reliability.coefficients import alpha, alpha_if_dropped, item_rest, rho_a
from csat_lib.measurement.reliability.rho_a import mode_a_weights
from csat_lib.measurement.reliability.split_half import split_half
from csat_lib.summary.patterns import sum_patterns
from tests.measurement.pilot.test_item_decisions import item, poor

from .cfa_facts import HS, planted
from .facts import A, B, correlation_of, synthetic
from .symmetric import correlations, shaken

HAIR = [0.0, 1e-15, -1e-15]
SEEDS = range(6)
CONTRADICTING = np.array([[1, -0.25, 0.25], [-0.25, 1, 1 / 3], [0.25, 1 / 3, 1]])
"""The second and the third item are alike but for a sign, and one of them must be a Heywood case."""


@pytest.mark.parametrize("extract", [minres, maximum_likelihood])
@pytest.mark.parametrize("seed", SEEDS)
def test_of_two_like_items_the_first_is_the_heywood_case(extract, seed):
    found = extract(shaken(CONTRADICTING, seed), 1)
    assert found.converged
    assert found.heywood.tolist() == [False, True, False]


@pytest.mark.parametrize("hair", HAIR)
def test_a_uniqueness_that_is_at_its_bound_but_for_rounding_is_held_there(hair):
    assert UnrotatedFactors(np.ones((1, 1)), np.array([LOWEST + hair]), 0.0, converged=True, iterations=1).heywood.all()


def test_a_replicate_does_not_start_from_the_saddle_between_two_heywood_cases():
    between = np.array([0.93, 0.66, 0.66])
    _, uniquenesses = minres_stack(np.stack([shaken(CONTRADICTING, seed) for seed in SEEDS]), 1, between)
    np.testing.assert_allclose(uniquenesses, np.tile(uniquenesses[0], (len(SEEDS), 1)), atol=1e-8)
    assert uniquenesses[0].min() == LOWEST


@pytest.mark.parametrize("method", ["minres", "ml", "paf"])
def test_factors_beyond_those_there_are_get_the_same_loadings_whatever_rounding_makes_of_them(method):
    found = [extract_factors(correlation_of(shaken(correlations(2), seed), 400), 3, method, None) for seed in SEEDS]
    assert {each.reason for each in found} == {found[0].reason}
    for each in found[1:]:
        np.testing.assert_allclose(each.communalities, found[0].communalities, atol=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_items_that_determine_another_are_collinear_with_and_without_holes(seed):
    frame = planted(200, HS, seed=seed + 1).assign(x3=lambda items: items["x1"] + items["x2"])
    assert fit_cfa(frame, HS, CfaSpec(estimator="fiml")).reason == "collinear"
    holes = frame.copy()
    holes.loc[:20, "x5"] = np.nan
    assert fit_cfa(holes, HS, CfaSpec(estimator="fiml")).reason == "collinear"
    assert not saturate(pattern_sample(sum_patterns(frame))).converged


@pytest.mark.parametrize("hair", HAIR)
def test_a_construct_whose_items_point_both_ways_starts_the_way_of_its_first(hair):
    r = np.array([[1, -0.5 + hair, 0.5, -0.5], [0, 1, -0.5, 0.5 + hair], [0, 0, 1, -0.5], [0, 0, 0, 1]])
    structure = measurement_model({"a": list("wxyz")})
    start = start_values(structure, [np.triu(r, 1) + np.triu(r, 1).T + np.eye(4)])
    np.testing.assert_array_equal(np.sign(start[:4]), [1, -1, 1, -1])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_singular_matrix_is_smoothed_and_has_no_inverse(seed):
    twins = synthetic()[[*A, "b1"]].dropna().assign(a2=lambda items: items["a1"])
    r = correlate(twins).matrix
    assert smooth(shaken(r, seed)) is not r
    assert np.linalg.eigvalsh(smooth(shaken(r, seed)))[0] == pytest.approx(1e-10, rel=0.01)
    result = correlate(twins, CorrelationSpec(smooth=True))
    assert ", smoothed" in str(result.method)
    assert result.why_no_inverse == "collinear"


@pytest.mark.parametrize("seed", SEEDS)
def test_of_splits_as_good_the_first_is_named(seed):
    equal = shaken(np.full((4, 4), 0.4) + 0.6 * np.eye(4), seed)
    result = split_half(correlation_of(equal, 100))
    assert result.halves == split_half(correlation_of(np.full((4, 4), 0.4) + 0.6 * np.eye(4), 100)).halves


def test_of_numbers_of_components_as_good_the_smallest_is_taken(monkeypatch):
    averages = np.array([0.3, 0.1 + 1e-16, 0.1 - 1e-16]), np.array([0.2, 0.2, 0.2])
    monkeypatch.setattr("csat_lib.measurement.factors.minimum_average._averages", lambda r: averages)
    result = map_test(correlation_of(correlations(2)[:4, :4], 100))
    assert (result.n_factors, result.n_factors_fourth) == (1, 0)


@pytest.mark.parametrize("hair", HAIR)
def test_the_sum_of_items_that_cancel_out_has_no_variance(hair):
    mirrored = np.array([[1, -1, 0.4], [-1, 1, -0.4 + hair], [0.4, -0.4 + hair, 1 + hair]])
    assert np.isnan(item_rest(mirrored)[2])
    assert np.isnan(alpha_if_dropped(mirrored)[2])
    assert np.isnan(alpha(mirrored[:2, :2] + hair))


@pytest.mark.parametrize("weight", [0.1, 0.3, 0.7, 1.1])
def test_a_single_item_has_no_rho_a_whatever_its_weight(weight):
    assert np.isnan(rho_a(np.array([[1 / weight**2]]), np.array([weight])))


@pytest.mark.parametrize("seed", SEEDS)
def test_scores_that_rounding_alone_joins_do_not_settle(seed):
    r = np.eye(4)
    r[0, 2:] = r[2:, 0] = [0.4, 0.5]
    r[1, 2:] = r[2:, 1] = [-0.4, -0.5]
    members = np.kron(np.eye(2), np.ones((2, 1)))
    assert np.isnan(mode_a_weights(shaken(r, seed), members)).all()


@pytest.mark.parametrize("hair", HAIR)
def test_a_correlation_of_one_has_no_interval(hair):
    for found in (
        fisher_by_replicates(1 + hair, np.ones(12) - hair, 0.0, 0.95),
        log_by_replicates(1 + hair, np.ones(12) - hair, 0.0, 0.95),
        log_by_replicates(0.5, np.full(12, 0.5) + hair * np.arange(12), 0.0, 0.95),
    ):
        assert str(found.method) == "no interval, a replicate had no estimate"


@pytest.mark.parametrize("hair", HAIR)
def test_of_two_items_as_bad_the_first_is_dropped(hair):
    items = {name: item() for name in "ab"} | {"c": poor(0.1), "d": poor(0.1 - hair)}
    decided = decide(items, 0.8, ScreenSpec(), {})
    assert [decided[name][0] for name in "cd"] == ["drop", "review"]


@pytest.mark.parametrize("hair", HAIR)
def test_factors_that_are_one_but_for_rounding_have_no_bartlett_scores(hair):
    found = extract_factors(synthetic().dropna(), 2)
    same = np.column_stack([np.full(8, 0.7), np.full(8, 0.7) + hair * np.arange(8)])
    alike = replace(found, loadings=pd.DataFrame(same, A + B, ["F1", "F2"]))
    assert factor_scores(alike, synthetic(), "bartlett").frame.isna().all(axis=None)
