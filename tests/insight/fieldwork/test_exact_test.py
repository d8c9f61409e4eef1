from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from csat_lib.insight.fieldwork.exact_test import chance_of_as_many


@pytest.mark.parametrize(
    ("hits", "n", "hits_of_all", "n_of_all"),
    [
        (0, 5, 3, 20),
        (3, 5, 3, 20),
        (4, 5, 3, 20),
        (8, 10, 15, 20),
        (120, 400, 300, 1200),
        (5, 30, 5, 1200),
        (1650, 3000, 50000, 100000),
    ],
)
def test_the_chance_of_as_many_is_fishers_exact_test(hits, n, hits_of_all, n_of_all):
    ways = sum(comb(hits_of_all, k) * comb(n_of_all - hits_of_all, n - k) for k in range(hits, n + 1))
    expected = float(Fraction(ways, comb(n_of_all, n)))
    assert chance_of_as_many(hits, n, hits_of_all, n_of_all) == pytest.approx(expected, rel=1e-11, abs=1e-300)
