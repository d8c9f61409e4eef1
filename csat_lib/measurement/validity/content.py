"""Content validity: do experts find the items relevant to what they are to measure?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import binom

from csat_lib.errors.measurement import no_rating, no_such_ratings
from csat_lib.findings import Finding, way, ways
from csat_lib.statistics import statistic

Array = NDArray[np.float64]
RATINGS = (1, 2, 3, 4)  # not, somewhat, quite, highly relevant
RELEVANT = 3
FEWEST_EXPERTS = 3


@dataclass(frozen=True)
class ContentResult:
    """``i_cvi`` and ``kappa`` by item with its number of ``experts``; of all items ``average`` and ``universal``.

    NaN where ``reasons`` (by item) or ``reason`` (of all items) says why.
    """

    i_cvi: pd.Series
    kappa: pd.Series
    experts: pd.Series
    average: float
    universal: float
    reasons: pd.Series
    reason: str = ""

    def to_findings(self) -> list[Finding]:
        """``i_cvi`` and ``kappa`` per item; ``s_cvi_average`` and ``s_cvi_universal`` of the items (n: experts)."""
        rows = []
        for item in map(str, self.i_cvi.index):
            base = int(self.experts[item])
            rows.append(_row("i_cvi", item, self.i_cvi[item], base, self.reasons[item]))
            rows.append(_row("kappa", item, self.kappa[item], base, self.reasons[item]))
        base = int(self.experts.max()) if len(self.experts) else 0
        rows.append(_row("s_cvi_average", "items", self.average, base, self.reason))
        return [*rows, _row("s_cvi_universal", "items", self.universal, base, self.reason)]


_HIGH = way("# or # of #", 3, 4, 4)
METHODS = {
    "i_cvi": ways(_HIGH, "share of the experts who rated the item"),
    "kappa": ways("modified kappa", _HIGH, "experts who rated the item"),
    "s_cvi_average": way("mean of the items") + _HIGH,
    "s_cvi_universal": way("items that all who rated them find relevant") + _HIGH,
}


@statistic
def content_validity(ratings: pd.DataFrame) -> ContentResult:
    """Content validity index of each item and of the scale, from a panel's ratings of relevance.

    ``ratings`` (items, experts), items in the index (or in a column ``item``): 1 not relevant, 2 somewhat, 3 quite, 4
    highly relevant.

    Method: I-CVI, the share of experts who rate the item 3 or 4; kappa = (I-CVI - pc) / (1 - pc) with pc the chance
    that exactly as many of N experts agree by tossing coins, C(N, A) / 2^N; S-CVI/Ave, the mean I-CVI; S-CVI/UA, the
    share of items with an I-CVI of 1. Lynn (1986), Nursing Research 35: 382-385; Polit, Beck & Owen (2007), Research in
    Nursing & Health 30: 459-467, who ask for I-CVI .78 or more and S-CVI/Ave .90 or more.

    Missing values: an item's N counts the experts who rated it; universal agreement is that of those who did.

    Reasons: ``no_experts``; ``few_experts``: fewer than three rated the item (of the scale: any of its items).

    Raises:
        CsatError: a rating that is not 1, 2, 3 or 4, or a table without items.
    """
    table = ratings.set_index("item") if "item" in ratings.columns else ratings
    values = _checked(table)
    items = [str(item) for item in table.index]
    given = ~np.isnan(values)
    experts, agree = given.sum(axis=1), (given & (values >= RELEVANT)).sum(axis=1)
    enough = experts >= FEWEST_EXPERTS
    with np.errstate(invalid="ignore", divide="ignore"):
        i_cvi = np.where(enough, agree / experts, np.nan)
    chance = binom(experts, agree) / 2.0**experts
    kappa = (i_cvi - chance) / (1 - chance)
    why = np.where(enough, "", np.where(experts > 0, "few_experts", "no_experts"))
    reason = "" if enough.all() else "few_experts" if given.any() else "no_experts"
    return ContentResult(
        i_cvi=pd.Series(i_cvi, items),
        kappa=pd.Series(kappa, items),
        experts=pd.Series(experts, items),
        average=float(i_cvi.mean()),
        universal=float("nan") if reason else float((i_cvi == 1).mean()),
        reasons=pd.Series(why, items),
        reason=reason,
    )


def _checked(table: pd.DataFrame) -> Array:
    """(items, experts) the ratings as numbers, NaN where there is none."""
    if not len(table):
        raise no_such_ratings()
    numbers = table.apply(pd.to_numeric, errors="coerce")
    values: Array = numbers.to_numpy(dtype=np.float64).reshape(len(table), -1)
    wrong = table.notna().to_numpy(dtype=np.bool_) & ~np.isin(values, RATINGS)
    if wrong.any():
        at, expert = np.argwhere(wrong)[0]
        raise no_rating(str(table.index[at]), str(table.columns[expert]), table.iloc[at, expert])
    return values


def _row(measure: str, subject: str, value: float, n: int, reason: str) -> Finding:
    absent = bool(np.isnan(value))
    return Finding(
        topic="validity",
        subject=subject,
        measure=measure,
        unit="ratio",
        value=None if absent else float(value),
        method=METHODS[measure],
        n=n,
        reason=reason if absent else "",
    )
