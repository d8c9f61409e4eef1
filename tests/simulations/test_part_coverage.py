"""The twin of ``part_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure
from csat_lib.insight.decomposition import decompose
from csat_lib.insight.index_parts import index_parts
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec
from csat_lib.insight.simultaneous import Comparisons
from csat_lib.insight.trends import changes
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import ALL, cells_of
from csat_lib.summary.summary import Summary

from . import part_coverage as twin
from .index_coverage import PARTS, composite
from .part_coverage import ANSWERED, KEPT, KPIS, SIZES, TRIED
from .populations import PSU

N, UNITS = 300, ("U1", "U2")


def product_of(wave, period, b=0):
    """A sample as the product sums it up."""
    levels = pd.DataFrame({"unit": np.array([*UNITS, None], dtype=object)[wave.unit[b]]})
    points = {name: np.where(wave.has[b] > 0, wave.kpi(at)[b], np.nan) for at, name in enumerate(KPIS)}
    scores = pd.DataFrame(wave.y[b], columns=list(PARTS)).assign(**points)
    psu = (np.arange(len(scores)) // PSU).astype(str) if wave.case.clustered else None
    sums = sum_design(scores, Sample(wave.w[b], cells_of(levels, ["unit"], "unit"), psu=psu), [list(scores)])
    given = {name: dict(zip(UNITS, wave.variances[b, at].tolist(), strict=True)) for at, name in enumerate(KPIS)}
    sums = replace(sums, given=given, given_by="unit")
    nobody = count_answers({}, Sample(np.ones(1), cells_of(pd.DataFrame(index=[0]), [])))
    return SimpleNamespace(period=period, summary=Summary({}, sums, sums, nobody, np.zeros(1), {}))


def spec_of(one):
    shared = {"covariance": ANSWERED**2 * one.errors.covariance, "with_means": ANSWERED * one.errors.with_means}
    return ScoreSpec(
        {},
        {"top": {"index": ANSWERED, **{name: weight for name, (weight, *_) in KPIS.items()}}, "index": one.parts},
        headlines=("top",),
        unit="unit",
        has_earlier=True,
        weight_errors={"index": one.errors, "top": replace(one.errors, **shared)},
        kpis=tuple(KPIS),
    )


def facts_of(before, now):
    """The KPIs by unit, in points already."""

    def figures(wave, at):
        ends = wave.ends[0, at].tolist()
        return {
            unit: SimpleNamespace(value=value, numerator=None, ends=lambda _, own=own: own)
            for unit, value, own in zip(UNITS, wave.points[0, at].tolist(), ends, strict=True)
        }

    return {name: KpiFacts(figures(now, at), figures(before, at), float) for at, name in enumerate(KPIS)}


def findings(before, now, spec, facts):
    """Name as in the table -> row, each interval for itself."""
    with patch.object(Comparisons, "share", lambda _self, _figure: 1.0):
        rows = [
            *index_parts(now, before, KpiSpec(facts, "top", spec)).to_findings(),
            *changes(now, before, spec).to_findings(),
            *decompose(now, before, spec).to_findings(),
        ]
    for cell in (ALL, ("unit", "U1")):
        estimate = composites(spec)[0].estimate(now.summary.scores, cell)
        rows.append(mean_figure(ScoreFigure("top", "index", estimate, cell=cell), spec).to_finding("scores", 0.95))
    found = {}
    for row in rows:
        of = "" if row.measure in {"answers_change", "kpis_change"} else f" of {row.subject}"
        where = ", a unit" if row.segment_by == "unit" and row.measure != "contribution" else ""
        if (row.segment_by, row.segment) in {ALL, ("unit", "U1")}:
            found[f"{row.measure.replace('_', ' ')}{of}{where}"] = row
    return found


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_the_twin_is_the_product(case):
    before, now, later = twin.sampled(case, N, range(3, 4))
    spec = spec_of(composite(twin.RULE, later[0]))
    rows = findings(product_of(before, "2026-05"), product_of(now, "2026-06"), spec, facts_of(before, now))
    told = 0
    for name, method, value, (low, high) in twin.of_waves(before, now, later):
        if "by name" not in method:
            row = rows[name]
            assert row.value == pytest.approx(value[0], rel=1e-9), name
            if row.low is None:
                assert np.isnan([low[0], high[0]]).all(), name
            else:
                assert (row.low, row.high) == pytest.approx((low[0], high[0]), rel=1e-7), name
                told += 1
    assert told >= 16


@pytest.fixture(scope="module")
def kept() -> pd.DataFrame:
    return pd.read_csv(KEPT)


def test_the_kept_table_has_every_case(kept):
    printed = kept[~kept["method"].str.contains("by name")]
    assert printed.groupby(["case", "n"]).ngroups == len(TRIED) * len(SIZES)
    assert printed["draws"].min() >= 2000
    none = printed[printed["coverage"].isna()]
    assert set(none["figure"]) <= {"mix of index", "mix of top", "kpis change, a unit", "change of top, a unit"}
    assert set(none["n"]) == {100}


def test_the_kept_table_says_why_single_weights_have_no_interval(kept):
    by_name = kept[kept["method"].str.contains("by name")].set_index("method")["coverage"].dropna()
    assert by_name["t, by name"].min() < 0.85
    assert by_name["t on the logit, by name"].min() < 0.92
    assert by_name["weight's error counted, by name"].min() < 0.925
