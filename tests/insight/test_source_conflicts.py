"""Several sources of one figure: what they usually differ by is no conflict, what errors do not explain is one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, t

from csat_lib.findings import way
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.source_conflicts import _errors, compare_sources
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.summary.summary import Summary

UNITS = tuple(f"A{number:02d}" for number in range(1, 11))
SPEC = ScoreSpec(
    {"said": ("q1",)},
    {"agent": {"said": 0.5, "records": 0.3, "visits": 0.2}},
    unit="agent_id",
    kpis=("records", "visits"),
    spared=("records", "visits"),
    sources={"agent": 2},
)


def wave(visits: dict[str, float], seed: int = 1, variance: float = 9.0) -> Summary:
    """30 answers on each of ten agents about 80, records exact at 75, visits with an error."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({"agent_id": np.repeat(UNITS, 30)})
    frame["said"] = rng.normal(80, 10, len(frame)).clip(0, 100)
    frame["records"], frame["visits"] = 75.0, frame["agent_id"].map(visits)
    sample = Sample(np.ones(len(frame)), cells_of(frame, ["agent_id"], "agent_id"))
    scores = sum_design(frame[["said", "records", "visits"]], sample, [["said", "records", "visits"]])
    scores = replace(scores, given={"records": {}, "visits": dict.fromkeys(visits, variance)}, given_by="agent_id")
    items = sum_design(pd.DataFrame({"q1": frame["said"]}), sample)
    counts = count_answers({"agent_id": frame["agent_id"]}, sample)
    return Summary({}, scores, items, counts, np.zeros(2), {})


ALIKE = dict.fromkeys(UNITS, 65.0)


def gaps(summary: Summary, spec: ScoreSpec = SPEC):
    rows = [row for row in compare_sources(summary, spec).to_findings() if row.measure == "source_gap"]
    return {(row.subject, row.other, row.segment): row for row in rows}


def is_clear(row) -> bool:
    return row.low is not None and (row.low > 0 or row.high < 0)


def test_stricter_visits_are_a_level_of_their_own_and_no_conflict():
    summary = wave(ALIKE)
    found = compare_sources(summary, SPEC).to_findings()
    level = {(row.subject, row.other): row.value for row in found if row.measure == "source_level"}
    said = summary.scores.mean("said").value
    assert level == pytest.approx(
        {("said", "records"): said - 75, ("said", "visits"): said - 65, ("records", "visits"): 10}
    )
    assert not any(map(is_clear, gaps(summary).values()))


def test_an_agent_whom_the_visits_contradict_is_found():
    clear = [key for key, row in gaps(wave(ALIKE | {"A07": 40.0})).items() if is_clear(row)]
    assert clear == [("said", "visits", "A07"), ("records", "visits", "A07")]


def test_spread_and_gap_are_what_they_say():
    summary = wave(ALIKE | {"A07": 40.0})
    spread = {r.segment: r.value for r in compare_sources(summary, SPEC).to_findings() if r.measure == "source_spread"}
    said = {unit: summary.scores.mean("said", ("agent_id", unit)) for unit in UNITS}
    assert spread["A07"] == pytest.approx(max(said["A07"].value, 75) - 40)
    apart = {unit: said[unit].value - (40 if unit == "A07" else 65) for unit in UNITS}
    usual = np.mean([score.se**2 * score.n_effective for score in said.values()])
    own = {unit: max(score.se**2, usual / score.n_effective) for unit, score in said.items()}
    assert own["A03"] > said["A03"].se ** 2  # its answers lie closer together than others'
    variance = {unit: of + 9 for unit, of in own.items()}
    row, mean = gaps(summary)["said", "visits", "A03"], np.mean(list(apart.values()))
    assert row.value == pytest.approx(apart["A03"] - mean, rel=1e-9)
    error = (variance["A03"] * (1 - 2 / 10) + sum(variance.values()) / 100) ** 0.5
    assert row.se == pytest.approx(error, rel=1e-9)
    doubt = [(own[unit] * (0.81 if unit == "A03" else 0.01)) ** 2 / said[unit].df for unit in UNITS]
    df = error**4 / sum(doubt)  # visits have an error that is known
    assert row.df == pytest.approx(df, rel=1e-9)
    reach = t.ppf((1 + 0.95 ** (1 / 30)) / 2, df) * error
    assert (row.low, row.high) == pytest.approx((row.value - reach, row.value + reach), rel=1e-9)
    assert row.path == "agent"


