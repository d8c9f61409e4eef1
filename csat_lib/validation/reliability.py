"""Published numbers about reliability."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from csat_lib.measurement import coefficients
from csat_lib.measurement.agreement import icc
from csat_lib.measurement.extremes import critical_ratios
from csat_lib.measurement.hierarchical import schmid_leiman
from csat_lib.measurement.interval import feldt
from csat_lib.measurement.omega import estimate_omega
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.split_half import split_half
from csat_lib.summary.totals import ItemTotals
from csat_lib.validation.case import Case, Figures, named
from csat_lib.validation.inputs import correlations, facts, moments, pairwise, triangle

ROOM = "reliability"
BFI = "psych 2.2.9 (R), alpha and omega of bfi, pairwise covariances"
COMPLETE = "psych 2.2.9 (R), alpha of bfi, complete answers"
THURSTONE = triangle("""1
.828 1
.776 .779 1
.439 .493 .460 1
.432 .464 .425 .674 1
.447 .489 .443 .590 .541 1
.447 .432 .401 .381 .402 .288 1
.541 .537 .534 .350 .367 .320 .555 1
.380 .358 .359 .424 .446 .325 .598 .452 1""")
ITEMS = (
    ".666286 .650902 .672947 .542149 .486729 .757308 .762678 .754865 .794559 .811614 "
    "61.3191 57.7395 65.7955 47.4099 43.0254 876 770"
)
JUDGES = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def alpha_pairwise(trait: str) -> Figures:
    """Alpha, its interval, standardised alpha, lambda 6, mean r and omega of a scale of bfi."""
    part = pairwise(facts("bfi")["pairwise"]).select([f"{trait}{number}" for number in range(1, 6)])
    found, omega = estimate_alpha(part), estimate_omega(part)
    ends = feldt(found.alpha, 2800, 5, 0.95)
    return {
        "alpha": found.alpha,
        "low": ends.low,
        "high": ends.high,
        "standardised": found.standardised,
        "lambda6": found.lambda6,
        "mean_r": found.mean_r,
        "omega": omega.total,
    }


def alpha_complete() -> Figures:
    """Alpha of every scale of bfi over complete answers."""
    scales: Mapping[str, Mapping[str, object]] = facts("bfi")["scales"]
    found = {trait: estimate_alpha(moments(scale)) for trait, scale in scales.items()}
    return {f"{trait} alpha": each.alpha for trait, each in found.items()} | {
        f"{trait} n": float(each.n) for trait, each in found.items()
    }


def item_analysis() -> Figures:
    """Item-rest correlations, alpha if dropped and critical ratios of the scale N of bfi."""
    found = estimate_alpha(moments(facts("bfi")["scales"]["N"]))
    given = facts("bfi")["totals_N"]
    counts = np.array(given["counts"], dtype=np.float64).transpose(1, 0, 2)
    totals = ItemTotals(tuple(given["items"]), np.array(given["totals"]), np.array(given["answers"]), counts, counts)
    ratios = critical_ratios(totals)
    figures = {f"{item} item_rest": value for item, value in found.item_rest.items()}
    figures |= {f"{item} alpha_if_dropped": value for item, value in found.if_dropped.items()}
    figures |= {f"{item} critical_ratio": t for item, t in zip(totals.items, ratios.pooled.t, strict=True)}
    return figures | {"low group": float(ratios.sizes[0]), "high group": float(ratios.sizes[1])}


def feldt_anchor() -> Figures:
    """The interval of an alpha of .74 of four items and 100 answers."""
    found = feldt(0.74, 100, 4, 0.95)
    return {"low": found.low, "high": found.high}


def mobi_satisfaction() -> Figures:
    """Alpha of the three satisfaction items of mobi."""
    found = estimate_alpha(moments(facts("mobi")["complete"]).select(["CUSA1", "CUSA2", "CUSA3"]))
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
    return {
        "omega_h": float(coefficients.omega_congeneric(r, general)),
        "omega_t": float(coefficients.omega_total(r, unique)),
        "alpha": float(coefficients.alpha(r)),
    }


def thurstone() -> Figures:
    """Hierarchical omega of Thurstone's nine tests, three group factors."""
    data = correlations(THURSTONE, 213)
    omega, alpha = estimate_omega(data, 3), estimate_alpha(data)
    return {
        "omega_h": omega.hierarchical,
        "omega_t": omega.total,
        "asymptotic": omega.asymptotic,
        "alpha": alpha.standardised,
        "lambda6": alpha.lambda6,
    }


def halves() -> Figures:
    """Split halves of six items in two clusters: 4 C / V, and the halves' correlation stepped up (Spearman-Brown)."""
    r = np.full((6, 6), 0.16)
    r[:3, :3], r[3:, 3:] = 0.36 + 0.16, 0.25 + 0.16
    np.fill_diagonal(r, 1.0)
    data = correlations(r, 500)
    found = split_half(data)
    figures = {"greatest": found.greatest, "lowest": found.lowest, "mean": found.mean}
    for name, half in zip(("greatest", "lowest"), found.halves, strict=True):
        one = np.array([item in half for item in data.items], dtype=np.float64)
        own, other, both = one @ r @ one, (1 - one) @ r @ (1 - one), one @ r @ (1 - one)
        across = float(both / np.sqrt(own * other))
        figures[f"{name}, Spearman-Brown"] = 2 * across / (1 + across)
    return figures


