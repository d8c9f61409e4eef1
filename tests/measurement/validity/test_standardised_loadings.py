"""Standardised loadings by construct."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import way
from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.validity.standardised_loadings import solution_of
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.public import HS, PLANTED, planted, public_moments


def test_a_cfa_is_taken_as_it_is():
    fitted = fit_cfa(public_moments("validity", "hs"), HS)
    solution = solution_of(fitted)
    np.testing.assert_allclose(solution.own["speed"].loadings, fitted.loadings.loc[HS["speed"], "speed"])
    np.testing.assert_allclose(solution.correlations, fitted.phi)
    assert (solution.loadings_by, solution.correlations_by, solution.words) == (
        way("cfa"),
        way("latent"),
        fitted.method,
    )


def test_each_construct_has_the_factor_of_its_own_items():
    items = planted(1, 300)
    solution = solution_of(items, PLANTED)
    loadings = minres(items[PLANTED["b"]].corr().to_numpy(), 1).loadings[:, 0]
    np.testing.assert_allclose(solution.own["b"].loadings, loadings, rtol=1e-9)
    assert list(solution.own["b"].loadings.index) == PLANTED["b"]
    assert solution.own["b"].replicated.shape == (100, 3)


def test_loadings_of_each_replicate_are_those_of_its_own_correlations():
    items, group = planted(2, 300), np.arange(300) % 6
    solution = solution_of(sum_moments(items, Base(group=group, n_groups=6)), PLANTED)
    for at in range(6):
        alone = minres(items[group != at][PLANTED["a"]].corr().to_numpy(), 1).loadings[:, 0]
        np.testing.assert_allclose(solution.own["a"].replicated[at], alone, atol=1e-7)


def test_each_construct_has_the_base_of_its_own_items():
    items = planted(3, 300)
    items.loc[:49, "a1"] = np.nan
    solution = solution_of(sum_moments(items, missing="pairwise"), PLANTED)
    assert [own.bases.n for own in solution.own.values()] == [250, 300, 300]
    assert str(solution.words) == "pearson, pairwise"


def test_polychoric_correlations_are_used_where_they_are_given():
    coarse = planted(4, 500).map(lambda x: float(np.digitize(x, [-1, 0, 1])))
    solution = solution_of(correlate(Rows(coarse), "polychoric"), PLANTED)
    assert str(solution.words).startswith("polychoric, two-step")
    assert solution.own["a"].loadings.iloc[0] == pytest.approx(0.8, abs=0.1)


def test_data_need_a_model():
    with pytest.raises(CsatError, match="Give the model too"):
        solution_of(planted(5, 50))
