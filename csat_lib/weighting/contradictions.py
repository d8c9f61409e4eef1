"""Which margins no weights can meet together, and of which levels that comes.

Weights above 0 meet margins where a linear programme finds, for every combination of levels that respondents have, a
share above 0 that adds up to the targets; the largest possible smallest share tells it. Of margins that no weights meet
the fewest that contradict one another are named. Of two, the levels come from the programme's dual, a smallest cover of
the targets (Koenig's theorem): levels of one whose respondents have only levels of the other with a smaller target.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog

from csat_lib.errors import Fault
from csat_lib.errors.weighting import contradictory, out_of_bounds
from csat_lib.weighting.margins import Margin, Targets, read_margins
from csat_lib.weighting.raking import RakeResult

Array = NDArray[np.float64]
_NOTHING = 1e-9


def why_unmet(frame: pd.DataFrame, targets: Targets, raked: RakeResult) -> list[Fault]:
    """What keeps ``raked`` weights of the rows of ``frame`` from the margins, but for a cap; none where they are met.

    Pairs that contradict one another; else the fewest of several; else the bounds. Margins that can be met but are not,
    as the last digits take more cycles than there were, are no fault.
    """
    if raked.consistent:
        return []
    counted = frame[raked.weights > 0]
    margins = read_margins(counted, targets, np.ones(len(counted)))
    pairs = [pair for pair in combinations(margins, 2) if not _can_be_met(pair)]
    if pairs:
        return [contradictory([one.name, other.name], _levels(one, other)) for one, other in pairs]
    if not _can_be_met(margins):
        few = list(margins)
        for margin in margins:
            rest = [other for other in few if other is not margin]
            few = few if _can_be_met(rest) else rest
        return [contradictory([margin.name for margin in few])]
    if raked.spec.bounds is None:
        return []
    worst = max(raked.diagnostics.shares, key=lambda row: round(abs(row.weighted - row.target), 9))
    return [out_of_bounds(raked.spec.bounds, (worst.question, worst.level), worst.weighted, worst.target)]


def _can_be_met(margins: Sequence[Margin]) -> bool:
    """Whether shares above 0 of the combinations of levels add up to all targets (of those with a level)."""
    codes = np.unique(np.column_stack([margin.code for margin in margins]), axis=0)
    wanted = np.column_stack([margin.shares[code] * (code >= 0) for margin, code in zip(margins, codes.T, strict=True)])
    codes = codes[((codes < 0) | (wanted > 0)).all(axis=1)]  # a target of 0 is met by weights of 0
    rows = [
        (code == at) - share * (code >= 0)
        for code, margin in zip(codes.T, margins, strict=True)
        for at, share in enumerate(margin.shares)
    ]
    equal = np.vstack([*rows, np.ones(len(codes))])
    with_least = np.column_stack([equal, np.zeros(len(equal))])
    above = np.column_stack([-np.eye(len(codes)), np.ones(len(codes))])  # no share under the smallest
    sums = np.append(np.zeros(len(rows)), 1.0)
    found = linprog(np.append(np.zeros(len(codes)), -1.0), above, np.zeros(len(codes)), with_least, sums)
    return bool(found.status == 0 and -found.fun > _NOTHING)


def _levels(one: Margin, other: Margin) -> tuple[list[str], float, list[str], float] | None:
    """Levels of one margin and their target, levels of the other that all their respondents have and theirs, less."""
    if min(one.code.min(), other.code.min()) < 0:
        return None  # who has no level of one margin may make up for the other
    pairs = np.unique(np.column_stack([one.code, other.code]), axis=0)
    uses = np.vstack([pairs[:, 0] == at for at in range(len(one.levels))])
    uses = np.vstack([uses, *([pairs[:, 1] == at] for at in range(len(other.levels)))])
    found = linprog(-np.ones(len(pairs)), uses.astype(float), np.append(one.shares, other.shares))
    is_covered = -found.ineqlin.marginals[: len(one.levels)] > 0.5
    mine = [at for at in range(len(one.levels)) if not is_covered[at] and (pairs[:, 0] == at).any()]
    theirs = np.unique(pairs[np.isin(pairs[:, 0], mine), 1])
    need, room = float(one.shares[mine].sum()), float(other.shares[theirs].sum())
    if not need > room + _NOTHING:
        return None
    return [one.levels[at] for at in mine], need, [other.levels[at] for at in theirs], room
