"""The number of factors chosen from three tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.measurement.factors.minimum_average import map_test
from csat_lib.measurement.factors.n_factors import choose_n_factors
from csat_lib.measurement.factors.parallel import parallel_analysis
from tests.measurement.facts import A, public_correlation, synthetic

PARALLEL, MAP = parallel_analysis(synthetic(), draws=10), map_test(synthetic())


def counted(components, factors, partial):
    parallel = replace(
        PARALLEL,
        components=replace(PARALLEL.components, n_factors=components),
        factors=replace(PARALLEL.factors, n_factors=factors),
    )
    return choose_n_factors(parallel, replace(MAP, n_factors=partial))


@pytest.mark.parametrize(
    ("counts", "chosen"), [((5, 6, 5), 5), ((4, 7, 3), 4), ((2, 2, 2), 2), ((6, 8, 1), 6), ((0, 1, 0), 0)]
)
def test_the_median_is_chosen(counts, chosen):
    result = counted(*counts)
    assert result.n_factors == chosen
    assert str(result.method) == "chosen, median of parallel components, parallel factors, map"


def test_of_two_the_smaller_is_chosen_and_said():
    result = counted(5, np.nan, 3)
    assert result.n_factors == 3
    assert str(result.method) == "chosen, smaller of parallel components, map"


def test_the_big_five_are_five():
    bfi = public_correlation("bfi")
    (row,) = choose_n_factors(parallel_analysis(bfi), map_test(bfi)).to_findings()
    assert (row.measure, row.subject, row.unit, row.value) == ("n_factors", "items", "factors", 5)


def test_what_cannot_be_chosen_says_why():
    one = synthetic()[A].assign(a2=1.0)
    (row,) = choose_n_factors(parallel_analysis(one), map_test(one)).to_findings()
    assert (row.value, row.reason) == (None, "no_variance")
    assert str(row.method) == "chosen, median of parallel components, parallel factors, map"
