"""What experts judged of the parts of one node: how many times one counts as much as another, or points for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from csat_lib.index.decompose import Array


@dataclass(frozen=True, eq=False)
class Judgements:
    """``pairs`` (experts, k, k): how many times row counts as much as column, NaN where not judged, of the last round.

    ``points``: round -> (experts, k) points for each part, of experts who gave all.
    """

    pairs: Array
    points: Mapping[int, Array]

    @property
    def together(self) -> Array:
        """(k, k) geometric mean over the experts who judged a pair (AIJ), which keeps reciprocals reciprocal.

        Aczel & Saaty (1983), Journal of Mathematical Psychology 27: 93-102.
        """
        judged = ~np.isnan(self.pairs)
        total, n = np.sum(np.log(np.where(judged, self.pairs, 1.0)), axis=0), judged.sum(axis=0)
        with np.errstate(invalid="ignore"):
            return np.asarray(np.exp(np.where(n > 0, total, np.nan) / n))

    @property
    def reach_all(self) -> bool:
        """Whether every part can be compared with every other, directly or through others."""
        return len(self.pairs) > 0 and connected_components(~np.isnan(self.together), return_labels=False) == 1


def judged(rows: pd.DataFrame, parts: Sequence[str]) -> Judgements:
    """The judgements of a table of kind ``judgements`` on the parts of one node; rows without a judgement are left."""
    rows = rows.dropna(subset=["judgement"]).reindex(columns=["expert", "part_a", "part_b", "judgement", "round"])
    rows = rows.assign(round=rows["round"].astype(float).fillna(1).astype(int))
    between = rows[rows["part_b"].notna()]
    last = between[between["round"] == between["round"].max()]
    at = {part: j for j, part in enumerate(parts)}
    experts = {expert: i for i, expert in enumerate(dict.fromkeys(last["expert"]))}
    pairs = np.full((len(experts), len(at), len(at)), np.nan)
    pairs[:, range(len(at)), range(len(at))] = 1.0
    for row in last.itertuples():
        i, a, b = experts[row.expert], at[row.part_a], at[row.part_b]
        pairs[i, a, b], pairs[i, b, a] = row.judgement, 1 / row.judgement
    direct = rows[rows["part_b"].isna()].groupby("round")
    points = {
        int(str(number)): of.pivot_table(index="expert", columns="part_a", values="judgement")
        .reindex(columns=list(parts))
        .dropna()
        for number, of in direct
    }
    return Judgements(pairs, {number: of.to_numpy(dtype=np.float64) for number, of in points.items() if len(of)})
