"""Groups of real data as R summed them up, and the groups that the tests draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
SCHOOL = {"visual": ("x1", "x2", "x3"), "textual": ("x4", "x5", "x6"), "speed": ("x7", "x8", "x9")}
TRAITS = {trait: tuple(f"{trait}{at}" for at in range(1, 6)) for trait in "ACENO"}


def figures(case: str, model: str, step: str) -> pd.Series:
    """Figure -> value, as lavaan has them."""
    table = pd.read_csv(REFERENCE / "invariance.csv", comment="#")
    rows = table[(table["case"] == case) & (table["model"] == model) & (table["step"] == step)]
    return rows.set_index("figure")["value"]


def groups_of(case: str) -> dict[str, Moments]:
    """Group -> its complete answers."""
    table = pd.read_csv(REFERENCE / "invariance_sums.csv", comment="#", dtype={"group": str})
    table = table[table["case"] == case]
    return {str(name): _moments(rows) for name, rows in table.groupby("group", sort=False)}


def tables_of() -> dict[str, PairTables]:
    """Gender -> pairs of answers to five items of agreeableness."""
    table = pd.read_csv(REFERENCE / "invariance_tables.csv", comment="#", dtype={"group": str})
    found = {}
    for name, rows in table.groupby("group", sort=False):
        items = tuple(dict.fromkeys(rows["row"]))
        index = [rows["row"], rows["row_answer"]]
        n = pd.crosstab(index, [rows["column"], rows["column_answer"]], rows["n"], aggfunc="sum").to_numpy(dtype=float)
        each = n.reshape(len(items), 6, len(items), 6).sum(axis=(1, 3))
        found[str(name)] = PairTables(items, ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0),) * len(items), n, n, each)
    return found


def moments_of(n: float, mean: Sequence[float], covariance: np.ndarray, items: Sequence[str]) -> Moments:
    """The sums that have these means and covariances (divisor n - 1)."""
    mean = np.asarray(mean)
    count = np.full(np.shape(covariance), float(n))
    products = np.asarray(covariance) * (n - 1) + n * np.multiply.outer(mean, mean)
    first = np.repeat(mean[:, None] * n, len(mean), axis=1)
    second = np.repeat(np.diagonal(products)[:, None], len(mean), axis=1)
    return Moments(tuple(items), "listwise", count, count, count, first, second, products)


def _moments(rows: pd.DataFrame) -> Moments:
    items = tuple(dict.fromkeys(rows["column"]))
    lower = rows.pivot_table(index="row", columns="column", values="covariance").reindex(index=items, columns=items)
    low = np.nan_to_num(lower.to_numpy())
    mean = rows.drop_duplicates("column").set_index("column")["column_mean"].reindex(items)
    return moments_of(rows["n"].iloc[0], mean.to_numpy(), low + np.tril(low, -1).T, items)


def drawn(
    n: int, seed: int, p: int = 4, loading: float = 0.7, shift: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Answers (n, p) to q1 .. of one construct, on a fine scale; ``shift``: item -> how much higher it is answered."""
    draw = np.random.default_rng(seed)
    items = [f"q{at + 1}" for at in range(p)]
    common = draw.normal(size=(n, 1))
    own = draw.normal(size=(n, p)) * np.sqrt(1 - loading**2)
    frame = pd.DataFrame(5 + common * loading + own, columns=items)
    for item, more in (shift or {}).items():
        frame[item] += more
    return frame
