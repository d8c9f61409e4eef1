"""A few samples of what ``loading_coverage.py`` counts over two thousand, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from .loading_coverage import DESIGNS, KEPT, PLANTED, RUNS, population, sample


@pytest.mark.parametrize("design", [name for name in DESIGNS if name != "skewed"])
def test_every_loading_has_an_interval_about_it(design):
    found = sample(3, design, "oblimin")
    assert found.loadings.shape == PLANTED.shape
    assert ((found.low < found.loadings) & (found.loadings < found.high)).all()
    assert np.abs(found.loadings - PLANTED).max() < 0.3


def test_the_planted_loadings_are_those_of_the_population():
    np.testing.assert_allclose(population("normal", "oblimin"), PLANTED, atol=1e-6)


def test_the_kept_intervals_hold_what_they_promise():
    kept = pd.read_csv(KEPT)
    assert list(zip(kept["design"], kept["rotation"], strict=True)) == list(RUNS)
    assert (kept["samples"] == 2000).all()
    oblimin = kept["rotation"] == "oblimin"
    assert kept["held"][oblimin].between(0.935, 0.965).all()
    assert kept["held"][~oblimin].between(0.935, 0.975).all()  # geomin's loadings spread unevenly: too wide by 1.7
    assert kept["se_over_sd"].between(0.95, 1.08).all()