def test_sources_whose_errors_are_known_have_z_intervals():
    row = gaps(wave(ALIKE))["records", "visits", "A03"]
    assert row.df is None
    assert row.high - row.value == pytest.approx(norm.ppf((1 + 0.95 ** (1 / 30)) / 2) * (9 * 0.9) ** 0.5, rel=1e-9)


def test_a_unit_whose_answers_do_not_tell_their_error_has_no_interval_and_is_no_sure_one_for_the_others():
    summary = wave(ALIKE | {"A07": 40.0})
    scores = pd.DataFrame({"agent_id": np.repeat(UNITS, 30)})
    rng = np.random.default_rng(1)
    scores["said"] = rng.normal(80, 10, 300).clip(0, 100)
    scores.loc[scores["agent_id"] == "A07", "said"] = 100.0  # all alike
    scores["records"], scores["visits"] = 75.0, 65.0
    sample = Sample(np.ones(300), cells_of(scores, ["agent_id"], "agent_id"))
    totals = sum_design(scores[["said", "records", "visits"]], sample, [["said", "records", "visits"]])
    totals = replace(totals, given=summary.scores.given, given_by="agent_id")
    found = gaps(replace(summary, scores=totals))
    alike, others = found["said", "visits", "A07"], found["said", "visits", "A03"]
    assert alike.value > 10
    assert (alike.low, alike.se) == (None, None)
    told = {unit: totals.mean("said", ("agent_id", unit)).se for unit in UNITS}
    usual = np.mean([se**2 for se in told.values() if se])  # of 30 answers each
    variances = {unit: max(se**2, usual) for unit, se in told.items() if se}
    known = sum(variances.values()) + max(variances.values())
    expected = variances["A03"] * 0.8 + 9 * 0.8 + (known + 90) / 100
    assert others.se**2 == pytest.approx(expected, rel=1e-9)


def test_counts_that_vary_little_by_chance_have_the_units_mean_variance_at_most_twice_their_own():
    one = Estimate(80.0, 3.0, math.inf, 30, 30.0, 30.0, way("taylor"))
    scores = {("u", str(at)): replace(one, se=se) for at, se in enumerate((1.0, 3.0, 5.0))}
    usual = (1 + 9 + 25) / 3
    assert [v for v, _ in _errors(scores, exact=True).values()] == pytest.approx([2.0, usual, 25.0], rel=1e-12)
    answers = {cell: replace(score, df=29.0) for cell, score in scores.items()}
    assert [v for v, _ in _errors(answers, exact=False).values()] == pytest.approx([usual, usual, 25.0], rel=1e-12)


def test_exact_sources_have_no_interval_and_units_without_a_source_no_difference():
    found = gaps(wave({unit: 65.0 for unit in UNITS if unit != "A02"}, variance=0.0))
    assert found["records", "visits", "A01"].low is None
    assert ("said", "visits", "A02") not in found
    assert compare_sources(wave(ALIKE), replace(SPEC, unit="")).to_findings() == []


def test_a_unit_needs_so_many_sources():
    visits = {unit: 65.0 for unit in UNITS if unit != "A02"}
    (one, *_) = composites(replace(SPEC, sources={"agent": 3}))
    assert one.estimate(wave(visits).scores, ("agent_id", "A02")).reason == "few_sources"
    assert one.estimate(wave(visits).scores, ("agent_id", "A01")).value is not None
    (two, *_) = composites(SPEC)
    whole = two.estimate(wave(visits).scores, ("agent_id", "A02"))
    said = wave(visits).scores.mean("said", ("agent_id", "A02")).value
    assert whole.value == pytest.approx((0.5 * said + 0.3 * 75) / 0.8, rel=1e-9)


def test_conflicts_are_rarely_told_where_there_are_none():
    """200 studies of ten agents alike: some conflict is told in 5 % at most, give or take the draw."""
    rng, told = np.random.default_rng(4), 0
    for seed in range(200):
        visits = dict(zip(UNITS, 65 + 3 * rng.normal(size=10), strict=True))
        told += any(is_clear(row) for row in gaps(wave(visits, seed)).values())
    assert told / 200 <= 0.08
