"""The population's figures are those of its customers."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.confirmatory import fit_cfa

from .populations import ITEMS, LOADINGS, MODEL, SKEWED, STEEP, Case, draw, exact, latent, shown


def test_answers_cut_at_the_mean_correlate_as_the_arcsine_says():
    r = latent()
    np.testing.assert_allclose(shown(r, (0.0,)), 2 / np.pi * np.arcsin(r), atol=1e-6)


@pytest.mark.parametrize("cuts", [(), SKEWED, STEEP])
def test_many_customers_correlate_as_the_population(cuts):
    rows = draw(Case("any", cuts), 200_000, np.random.default_rng(2)).select(ITEMS)
    np.testing.assert_allclose(np.corrcoef(rows.values.T), shown(latent(), cuts), atol=0.012)


def test_psus_share_variance_and_weights_spread_as_asked():
    rows = draw(Case("any", (), spread=0.4724, shared=0.5), 200_000, np.random.default_rng(2)).select(ITEMS)
    first = rows.values[:, 0].reshape(-1, 8)
    assert np.corrcoef(first[:, :2].T)[0, 1] == pytest.approx(0.5 * 0.8**2, abs=0.015)
    assert rows.weights.std() / rows.weights.mean() == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(np.corrcoef(rows.values.T), latent(), atol=0.012)


def test_the_exact_answers_give_the_planted_model():
    found = fit_cfa(exact(latent()), MODEL)
    np.testing.assert_allclose(np.nanmax(found.loadings, axis=1), LOADINGS, atol=1e-8)
    np.testing.assert_allclose(found.phi.to_numpy()[np.tril_indices(3, -1)], 0.5, atol=1e-8)
