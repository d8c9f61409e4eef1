"""The twin of ``record_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec, kpi_levels
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary

from . import record_coverage as twin
from .populations import PSU
from .record_coverage import DESIGNS, KEPT, SHARES, SIZES, TIMES, TRIED

N = 300


@pytest.mark.parametrize("case", DESIGNS, ids=lambda case: case.name)
def test_numbers_of_respondents_are_the_product_s(case):
    whole, seen = twin.estimate, []

    def watched(case, w, terms):
        seen.append((w[0], terms[0][1][0]))
        return whole(case, w, terms)

    with patch.object(twin, "estimate", watched):
        found = {
            name: (value[0], low[0], high[0]) for name, _, value, (low, high), _ in twin.of_respondents(case, N, 1)
        }
    (_, _), (w, minutes), (_, points), _ = seen
    nobody = pd.DataFrame(index=range(N))
    psu = (np.arange(N) // PSU).astype(str) if case.clustered else None
    items, scores = (
        sum_design(pd.DataFrame({name: x}), Sample(w, cells_of(nobody, []), psu=psu))
        for name, x in (("asked", minutes), ("wait", points))
    )
    counts = count_answers({}, Sample(np.ones(1), cells_of(nobody[:1], [])))
    wave = SimpleNamespace(period="2026-06", summary=Summary({}, scores, items, counts, np.zeros(1), {}))
    facts = KpiFacts({}, {}, float, question="asked")
    rows = kpi_levels(wave, None, KpiSpec({"wait": facts}, "", ScoreSpec({}))).to_findings()
    told = {row.measure: (row.value, row.low, row.high) for row in rows}
    assert told["operating_figure"] == pytest.approx(found["operating figure of respondents"], rel=1e-9)
    assert told["operating_points"] == pytest.approx(found["operating points"], rel=1e-9)


def test_the_kept_table_has_every_case_and_none_with_too_few_to_tell_the_units_errors():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(SIZES) * (4 * (len(SHARES) + len(TIMES)) + 4 * len(DESIGNS) + 2 * len(TRIED))
    assert kept["draws"].min() >= 2000
    few = kept[(kept["figure"] == "shrunk") & kept["case"].str.endswith("clustered") & (kept["n"] == 100)]
    assert (few["printed"] == 0).all()
