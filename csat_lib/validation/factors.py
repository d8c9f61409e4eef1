"""Figures about correlations, dimensions and factors."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.factors.adequacy import bartlett, kmo
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.minimum_average import map_test
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import correlations, facts, moments, pairwise, triangle, two_way
from csat_lib.validation.reliability import THURSTONE

BURT = triangle("""1
.83 1
.81 .87 1
.80 .62 .63 1
.71 .59 .37 .49 1
.54 .58 .30 .30 .34 1
.53 .44 .12 .28 .55 .38 1
.24 .45 .33 .29 .19 .21 .10 1""")
OLSSON = ((13, 6, 0), (69, 113, 22), (41, 132, 104))
KIRK = (
    (0.5, 0.5, 0.333333),
    (0.5, 0.5, 0.1150267),
    (0.5, 0.5, 0.397584),
    (0.158655254, 0.158655254, 0.145003),
)


def complete() -> Figures:
    """KMO, Bartlett's test, eigenvalues and MAP of the 25 items of bfi."""
    data = moments(facts("bfi")["complete"])
    sphericity, partial_r, roots = bartlett(data), map_test(data), np.linalg.eigvalsh(data.correlation)[::-1]
    figures = {"kmo": kmo(data).overall, "bartlett": sphericity.chi2, "df": float(sphericity.df)}
    figures |= {f"eigenvalue {number}": float(root) for number, root in enumerate(roots, start=1)}
    figures |= {f"map {number}": float(value) for number, value in enumerate(partial_r.squares)}
    return figures | {"n_factors": partial_r.n_factors}


def by_pairs() -> Figures:
    """KMO and Bartlett's test of pairwise correlations with all 2,800 respondents as n."""
    data = correlate(pairwise(facts("bfi")["pairwise"]))
    return {"kmo": kmo(data).overall, "bartlett": bartlett(correlations(data.matrix, 2800)).chi2}


def burt() -> Figures:
    """Two minres factors of Burt's eight emotional traits, signs as printed."""
    found = extract_factors(correlations(BURT, 172), 2, rotation=None)
    loadings = found.loadings.to_numpy()
    turned = loadings * np.sign(loadings[4])
    figures = {f"loading v{j + 1} F{k + 1}": float(turned[j, k]) for j, k in np.ndindex(turned.shape)}
    return figures | {f"communality v{j + 1}": float(value) for j, value in enumerate(found.communalities)}


def olsson() -> Figures:
    """Polychoric correlation and thresholds of Olsson's table."""
    found = correlate(two_way(OLSSON), "polychoric")
    row, column = found.thresholds["row"], found.thresholds["column"]
    names = ("threshold row 1", "threshold row 2", "threshold column 1", "threshold column 2")
    return {"polychoric": float(found.matrix[0, 1]), **dict(zip(names, [*row, *column], strict=True))}


def tetrachoric() -> Figures:
    """Tetrachoric correlations of two dichotomies from the shares of each and of both."""
    found: dict[str, float] = {}
    for p1, p2, p12 in KIRK:
        counts = 1e8 * np.array([[1 - p1 - p2 + p12, p2 - p12], [p1 - p12, p12]])
        found[f"tetrachoric {p1},{p2},{p12}"] = float(correlate(two_way(counts.tolist()), "polychoric").matrix[0, 1])
    return found


def neuroticism() -> Figures:
    """Polychoric correlations of N1 to N5 of bfi, each pair from its own table, and standardised alpha of the five."""
    given = facts("bfi")["pairs_N"]
    items, r = list(given["items"]), np.eye(len(given["items"]))
    for pair, table in given["tables"].items():
        j, k = (items.index(name) for name in pair.split(","))
        r[j, k] = r[k, j] = correlate(two_way(table), "polychoric").matrix[0, 1]
    figures = {f"polychoric {items[j]} {items[k]}": float(r[j, k]) for j, k in combinations(range(len(items)), 2)}
    return figures | {"alpha_ordinal": estimate_alpha(correlations(r, 2694)).standardised}


def thurstone() -> Figures:
    """KMO of Thurstone's nine tests."""
    return {"kmo": kmo(correlations(THURSTONE, 213)).overall}


COMPUTE: dict[str, Compute] = {
    "bfi-factors": complete,
    "bfi-map-0": complete,
    "bfi-pairwise": by_pairs,
    "thurstone-kmo": thurstone,
    "burt": burt,
    "olsson": olsson,
    "olsson-digits": olsson,
    "olsson-rho": olsson,
    "kirk": tetrachoric,
    "bfi-polychoric": neuroticism,
    "bfi-ordinal": neuroticism,
}
