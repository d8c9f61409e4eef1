"""A few draws of what ``index_coverage.py`` counts over two thousand, its twin error, what its table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.summary.design import rest_of, sum_design
from csat_lib.summary.sample import ALL, Sample, cells_of

from .index_coverage import CASES, KEPT, PARTS, composite, draw, figures

GROUP = ("group", "g")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_error_of_the_means_and_what_the_weights_add_are_the_product_s_own(case):
    rng = np.random.default_rng(3)
    now, before = draw(case, 300, rng), draw(case, 150, rng)
    found = {name: (given, counted) for name, given, counted in figures("johnson", case.clustered, now, before)}
    one = composite("johnson", now, case.clustered)
    levels = pd.DataFrame({"group": np.where(now.is_in, "g", "h")})
    psu = now.psu.astype(str) if case.clustered else None
    sample = Sample(now.weights, cells_of(levels, ["group"]), psu=psu)
    scores = sum_design(pd.DataFrame(now.scores[:, :-1], columns=list(PARTS)), sample, [list(PARTS)])
    for name, cell, against in (("all", ALL, None), ("group", GROUP, None), ("gap", GROUP, rest_of(GROUP))):
        given, counted = found[name]
        for ours, own in ((given, one.given(scores, cell, against)), (counted, one.estimate(scores, cell, against))):
            assert (ours.value, ours.se, ours.df) == pytest.approx((own.value, own.se, own.df), rel=1e-9), name


def test_the_kept_intervals_cover_what_they_promise():
    kept = pd.read_csv(KEPT)
    assert kept.groupby("rule").size().to_dict() == {"factor": 72, "johnson": 72}
    assert kept["draws"].min() >= 1800  # of 2,000: some have no interval, where a part goes the other way
    assert kept["coverage_counted"].between(0.929, 0.97).all()  # its Monte Carlo error is .006
    assert kept[["below_counted", "above_counted"]].max().max() < 0.05
    many = kept[(kept["figure"] == "all") & (kept["case"] == "spread 6.8") & (kept["n"] == 1000)]
    assert many["coverage_given"].min() < 0.92  # what it mends
