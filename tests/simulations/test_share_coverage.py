"""The twin of ``share_coverage.py`` is the product, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri

from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure, share_figure, share_of, without_units
from csat_lib.study.model import FrameCode
from csat_lib.study.words import StudyText, WordLists
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.voice.coding import CodeSpec, code_answers, summarise_codes
from csat_lib.voice.frame import build_frame

from . import share_coverage as twin
from .populations import PSU, Case
from .share_coverage import APART, CASES, KEPT, LESS, NAMES, PLANTED, SIZES, TEN

N, SEED = 300, 9
CODED = FrameCode(title=StudyText(en="Beds"), words=WordLists(zh=("床",), en=("bed",)))


def weights(case: Case) -> np.ndarray:
    spread = case.spread * np.random.default_rng(1).normal(size=(1, N))
    return np.exp(spread) if case.weighted else np.ones((1, N))


def of_twin(case: Case, of) -> dict[str, tuple[float, float, float]]:
    found = of(case, weights(case), np.random.default_rng(SEED))
    return {name: (value[0], low[0], high[0]) for name, _, value, (low, high), _ in found}


def ends(low: float | None, high: float | None) -> tuple[float, float]:
    return (np.nan, np.nan) if low is None or high is None else (low, high)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_shares_of_answers_and_of_conditions_are_the_product_s(case: Case):
    found, rng, w = of_twin(case, twin.of_answers), np.random.default_rng(SEED), weights(case)[0]
    share = PLANTED[0]
    planted = share * rng.uniform(1 - APART, 1 + APART, 1)
    is_so = (twin.latent(case, 1, N, rng) < ndtri(planted)[:, None])[0]
    base, own = (
        (int(one.sum()), float(w[one].sum()), float((w[one] ** 2).sum())) for one in (np.ones(N, dtype=bool), is_so)
    )
    answer = share_figure(ScoreFigure("q", "answer_share", share_of(own, base)), ScoreSpec({}))
    answer = without_units(answer) if case.clustered else answer
    assert (answer.estimate.value, *ends(answer.low, answer.high)) == pytest.approx(
        found[f"answer share, {share}"], rel=1e-9, nan_ok=True
    )
    frame = pd.DataFrame({"q": 100.0 * is_so})
    psu = (np.arange(N) // PSU).astype(str) if case.clustered else None
    sums = sum_design(frame, Sample(w, cells_of(frame, []), psu=psu))
    mean = mean_figure(ScoreFigure("q", "index", sums.mean("q")), ScoreSpec({}))
    assert (mean.estimate.value, *ends(mean.low, mean.high)) == pytest.approx(
        found[f"conjunction share, {share}"], rel=1e-9, nan_ok=True
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_shares_and_scores_of_topics_are_the_product_s(case: Case):
    found, rng, w = of_twin(case, twin.of_topics), np.random.default_rng(SEED), weights(case)[0]
    z = twin.latent(case, 1, N, rng)[0]
    names, answer = rng.normal(size=(1, N))[0] < NAMES - LESS * z, np.digitize(z, TEN)
    coded = code_answers(pd.Series(np.where(names, "bed", "other")), build_frame({"bed": CODED}))
    spec = CodeSpec(pd.Series(w), pd.Series(10.0 * answer), pd.Series((answer >= 9) * 1.0), clustered=case.clustered)
    rows = {row.measure: row for row in summarise_codes(coded, spec).to_findings() if row.subject == "bed"}
    named = {
        "topic share": "share",
        "topic share of the satisfied": "share_satisfied",
        "topic share of the others": "share_others",
        "topic score": "score",
    }
    for name, measure in named.items():
        row = rows[measure]
        assert (row.value, *ends(row.low, row.high)) == pytest.approx(found[name], rel=1e-9, nan_ok=True), name
    assert (rows["score"].low is None) == case.clustered


def test_the_kept_table_has_every_share_and_each_interval_holds():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(CASES) * len(SIZES) * (2 * len(PLANTED) + 4)
    assert kept["draws"].min() >= 2000
    told = kept[kept["coverage"].notna()]
    assert told["coverage"].between(0.93, 0.975).all()
    assert told["below"].max() <= 0.052
    assert told["above"].max() <= 0.032
    clustered = kept["case"].str.startswith("clustered") & ~kept["figure"].str.startswith("conjunction")
    assert (kept[clustered]["printed"] == 0).all()
    scores = kept[(kept["figure"] == "topic score") & ~clustered].set_index(["case", "n"])["printed"]
    assert scores.xs(100, level="n").max() < 0.05  # of a hundred who wrote some nineteen name it
    assert scores.xs(1000, level="n").min() == 1
