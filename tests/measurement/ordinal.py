"""Ordered answers for the tests: synthetic items, tables of public data, and R's figures for them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from csat_lib.summary.pairs import PairTables
from csat_lib.summary.rows import Rows

from .facts import REFERENCE

ITEMS = ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"]
MODEL = {"a": ITEMS[:3], "b": ITEMS[3:6], "c": ITEMS[6:]}
OLSSON = [[13, 6, 0], [69, 113, 22], [41, 132, 104]]  # Olsson (1979), table 1: published rho .49


def ordinal_items() -> pd.DataFrame:
    """(400, 12) three factors with three items each, two to seven answers, 3 % missing; weight, psu, stratum."""
    return pd.read_csv(REFERENCE / "ordinal_items.csv", comment="#", dtype=float)


def ordinal_rows(*design: str) -> Rows:
    """The items, with the columns of the design that are named."""
    frame = ordinal_items()
    given = {"weight": {"weights": frame["weight"].to_numpy()}}
    given |= {name: {name: frame[name].to_numpy(dtype=np.intp)} for name in ("psu", "stratum")}
    return Rows(frame[ITEMS], **{key: value for name in design for key, value in given[name].items()})


def tables_of(*tables: tuple[int, int, list[list[float]]]) -> PairTables:
    """Pair tables from (j, k, table) of all pairs of items, each over the same respondents."""
    margins: dict[int, np.ndarray] = {}
    for j, k, table in tables:
        margins[j], margins[k] = np.sum(table, axis=1), np.sum(table, axis=0)
    starts = np.cumsum([0, *(len(margins[j]) for j in sorted(margins))])
    burt = np.zeros((starts[-1], starts[-1]))
    for j, margin in margins.items():
        burt[starts[j] : starts[j + 1], starts[j] : starts[j + 1]] = np.diag(margin)
    for j, k, table in tables:
        burt[starts[j] : starts[j + 1], starts[k] : starts[k + 1]] = table
        burt[starts[k] : starts[k + 1], starts[j] : starts[j + 1]] = np.transpose(table)
    items = tuple(f"v{j + 1}" for j in sorted(margins))
    categories = tuple(tuple(float(c) for c in range(1, len(margins[j]) + 1)) for j in sorted(margins))
    return PairTables(items, categories, burt, burt, np.full((len(items), len(items)), margins[0].sum()))


def two_items(table: list[list[float]]) -> PairTables:
    """One contingency table."""
    return tables_of((0, 1, table))


@cache
def _public() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "polychoric_tables.csv", comment="#")


def public_tables(data: str) -> PairTables:
    """Pairs of items of public data (bfi: agree, neurotic; ability), each over its own answers."""
    rows = _public().query("data == @data")
    own = rows.query("item == other")
    items = list(own["item"].unique())
    answers = {item: tuple(sorted(own.loc[own["item"] == item, "answer"].astype(float))) for item in items}
    place = {pair: at for at, pair in enumerate((item, answer) for item in items for answer in answers[item])}
    burt = np.zeros((len(place), len(place)))
    for row in rows.itertuples():
        one, other = place[row.item, float(row.answer)], place[row.other, float(row.other_answer)]
        burt[one, other] = burt[other, one] = row.n
    tables = PairTables(tuple(items), tuple(answers.values()), burt, burt, np.empty(0))
    return replace(tables, w2=tables.pair_n)


@cache
def reference(name: str) -> pd.DataFrame:
    """A file of R's figures."""
    return pd.read_csv(REFERENCE / f"{name}.csv", comment="#", keep_default_na=False)


def r_matrix(data: str, figure: str, items: list[str]) -> np.ndarray:
    """R's correlations as a matrix."""
    rows = reference("polychoric").query("data == @data and figure == @figure")
    matrix = np.eye(len(items))
    for row in rows.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        matrix[j, k] = matrix[k, j] = row.value
    return matrix


def r_thresholds(data: str) -> np.ndarray:
    """R's thresholds, item by item."""
    return reference("polychoric").query("data == @data and figure == 'threshold'")["value"].to_numpy(dtype=float)


def lsat(section: str) -> Rows:
    """The answers to one section of the LSAT: 1,000 respondents, five items, right or wrong (Bock & Aitkin 1981)."""
    patterns = pd.read_csv(REFERENCE / "wlsmv_patterns.csv", comment="#").query("data == @section")
    items = [f"q{number}" for number in range(1, 6)]
    return Rows(patterns.loc[patterns.index.repeat(patterns["n"]), items].astype(float).reset_index(drop=True))
