"""What experts judged of the parts of one node: how many times one counts as much as another, or points for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from csat_lib.index.decompose import Array


class NoWeights(Exception):  # noqa: N818 - a reason on its way to the weights
    """A rule cannot weigh the parts, for a reason of the catalogue."""


def refuse(reason: str) -> None:
    """Stop a rule where there is a reason."""
    if reason:
        raise NoWeights(reason)


@dataclass(frozen=True, eq=False)
class Judgements:
    """``pairs`` (experts, k, k): how many times row counts as much as column, NaN where not judged, of the last round.

    ``points``: round -> (experts, k) points for each part, of experts who gave all.
    """

    pairs: Array = field(default_factory=lambda: np.empty((0, 0, 0)))
    points: Mapping[int, Array] = field(default_factory=dict)

    @property
    def together(self) -> Array:
        """(k, k) geometric mean over the experts who judged a pair (AIJ), which keeps reciprocals reciprocal.

        Aczel & Saaty (1983), Journal of Mathematical Psychology 27: 93-102. Every part must be compared with every
        other, directly or through others.
        """
        refuse("" if len(self.pairs) else "no_judgements")
        judged = ~np.isnan(self.pairs)
        with np.errstate(invalid="ignore"):
            mean = np.exp(np.sum(np.log(np.where(judged, self.pairs, 1.0)), axis=0) / judged.sum(axis=0))
        found = np.where(judged.any(axis=0), mean, np.nan)
        refuse("few_judgements" if connected_components(~np.isnan(found), return_labels=False) > 1 else "")
        return np.asarray(found)

    @property
    def whole_pairs(self) -> Array:
        """The pairs, all of which each expert must have judged."""
        refuse("" if len(self.pairs) else "no_judgements")
        refuse("few_judgements" if np.isnan(self.pairs).any() else "")
        return self.pairs


def judged(rows: pd.DataFrame, parts: Sequence[str]) -> Judgements:
    """The judgements of a table of kind ``judgements`` on the parts of one node; rows without a judgement are left."""
    rows = rows.dropna(subset=["judgement"]).reindex(columns=["expert", "part_a", "part_b", "judgement", "round"])
    rows = rows.assign(round=rows["round"].astype(float).fillna(1).astype(int))
    between, at = rows[rows["part_b"].notna()], {part: j for j, part in enumerate(parts)}
    last = between[between["round"] == between["round"].max()]
    experts = {expert: i for i, expert in enumerate(dict.fromkeys(last["expert"]))}
    pairs = np.full((len(experts), len(at), len(at)), np.nan)
    pairs[:, range(len(at)), range(len(at))] = 1.0
    for row in last.itertuples():
        i, a, b = experts[row.expert], at[row.part_a], at[row.part_b]
        pairs[i, a, b], pairs[i, b, a] = row.judgement, 1 / row.judgement
    wide = rows[rows["part_b"].isna()].pivot_table("judgement", ["round", "expert"], "part_a")
    wide = wide.reindex(columns=list(parts)).dropna().astype(np.float64)
    return Judgements(pairs, {int(str(number)): of.to_numpy() for number, of in wide.groupby(level="round")})
