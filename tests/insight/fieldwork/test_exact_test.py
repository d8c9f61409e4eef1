from __future__ import annotations

import pytest
from scipy.stats import hypergeom

from csat_lib.insight.fieldwork.exact_test import chance_of_as_many


@pytest.mark.parametrize(
    ("hits", "n", "hits_of_all", "n_of_all"),
    [(0, 5, 3, 20), (3, 5, 3, 20), (4, 5, 3, 20), (8, 10, 15, 20), (120, 400, 300, 1200), (5, 30, 5, 1200)],
)
def test_the_chance_of_as_many_is_fishers_exact_test(hits, n, hits_of_all, n_of_all):
    expected = hypergeom.sf(hits - 1, n_of_all, hits_of_all, n)
    assert chance_of_as_many(hits, n, hits_of_all, n_of_all) == pytest.approx(expected, rel=1e-10, abs=1e-300)
