"""Summary: all parts of one wave. Summaries add up, so that a frame and a stream of batches give the same figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from csat_lib.errors.summary import different_parts, no_part
from csat_lib.summary.counts import Counts
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.moments import SUMS, Array, Moments
from csat_lib.summary.parts import read_part, write_part
from csat_lib.summary.tables import Tables

RATIO_OF = (":of", ":to")
"""What the two answers of a ratio are called, behind its name, among the items' variables."""


def answer_of(nps: str) -> str:
    """What the answers 0-10 of the NPS question, as points, are called among the scores."""
    return f"{nps}:points"


def under(construct: str, rule: str) -> str:
    """What a construct's score under a rule for blanks is called among the items' variables."""
    return f"{construct}@{rule}"


@dataclass(frozen=True)
class Summary:
    """The parts of one wave.

    ``moments`` by name; ``scores`` and ``items`` as design totals; ``counts`` of answers; ``answered`` (items + 1,):
    how many respondents, unweighted, left 0, 1, 2, ... of the items that applied to them without an answer; ``asked``:
    item -> how many it applied to; ``tables`` of answers that were given together.
    """

    moments: dict[str, Moments]
    scores: DesignTotals
    items: DesignTotals
    counts: Counts
    answered: Array
    asked: dict[str, int]
    tables: Tables = field(default_factory=Tables)

    def __add__(self, other: Summary) -> Summary:
        if self.moments.keys() != other.moments.keys() or self.answered.shape != other.answered.shape:
            raise different_parts("summaries", list(self.moments), list(other.moments))
        return Summary(
            {name: part + other.moments[name] for name, part in self.moments.items()},
            self.scores + other.scores,
            self.items + other.items,
            self.counts + other.counts,
            self.answered + other.answered,
            {item: count + other.asked[item] for item, count in self.asked.items()},
            self.tables + other.tables,
        )

    def part(self, name: str) -> Moments:
        """The moments of that name: ``pairwise``, ``complete``, ``scores`` or a construct."""
        if name not in self.moments:
            raise no_part(name, list(self.moments))
        return self.moments[name]

    def save(self, folder: Path) -> None:
        """Write every part into the folder, one file each."""
        folder.mkdir(parents=True, exist_ok=True)
        self.scores.save(folder / "scores.parquet")
        self.items.save(folder / "items.parquet")
        self.counts.save(folder / "counts.parquet")
        self.tables.save(folder / "tables.parquet")
        arrays = {f"{at}.{name}": array for at, part in enumerate(self.moments.values()) for name, array in _lay(part)}
        heads = [[name, part.items, part.missing, part.label, part.clustered] for name, part in self.moments.items()]
        facts = {"parts": heads, "asked": self.asked}
        write_part(folder / "moments.parquet", "moments", arrays | {"answered": self.answered}, facts)

    @classmethod
    def load(cls, folder: Path) -> Summary:
        """Read what :meth:`save` wrote."""
        arrays, facts = read_part(folder / "moments.parquet", "moments")
        answered = arrays.pop("answered")
        moments = {}
        for at, (name, items, missing, label, clustered) in enumerate(facts["parts"]):
            sums: dict[str, Any] = {key: arrays[f"{at}.{key}"] for key in SUMS}
            part = Moments(tuple(items), missing, **sums, label=label, clustered=clustered)
            if f"{at}.groups.n" in arrays:
                groups: dict[str, Any] = {key: arrays[f"{at}.groups.{key}"] for key in SUMS}
                part = replace(part, groups=replace(part, **groups, label=""))
            moments[name] = part
        scores = DesignTotals.load(folder / "scores.parquet")
        items_part = DesignTotals.load(folder / "items.parquet")
        counts, tables = Counts.load(folder / "counts.parquet"), Tables.load(folder / "tables.parquet")
        return cls(moments, scores, items_part, counts, answered, facts["asked"], tables)


def count_missing(missing: Array, n_items: int) -> Array:
    """(n_items + 1,) respondents with 0, 1, ... items missing; ``missing`` (n,) counts each respondent's."""
    return np.bincount(np.asarray(missing, dtype=np.intp), minlength=n_items + 1).astype(np.float64)


def _lay(part: Moments) -> list[tuple[str, Array]]:
    arrays = [(name, getattr(part, name)) for name in SUMS]
    if part.groups is not None:
        arrays += [(f"groups.{name}", getattr(part.groups, name)) for name in SUMS]
    return arrays
