"""Figures about indices, the net promoter score and shares."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pandas as pd

from csat_lib.index.plain import Score, net_promoter_score
from csat_lib.proportion import wilson
from csat_lib.structure.path_figures import IndexScales, IndexWeights
from csat_lib.structure.path_model import Scheme
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import facts, moments
from csat_lib.validation.validity import ECSI, INDEXED, path_of

SATISFACTION = ("CUSA1", "CUSA2", "CUSA3")
SHARES = {"15/20": (15, 20), "0/20": (0, 20), "81/263": (81, 263)}


def index(weights: IndexWeights, scheme: Scheme = "path") -> Figures:
    """Indices of mobi's constructs by the library's own path model."""
    ten = IndexScales({item: (1.0, 10.0) for items in INDEXED.values() for item in items}, weights)
    found = path_of(ECSI, scheme, ten).values_of("latent_index")
    return {f"index {name}": float(value) for name, value in found.droplevel([1, 2]).items()}


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
