"""Models, covariances, answers and lavaan's figures for the tests of confirmatory factor analysis: reference/cfa.R."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from csat_lib.summary.moments import Moments
from csat_lib.summary.rows import Rows

from .facts import BFI, REFERENCE, moments_of

HS = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
MOBI = {
    "image": [f"IMAG{at}" for at in range(1, 6)],
    "expectation": [f"CUEX{at}" for at in range(1, 4)],
    "quality": [f"PERQ{at}" for at in range(1, 8)],
    "value": ["PERV1", "PERV2"],
    "satisfaction": [f"CUSA{at}" for at in range(1, 4)],
    "loyalty": [f"CUSL{at}" for at in range(1, 4)],
}
BANK = {
    "image": [f"imag{at}" for at in range(1, 6)],
    "expectation": [f"expe{at}" for at in range(1, 6)],
    "quality": [f"qual{at}" for at in range(1, 6)],
    "value": [f"val{at}" for at in range(1, 5)],
    "satisfaction": [f"sat{at}" for at in range(1, 5)],
    "loyalty": [f"loy{at}" for at in range(1, 5)],
}
FOUR = {name: [f"q{3 * at + j}" for j in (1, 2, 3)] for at, name in enumerate(("room", "service", "food", "price"))}
REAL = {"hs": (301, HS), "bfi": (2436, BFI), "mobi": (250, MOBI), "bank": (250, BANK)}


@cache
def covariances(data: str) -> Moments:
    """Moments of one of the public data sets."""
    rows = pd.read_csv(REFERENCE / "cfa_covariances.csv", comment="#").query("data == @data")
    items = list(dict.fromkeys(rows["row"]))
    return moments_of(rows["value"].to_numpy().reshape(len(items), -1), REAL[data][0], items)


@cache
def answers() -> pd.DataFrame:
    """(300, 14) the synthetic guests: q1 .. q12 with blanks, weight, psu."""
    return pd.read_csv(REFERENCE / "cfa_items.csv")


def guests(*design: str) -> Rows:
    """Their rows, with ``weighted`` and ``clustered`` if named."""
    frame = answers()
    items = frame[[item for block in FOUR.values() for item in block]].astype(float)
    weights = frame["weight"].to_numpy(dtype=float) if "weighted" in design else None
    return Rows(items, weights=weights, psu=frame["psu"].to_numpy() if "clustered" in design else None)


@cache
def lavaan(case: str, table: str) -> pd.DataFrame:
    """lavaan's figures of a case: one row per lhs, op, rhs."""
    path = REFERENCE / "cfa.csv"
    rows = pd.read_csv(path, comment="#", keep_default_na=False).query("case == @case and table == @table")
    rows = rows.assign(value=pd.to_numeric(rows["value"], errors="coerce"))
    return rows.pivot_table(index=["lhs", "op", "rhs"], columns="figure", values="value")


def lavaan_fit(case: str) -> dict[str, float]:
    """lavaan's fit measures of a case."""
    return lavaan(case, "fit").iloc[0].to_dict()


def beside(case: str, estimates: pd.DataFrame) -> pd.DataFrame:
    """Our estimates with lavaan's of the same parameters beside them: lavaan.est, .se, .std, .std.se."""
    theirs = lavaan(case, "estimate").add_prefix("lavaan.")
    rows = [theirs.loc[_key(row, theirs.index)] for row in estimates.to_dict("records")]
    return pd.concat([estimates.reset_index(drop=True), pd.DataFrame(rows).reset_index(drop=True)], axis=1)


def _key(row: dict[str, str], index: pd.Index) -> tuple[str, str, str]:
    to, by = row["to"], row["by"]
    keys = {"loading": [(by, "=~", to)], "covariance": [(to, "~~", by), (by, "~~", to)], "intercept": [(to, "~1", "")]}
    return next(key for key in keys[row["kind"]] if key in index)


def planted(n: int, model: dict[str, list[str]], loading: float = 0.7, r: float = 0.4, seed: int = 1) -> pd.DataFrame:
    """(n, items) normal answers to constructs that correlate ``r``, all loadings alike."""
    rng = np.random.default_rng(seed)
    k, items = len(model), [item for block in model.values() for item in block]
    phi = np.full((k, k), r) + (1 - r) * np.eye(k)
    of = np.repeat(np.arange(k), [len(block) for block in model.values()])
    factors = rng.multivariate_normal(np.zeros(k), phi, n)
    noise = rng.normal(size=(n, len(items))) * np.sqrt(1 - loading**2)
    return pd.DataFrame(factors[:, of] * loading + noise, columns=items)
