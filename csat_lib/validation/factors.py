"""Published numbers about correlations, dimensions and factors."""

from __future__ import annotations

from functools import partial

import numpy as np

from csat_lib.measurement.adequacy import bartlett, kmo
from csat_lib.measurement.correlation import correlate
from csat_lib.measurement.extraction import extract_factors
from csat_lib.measurement.minimum_average import map_test
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.validation.case import Case, Figures
from csat_lib.validation.inputs import correlations, facts, moments, pairwise, triangle, two_way
from csat_lib.validation.reliability import THURSTONE

ROOM = "factors"
BURT = triangle("""1
.83 1
.81 .87 1
.80 .62 .63 1
.71 .59 .37 .49 1
.54 .58 .30 .30 .34 1
.53 .44 .12 .28 .55 .38 1
.24 .45 .33 .29 .19 .21 .10 1""")
FACTOR_1 = [".982", ".935", ".833", ".720", ".676", ".526", ".515", ".355"]
FACTOR_2 = [".065", "-.111", "-.550", "-.091", ".330", ".164", ".583", "-.128"]
COMMUNALITIES = [".968", ".888", ".997", ".526", ".566", ".304", ".605", ".142"]
MAP = [".04455", ".02492", ".01894", ".01752", ".01569", ".01464", ".01598"]
OLSSON = ((13, 6, 0), (69, 113, 22), (41, 132, 104))
NEUROTICISM = {
    "N1 N2": ".76464", "N1 N3": ".60740", "N2 N3": ".59710", "N1 N4": ".43774", "N2 N4": ".42912",
    "N3 N4": ".56441", "N1 N5": ".41931", "N2 N5": ".38517", "N3 N5": ".47051", "N4 N5": ".43996",
}  # fmt: skip


def adequacy(kind: str) -> Figures:
    """KMO, Bartlett's test, eigenvalues and MAP of the 25 items of bfi."""
    data = moments(facts("bfi")["complete"]) if kind == "complete" else pairwise(facts("bfi")["pairwise"])
    sphericity, roots = bartlett(data), np.linalg.eigvalsh(data.correlation)[::-1]
    figures = {"kmo": kmo(data).overall, "chi2": sphericity.chi2, "df": float(sphericity.df)}
    figures |= {f"eigenvalue {number}": float(root) for number, root in enumerate(roots[:8], start=1)}
    return figures | {f"map {number}": float(value) for number, value in enumerate(map_test(data).squares)}


def bartlett_of_2800() -> Figures:
    """KMO and Bartlett's test of pairwise correlations with all 2,800 respondents as n."""
    data = correlate(pairwise(facts("bfi")["pairwise"]))
    return {"kmo": kmo(data).overall, "chi2": bartlett(correlations(data.matrix, 2800)).chi2}


def burt() -> Figures:
    """Two minres factors of Burt's eight emotional traits."""
    found = extract_factors(correlations(BURT, 172), 2, rotation=None)
    loadings = found.loadings.to_numpy()
    signs = np.sign(loadings.sum(axis=0)) * [1, np.sign(loadings[4, 1]) * np.sign(loadings[:, 1].sum())]
    turned = loadings * signs
    figures = {f"F{k + 1} {j + 1}": float(turned[j, k]) for j, k in np.ndindex(turned.shape)}
    return figures | {f"h2 {j + 1}": float(value) for j, value in enumerate(found.communalities)}


def olsson() -> Figures:
    """Polychoric correlation and thresholds of Olsson's table."""
    found = correlate(two_way(OLSSON), "polychoric")
    row, column = found.thresholds["row"], found.thresholds["column"]
    figures = {"rho": float(found.matrix[0, 1])}
    return figures | dict(zip(["row 1", "row 2", "column 1", "column 2"], [*row, *column], strict=True))


def tetrachoric(p1: float, p2: float, p12: float) -> Figures:
    """Tetrachoric correlation of two dichotomies from the shares of each and of both."""
    counts = 1e8 * np.array([[1 - p1 - p2 + p12, p2 - p12], [p1 - p12, p12]])
    return {"r": float(correlate(two_way(counts.tolist()), "polychoric").matrix[0, 1])}


