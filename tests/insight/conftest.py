"""A small hotel whose scores are planted, added up as a wave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary

STORES = ("S1", "S2", "S3", "S4")


@dataclass(frozen=True)
class MadeWave:
    """A wave as the trends take it, with its rows beside it."""

    period: str
    summary: Summary
    rows: pd.DataFrame


@pytest.fixture
def spec() -> ScoreSpec:
    return ScoreSpec({"room": ("q1",), "food": ("q2",)}, {"top": {"room": 0.5, "food": 0.5}}, ("overall",), "nps")


@pytest.fixture
def make_wave() -> Callable[..., MadeWave]:
    """``make_wave(period, seed, per_store, shift, unanswered)``: stores of that size, or each of its own.

    ``shift`` moves the room score of a store; ``unanswered``: store -> a score that its first so many rows lack.
    """

    def make(
        period: str,
        seed: int,
        per_store: int | Sequence[int] = 60,
        shift: Mapping[str, float] | None = None,
        unanswered: Mapping[str, tuple[str, int]] | None = None,
    ) -> MadeWave:
        draw = np.random.default_rng(seed)
        rows = pd.DataFrame({"store": np.repeat(STORES, per_store)})
        rows["member"] = draw.choice(["gold", "no"], len(rows))
        moved = rows["store"].map(shift or {}).fillna(0.0)
        rows["room"] = draw.normal(70, 12, len(rows)) + moved
        rows["food"] = draw.normal(60, 12, len(rows))
        rows["overall"] = draw.normal(65, 12, len(rows))
        rows["answer"] = draw.integers(0, 11, len(rows)).astype(float)
        rows["nps"] = 100.0 * (rows["answer"] >= 9) - 100.0 * (rows["answer"] <= 6)
        for store, (name, count) in (unanswered or {}).items():
            rows.loc[rows.index[rows["store"] == store][:count], name] = np.nan
        return MadeWave(period, _summed(rows), rows)

    return make


def _summed(rows: pd.DataFrame) -> Summary:
    sample = Sample(np.ones(len(rows)), cells_of(rows, ["store", "member"], "store"))
    scores = rows[["room", "food", "overall", "nps"]]
    items = pd.DataFrame({"q1": rows["room"] / 10, "q2": rows["food"] / 10, "overall": rows["overall"] / 10})
    items = items.assign(
        **{f"{name}:top2": (items[name] > 8).astype(float).where(items[name].notna()) for name in items}
    )
    counts = count_answers({"nps": rows["answer"]}, sample)
    moments = {"pairwise": sum_moments(items[["q1", "q2", "overall"]], missing="pairwise")}
    return Summary(
        moments, sum_design(scores, sample, [list(scores)]), sum_design(items, sample), counts, np.zeros(3), {}
    )
