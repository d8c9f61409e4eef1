"""Figures about confirmatory models and invariance."""

from __future__ import annotations

from csat_lib.measurement.confirmatory import CfaResult, fit_cfa
from csat_lib.measurement.confirmatory.invariance import measurement_invariance
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import facts, moments

NINE = {"visual": ("x1", "x2", "x3"), "textual": ("x4", "x5", "x6"), "speed": ("x7", "x8", "x9")}
PAIRS = (("visual", "textual"), ("visual", "speed"), ("textual", "speed"))
STEPS = ("configural", "metric", "scalar")


def fitted() -> CfaResult:
    """Three correlated factors of nine tests, by maximum likelihood."""
    return fit_cfa(moments(facts("holzinger_swineford")["complete"]), NINE)


def nine_tests() -> Figures:
    """Fit, standardised loadings and correlations of the factors."""
    found = fitted()
    baseline = found.fit.indices.baseline
    figures = {"chi2": found.chi2, "df": float(found.df), "cfi": found.cfi, "tli": found.tli, "srmr": found.srmr}
    figures |= {"chi2 baseline": baseline.value, "df baseline": float(baseline.df)}
    figures |= {"rmsea": found.rmsea, "low rmsea": found.rmsea_low, "high rmsea": found.rmsea_high}
    own = found.loadings.sum(axis=1)
    figures |= {f"loading {item}": float(own[item]) for items in NINE.values() for item in items}
    phi, names = found.phi.to_numpy(), list(found.phi)
    across = {f"factor_correlation {a} {b}": float(phi[names.index(a), names.index(b)]) for a, b in PAIRS}
    return figures | across


def schools() -> Figures:
    """The same model in two schools: configural, metric, scalar, and each school alone."""
    groups = {name: moments(part) for name, part in facts("holzinger_swineford")["schools"].items()}
    found = measurement_invariance(groups, NINE)
    figures = {f"chi2 {name}": fit_cfa(part, NINE).chi2 for name, part in groups.items()}
    for name in STEPS:
        step = getattr(found, name)
        figures |= {f"chi2 {name}": step.chi2, f"df {name}": float(step.df)}
    return figures


COMPUTE: dict[str, Compute] = {
    "nine-tests": nine_tests,
    "nine-tests-loadings": nine_tests,
    "two-schools": schools,
}
