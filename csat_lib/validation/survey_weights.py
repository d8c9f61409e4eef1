"""Figures about weights."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import ALL, Sample, cells_of
from csat_lib.validation.case import Compute, Figures
from csat_lib.weighting.diagnostics import diagnose
from csat_lib.weighting.raking import RakeResult, RakeSpec, rake

SAMPLE = np.array([[20, 50, 100, 30], [40, 140, 50, 100], [40, 310, 50, 70]])
POPULATION = np.array([[80, 60, 170, 55], [40, 150, 60, 165], [55, 340, 200, 125]])
SCHOOLS = (
    ("E", "No", "No", 12, 7156, 5243), ("H", "No", "No", 3, 1978, 2237), ("M", "No", "No", 8, 4851, 5983),
    ("E", "Yes", "No", 20, 13075, 8108), ("H", "Yes", "No", 4, 2484, 6039), ("M", "Yes", "No", 3, 2101, 1891),
    ("E", "Yes", "Yes", 112, 73206, 48980), ("H", "Yes", "Yes", 7, 4198, 7548), ("M", "Yes", "Yes", 14, 8834, 14569),
)  # fmt: skip
"""apiclus1 (survey 4.1-1) by stype, sch.wide and comp.imp: schools, sums of api00 and of enroll."""
TYPES, WIDE, IMPROVED = {"E": 4421, "H": 755, "M": 1018}, {"No": 1072, "Yes": 5122}, {"No": 1712, "Yes": 4482}
JOINT = {"E No": 472, "H No": 334, "M No": 266, "E Yes": 3949, "H Yes": 421, "M Yes": 752}
TIGHT = RakeSpec(tolerance=1e-12, cycles=1000)
CELLS = [f"cell a{a} b{b}" for b in range(1, 4) for a in range(1, 5)]


def kalton() -> Figures:
    """Raking factors of Kalton and Flores-Cervantes' table, and what they cost."""
    found = _raked(
        {
            "a": {f"a{j}": float(total) for j, total in enumerate(POPULATION.sum(axis=0), start=1)},
            "b": {f"b{i}": float(total) for i, total in enumerate(POPULATION.sum(axis=1), start=1)},
        }
    )
    costs = {"deff": found.diagnostics.deff, "n_effective": found.diagnostics.n_effective}
    return {**_factors(found), **costs}


def poststratified() -> Figures:
    """Factors that bring every cell of the table to its population."""
    return _factors(_raked({"cell": dict(zip(CELLS, POPULATION.ravel().astype(float).tolist(), strict=True))}))


def kish() -> Figures:
    """Kish's design effect of two sets of weights."""
    return {
        "deff 0,1,2,3": diagnose(np.array([0.0, 1.0, 2.0, 3.0])).deff,
        "deff 1,1,1000": diagnose(np.array([1.0, 1.0, 1000.0])).deff,
    }


def schools() -> Figures:
    """Mean of api00 and total of enroll of raked Californian schools."""
    frame = pd.DataFrame(SCHOOLS, columns=["type", "wide", "improved", "n", "api00", "enroll"])
    frame["joint"] = frame["type"] + " " + frame["wide"]
    two = _mean_and_total(frame, {"type": TYPES, "wide": WIDE})
    joint = _mean_and_total(frame, {"joint": JOINT, "improved": IMPROVED})
    return {"mean api00": two[0], "total enroll": two[1], "mean_joint api00": joint[0]}


def _raked(totals: Mapping[str, Mapping[str, float]]) -> RakeResult:
    b, a = np.indices(SAMPLE.shape).reshape(2, -1) + 1
    frame = pd.DataFrame({"a": [f"a{j}" for j in a], "b": [f"b{i}" for i in b], "cell": CELLS})
    return rake(frame, _shares(totals), spec=TIGHT, counts=SAMPLE.ravel())


def _factors(found: RakeResult) -> dict[str, float]:
    return dict(zip(CELLS, (found.weights * POPULATION.sum() / SAMPLE.sum()).tolist(), strict=True))


def _shares(totals: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    sums = {name: sum(levels.values()) for name, levels in totals.items()}
    return {name: {level: total / sums[name] for level, total in levels.items()} for name, levels in totals.items()}


def _mean_and_total(frame: pd.DataFrame, totals: Mapping[str, Mapping[str, float]]) -> tuple[float, float]:
    weights = rake(frame, _shares(totals), spec=TIGHT, counts=frame["n"]).weights * frame["n"].to_numpy()
    means = frame[["api00", "enroll"]].div(frame["n"], axis=0)
    design = sum_design(means, Sample(weights, cells_of(means, [])), [["api00", "enroll"]])
    api00, enroll = (design.mean(name, ALL).value or 0.0 for name in ("api00", "enroll"))
    return api00, enroll * sum(next(iter(totals.values())).values())


COMPUTE: dict[str, Compute] = {
    "kalton": kalton,
    "kalton-digits": kalton,
    "kalton-cells": poststratified,
    "kish": kish,
    "schools": schools,
}
