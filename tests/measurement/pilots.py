"""What the tests of pilots start from: R's figures, and a pilot with planted faults."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from csat_lib.measurement.pilot.item_screening import ItemRange
from csat_lib.summary.totals import ItemTotals

from .facts import REFERENCE

MODEL = {"room": ["r1", "r2", "r3", "r4"], "staff": ["s1", "s2", "s3", "s4", "s5"]}
ITEMS = [item for items in MODEL.values() for item in items]
ASKED = {item: ItemRange(1.0, 7.0, 400) for item in ITEMS}


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, comment="#", keep_default_na=False)


def by_r(data: str, figure: str) -> np.ndarray:
    """R's figures in the order of the file; see reference/items.R."""
    rows = _table("items.csv").query("data == @data and figure == @figure")
    return rows["value"].to_numpy(dtype=float)


def by_item(figure: str, item: str) -> float:
    """R's figure of one item, whatever the scale."""
    rows = _table("items.csv").query("figure == @figure and row == @item")
    return float(rows["value"].iloc[0])


def neuroticism() -> ItemTotals:
    """How the answers to N1-N5 of bfi go with the total (2,694 complete rows)."""
    cells = _table("items_totals.csv")
    items, totals, answers = ("N1", "N2", "N3", "N4", "N5"), sorted(cells["total"].unique()), range(1, 7)
    counts = np.zeros((len(totals), len(items), len(answers)))
    for item, total, answer, n in cells.itertuples(index=False):
        counts[totals.index(total), items.index(item), answer - 1] = n
    return ItemTotals(items, np.array(totals, dtype=float), np.array(answers, dtype=float), counts, counts)


def drawn(n: int = 400, seed: int = 1, **loadings: float) -> pd.DataFrame:
    """(n, 9) answers 1-7 to two constructs that correlate .4; loadings .7 unless given."""
    rng = np.random.default_rng(seed)
    traits = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], n)
    columns = {}
    for at, items in enumerate(MODEL.values()):
        for item in items:
            strength = loadings.get(item, 0.7)
            latent = strength * traits[:, at] + np.sqrt(1 - strength**2) * rng.standard_normal(n)
            columns[item] = np.clip(np.round(4 + 1.4 * latent), 1, 7)
    return pd.DataFrame(columns)
