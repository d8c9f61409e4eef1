"""Figures about reliability."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.measurement.correlations.interval import feldt
from csat_lib.measurement.factors.schmid_leiman import schmid_leiman
from csat_lib.measurement.pilot.critical_ratios import critical_ratios
from csat_lib.measurement.reliability import coefficients, estimate_alpha
from csat_lib.measurement.reliability.intraclass import icc
from csat_lib.measurement.reliability.omega import estimate_omega
from csat_lib.measurement.reliability.split_half import split_half
from csat_lib.summary.totals import ItemTotals
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import correlations, facts, moments, pairwise, triangle

SCALES = "ACENO"
THURSTONE = triangle("""1
.828 1
.776 .779 1
.439 .493 .460 1
.432 .464 .425 .674 1
.447 .489 .443 .590 .541 1
.447 .432 .401 .381 .402 .288 1
.541 .537 .534 .350 .367 .320 .555 1
.380 .358 .359 .424 .446 .325 .598 .452 1""")
JUDGES = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def five_scales() -> Figures:
    """Alpha, its interval, standardised alpha, lambda 6, mean r and omega of the scales of bfi, each pair's answers."""
    figures: dict[str, float] = {}
    for trait in SCALES:
        part = pairwise(facts("bfi")["pairwise"]).select([f"{trait}{number}" for number in range(1, 6)])
        found = estimate_alpha(part, interval="feldt")
        ends = feldt(found.alpha, 2800, 5, 0.95)
        figures |= {f"alpha {trait}": found.alpha, f"low {trait}": ends.low, f"high {trait}": ends.high}
        figures |= {f"alpha_standardised {trait}": found.standardised, f"lambda6 {trait}": found.lambda6}
        figures |= {f"mean_r {trait}": found.mean_r, f"omega {trait}": estimate_omega(part).total}
    return figures


def complete_scales() -> Figures:
    """Alpha of the scales of bfi over complete answers, and omega of one factor by maximum likelihood."""
    scales: Mapping[str, Mapping[str, object]] = facts("bfi")["scales"]
    figures: dict[str, float] = {}
    for trait, scale in scales.items():
        part = moments(scale)
        alpha, model = estimate_alpha(part), fit_cfa(part, {trait: part.items})
        common = float(model.loadings_raw[trait].sum()) ** 2
        figures |= {f"alpha {trait}": alpha.alpha, f"n {trait}": float(alpha.n)}
        figures[f"omega {trait}"] = common / (common + float(model.residuals_raw.sum()))
    return figures


def item_analysis() -> Figures:
    """Item-rest correlations, alpha without the item and critical ratios of the scale N of bfi."""
    found = estimate_alpha(moments(facts("bfi")["scales"]["N"]), interval="feldt")
    given = facts("bfi")["totals_N"]
    counts = np.array(given["counts"], dtype=np.float64).transpose(1, 0, 2)
    totals = ItemTotals(tuple(given["items"]), np.array(given["totals"]), np.array(given["answers"]), counts, counts)
    ratios = critical_ratios(totals)
    figures = {f"item_rest {item}": value for item, value in found.item_rest.items()}
    figures |= {f"alpha_if_dropped {item}": value for item, value in found.if_dropped.items()}
    figures |= {f"critical_ratio {item}": t for item, t in zip(totals.items, ratios.pooled.t, strict=True)}
    return figures | {"group_size lowest": float(ratios.sizes[0]), "group_size highest": float(ratios.sizes[1])}


def feldt_anchor() -> Figures:
    """The interval of an alpha of .74 of four items and 100 answers."""
    found = feldt(0.74, 100, 4, 0.95)
    return {"low": found.low, "high": found.high}


def small_sample() -> Figures:
    """Alpha of the fifteen people that pingouin carries."""
    found = estimate_alpha(moments(facts("pingouin")["scores"]), interval="feldt")
    return {"alpha": found.alpha, "low": found.low, "high": found.high}


