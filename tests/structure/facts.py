"""Public data as path models take them, and what other programs make of them: reference/paths.csv."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathResult
from csat_lib.summary.moments import Moments
from csat_lib.validation.public_data import facts, moments

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "paths.csv"
ECSI = {
    "Image": [f"IMAG{number}" for number in range(1, 6)],
    "Expectation": ["CUEX1", "CUEX2", "CUEX3"],
    "Quality": [f"PERQ{number}" for number in range(1, 8)],
    "Value": ["PERV1", "PERV2"],
    "Satisfaction": ["CUSA1", "CUSA2", "CUSA3"],
    "Complaints": ["CUSCO"],
    "Loyalty": ["CUSL1", "CUSL2", "CUSL3"],
}
ECSI_PATHS = {
    "Expectation": ["Image"],
    "Quality": ["Expectation"],
    "Value": ["Expectation", "Quality"],
    "Satisfaction": ["Image", "Expectation", "Quality", "Value"],
    "Complaints": ["Satisfaction"],
    "Loyalty": ["Image", "Satisfaction", "Complaints"],
}
FOUR = {name: ECSI[name] for name in ("Image", "Expectation", "Value", "Satisfaction")}
FOUR_PATHS = {"Satisfaction": ["Image", "Expectation", "Value"]}
BANK = {
    name: [f"{name}{number}" for number in range(1, count + 1)]
    for name, count in {"imag": 5, "expe": 5, "qual": 5, "val": 4, "sat": 4, "loy": 4}.items()
}
BANK_PATHS = {
    "expe": ["imag"],
    "qual": ["expe"],
    "val": ["expe", "qual"],
    "sat": ["imag", "expe", "qual", "val"],
    "loy": ["imag", "sat"],
}
TEN = IndexScales({item: (1.0, 10.0) for items in ECSI.values() for item in items})


def ecsi(**how: object) -> PathModel:
    return PathModel(ECSI, ECSI_PATHS, **how)


def mobi() -> Moments:
    return moments(facts("mobi")["complete"])


def bank() -> Moments:
    return moments(facts("bank")["complete"])


@cache
def _published() -> pd.DataFrame:
    return pd.read_csv(REFERENCE, comment="#", keep_default_na=False)


def published(source: str, data: str, variant: str, figure: str) -> pd.Series:
    """What another program gives, by (row, column)."""
    chosen = _published().query("source == @source and data == @data and variant == @variant and figure == @figure")
    return pd.Series(chosen["value"].to_numpy(dtype=float), list(zip(chosen["row"], chosen["column"], strict=True)))


def figures_of(result: PathResult, figure: str) -> pd.Series:
    """What the library gives, by (subject, other), ways over one construct left out."""
    found = result.values_of(figure)
    return pd.Series(found.to_numpy(), [(about[0], about[1]) for about in found.index])


def planted(seed: int, n: int) -> pd.DataFrame:
    """(n, 9) normal answers: a -> b .6, a -> c .3, b -> c .4, three items each with loadings .8."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=n)
    b = 0.6 * a + 0.8 * rng.normal(size=n)
    c = 0.3 * a + 0.4 * b + np.sqrt(1 - 0.09 - 0.16 - 0.144) * rng.normal(size=n)
    columns = {
        f"{name}{number}": 0.8 * score + 0.6 * rng.normal(size=n)
        for name, score in {"a": a, "b": b, "c": c}.items()
        for number in (1, 2, 3)
    }
    return pd.DataFrame(columns)


PLANTED = PathModel(
    {name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}, {"b": ["a"], "c": ["a", "b"]}
)


def grouped() -> tuple[pd.DataFrame, Callable[[str], pd.Series]]:
    """Answers of 120 in two groups, and figure -> what R makes of them by (row, column): path_groups.R."""
    folder = REFERENCE.parent
    told = pd.read_csv(folder / "path_groups.csv", comment="#", keep_default_na=False)

    def published(figure: str) -> pd.Series:
        chosen = told[told["figure"] == figure]
        return pd.Series(chosen["value"].to_numpy(float), list(zip(chosen["row"], chosen["column"], strict=True)))

    return pd.read_csv(folder / "path_groups_answers.csv"), published
