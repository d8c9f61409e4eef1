"""The fits of ``confirmatory_coverage.py`` are those of the product; what its kept table holds.

What the intervals have to hold, ``test_goal.py`` asks of every row.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.specs.measurement import ROBUST

from .confirmatory_coverage import (
    FEW,
    KEPT,
    MISSING,
    OTHERS,
    SPECS,
    blank,
    by_parts,
    cells,
    drawn,
    ends,
    figures,
    fitted,
    incomplete,
    truth,
    whole,
)
from .populations import ITEMS, MODEL
from .reliability_coverage import CASES
from .replicated import RARE

TABLE = pd.read_csv(KEPT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sample_is_fitted_as_the_product_fits_it(case):
    found, samples = by_parts(case, 3, 1000, 3), drawn(case, 3, 1000, 3)
    assert fitted(samples)[1].all()
    for at in range(3):
        told = {kind: [] for kind in ("loading", "loading_raw", "r2", "construct_correlation")}
        result = fit_cfa(samples.rows(at, case), MODEL, SPECS["ml, satorra-bentler"])
        for row in result.to_findings():
            if row.measure in told:
                told[row.measure].append([np.nan if end is None else end for end in (row.value, row.low, row.high)])
        expected = np.concatenate(list(told.values()))
        assert samples.given[at] == np.isfinite(expected[0, 1])
        np.testing.assert_allclose(found[at], expected if samples.given[at] else np.nan * expected, rtol=1e-6)


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.name)
def test_a_sample_with_blanks_is_fitted_as_the_product_fits_it(case):
    found, samples = incomplete(case, 2, 1000, 3), blank(drawn(case, 2, 1000, 3), 3)
    assert np.isnan(samples.x).mean() == pytest.approx(MISSING, abs=0.02)
    for at in range(2):
        expected = ends(whole("fiml, sandwich", samples.rows(at, case)))
        assert samples.given[at] == np.isfinite(expected[0, 1])
        np.testing.assert_allclose(found[at], expected if samples.given[at] else np.nan * expected, rtol=1e-5)


def test_estimators_have_the_errors_that_studies_have():
    assert {(spec.estimator, spec.robust) for spec in SPECS.values()} == set(ROBUST.items())


def test_the_truth_is_that_of_answers_one_by_one():
    found = fitted(drawn(CASES[3], 1, 100_000, 1))[0][0, :, 0]
    np.testing.assert_allclose(found, truth(CASES[3].cuts), atol=0.02)
    assert [len(which) for _, which in figures()] == [3] * 10
    assert sorted(np.concatenate([which for _, which in figures()])) == list(range(3 * len(ITEMS) + 3))


def test_the_table_holds_every_cell_and_says_where_there_is_none():
    kept = set(zip(TABLE["method"], TABLE["case"], TABLE["n"], strict=True))
    assert kept == {(method, case.name, n) for method, case, n in cells()}
    assert (TABLE.groupby(["method", "case", "n"]).size() == 10).all()
    none = TABLE[TABLE["coverage"].isna()]
    assert (none["printed"] < RARE).all()
    assert (none["draws"] >= FEW).all()
    assert (TABLE.drop(none.index)["draws"] == 2000).all()
    assert set(none.loc[none["method"] != "wlsmv", "n"]) == {100, 300}  # fewer than 200; and of 300 the most skewed
    assert set(none.loc[none["method"] == "wlsmv", "case"]) == {"80 % best, clustered"}  # none in PSUs
    assert none[none["n"] == 300]["case"].str.startswith("80 % best").all()
