"""What the published numbers were computed from: sums and tables of public data, and matrices from books."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.summary.moments import Moments
from csat_lib.summary.pairs import PairTables

Array = NDArray[np.float64]


@cache
def facts(name: str) -> Mapping[str, Any]:
    """The facts of one data set."""
    text = (files("csat_lib.validation") / "facts" / f"{name}.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def moments(given: Mapping[str, Any], label: str = "items") -> Moments:
    """Moments of complete rows from n, sums and sums of products (lower triangle)."""
    p, n = len(given["items"]), float(given["n"])
    products = np.zeros((p, p))
    products[np.tril_indices(p)] = given["products"]
    products = products + np.tril(products, -1).T
    count, totals = np.full((p, p), n), np.repeat(np.array(given["sum"], dtype=np.float64)[:, None], p, axis=1)
    squares = np.repeat(np.diagonal(products)[:, None], p, axis=1)
    return Moments(tuple(given["items"]), "listwise", count, count, count, totals, squares, products, label=label)


def pairwise(given: Mapping[str, Any]) -> Moments:
    """Moments of each pair's own rows."""
    n, wx, wx2, wxx = (np.array(given[name], dtype=np.float64) for name in ("n", "wx", "wx2", "wxx"))
    return Moments(tuple(given["items"]), "pairwise", n, n, n, wx, wx2, wxx)


def two_way(table: Sequence[Sequence[float]]) -> PairTables:
    """Pair tables of two items from their contingency table."""
    counts = np.array(table, dtype=np.float64)
    rows, columns = counts.shape
    burt = np.block([[np.diag(counts.sum(axis=1)), counts], [counts.T, np.diag(counts.sum(axis=0))]])
    categories = (tuple(map(float, range(1, rows + 1))), tuple(map(float, range(1, columns + 1))))
    return PairTables(("row", "column"), categories, burt, burt, np.full((2, 2), counts.sum()))


def correlations(matrix: Sequence[Sequence[float]] | Array, n: int) -> Correlation:
    """A correlation matrix that is known without its answers."""
    r = np.array(matrix, dtype=np.float64)
    names = tuple(f"v{number}" for number in range(1, len(r) + 1))
    return Correlation(
        names, r, np.full(r.shape, float(n)), "pearson", Bases("items", n, n, n, "listwise", weighted=False)
    )


def triangle(text: str) -> Array:
    """A symmetric matrix from its lower triangle, one row a line."""
    rows = [list(map(float, line.split())) for line in text.strip().splitlines()]
    matrix = np.zeros((len(rows), len(rows)))
    for at, row in enumerate(rows):
        matrix[at, : at + 1] = row
    return matrix + np.tril(matrix, -1).T
