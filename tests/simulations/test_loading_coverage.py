"""The many samples of ``loading_coverage.py`` are fitted as the product fits one, and what its kept table promises."""

from __future__ import annotations

import copy

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.loading_intervals import match_factors
from csat_lib.summary.rows import Rows

from .loading_coverage import KEPT, K, fitted, given, of_one_factor, population
from .other_coverage import SIZES, TRIED, items, weights_of
from .populations import ITEMS, LOADINGS, PSU, SYMMETRIC
from .replicated import RARE, summed


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_a_sample_is_fitted_as_the_product_fits_it(case):
    n, rng = 400, np.random.default_rng(3)
    x = items(case, 2, n, rng)
    weights = weights_of(case, 2, n, copy.deepcopy(rng))
    samples = summed(x, case, rng)
    found, has_intervals, truth = fitted(samples, case.cuts), given(samples), population(case.cuts)[0]
    unit = np.arange(n) // PSU if case.clustered else np.arange(n)
    g = len(samples.less)
    for at in range(2):
        frame = pd.DataFrame(x[at], columns=ITEMS)
        rows = Rows(frame, weights[at], unit if case.clustered else None, group=unit % g, n_groups=g)
        own = extract_factors(rows, K, confidence=0.95)
        phi = own.phi.to_numpy()[None]
        loadings, correlations = match_factors(own.loadings.to_numpy()[None], phi, truth)
        np.testing.assert_allclose(found.loadings[at], loadings[0], atol=1e-5)
        np.testing.assert_allclose(found.phi[at], correlations[0], atol=1e-5)
        low, high, _ = own.intervals.loadings
        assert np.isfinite(low).all() == has_intervals[at]
        if has_intervals[at]:
            length = np.abs(match_factors((high - low)[None], phi, truth)[0][0])
            np.testing.assert_allclose((found.high[0] - found.low[0])[at], length, rtol=1e-3)
            single = extract_factors(rows.select(ITEMS[:3]), 1, confidence=0.95)
            planned = [(values[at, 0], low[at, 0]) for _, values, low, _, _ in of_one_factor(case, samples)]
            own = (single.loadings.to_numpy()[:, 0], single.intervals.loadings[0][:, 0])
            np.testing.assert_allclose(planned, np.transpose(own), rtol=1e-4)


def test_the_planted_loadings_are_those_of_the_population():
    loadings = population(())[0]
    np.testing.assert_allclose(loadings[loadings > 0.3], LOADINGS, atol=1e-6)
    assert np.abs(loadings[loadings < 0.3]).max() < 1e-6
    assert population(SYMMETRIC)[0].max() < 0.8  # categories take something away


def test_the_kept_table_has_every_case_and_says_where_there_is_none():
    """What the intervals have to hold, ``test_goal.py`` asks of every row."""
    kept = pd.read_csv(KEPT)
    assert (kept["draws"] == 2000).all()
    assert set(zip(kept["case"], kept["n"], strict=True)) == {(case.name, n) for case in TRIED for n in SIZES}
    told = kept.groupby(["case", "n"])["coverage"].count() > 0
    assert all(told[case.name, n] == (case.cuts == SYMMETRIC and n > 100) for case in TRIED for n in SIZES)
    assert (kept["printed"][kept["coverage"].isna()] < RARE).all()
    phi = kept[kept["figure"] == "factor correlation"]
    assert phi["method"].str.contains("by name").all()
    assert phi["above"].max() > 0.05  # drawn towards 0: no interval of theirs is printed
