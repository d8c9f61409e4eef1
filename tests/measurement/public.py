"""Public data as the library is given them, and what R makes of them: see reference/reliability.R and validity.R."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.correlation import Correlation
from csat_lib.summary.moments import Moments

from .facts import REFERENCE, correlation_of

HS = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
BIG_FIVE = {trait: [f"{trait}{number}" for number in range(1, 6)] for trait in "ACENO"}
MODELS = {"hs": HS, "bfi": BIG_FIVE}


@cache
def _rows(file: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{file}.csv", comment="#", keep_default_na=False)


def in_r(file: str, data: str, figure: str) -> pd.Series:
    """R's figures by row; of a figure that stands alone, by nothing."""
    rows = _rows(file).query("data == @data and figure == @figure")
    return pd.Series(pd.to_numeric(rows["value"], errors="coerce").to_numpy(), rows["row"])


def matrix_in_r(file: str, data: str, figure: str) -> pd.DataFrame:
    rows = _rows(file).query("data == @data and figure == @figure")
    values = rows.assign(value=pd.to_numeric(rows["value"], errors="coerce"))
    table = values.pivot(index="row", columns="column", values="value")  # noqa: PD010
    return table.loc[rows["row"].unique(), rows["column"].unique()]


def public_moments(file: str, data: str) -> Moments:
    """Moments of a public data set from its n, means (0 where the file holds none) and covariances."""
    rows = _rows(file).query("data == @data and figure == 'covariance'")
    items = list(dict.fromkeys(rows["column"]))
    items += [item for item in dict.fromkeys(rows["row"]) if item not in items]
    s = np.zeros((len(items), len(items)))
    for row in rows.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        s[j, k] = s[k, j] = float(row.value)
    n = in_r(file, data, "n").iloc[0]
    known = in_r(file, data, "mean")
    means = known.reindex(items).to_numpy() if len(known) else np.zeros(len(items))
    count, across = np.full(s.shape, n), np.repeat(means[:, None], len(items), axis=1)
    square = np.repeat(np.diagonal(s)[:, None], len(items), axis=1) * (n - 1) + n * across**2
    return Moments(
        tuple(items), "listwise", count, count, count, n * across, square, s * (n - 1) + n * across * across.T
    )


def mobi() -> Correlation:
    """Correlations of 13 items of the ECSI mobile phone survey."""
    rows = pd.read_csv(REFERENCE / "mobi_correlations.csv", comment="#")
    items = list(dict.fromkeys([rows["column"].iloc[0], *rows["row"]]))
    r = np.eye(len(items))
    for row in rows.itertuples():
        j, k = items.index(row.row), items.index(row.column)
        r[j, k] = r[k, j] = row.r
    return correlation_of(r, 250, items)


def planted(seed: int, n: int, phi: float = 0.5) -> pd.DataFrame:
    """(n, 9) normal answers to three constructs a, b, c that correlate ``phi``, with loadings .8, .7, .6."""
    rng = np.random.default_rng(seed)
    among = np.full((3, 3), phi) + (1 - phi) * np.eye(3)
    factors = rng.normal(size=(n, 3)) @ np.linalg.cholesky(among).T
    loadings = np.tile([0.8, 0.7, 0.6], 3)
    answers = np.repeat(factors, 3, axis=1) * loadings + rng.normal(size=(n, 9)) * np.sqrt(1 - loadings**2)
    return pd.DataFrame(answers, columns=[f"{name}{number}" for name in "abc" for number in (1, 2, 3)])


PLANTED = {name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}
