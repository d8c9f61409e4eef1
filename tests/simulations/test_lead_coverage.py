"""The shares and leads of ``lead_coverage.py`` are those of the product; what its kept table tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.importance import importance
from csat_lib.insight.drivers import lead_of
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import MOST_GROUPS

from .explained_coverage import P, answers, scaled
from .lead_coverage import CASES, KEPT, RULES, SLOPES, TRIED, intervals, truth
from .reliability_coverage import SIZES
from .replicated import RARE, summed

TABLE = pd.read_csv(KEPT)
NAMES = [*"abcdef", "y"]


def test_shares_and_leads_are_those_of_the_product():
    case = replace(CASES[0], spread=0.0, shared=0.0)
    x = answers(case, scaled(case.cuts, 0.5, SLOPES["ahead"]), 2, 600, np.random.default_rng(5))
    nothing = {rule: np.zeros(P) for rule in RULES}
    found = {(name, rule): rest for name, rule, *rest in intervals(summed(x, case, np.random.default_rng(6)), nothing)}
    for at in range(2):
        base = Base(group=np.arange(600) % MOST_GROUPS, n_groups=MOST_GROUPS)
        for rule in RULES:
            own = importance(sum_moments(pd.DataFrame(x[at], columns=NAMES), base), "y", rule)
            value, ends = (part[at] for part in found["lead", f"{rule}, by name"])
            lead = lead_of(own)
            assert value == pytest.approx(lead.value, rel=1e-6)
            assert (lead.p < 0.05) == (ends[0] > 0)
            if rule == "lmg":
                value, ends = (part[at] for part in found["share 1", rule])
                assert (value, *ends) == pytest.approx((own.shares["a"], own.low["a"], own.high["a"]), rel=1e-6)


def test_the_truth_adds_up_and_is_level_where_all_matter_alike():
    for rule in RULES:
        assert truth(CASES[0].cuts, "ahead", 0.5, rule).sum() == pytest.approx(1)
        assert truth(CASES[0].cuts, "level", 0.5, rule) == pytest.approx([1 / P] * P)


def test_the_table_holds_every_case_and_says_where_there_is_none():
    kept = TABLE[["case", "slopes", "planted", "n"]].drop_duplicates()
    wanted = {(case.name, *what, n) for what in TRIED for case in CASES for n in SIZES}
    assert set(kept.itertuples(index=False, name=None)) == wanted
    assert len(TABLE) == 5 * len(wanted)
    none = TABLE[TABLE["coverage"].isna()]
    assert (none["printed"] < RARE).all()
    assert (TABLE.drop(none.index)["draws"] == 2000).all()


def test_why_a_lead_has_a_test_and_no_interval():
    leads = TABLE[(TABLE["figure"] == "lead") & TABLE["coverage"].notna()]
    assert leads[leads["slopes"] == "ahead"]["above"].max() > 0.07
    level = leads[leads["slopes"] == "level"]
    assert (level["below"] <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / level["draws"])).all()
    assert (level["above"] == 0).all()