def mobi_satisfaction() -> Figures:
    """Alpha of the three satisfaction items of mobi."""
    found = estimate_alpha(moments(facts("mobi")["complete"]).select(["CUSA1", "CUSA2", "CUSA3"]), interval="feldt")
    return {"alpha": found.alpha, "low": found.low, "high": found.high}


def jensen_weng() -> Figures:
    """Omegas and alpha of the matrix that Jensen and Weng's hierarchical loadings imply."""
    pattern = np.zeros((9, 3))
    pattern[range(9), np.repeat(range(3), 3)] = [0.8, 0.7, 0.6, 0.7, 0.6, 0.5, 0.6, 0.5, 0.4]
    second = np.array([0.9, 0.8, 0.7])
    phi = np.outer(second, second)
    np.fill_diagonal(phi, 1.0)
    r = pattern @ phi @ pattern.T
    unique = 1 - np.diagonal(r)
    np.fill_diagonal(r, 1.0)
    general = schmid_leiman(pattern, phi).general
    figures = {f"general_loading v{number}": float(value) for number, value in enumerate(general, start=1)}
    return figures | {
        "omega_hierarchical": float(coefficients.omega_congeneric(r, general)),
        "omega_total": float(coefficients.omega_total(r, unique)),
        "alpha": float(coefficients.alpha(r)),
    }


def thurstone() -> Figures:
    """Hierarchical omega of Thurstone's nine tests, three group factors."""
    data = correlations(THURSTONE, 213)
    omega, alpha = estimate_omega(data, 3), estimate_alpha(data)
    return {
        "omega_hierarchical": omega.hierarchical,
        "omega_total": omega.total,
        "omega_asymptotic": omega.asymptotic,
        "alpha": alpha.standardised,
        "lambda6": alpha.lambda6,
    }


def halves() -> Figures:
    """Split halves of six items in two clusters."""
    r = np.full((6, 6), 0.16)
    r[:3, :3], r[3:, 3:] = 0.36 + 0.16, 0.25 + 0.16
    np.fill_diagonal(r, 1.0)
    data = correlations(r, 500)
    found = split_half(data)
    figures = {"split_half_greatest": found.greatest, "split_half_lowest": found.lowest, "split_half_mean": found.mean}
    for name, half in zip(("greatest", "lowest_split"), found.halves, strict=True):
        one = np.array([item in half for item in data.items], dtype=np.float64)
        own, other, both = one @ r @ one, (1 - one) @ r @ (1 - one), one @ r @ (1 - one)
        across = float(both / np.sqrt(own * other))
        figures[f"stepped_up {name}"] = 2 * across / (1 + across)
    return figures | {"alpha": estimate_alpha(data).standardised}


def shrout_fleiss() -> Figures:
    """The six intraclass correlations of six targets and four judges, with their intervals."""
    found = icc(pd.DataFrame(JUDGES, columns=list("abcd"), dtype=float), interval="f")
    values = {f"icc {form.name}": form.value for form in found.forms}
    low = {f"low {form.name}": form.interval.low for form in found.forms}
    return values | low | {f"high {form.name}": form.interval.high for form in found.forms}


COMPUTE: dict[str, Compute] = {
    "bfi-alpha": five_scales,
    "bfi-omega": five_scales,
    "bfi-standardised": five_scales,
    "bfi-complete": complete_scales,
    "bfi-omega-ml": complete_scales,
    "bfi-items": item_analysis,
    "bfi-extremes": item_analysis,
    "feldt": feldt_anchor,
    "pingouin-alpha": small_sample,
    "mobi-alpha": mobi_satisfaction,
    "jensen-weng-loadings": jensen_weng,
    "jensen-weng": jensen_weng,
    "thurstone": thurstone,
    "split-half": halves,
    "split-half-stepped-up": halves,
    "icc": shrout_fleiss,
}
