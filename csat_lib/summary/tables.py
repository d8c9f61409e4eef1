"""Tables: the parts that count answers together, for what correlations of ranks, pilots and incomplete answers need."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from csat_lib.errors.summary import different_parts, no_pair_tables, no_part
from csat_lib.summary import pairs as pair_tables
from csat_lib.summary.pairs import PairTables
from csat_lib.summary.parts import read_part, write_part
from csat_lib.summary.patterns import Patterns
from csat_lib.summary.totals import ItemTotals

_TOTALS = ("totals", "answers", "counts", "weights")


@dataclass(frozen=True)
class Tables:
    """``pairs`` of all items, when the study correlates ranks or categories; ``totals`` by construct; ``patterns``."""

    pairs: PairTables | None = None
    totals: dict[str, ItemTotals] = field(default_factory=dict)
    patterns: Patterns | None = None

    def __add__(self, other: Tables) -> Tables:
        held = [(part.pairs is None, part.patterns is None, part.totals.keys()) for part in (self, other)]
        if held[0] != held[1]:
            raise different_parts("sets of tables", list(self.totals), list(other.totals))
        return Tables(
            None if self.pairs is None or other.pairs is None else self.pairs + other.pairs,
            {name: part + other.totals[name] for name, part in self.totals.items()},
            None if self.patterns is None or other.patterns is None else self.patterns + other.patterns,
        )

    def pairs_of_items(self) -> PairTables:
        """The pair tables of all items.

        Raises:
            CsatError: they were not tabulated, because the study correlates answers as numbers.
        """
        if self.pairs is None:
            raise no_pair_tables()
        return self.pairs

    def totals_of(self, construct: str) -> ItemTotals:
        """The total x item table of a construct."""
        if construct not in self.totals:
            raise no_part(construct, list(self.totals))
        return self.totals[construct]

    def save(self, path: Path) -> None:
        """Write to one file."""
        arrays: dict[str, Any] = {}
        facts: dict[str, Any] = {"pairs": None, "patterns": None}
        facts["totals"] = [[name, part.items] for name, part in self.totals.items()]
        for at, part in enumerate(self.totals.values()):
            arrays |= {f"totals.{at}.{name}": getattr(part, name) for name in _TOTALS}
        if self.patterns is not None:
            facts["patterns"] = self.patterns.items
            arrays |= {f"patterns.{name}": getattr(self.patterns, name) for name in ("answered", "n", "w")}
        if self.pairs is not None:
            facts["pairs"] = [self.pairs.items, self.pairs.categories, self.pairs.label, self.pairs.clustered]
            for where, pairs in (("pairs", self.pairs), ("groups", self.pairs.groups)):
                if pairs is not None:
                    arrays |= {f"{where}.{name}": getattr(pairs, name) for name in pair_tables.SUMS}
        write_part(path, "tables", arrays, facts)

    @classmethod
    def load(cls, path: Path) -> Tables:
        """Read what :meth:`save` wrote."""
        arrays, facts = read_part(path, "tables")
        totals = {
            name: ItemTotals(tuple(items), *(arrays[f"totals.{at}.{part}"] for part in _TOTALS))
            for at, (name, items) in enumerate(facts["totals"])
        }
        patterns = None
        if facts["patterns"] is not None:
            parts = [arrays[f"patterns.{name}"] for name in ("n", "w")]
            patterns = Patterns(tuple(facts["patterns"]), arrays["patterns.answered"].astype(np.bool_), *parts)
        return cls(_pairs(arrays, facts["pairs"]), totals, patterns)


def _pairs(arrays: dict[str, Any], facts: Any) -> PairTables | None:
    if facts is None:
        return None
    items, categories, label, clustered = facts
    answers = tuple(tuple(each) for each in categories)
    sums: dict[str, Any] = {name: arrays[f"pairs.{name}"] for name in pair_tables.SUMS}
    part = PairTables(tuple(items), answers, **sums, label=label, clustered=clustered)
    if "groups.n" not in arrays:
        return part
    return replace(part, groups=replace(part, **{name: arrays[f"groups.{name}"] for name in pair_tables.SUMS}))
