"""The numpy twin of ``few_answers.py`` is the product, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.reliability.alpha import estimate_alpha
from csat_lib.measurement.reliability.lambda2 import lambda2
from csat_lib.summary.studentised import studentised

from .few_answers import FIGURES, KEPT, answers, left_out


def test_the_twin_is_the_product():
    x = answers(np.random.default_rng(3), (1, 20, 25), "symmetric", 0.3)
    less = left_out(x)
    value = FIGURES["alpha"](less.sum(axis=0))
    ends = studentised(-np.log(1 - value), -np.log(1 - FIGURES["alpha"](less)), 0.95)
    found = estimate_alpha(pd.DataFrame(x[0], columns=[f"q{at}" for at in range(25)]))
    twin = (value[0], 1 - np.exp(-ends.low[0]), 1 - np.exp(-ends.high[0]))
    assert (found.alpha, found.low, found.high) == pytest.approx(twin, rel=1e-9)


def test_the_kept_intervals_of_alpha_hold_and_those_of_lambda_2_do_not():
    kept = pd.read_csv(KEPT).dropna(subset="coverage").set_index("figure")
    assert (kept["n"] <= kept["items"]).all()
    assert kept.loc["alpha", "coverage"].between(0.95, 0.975).all()
    assert kept.loc["alpha", ["below", "above"]].max(axis=None) < 0.04
    assert kept.loc["lambda2", "coverage"].min() < 0.9
    assert kept.loc["lambda2", "above"].max() > 0.1


def test_lambda_2_of_so_few_answers_is_therefore_not_told():
    x = answers(np.random.default_rng(3), (1, 20, 25), "symmetric", 0.3)[0]
    assert lambda2(pd.DataFrame(x, columns=[f"q{at}" for at in range(25)])).to_findings()[0].reason == "few_answers"
