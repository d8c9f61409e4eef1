"""A few draws of what ``reliability_coverage.py`` counts over two thousand, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from .reliability_coverage import CASES, KEPT, draw, figures


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_figure_has_an_interval_in_every_case(case):
    found = dict(figures(draw(case, 400, np.random.default_rng(3))))
    assert len(found) == 10
    for name, row in found.items():
        assert row.low < row.value < row.high, name
        assert row.method.noted("jackknife") or not case.weighted, name


def test_the_kept_intervals_cover_what_they_promise_where_their_assumptions_hold():
    kept = pd.read_csv(KEPT)
    normal_theory = kept["method"].str.contains("feldt|f distribution|^fisher")
    assumed = kept[~normal_theory | (kept["case"] == "normal")]
    assert len(assumed) == 49
    assert assumed["draws"].min() > 1950
    assert assumed[assumed["figure"] != "omega_hierarchical"]["coverage"].between(0.935, 0.965).all()
