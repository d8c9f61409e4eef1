"""The means of ``source_conflicts.py`` are the product's own, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of

from .other_coverage import SIZES
from .source_conflicts import CASES, KEPT, PSU, STUDIES, UNITS, means, said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_agents_means_and_errors_are_the_product_s_own(case):
    points, weights, psu = said(case, 300, np.random.default_rng(2))
    frame = pd.DataFrame({"agent": np.repeat([name for _, name in UNITS], 30), "said": points})
    clusters = psu.astype(str) if case.clustered else None
    totals = sum_design(frame[["said"]], Sample(weights, cells_of(frame, ["agent"]), psu=clusters))
    for unit, own in means(points, weights, psu).items():
        product = totals.mean("said", unit)
        told = [(one.value, one.se, one.df, one.n_effective) for one in (own, product)]
        assert told[0] == pytest.approx(told[1], rel=1e-9)
    assert len(np.unique(psu)) == (300 // PSU if case.clustered else 300)


def test_conflicts_are_told_in_at_most_one_of_twenty_studies_without_any_and_found_where_planted():
    kept = pd.read_csv(KEPT)
    assert list(zip(kept["case"], kept["n"], strict=True)) == [(case.name, n) for case in CASES for n in SIZES]
    assert (kept["studies"] == STUDIES).all()
    assert (kept["false"] <= 0.05 + 2 * (0.05 * 0.95 / STUDIES) ** 0.5).all()
    assert (kept["found"] > 0.95).all()
    few = kept[kept["n"] == 100]
    assert (few["printed"] < 0.34).all()  # ten answers of an agent tell nothing: records and visits alone are compared
