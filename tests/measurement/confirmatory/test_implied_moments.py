"""Every derivative of a factor model beside its difference quotient: groups, orders, scales, missing patterns."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory.fiml import pattern_sample
from csat_lib.measurement.confirmatory.implied_moments import implied, jacobian, matrices
from csat_lib.measurement.confirmatory.normal_theory import NormalTheory, complete_sample
from csat_lib.measurement.confirmatory.parameter_table import (
    COVARIANCE,
    PATH,
    ModelSpec,
    Parameter,
    measurement_model,
    structure_of,
)
from csat_lib.measurement.confirmatory.start_values import start_values
from csat_lib.summary.patterns import sum_patterns
from tests.measurement.cfa_facts import HS, planted

EQUAL = frozenset({"loadings", "intercepts"})
SPECS = {
    "plain": ModelSpec(),
    "marker": ModelSpec(standardise="marker"),
    "means": ModelSpec(means=True),
    "second order": ModelSpec(second_order={"ability": list(HS)}, means=True),
    "two groups": ModelSpec(2, means=True, equal=EQUAL),
    "two groups of second order": ModelSpec(2, "marker", {"ability": list(HS)}, means=True, equal=EQUAL),
}


def quotient(function, theta, h=1e-5):
    """(q, ...) central differences."""
    return np.array([(function(theta + h * e) - function(theta - h * e)) / (2 * h) for e in np.eye(len(theta))])


def problem(name, incomplete=False):
    spec = SPECS[name]
    structure = measurement_model(HS, spec)
    frames = [planted(150 + 50 * group, HS, seed=group) + group for group in range(spec.n_groups)]
    shares = [len(frame) / sum(map(len, frames)) for frame in frames]
    covariances = [frame.cov(ddof=0).to_numpy() for frame in frames]
    means = [frame.mean().to_numpy() for frame in frames]
    start = start_values(structure, covariances, means) + 0.01
    if incomplete:
        holes = frames[0].mask(np.random.default_rng(1).random(frames[0].shape) < 0.2)
        return NormalTheory(structure, [pattern_sample(sum_patterns(holes))]), start
    known = means if spec.means else [None] * spec.n_groups
    samples = [complete_sample(s, m, share) for s, m, share in zip(covariances, known, shares, strict=True)]
    return NormalTheory(structure, samples), start


@pytest.mark.parametrize("name", SPECS)
def test_the_jacobian_is_that_of_the_implied_moments(name):
    theory, theta = problem(name)
    structure, low = theory.structure, np.tril_indices(9)
    for group, at in enumerate(implied(structure, theta)):
        sigma, mu = jacobian(structure, group, at)
        by_sigma = quotient(lambda t, g=group: implied(structure, t)[g].sigma[low], theta)
        by_mu = quotient(lambda t, g=group: implied(structure, t)[g].mu, theta)
        np.testing.assert_allclose(sigma, by_sigma.T, atol=1e-8)
        np.testing.assert_allclose(mu, by_mu.T, atol=1e-8)


@pytest.mark.parametrize(("name", "incomplete"), [*((name, False) for name in SPECS), ("second order", True)])
def test_gradient_and_second_derivatives_are_those_of_the_discrepancy(name, incomplete):
    theory, theta = problem(name, incomplete)
    point = theory.place(theta)
    np.testing.assert_allclose(point.gradient(), quotient(lambda t: theory.place(t).value, theta), atol=1e-8)
    np.testing.assert_allclose(point.exact(), quotient(lambda t: theory.place(t).gradient(), theta), atol=1e-7)


@pytest.mark.parametrize("name", SPECS)
def test_fishers_second_derivatives_are_the_exact_ones_where_the_model_fits(name):
    theory, theta = problem(name)
    groups = implied(theory.structure, theta)
    shares = [sample.share[0] for sample in theory.samples]
    fitting = [complete_sample(at.sigma, at.mu, share) for at, share in zip(groups, shares, strict=True)]
    point = NormalTheory(theory.structure, fitting).place(theta)
    np.testing.assert_allclose(point.expected(), point.exact(), atol=1e-9)
    np.testing.assert_allclose(point.gradient(), 0, atol=1e-10)


def test_two_groups_alike_are_one():
    frame = planted(200, HS)
    covariance, mean = frame.cov(ddof=0).to_numpy(), frame.mean().to_numpy()
    one = NormalTheory(measurement_model(HS, ModelSpec(means=True)), [complete_sample(covariance, mean)])
    everything = frozenset({"loadings", "intercepts", "residuals", "covariances"})
    spec = ModelSpec(2, "marker", means=True, equal=everything)
    two = NormalTheory(measurement_model(HS, spec), [complete_sample(covariance, mean, 0.5)] * 2)
    marked = NormalTheory(measurement_model(HS, ModelSpec(standardise="marker", means=True)), one.samples)
    start = start_values(marked.structure, [covariance], [mean])
    both = dict(zip(marked.structure.names, start, strict=True))
    theta = np.array([both.get(name, 0.0) for name in two.structure.names])  # factor means of the second group: 0
    assert two.place(theta).value == pytest.approx(marked.place(start).value, rel=1e-12)


def test_the_matrices_hold_what_the_table_says():
    entries = [
        Parameter(PATH, "a", "f", "load"),
        Parameter(PATH, "b", "f", "load"),
        Parameter(COVARIANCE, "f", "f", value=2.0),
        *(Parameter(COVARIANCE, item, item, f"{item}~~{item}", 0.5) for item in "ab"),
        Parameter(COVARIANCE, "b", "a", "b~~a"),
    ]
    structure = structure_of("ab", "f", entries)
    assert structure.names == ("load", "a~~a", "b~~b", "b~~a")
    assert (structure.n_free, structure.df, structure.means) == (4, -1, False)
    paths, covariances, means = matrices(structure, np.array([3.0, 0.1, 0.2, 0.05]))
    np.testing.assert_array_equal(paths[0], [[0, 0, 3], [0, 0, 3], [0, 0, 0]])
    np.testing.assert_array_equal(covariances[0], [[0.1, 0.05, 0], [0.05, 0.2, 0], [0, 0, 2]])
    assert not means.any()
    (at,) = implied(structure, np.array([3.0, 0.1, 0.2, 0.05]))
    np.testing.assert_allclose(at.sigma, [[18.1, 18.05], [18.05, 18.2]])
    sigma, _ = jacobian(structure, 0, at)
    np.testing.assert_allclose(sigma, [[12, 1, 0, 0], [12, 0, 0, 1], [12, 0, 1, 0]])


def test_start_values_may_be_given():
    structure = measurement_model(HS)
    theta = np.arange(structure.n_free, dtype=float)
    np.testing.assert_array_equal(structure.starting_at(theta).start, theta)


@pytest.mark.parametrize("standardise", ["latent", "marker"])
def test_equal_parameters_leave_later_groups_their_factor_variances_and_means(standardise):
    structure = measurement_model(HS, ModelSpec(2, standardise, means=True, equal=EQUAL))
    later = {name for name in structure.names if name.endswith(".g2")}
    assert {f"{factor}~1.g2" for factor in HS} <= later
    assert {f"{factor}~~{factor}.g2" for factor in HS} <= later
    assert not [name for name in later if "=~" in name or (name.startswith("x") and name.endswith("~1.g2"))]
    assert structure.df == 60
    residuals = measurement_model(HS, ModelSpec(2, standardise, means=True, equal=EQUAL | {"residuals"}))
    assert residuals.df == 69
