"""What the kept table of R squared and shares promises, and that its figures are the product's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.importance import importance
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import MOST_GROUPS

from .explained_coverage import CASES, KEPT, SLOPES, answers, intervals
from .replicated import summed

TABLE = pd.read_csv(KEPT)
NAMES = [*"abcdef", "y"]


def test_figures_and_intervals_are_those_of_the_product():
    case = replace(CASES[3], spread=0.0, shared=0.0)
    x = answers(case, 0.8 * SLOPES, 3, 600, np.random.default_rng(5))
    found = {name: (values, ends) for name, values, ends, _ in intervals(summed(x, case, np.random.default_rng(6)))}
    for at in range(3):
        base = Base(group=np.arange(600) % MOST_GROUPS, n_groups=MOST_GROUPS)
        own = importance(sum_moments(pd.DataFrame(x[at], columns=NAMES), base), "y", "johnson")
        r2 = own.r2_finding()
        values, (low, high) = found["r2"]
        assert (values[at], low[at], high[at]) == pytest.approx((r2.value, r2.low, r2.high), rel=1e-9)
        values, (low, high) = found["share 1"]
        assert (values[at], low[at], high[at]) == pytest.approx(
            (own.shares["a"], own.low["a"], own.high["a"]), rel=1e-9
        )


def test_every_printed_interval_of_r_squared_covers_what_it_promises():
    kept = TABLE[(TABLE["figure"] == "r2") & TABLE["coverage"].notna()]
    assert len(kept) > 90
    assert kept["draws"].min() >= 2000
    inside = kept[kept["planted"] > 0]
    near = (inside["planted"] == 0.05) & (inside["n"] == 100)  # at the edge: the interval may touch 0, and is long
    assert inside[~near]["coverage"].between(0.93, 0.97).all()
    assert inside[near]["coverage"].between(0.97, 0.985).all()
    assert inside[["below", "above"]].max(axis=None) < 0.047
    assert inside[~near][["below", "above"]].min(axis=None) >= 0.01
    assert kept[kept["planted"] == 0]["coverage"].min() >= 0.95


def test_shares_have_an_interval_only_where_it_holds():
    kept = TABLE[TABLE["figure"].str.startswith("share") & TABLE["coverage"].notna()]
    assert len(kept) == 66
    assert kept["coverage"].between(0.94, 0.97).all()
    assert kept[["below", "above"]].max(axis=None) < 0.043
    assert (TABLE[(TABLE["n"] == 100) & (TABLE["planted"] < 0.5)].query("figure != 'r2'")["printed"] < 0.2).all()


def test_where_nearly_all_give_the_best_answer_a_hundred_are_too_few():
    few = TABLE[TABLE["case"].str.startswith("80 %") & (TABLE["n"] == 100)]
    assert (few["printed"] < 0.2).all()
