"""The twin error that ``mean_coverage.py`` rests on, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of

from .mean_coverage import CASES, KEPT, draw, linearised


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_error_of_the_mean_is_the_product_s_own(case):
    scores, weights, psu = draw(case, 100, 1, np.random.default_rng(2))
    means, ses, df, skew = linearised(scores, weights, psu)
    frame = pd.DataFrame({"score": scores[0]})
    sample = Sample(weights[0], cells_of(frame, []), psu=psu.astype(str) if case.clustered else None)
    own = sum_design(frame, sample).mean("score")
    found = means[0], ses[0], df[0], skew[0]
    assert found == pytest.approx((own.value, own.se, own.df, own.skew), rel=1e-9, abs=1e-12)


def test_the_kept_intervals_miss_as_often_on_both_sides_as_they_say():
    kept = pd.read_csv(KEPT)
    many = kept[kept["n"] >= 100]
    assert len(many) == 15
    assert many["draws"].min() >= 2000
    assert many["coverage_logit"].between(0.93, 0.97).all()
    assert many["below_logit"].between(0.01, 0.04).all()
    assert many["above_logit"].between(0.01, 0.04).all()
    assert many["below_t"].max() > 0.06  # what it mends