def shrout_fleiss() -> Figures:
    """The six intraclass correlations of six targets and four judges."""
    found = icc(pd.DataFrame(JUDGES, columns=list("abcd"), dtype=float))
    return {form.name: form.value for form in found.forms}


def _scale(trait: str, printed: str) -> Case:
    names = ("alpha", "low", "high", "standardised", "lambda6", "mean_r", "omega")
    expected = dict(zip(names, printed.split(), strict=True))
    title = (
        f"bfi {trait} 量表的信度（五题，成对缺失）",
        f"Reliability of the bfi scale {trait} (five items, pairwise)",
    )
    return Case(ROOM, title, BFI, expected, partial(alpha_pairwise, trait))


CASES = (
    _scale("A", ".703018 .6853 .7201 .712659 .6823 .3316 .723910"),
    _scale("C", ".726735 .7104 .7424 .730160 .6943 .3511 .731242"),
    _scale("E", ".761733 .7475 .7754 .761617 .7264 .3899 .763757"),
    _scale("N", ".813963 .8028 .8246 .814535 .7989 .4676 .818095"),
    _scale("O", ".600173 .5763 .6231 .607707 .5686 .2365 .617654"),
    Case(
        ROOM,
        ("bfi 五个量表的 α（完整作答）", "Alpha of the five bfi scales, complete answers"),
        COMPLETE,
        named(
            "A alpha|C alpha|E alpha|N alpha|O alpha|A n|C n|E n|N n|O n",
            ".703756 .729277 .760933 .813303 .602546 2709 2707 2713 2694 2726",
        ),
        alpha_complete,
    ),
    Case(
        ROOM,
        ("bfi N 量表的项目分析", "Item analysis of the bfi scale N"),
        f"{COMPLETE}; critical ratios of the 27 % groups, ties kept (cut scores 12 and 20)",
        dict(
            zip(
                [
                    *(f"N{k} item_rest" for k in range(1, 6)),
                    *(f"N{k} alpha_if_dropped" for k in range(1, 6)),
                    *(f"N{k} critical_ratio" for k in range(1, 6)),
                    "low group",
                    "high group",
                ],
                ITEMS.split(),
                strict=True,
            )
        ),
        item_analysis,
    ),
    Case(
        ROOM,
        ("Feldt 区间：α = .74，100 份，4 题", "Feldt interval: alpha .74, 100 answers, 4 items"),
        "Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11: 93-103; psych 2.2.9",
        {"low": ".645531", "high": ".814260"},
        feldt_anchor,
    ),
    Case(
        ROOM,
        ("mobi 满意度三题的 α", "Alpha of mobi's three satisfaction items"),
        "psych 2.2.9 (R), alpha of mobi (semPLS)",
        {"alpha": ".770113", "low": ".715936", "high": ".815411"},
        mobi_satisfaction,
    ),
    Case(
        ROOM,
        ("Jensen 与 Weng 的层级载荷", "Jensen and Weng's hierarchical loadings"),
        "Jensen & Weng (1994), Intelligence 18: 231-258; psych 2.2.9, test_omega",
        {"omega_h": ".685740", "omega_t": ".798400", "alpha": ".763085"},
        jensen_weng,
    ),
    Case(
        ROOM,
        ("Thurstone 九项测验的层级 ω", "Hierarchical omega of Thurstone's nine tests"),
        "psych 2.2.9 (R), omega of Thurstone, minres, oblimin, Schmid-Leiman",
        {"omega_h": ".7361", "omega_t": ".9308", "asymptotic": ".7908", "alpha": ".891458", "lambda6": ".908176"},
        thurstone,
        looser=1e-4,
    ),
    Case(
        ROOM,
        ("六题两簇的折半信度", "Split halves of six items in two clusters"),
        "psych 2.2.9 (R), splitHalf (4 C / V); its older test_splitHalf stepped the halves' correlation up",
        {
            "greatest": ".735823",
            "lowest": ".398340",
            "mean": ".702075",
            "greatest, Spearman-Brown": ".735958",
            "lowest, Spearman-Brown": ".398859",
        },
        halves,
    ),
    Case(
        ROOM,
        ("六种组内相关系数", "The six intraclass correlations"),
        "Shrout & Fleiss (1979), Psychological Bulletin 86: 420-428, table 4",
        named(
            "ICC(1,1)|ICC(2,1)|ICC(3,1)|ICC(1,k)|ICC(2,k)|ICC(3,k)", ".165742 .289764 .714841 .442797 .620051 .909316"
        ),
        shrout_fleiss,
    ),
)
