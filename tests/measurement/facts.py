"""What the tests of measurement start from: the synthetic items, psych's figures, aggregates of public data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.summary.moments import Moments

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
A, B = ["a1", "a2", "a3", "a4"], ["b1", "b2", "b3", "b4"]
SCALES = {"a": A, "b": B, "all": A + B, "two": A[:2]}
BFI = {trait: [f"{trait}{number}" for number in range(1, 6)] for trait in "ACENO"}
BFI_REVERSED = ("A1", "C4", "C5", "E1", "E2", "O2", "O5")

HARMAN = """1 .83 .81 .80 .71 .54 .53 .24
.83 1 .87 .62 .59 .58 .44 .45
.81 .87 1 .63 .37 .30 .12 .33
.80 .62 .63 1 .49 .30 .28 .29
.71 .59 .37 .49 1 .34 .55 .19
.54 .58 .30 .30 .34 1 .38 .21
.53 .44 .12 .28 .55 .38 1 .10
.24 .45 .33 .29 .19 .21 .10 1"""  # Harman (1976), Modern Factor Analysis, p. 206 (Burt's emotional traits)

THURSTONE = """1 .828 .776 .439 .432 .447 .447 .541 .380
.828 1 .779 .493 .464 .489 .432 .537 .358
.776 .779 1 .460 .425 .443 .401 .534 .359
.439 .493 .460 1 .674 .590 .381 .350 .424
.432 .464 .425 .674 1 .541 .402 .367 .446
.447 .489 .443 .590 .541 1 .288 .320 .325
.447 .432 .401 .381 .402 .288 1 .555 .598
.541 .537 .534 .350 .367 .320 .555 1 .452
.380 .358 .359 .424 .446 .325 .598 .452 1"""  # Thurstone's nine tests, as in psych (Thurstone)


def synthetic() -> pd.DataFrame:
    """(150, 8) items with missing answers, b4 turned; see reference/psych_measurement.R."""
    items = pd.read_csv(REFERENCE / "psych_items.csv", dtype=float)
    return items.assign(b4=8 - items["b4"])


@cache
def _psych() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "psych_measurement.csv", comment="#", keep_default_na=False)


def psych(data: str, figure: str) -> np.ndarray:
    """psych's figures in the order of the file; a scalar comes as an array of one."""
    rows = _psych().query("data == @data and figure == @figure")
    return rows["value"].to_numpy(dtype=float)


def psych_matrix(data: str, figure: str) -> pd.DataFrame:
    """psych's matrix, rows and columns in the order of the file."""
    rows = _psych().query("data == @data and figure == @figure")
    matrix = rows.pivot(index="row", columns="column", values="value").astype(float)  # noqa: PD010
    return matrix.loc[rows["row"].unique(), rows["column"].unique()]


def matrix(text: str) -> np.ndarray:
    return np.array([line.split() for line in text.splitlines()], dtype=float)


def correlation_of(r: np.ndarray, n: int, items: list[str] | None = None) -> Correlation:
    """A correlation matrix that is known without its answers."""
    names = tuple(items or [f"v{number}" for number in range(1, len(r) + 1)])
    return Correlation(names, r, np.full(r.shape, float(n)), "pearson", Bases("items", n, n, n, "listwise", False))


def moments_of(covariance: np.ndarray, n: int, items: list[str]) -> Moments:
    """Moments of n respondents, means 0, with this covariance matrix."""
    count = np.full(covariance.shape, float(n))
    square = np.repeat(np.diagonal(covariance)[:, None], len(items), axis=1) * (n - 1)
    return Moments(tuple(items), "listwise", count, count, count, 0 * count, square, covariance * (n - 1))


def bfi_moments() -> Moments:
    """Pairwise Moments of the 25 bfi items, the seven reversed ones turned (7 - x)."""
    sums = pd.read_csv(REFERENCE / "bfi_sums.csv", comment="#")
    items = list(sums["row"].unique())
    parts = {name: np.zeros((25, 25)) for name in ("n", "wx", "wx2", "wxx")}
    for row in sums.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        for part, here, there in (
            ("n", row.n, row.n),
            ("wx", row.row_sum, row.column_sum),
            ("wx2", row.row_square, row.column_square),
            ("wxx", row.product, row.product),
        ):
            parts[part][j, k], parts[part][k, j] = here, there
    sign = np.where(np.isin(items, BFI_REVERSED), -1.0, 1.0)[:, None]
    add = np.where(sign < 0, 7.0, 0.0)
    n, wx, wx2, wxx = parts.values()
    turned = {
        "wx": add * n + sign * wx,
        "wx2": add**2 * n + 2 * add * sign * wx + wx2,
        "wxx": add * add.T * n + add * sign.T * wx.T + add.T * sign * wx + sign * sign.T * wxx,
    }
    return Moments(tuple(items), "pairwise", n=n, w=n, w2=n, **turned)


def public_correlation(data: str) -> Correlation:
    """Correlations of the complete respondents of a public data set, typed in."""
    rows = pd.read_csv(REFERENCE / "minres_correlations.csv", comment="#").query("data == @data")
    items = list(dict.fromkeys([*rows["column"], *rows["row"]]))
    r = np.eye(len(items))
    for row in rows.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        r[j, k] = r[k, j] = row.r
    return correlation_of(r, int(rows["n"].iloc[0]), items)
