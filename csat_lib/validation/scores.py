"""Figures about indices, the net promoter score and shares."""

from __future__ import annotations

import math
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from csat_lib.index.plain import Score, net_promoter_score, satisfaction_index
from csat_lib.proportion import wilson
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import facts, moments
from csat_lib.validation.validity import MOBI

SATISFACTION = ("CUSA1", "CUSA2", "CUSA3")
INDEXED = MOBI | {"Complaints": ("CUSCO",)}
Weights = Literal["equal", "standardised", "unstandardised"]
SHARES = {"15/20": (15, 20), "0/20": (0, 20), "81/263": (81, 263)}


def index(weights: Weights, scheme: str = "path") -> Figures:
    """Indices of mobi's constructs: items weighted alike, by SmartPLS, or by its weights over the items' deviations.

    The index is linear in the means of the items, so one row of means has that of all.
    """
    part, given = moments(facts("mobi")["complete"]), facts("smartpls")[scheme]
    deviation = np.sqrt(np.diagonal(part.covariance))
    by_item = {
        "equal": dict.fromkeys(part.items, 1.0),
        "standardised": given,
        "unstandardised": {item: given[item] / sd for item, sd in zip(part.items, deviation, strict=True)},
    }[weights]
    means = pd.DataFrame([part.means], columns=list(part.items))
    blocks = {name: {item: by_item[item] for item in own} for name, own in INDEXED.items()}
    found = {name: satisfaction_index(means, (1, 10), own) for name, own in blocks.items()}
    return {f"index {name}": score.value or math.nan for name, score in found.items()}


def items() -> Figures:
    """Means and deviations of the satisfaction items of mobi."""
    part = moments(facts("mobi")["complete"]).select(list(SATISFACTION))
    means = {f"mean {item}": float(value) for item, value in zip(part.items, part.means, strict=True)}
    deviations = np.sqrt(np.diagonal(part.covariance))
    return means | {f"sd {item}": float(value) for item, value in zip(part.items, deviations, strict=True)}


def promoters(promoting: int, detracting: int, n: int) -> Figures:
    """NPS with its standard error and both intervals."""
    wald, adjusted = (_nps(promoting, detracting, n, interval) for interval in ("wald", "adjusted wald"))
    figures = {"nps": wald.value, "se": wald.se, "low wald": wald.low, "high wald": wald.high}
    figures |= {"low adjusted": adjusted.low, "high adjusted": adjusted.high}
    return {name: math.nan if value is None else value for name, value in figures.items()}


def two_waves() -> Figures:
    """The z of the change between two waves, from the library's scores and standard errors."""
    before, after = (_nps(*counts, 500, "wald") for counts in ((220, 120), (200, 150)))
    change = (before.value or math.nan) - (after.value or math.nan)
    return {"nps_change": -change, "z": change / math.hypot(before.se or math.nan, after.se or math.nan)}


def shares() -> Figures:
    """Wilson's intervals of three shares."""
    ends = {name: wilson(hits / n, n, 0.95) for name, (hits, n) in SHARES.items()}
    return {f"{side} {name}": pair[at] for name, pair in ends.items() for at, side in enumerate(("low", "high"))}


def _nps(promoting: int, detracting: int, n: int, interval: str) -> Score:
    answers = pd.Series([10] * promoting + [0] * detracting + [8] * (n - promoting - detracting), name="nps")
    return net_promoter_score(answers, interval=interval)  # type: ignore[arg-type]


COMPUTE: dict[str, Compute] = {
    "mobi-items": items,
    "mobi-index": partial(index, "unstandardised"),
    "mobi-index-standardised": partial(index, "standardised"),
    "mobi-index-equal": partial(index, "equal"),
    "mobi-index-centroid": partial(index, "unstandardised", "centroid"),
    "mobi-index-factorial": partial(index, "unstandardised", "factorial"),
    "nps-500": partial(promoters, 220, 120, 500),
    "nps-100": partial(promoters, 60, 15, 100),
    "nps-waves": two_waves,
    "wilson": shares,
}
