"""What the kept table of reliability promises, and that its figures are the product's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.measurement.reliability import estimate_alpha, estimate_omega, icc
from csat_lib.measurement.reliability.lambda2 import lambda2
from csat_lib.measurement.validity import average_variance_extracted
from csat_lib.measurement.validity.criterion import criterion
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import MOST_GROUPS

from .reliability_coverage import CASES, KEPT, SIZES, answers, intervals
from .replicated import summed

TABLE = pd.read_csv(KEPT)
OURS = TABLE[TABLE["method"].str.startswith("jackknife")]


def test_figures_and_intervals_are_those_of_the_product():
    case = replace(CASES[3], spread=0.0, shared=0.0)
    x = answers(case, 2, 400, np.random.default_rng(3))
    samples = summed(x, case, np.random.default_rng(4))
    for at in range(2):
        frame = pd.DataFrame(x[at], columns=[*"abc", "y"])
        moments = sum_moments(frame, Base(group=np.arange(400) % MOST_GROUPS, n_groups=MOST_GROUPS))
        items = moments.select(list("abc"), "a")
        scored = sum_moments(
            pd.DataFrame({"s": frame[list("abc")].sum(axis=1), "y": frame["y"]}),
            Base(group=np.arange(400) % MOST_GROUPS, n_groups=MOST_GROUPS),
        )
        theirs = {
            "alpha": estimate_alpha(items).to_findings()[0],
            "lambda2": lambda2(items).to_findings()[0],
            "omega": estimate_omega(items).to_findings()[0],
            "ave": average_variance_extracted(items, {"a": list("abc")}).to_findings()[0],
            "icc": icc(items).to_findings()[2],
            "criterion_r": criterion(scored, ["s"], "y").to_findings()[0],
        }
        for name, _, values, (low, high), printed in intervals(samples):
            row = theirs[name]
            assert printed[at], name
            assert (values[at], low[at], high[at]) == pytest.approx((row.value, row.low, row.high), rel=1e-6), name


def test_every_printed_interval_covers_what_it_promises():
    assert len(OURS) == len(CASES) * len(SIZES) * 6
    assert OURS["draws"].min() >= 2000
    printed = OURS.dropna(subset="coverage")
    assert printed["coverage"].between(0.93, 0.97).all()
    assert printed[["below", "above"]].min(axis=None) > 0.008
    assert printed[["below", "above"]].max(axis=None) <= 0.04


def test_where_nearly_all_give_the_best_answer_a_hundred_are_too_few_and_a_thousand_are_not():
    best = OURS[OURS["case"].str.startswith("80 %")]
    assert (best[best["n"] == 100]["printed"] < 0.2).all()
    assert (best[best["n"] == 1000]["printed"] > 0.98).all()


def test_normal_theory_stands_beside_it_and_does_not_hold():
    by_name = TABLE[TABLE["method"].str.endswith("by name")]
    assert set(by_name["method"]) == {"feldt, by name", "bonett, by name", "duhachek, by name"}
    assert by_name[by_name["case"].str.startswith("80 %")]["coverage"].max() < 0.8
    assert by_name[by_name["case"].str.startswith("symmetric")]["coverage"].min() > 0.94
