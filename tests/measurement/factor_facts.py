"""R's figures on real data for the tests of factors: see reference/factors.R."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.correlation import Correlation

from .facts import REFERENCE, correlation_of

DATA = ("bfi", "holzinger", "harman")


@cache
def _figures() -> dict[tuple[str, str], pd.DataFrame]:
    rows = pd.read_csv(REFERENCE / "factors.csv", comment="#", keep_default_na=False)
    return dict(iter(rows.groupby(["data", "figure"], sort=False)))


def figures(data: str, figure: str) -> np.ndarray:
    """R's figures in the order of the file."""
    return _figures()[data, figure]["value"].to_numpy(dtype=float)


def figure(data: str, figure: str) -> float:
    """R's single figure."""
    (value,) = figures(data, figure)
    return float(value)


def loadings(data: str, figure: str) -> np.ndarray:
    """R's (p, k) or (k, k) matrix."""
    rows = _figures()[data, figure]
    return figures(data, figure).reshape(rows["column"].nunique(), -1).T


def real(data: str) -> Correlation:
    """The correlations that R was given."""
    rows = _figures()[data, "correlation"]
    items = list(dict.fromkeys([*rows["column"], *rows["row"]]))
    r = np.eye(len(items))
    for row in rows.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        r[j, k] = r[k, j] = row.value
    return correlation_of(r, int(figure(data, "n")), items)


def same_up_to_order(own: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(order, sign) of ``theirs``' columns that make them most like ``own``'s."""
    products = own.T @ theirs
    order = np.abs(products).argmax(axis=1)
    return order, np.sign(products[np.arange(len(order)), order])
