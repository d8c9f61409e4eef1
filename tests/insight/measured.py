"""Waves whose items are drawn from two constructs, with planted shifts of single items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from csat_lib.findings import Text
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import Comparability, ComparabilitySpec
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.rows import Rows
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary
from csat_lib.summary.tables import Tables

MODEL = {"room": ("q1", "q2", "q3", "q4"), "food": ("q5", "q6", "q7")}
ITEMS = tuple(item for items in MODEL.values() for item in items)
SCORES = ScoreSpec(MODEL, {"top": {"room": 0.5, "food": 0.5}, "stay": {"room": 1.0}}, ("overall",), "nps")
STORES = ("S1", "S2", "S3", "S4")


@dataclass(frozen=True)
class Measured:
    """A wave with its rows."""

    period: str
    rows: pd.DataFrame
    constructs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MODEL)
    tabulated: bool = False

    @cached_property
    def summary(self) -> Summary:
        """Added up as collecting does it."""
        items = self.rows[list(ITEMS)]
        moments = {
            "complete": sum_moments(items),
            **{n: sum_moments(items[list(b)]) for n, b in self.constructs.items()},
        }
        sample = Sample(np.ones(len(items)), cells_of(self.rows, ["store"], "store"))
        points = {name: (items[list(block)].mean(axis=1) - 1) / 9 * 100 for name, block in MODEL.items()}
        scores = pd.DataFrame({**points, "overall": points["room"], "nps": np.where(items["q1"] > 5, 100.0, -100.0)})
        tables = Tables(pairs=sum_pairs(items.round())) if self.tabulated else Tables()
        counts = count_answers({"nps": items["q1"].round()}, sample)
        totals = sum_design(scores, sample, [list(scores)])
        return Summary(moments, totals, sum_design(items, sample), counts, np.zeros(8), {}, tables)


def drawn(period: str, seed: int, shift: Mapping[str, float] | None = None, n: int = 800) -> Measured:
    """``shift``: item -> how much higher it is answered than its construct says."""
    draw = np.random.default_rng(seed)
    common = draw.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], n)
    rows = pd.DataFrame({"store": np.resize(STORES, n)})
    for construct, items in enumerate(MODEL.values()):
        for item in items:
            rows[item] = 5.5 + 1.1 * common[:, construct] + draw.normal(0, 0.9, n) + (shift or {}).get(item, 0.0)
    return Measured(period, rows)


@dataclass(frozen=True)
class Reworded:
    """A questionnaire that changed in these names."""

    broken: frozenset[str]

    def to_texts(self, period: str, against: str) -> list[Text]:
        """One difference per name."""
        words = {"topic": "comparability", "kind": "difference", "other": "wording", "text": "a → b"}
        return [Text(subject=name, period=period, segment=against, **words) for name in sorted(self.broken)]


def spec(scores=SCORES, **changes) -> ComparabilitySpec:
    """Of the scores above; ``changes`` as the spec takes them."""
    return ComparabilitySpec(scores, **changes)


def people(n: int = 1600, **shifts: float) -> tuple[Rows, pd.DataFrame]:
    """Rows of one wave; ``shifts``: store -> how much higher it answers q2."""
    rows = drawn("2025-12", 5, n=n).rows
    rows["q2"] += rows["store"].map(shifts).fillna(0.0)
    return Rows(rows[list(ITEMS)]), rows[["store"]]


def segment_verdicts(found: Comparability) -> dict[str, tuple[str, str]]:
    return {one.subject: (one.verdict, one.reason) for one in found.verdicts if one.between.segment_by == "store"}