def neuroticism() -> Figures:
    """Polychoric correlations of N1 to N5 of bfi, each pair from its own table, and standardised alpha of the five."""
    given = facts("bfi")["pairs_N"]
    items, r = list(given["items"]), np.eye(len(given["items"]))
    for pair, table in given["tables"].items():
        j, k = (items.index(name) for name in pair.split(","))
        r[j, k] = r[k, j] = correlate(two_way(table), "polychoric").matrix[0, 1]
    places = {pair: [items.index(name) for name in pair.split()] for pair in NEUROTICISM}
    figures = {pair: float(r[j, k]) for pair, (j, k) in places.items()}
    return figures | {"alpha": estimate_alpha(correlations(r, 2694)).standardised}


def kmo_thurstone() -> Figures:
    """KMO of Thurstone's nine tests."""
    return {"kmo": kmo(correlations(THURSTONE, 213)).overall}


def _kirk(p1: float, p2: float, p12: float, r: str) -> Case:
    title = (f"四分相关：{p1:g}、{p2:g}、{p12:g}", f"Tetrachoric correlation of {p1:g}, {p2:g}, {p12:g}")
    source = "Kirk (1973), Psychometrika 38: 259-268 (shares printed to six decimals)"
    return Case(ROOM, title, source, {"r": r}, partial(tetrachoric, p1, p2, p12), looser=2e-5)


CASES = (
    Case(
        ROOM,
        (
            "bfi 25 题：KMO、Bartlett 检验、特征值、MAP（完整作答）",
            "bfi, 25 items: KMO, Bartlett, eigenvalues, MAP; complete answers",
        ),
        "psych 2.2.9 (R), KMO, cortest.bartlett, vss; factor_analyzer 0.5.1",
        {"kmo": ".848645", "chi2": "18146.0656", "df": "300"}
        | dict(
            zip(
                [f"eigenvalue {k}" for k in range(1, 9)],
                ["5.1343", "2.7519", "2.1427", "1.8523", "1.5482", "1.0736", ".8395", ".7992"],
                strict=True,
            )
        )
        | dict(zip([f"map {k}" for k in range(7)], MAP, strict=True)),
        partial(adequacy, "complete"),
    ),
    Case(
        ROOM,
        (
            "bfi 25 题：KMO 与 Bartlett 检验（成对缺失，n = 2800）",
            "bfi, 25 items: KMO and Bartlett, pairwise, n = 2,800",
        ),
        "psych 2.2.9 (R), KMO, cortest.bartlett",
        {"kmo": ".845897", "chi2": "20163.7886"},
        bartlett_of_2800,
    ),
    Case(
        ROOM,
        ("Burt 八种情绪特质：minres 两因子", "Burt's eight emotional traits: two minres factors"),
        "Harman (1976), Modern Factor Analysis, p. 206; from fewer iterations; the library at the tight optimum",
        dict(zip([f"F1 {k}" for k in range(1, 9)], FACTOR_1, strict=True))
        | dict(zip([f"F2 {k}" for k in range(1, 9)], FACTOR_2, strict=True))
        | dict(zip([f"h2 {k}" for k in range(1, 9)], COMMUNALITIES, strict=True)),
        burt,
        looser=2e-3,
    ),
    Case(
        ROOM,
        ("Olsson 的 3 × 3 表：多分格相关（两步法）", "Olsson's 3 x 3 table: polychoric correlation, two-step"),
        "Olsson (1979), Psychometrika 44: 443-460, prints .49; more decimals by a script good to 2e-8",
        {"rho": ".49137193", "row 1": "-1.774382", "row 2": "-.135774", "column 1": "-.687131", "column 2": ".668209"},
        olsson,
        looser=5e-7,
    ),
    _kirk(0.5, 0.5, 0.333333, ".5"),
    _kirk(0.5, 0.5, 0.1150267, "-.75"),
    _kirk(0.5, 0.5, 0.397584, ".8"),
    _kirk(0.158655254, 0.158655254, 0.145003, ".99"),
    Case(
        ROOM,
        ("bfi N1-N5：多分格相关与有序 α", "bfi N1 to N5: polychoric correlations and ordinal alpha"),
        "own script (numpy, scipy): thresholds and root of the score from each pair's own table",
        NEUROTICISM | {"alpha": ".839645"},
        neuroticism,
    ),
    Case(
        ROOM,
        ("Thurstone 九项测验的 KMO", "KMO of Thurstone's nine tests"),
        "psych 2.2.9 (R), KMO",
        {"kmo": ".880390"},
        kmo_thurstone,
    ),
)
