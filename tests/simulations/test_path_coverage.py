"""The samples of ``path_coverage.py`` are what they say and are fitted as the product fits one; what its table has.

What the intervals have to hold, ``test_goal.py`` asks of every row.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.structure.moderation import moderation
from csat_lib.structure.path_result import PathSpec, few_psus, path_model
from csat_lib.summary.bootstrap_draws import BootstrapSpec

from . import path_coverage
from .path_coverage import (
    ABOUT,
    CASES,
    DRAWS,
    KEPT,
    LOOKS,
    MARK,
    MODERATED,
    MODERATION,
    SIZES,
    STRENGTH,
    answers,
    moderation_truth,
    moderations,
    samples,
    scales,
    truth,
)
from .populations import Case
from .replicated import RARE

MODEL = replace(path_coverage.MODEL, settled=1e-10)
CHANGES = sorted(LOOKS["changes"][1])
BY_DRAWS = [*ABOUT, *LOOKS["corrected"][1]]
OF_JACKKNIFE = [(MODERATION, "jackknife, corrected"), *((name, "jackknife") for name in CHANGES)]
TABLE = pd.read_csv(KEPT)


def test_the_table_holds_every_case_size_figure_and_kind_of_ends():
    kept = set(zip(*(TABLE[name] for name in ("case", "n", "figure", "ends")), strict=True))
    every = {(case.name, n, figure) for case in CASES for n in SIZES for figure in BY_DRAWS}
    few = {(case, n, figure) for case, n, figure in every if "clustered" in case and n == 100}
    assert kept == {(*each, ends) for each in every for ends in ("percentile, by name", "bca")} | {
        (*each, "bca, by name") for each in few
    } | {(case.name, n, name, ends) for name, ends in OF_JACKKNIFE for case in CASES for n in SIZES}
    assert len(TABLE) == len(kept)
    by_default = TABLE[(TABLE["printed"] > 0) & ~TABLE["ends"].str.endswith("by name")]
    assert by_default["samples"].min() >= 2000


def test_bca_intervals_miss_more_evenly_than_percentiles():
    had = TABLE[TABLE["printed"] > 0]
    lost = TABLE[(TABLE["printed"] == 0) & ~TABLE["figure"].str.endswith(MARK)]
    assert set(lost["n"]) == {100}  # few PSUs, and moderation and changes of very skewed answers
    assert lost["figure"].isin(ABOUT).sum() == 2 * len(ABOUT)
    apart = (had["below"] - had["above"]).abs().groupby(had["ends"]).mean()
    assert apart["bca"] < apart["percentile, by name"]


def test_of_few_psus_there_is_none_as_it_would_be_too_narrow():
    few = TABLE[TABLE["case"].str.contains("clustered") & (TABLE["n"] == 100)].set_index(["case", "ends", "figure"])
    assert (few.xs("bca", level="ends")["printed"] == 0).all()
    assert few.loc[("symmetric, clustered", "bca, by name", "total effect"), "coverage"] < 0.92


def test_nearly_every_sample_of_300_has_an_interval():
    skewed = TABLE["figure"].eq(MODERATION) | TABLE["figure"].str.endswith(MARK)
    skewed &= TABLE["case"].str.startswith("80 % best")
    assert TABLE[(TABLE["n"] >= 300) & ~skewed]["printed"].min() > 0.97
    few = skewed & TABLE["figure"].isin(LOOKS["corrected"][1]) & (TABLE["n"] == 300) & (TABLE["printed"] < RARE)
    assert TABLE[(TABLE["n"] >= 300) & skewed & ~few]["printed"].min() > 0.3
    assert not TABLE[few]["figure"].str.startswith("index").any()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("n", [100, 300])
def test_samples_are_fitted_as_the_product_fits_one(case, n, monkeypatch):
    monkeypatch.setattr(path_coverage, "MODEL", MODEL)
    seeds = (1, 2)
    found = pd.DataFrame(samples(case, n, seeds))
    of_bca = found[found["ends"] == "bca"].reset_index(drop=True)
    for at, seed in enumerate(seeds):
        rows = answers(case, n, np.random.default_rng([seed, n]))
        spec = PathSpec(scales(case), together=False, bootstrap=BootstrapSpec(DRAWS, seeds[0]))
        result = path_model(rows, MODEL, spec)
        if few_psus(rows.moments()):
            assert {row.low for row in result.to_findings()} == {None}
            assert of_bca["low"].isna().all()
            continue
        for given, own in ((result, of_bca), (replace(result, left_out=None), found[found["ends"] != "bca"])):
            rows_of = {(row.measure, row.subject, row.other): row for row in given.to_findings() if not row.path}
            told = [
                [getattr(rows_of[about], each) for each in ("value", "low", "high", "se")] for about in ABOUT.values()
            ]
            ours = own[["value", "low", "high", "se"]].to_numpy()[at * len(ABOUT) : (at + 1) * len(ABOUT)]
            np.testing.assert_allclose(ours, np.array(told, dtype=float), rtol=1e-4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_moderations_are_those_of_the_product(case, monkeypatch):
    monkeypatch.setattr(path_coverage, "MODEL", MODEL)
    found = pd.DataFrame(moderations(case, 100, [1]))
    rows = answers(case, 100, np.random.default_rng([1, 100, 3]), STRENGTH)
    (row,), ours = moderation(rows, MODEL, MODERATED, PathSpec()).to_findings(), found.iloc[0]
    assert row.value == pytest.approx(ours["value"], rel=1e-6)
    if np.isnan(ours["low"]):
        assert row.low is None
        assert few_psus(rows.moments()) or "answers too skewed" in str(row.method)
    else:
        assert [row.low, row.high, row.se] == pytest.approx(list(ours[["low", "high", "se"]]), rel=1e-4)


def test_samples_lie_where_they_are_planted():
    rng = np.random.default_rng(1)
    assert answers(CASES[0], 4000, rng).frame.to_numpy().mean() == pytest.approx(5.5, abs=0.1)
    assert (answers(CASES[3], 4000, rng).frame.to_numpy() == 5).mean() == pytest.approx(0.8, abs=0.02)
    clustered = answers(Case("", CASES[0].cuts, shared=0.5), 8000, rng)
    means = clustered.frame["a1"].groupby(clustered.psu).mean()
    assert means.var() > 1.5 * clustered.frame["a1"].var() / 8
    assert truth(CASES[0])["path"] == pytest.approx(0.304, abs=0.01)
    assert 0.5 * STRENGTH < moderation_truth(Case("", CASES[0].cuts)) < STRENGTH  # errors of answers make it smaller
