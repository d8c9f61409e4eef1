"""Between the passes: who is left out by which rule, and the ledger that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.answers.exclusions import facts_of, rule_names
from csat_lib.collect.spilling import Spill, rule_column
from csat_lib.study.model import Study

KEPT = 0


@dataclass(frozen=True)
class Verdict:
    """Who stays and who goes.

    ``rule`` (rows,) int8: 0 for a row that is kept, k for one that the k-th rule leaves out; ``names`` of the rules;
    ``fits``: how many rows fit each rule, whether or not an earlier one took them.
    """

    rule: NDArray[np.int8]
    names: tuple[str, ...]
    fits: tuple[int, ...]

    @property
    def n_kept(self) -> int:
        """Rows that stay."""
        return int((self.rule == KEPT).sum())

    def ledger(self) -> pd.DataFrame:
        """order, rule, before, left_out, after: all rows, every rule in the order of the study, the rows kept."""
        left_out = np.bincount(self.rule, minlength=len(self.names) + 1)[1:].tolist()
        rows = [(0, "rows", len(self.rule), 0, len(self.rule))]
        for order, (name, count) in enumerate(zip(self.names, left_out, strict=True), start=1):
            before = rows[-1][-1]
            rows.append((order, name, before, count, before - count))
        rows.append((len(self.names) + 1, "kept", self.n_kept, 0, self.n_kept))
        return pd.DataFrame(rows, columns=["order", "rule", "before", "left_out", "after"])


def judge(study: Study, spill: Spill) -> Verdict:
    """Apply the rules in the study's order. A row that is out is out, also as the first of two equal ones."""
    rule = np.zeros(spill.n_rows, dtype=np.int8)
    fits = []
    for at in range(len(study.exclude)):
        n_fits = 0
        for places in _places(spill, at, rule):
            n_fits += len(places)
            rule[places[rule[places] == KEPT]] = at + 1
        fits.append(n_fits)
    return Verdict(rule, rule_names(study.exclude), tuple(fits))


def _places(spill: Spill, at: int, rule: NDArray[np.int8]) -> Iterator[NDArray[np.int64]]:
    """Places of the rows that a rule fits, some at a time."""
    keys = spill.screening.spills.get(at)
    if keys is not None:
        yield from (later for later, _ in keys.repeats(rule != KEPT))
        return
    for start, table in spill.scan([rule_column(at)]):
        yield start + np.flatnonzero(spill.screening.fits(at, table.column(0).to_numpy()))


def screening_frame(spill: Spill, verdict: Verdict) -> pd.DataFrame:
    """rule, measure, value: what the rules measured, and per question how many it did not apply to or was not asked."""
    rows = list(facts_of(spill.screening, verdict.names, verdict.fits))
    rows += [("not_applicable", name, float(count)) for name, count in spill.not_applicable.items() if count]
    rows += [("set_aside", name, float(count)) for name, count in spill.set_aside.items() if count]
    frame = pd.DataFrame(rows, columns=["rule", "measure", "value"])
    return frame.astype({"rule": "str", "measure": "str", "value": "float64"})
