"""Between the passes: who is left out by which rule, and the ledger that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.answers.exclusions import Outcome, facts_of, rule_names
from csat_lib.collect.matched_rows import MatchedRows
from csat_lib.collect.rule_matches import TOO_MANY_PAIRS, Chance, rule_matches
from csat_lib.errors.answers import too_many_pairs
from csat_lib.study.model import Study

KEPT = 0


@dataclass(frozen=True)
class Screened:
    """Who stays and who goes.

    ``rule`` (rows,) int8: 0 for a row that is kept, k for one that the k-th rule leaves out; ``names`` of the rules in
    use; ``outcomes`` of these and of those that are only watched: whom each fits, whether or not an earlier one took
    them. ``apart``: rows that are no answers of the wave, by rule; they are none of the rows here.
    """

    rule: NDArray[np.int8]
    names: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    apart: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_kept(self) -> int:
        """Rows that stay."""
        return int((self.rule == KEPT).sum())

    def ledger(self) -> pd.DataFrame:
        """order, rule, before, left_out, after: all rows, what is none of the wave, the study's rules, rows kept."""
        left_out = np.bincount(self.rule, minlength=len(self.names) + 1)[1:].tolist()
        n_rows = len(self.rule) + sum(self.apart.values())
        rows = [(0, "rows", n_rows, 0, n_rows)]
        steps = [*self.apart.items(), *zip(self.names, left_out, strict=True)]
        for order, (name, count) in enumerate(steps, start=1):
            before = rows[-1][-1]
            rows.append((order, name, before, count, before - count))
        rows.append((len(steps) + 1, "kept", self.n_kept, 0, self.n_kept))
        return pd.DataFrame(rows, columns=["order", "rule", "before", "left_out", "after"])


def screen(study: Study, spill: MatchedRows) -> Screened:
    """Apply the rules in the study's order. A row that is out is out, also as the first of two equal ones.

    Raises:
        CsatError: a rule in use that more rows are compared for than can be.
    """
    rule = np.zeros(spill.n_rows, dtype=np.int8)
    nobody = np.zeros(spill.n_rows, dtype=np.bool_)
    outcomes, chance = [], Chance.of(spill)
    for at, name in enumerate(spill.screening.names):
        used = at < len(study.exclude)
        matches = rule_matches(spill, at, rule != KEPT if used else nobody)
        if used and matches.reason == TOO_MANY_PAIRS:
            raise too_many_pairs(study.study, name, spill.n_rows)
        n_fits = n_stay = 0
        for places in matches.places:
            n_fits += len(places)
            n_stay += 0 if used else int((rule[places] == KEPT).sum())  # rules that are only watched come last
            if used:
                rule[places[rule[places] == KEPT]] = at + 1
        outcomes.append(matches.outcome(n_fits, n_stay, chance.share(spill, at, matches)))
    return Screened(rule, rule_names(study.exclude), tuple(outcomes), spill.wave.counts())


def screening_frame(spill: MatchedRows, screened: Screened) -> pd.DataFrame:
    """rule, measure, value: what the rules measured, and per question how many it was not for, or went wrong with."""
    rows = [("input", "rows", float(spill.n_rows)), *facts_of(spill.screening, screened.outcomes)]
    for kind, counts in vars(spill).items():
        if isinstance(counts, Counter):
            rows += [(kind, name, float(count)) for name, count in counts.items() if count]
    frame = pd.DataFrame(rows, columns=["rule", "measure", "value"])
    return frame.astype({"rule": "str", "measure": "str", "value": "float64"})
