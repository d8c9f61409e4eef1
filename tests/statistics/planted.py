"""One small planted sample, and every kind of data that a statistic may ask for, made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.summary.moments import Base, Missing, Moments, sum_moments
from csat_lib.summary.pairs import PairTables, sum_pairs
from csat_lib.summary.rows import Rows, dealt_groups

N, N_GROUPS, CUT = 300, 20, 137
LOW, HIGH = 1.0, 10.0
CONSTRUCTS = {"a": ("a1", "a2", "a3"), "b": ("b1", "b2", "b3"), "c": ("c1", "c2", "c3")}
ANSWERS = (*(item for items in CONSTRUCTS.values() for item in items), "overall", "nps")
Part = TypeVar("Part")


@dataclass(frozen=True, eq=False)
class World:
    """``rows``: a row per respondent. The rest says how data are made of them.

    ``weighted``: whether weights are handed over. ``batches``: whether sums are those of two batches, added up.
    ``dealt``: whether rows come without replicate groups of their own. ``shift``: what was added to the answers and to
    the ends of their scale. ``disordered``: whether tables beside the answers have their rows in another order too.
    """

    rows: pd.DataFrame
    constructs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: CONSTRUCTS)
    weighted: bool = True
    batches: bool = False
    dealt: bool = False
    shift: float = 0.0
    disordered: bool = False
    earlier: World | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items, construct by construct."""
        return tuple(item for items in self.constructs.values() for item in items)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the answer scale."""
        return LOW + self.shift, HIGH + self.shift

    @property
    def weights(self) -> np.ndarray | None:
        """(n,) weights, if any are handed over."""
        return self.rows["weight"].to_numpy() if self.weighted else None

    @property
    def mass(self) -> np.ndarray:
        """(n,) weights, ones where there are none."""
        return np.ones(len(self.rows)) if self.weights is None else self.weights

    @property
    def scores(self) -> pd.DataFrame:
        """(n, constructs) mean answers."""
        return pd.DataFrame({name: self.rows[list(items)].mean(axis=1) for name, items in self.constructs.items()})

    @property
    def points(self) -> pd.DataFrame:
        """(n, constructs and outcomes) as they are summed up: ratings 0-100, the net promoter score -100, 0, 100."""
        rated = self.scores.assign(overall=self.rows["overall"])
        points = (rated - self.ends[0]) / (self.ends[1] - self.ends[0]) * 100
        answer = self.rows["nps"]
        return points.assign(nps=(100.0 * (answer >= 9) - 100.0 * (answer <= 6)).where(answer.notna()))

    def change(self, rows: pd.DataFrame, **rest: Any) -> World:
        """The same with other rows."""
        return replace(self, rows=rows.reset_index(drop=True), **rest)

    def table(self, made: pd.DataFrame) -> pd.DataFrame:
        """A table beside the answers, as it comes."""
        return made[::-1].reset_index(drop=True) if self.disordered else made

    def parts(self) -> list[World]:
        """The batches."""
        if not self.batches:
            return [self]
        return [replace(self, rows=rows, batches=False) for rows in (self.rows[:CUT], self.rows[CUT:])]

    def base(self, columns: pd.DataFrame | None = None) -> Base:
        """Who the rows are; of some columns only, where they are dealt to groups."""
        if self.dealt:
            return replace(dealt_groups(self.rows if columns is None else columns, self.weights), weights=self.weights)
        return Base(self.weights, self.rows["group"].to_numpy(), N_GROUPS)

    def moments(self, items: Sequence[str], missing: Missing = "listwise", label: str = "") -> Moments:
        """Sums of some columns."""
        return self.added(
            [
                sum_moments(one.rows[list(items)], one.base(one.rows[list(items)]), missing, label)
                for one in self.parts()
            ]
        )

    def sums(self, frames: Sequence[pd.DataFrame], label: str = "") -> Moments:
        """Sums of one frame per batch."""
        bases = [one.base(own) for one, own in zip(self.parts(), frames, strict=True)]
        return self.added([sum_moments(own, base, label=label) for own, base in zip(frames, bases, strict=True)])

    def pairs(self, frame: pd.DataFrame) -> PairTables:
        """Pair tables; of items with a place for every answer of the scale."""
        scale = tuple(np.arange(self.ends[0], self.ends[1] + 1).tolist())
        whole = bool((frame.isin(scale) | frame.isna()).all(axis=None))
        answers = (scale,) * len(frame.columns) if whole else None
        return self.added(
            [sum_pairs(frame.loc[one.rows.index], one.base(frame.loc[one.rows.index]), answers) for one in self.parts()]
        )

    def data(self, kind: str, columns: Sequence[str], frame: pd.DataFrame | None = None) -> Any:
        """Some columns as the kind of data that a statistic takes."""
        frame = self.rows if frame is None else frame
        own = frame[list(columns)].astype(np.float64)
        if kind == "DataFrame":
            return own
        if kind == "Rows":
            group = None if self.dealt else self.rows["group"].to_numpy()
            return Rows(own, self.weights, group=group, n_groups=0 if self.dealt else N_GROUPS)
        if kind == "Moments":
            return self.sums([own.loc[one.rows.index] for one in self.parts()])
        return self.pairs(own) if kind == "PairTables" else correlate(self.data("Moments", columns, frame))

    @staticmethod
    def added(parts: Sequence[Part]) -> Part:
        """Parts of batches, added up."""
        return reduce(add, parts)  # type: ignore[arg-type]


def planted(seed: int = 1, n: int = N) -> World:
    """Three constructs of three items, answered 1-10, with holes, weights, groups and an outcome that they explain."""
    draw = np.random.default_rng(seed)
    common = draw.multivariate_normal(np.zeros(3), [[1, 0.5, 0.4], [0.5, 1, 0.3], [0.4, 0.3, 1]], n)
    rows = pd.DataFrame({"id": np.arange(n), "customer": [f"k{at}" for at in range(n)]})
    strengths = iter((0.85, 0.75, 0.8, 0.7, 0.9, 0.75, 0.8, 0.65, 0.85))
    for factor, items in enumerate(CONSTRUCTS.values()):
        for item in items:
            by = next(strengths)
            rows[item] = _answers(by * common[:, factor] + np.sqrt(1 - by**2) * draw.normal(size=n))
    rows["overall"] = _answers(common @ [0.6, 0.3, 0.15] + 0.5 * draw.normal(size=n))
    rows["nps"] = np.clip(_answers(common @ [0.4, 0.4, 0.1] + 0.6 * draw.normal(size=n)), 0, 10)
    holes = draw.random((n, len(ANSWERS))) < 0.02
    rows[list(ANSWERS)] = rows[list(ANSWERS)].mask(holes)
    rows["weight"] = draw.uniform(0.5, 2.0, n)
    rows["group"] = np.arange(n) * 7 % N_GROUPS
    rows["half"] = pd.Categorical(draw.choice(["east", "west"], n))
    rows["store"] = pd.Categorical(draw.choice(["S1", "S2", "S3"], n))
    rows["source"] = pd.Categorical(draw.choice(["mail", "web"], n))
    minutes = np.sort(draw.integers(0, 2 * 24 * 60, n))
    rows["finished"] = pd.Timestamp("2025-12-01") + pd.to_timedelta(minutes * 60, unit="s")
    rows["seconds"] = draw.integers(60, 300, n).astype(float)
    rows["left_out"] = np.where(np.arange(n) % 15 == 0, "speed", "")
    return World(rows)


def _answers(values: np.ndarray) -> np.ndarray:
    return np.clip(np.round(6.0 + 1.8 * values), LOW, HIGH)
