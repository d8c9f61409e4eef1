"""Figures about convergent and discriminant validity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csat_lib.findings import Method, way
from csat_lib.measurement.correlations.bases import Bases, bases_of
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.reliability.rho_a import rho_a
from csat_lib.measurement.validity import average_variance_extracted, composite_reliability, fornell_larcker
from csat_lib.measurement.validity.htmt import HtmtSpec, htmt
from csat_lib.measurement.validity.standardised_loadings import FactorModel
from csat_lib.summary.moments import Moments
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.confirmatory_models import NINE, PAIRS, fitted
from csat_lib.validation.public_data import facts, moments

MOBI = {
    "Image": tuple(f"IMAG{k}" for k in range(1, 6)),
    "Expectation": ("CUEX1", "CUEX2", "CUEX3"),
    "Quality": tuple(f"PERQ{k}" for k in range(1, 8)),
    "Value": ("PERV1", "PERV2"),
    "Satisfaction": ("CUSA1", "CUSA2", "CUSA3"),
    "Loyalty": ("CUSL1", "CUSL2", "CUSL3"),
}
FOUR = ("Image", "Expectation", "Value", "Satisfaction")
BANK = ("imag", "expe", "qual", "val", "sat", "loy")


@dataclass(frozen=True)
class Loadings:
    """Loadings from elsewhere, in the place of a fitted model."""

    model: Mapping[str, tuple[str, ...]]
    loadings: pd.DataFrame
    phi: pd.DataFrame
    bases: Bases
    method: Method = way("loadings as given")
    reason: str = ""


def convergent() -> Figures:
    """Composite reliability and variance extracted of the nine tests; omega from loadings in the items' units."""
    found = fitted()
    figures = _convergent(found)
    raw, residual = found.loadings_raw, found.residuals_raw
    common = {name: float(np.nansum(raw[name])) ** 2 for name in NINE}
    unique = {name: float(residual[list(items)].sum()) for name, items in NINE.items()}
    return figures | {f"omega {name}": common[name] / (common[name] + unique[name]) for name in NINE}


def ratios() -> Figures:
    """HTMT, HTMT of absolute correlations, and HTMT2 of the nine tests."""
    whole, absolute = moments(facts("holzinger_swineford")["complete"]), HtmtSpec(sign="absolute")
    kinds = {
        "htmt": htmt(whole, NINE),
        "htmt_absolute": htmt(whole, NINE, spec=absolute),
        "htmt2": htmt(whole, NINE, "htmt2", spec=absolute),
    }
    return {f"{name} {a} {b}": float(kind.ratios[a][b]) for name, kind in kinds.items() for a, b in PAIRS}


def four_constructs() -> Figures:
    """Alpha, HTMT, and with the weights of a path model CR, AVE, its root and rho_A, of four constructs of mobi."""
    model = {name: MOBI[name] for name in FOUR}
    given = facts("mobi")["path_weights"]
    part = moments(facts("mobi")["complete"]).select(list(given))
    weights = pd.DataFrame({name: {item: given[item] for item in own} for name, own in model.items()}).fillna(0.0)
    w, r = weights.to_numpy(), part.select(list(weights.index)).correlation
    phi = pd.DataFrame(w.T @ r @ w, FOUR, FOUR)
    solution = Loadings(model, pd.DataFrame(r @ w, weights.index, FOUR), phi, bases_of(part))
    reliable, ratio = rho_a(part, model, weights).figures, htmt(part, model).ratios
    figures = _convergent(solution) | {f"rho_a {name}": float(reliable[name]) for name in FOUR}
    figures |= _alphas(part, model)
    figures |= {f"root_ave {name}": float(value) for name, value in fornell_larcker(solution).root_ave.items()}
    return figures | {f"htmt {a} {b}": float(ratio[a][b]) for at, b in enumerate(FOUR) for a in FOUR[:at]}


def six_constructs() -> Figures:
    """Alpha, composite reliability and variance extracted of mobi's constructs, with SmartPLS's loadings."""
    part, given = moments(facts("mobi")["complete"]), facts("smartpls")["loadings"]
    frame = pd.DataFrame({name: {item: given[item] for item in own} for name, own in MOBI.items()})
    solution = Loadings(MOBI, frame, pd.DataFrame(np.eye(6), list(MOBI), list(MOBI)), bases_of(part))
    return _alphas(part, MOBI) | _convergent(solution)


def bank() -> Figures:
    """Standardised alpha of the six constructs of the bank's customers."""
    part = moments(facts("bank")["complete"])
    return _alphas(part, {name: tuple(item for item in part.items if item.startswith(name)) for name in BANK})


def _alphas(part: Moments, model: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    return {f"alpha_standardised {name}": estimate_alpha(part.select(own)).standardised for name, own in model.items()}


def _convergent(solution: FactorModel) -> dict[str, float]:
    reliability, extracted = composite_reliability(solution).figures, average_variance_extracted(solution).figures
    figures = {f"composite_reliability {name}": float(value) for name, value in reliability.items()}
    return figures | {f"ave {name}": float(value) for name, value in extracted.items()}


COMPUTE: dict[str, Compute] = {
    "nine-tests-omega": convergent,
    "nine-tests-convergent": convergent,
    "nine-tests-htmt": ratios,
    "mobi-four": four_constructs,
    "mobi-four-path": four_constructs,
    "mobi-six": six_constructs,
    "bank": bank,
}
