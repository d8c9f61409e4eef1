# ruff: noqa: T201 - it prints its table
"""What needs every answer, beside R: correlations, reliability, factors, models, weights, designs of real data.

Run by hand from the top folder:

    python tests/reference/methods_by_hand.py FOLDER > tests/reference/methods_by_hand.txt

FOLDER/data holds bfi.csv, ecsi_mobi.csv, service_quality.csv, bank_satisfaction.csv, holzinger_swineford.csv and
apistrat.csv; FOLDER/reference what R made of them (psych 2.2.9, lavaan 0.6-14, semTools 0.5-6, survey 4.1-1, relaimpo
2.2-7, seminr 2.3.1), and the tight optima (gold_*.json). methods_by_hand.csv, made by methods_by_hand.R, is FIML by
lavaan. careless_bfi.py does the same for careless answers.

Differences are absolute; of covariances, chi-squares, AIC, BIC, weights and means relative. Tolerances: 1e-9 for closed
forms, 1e-6 where both optima are tight, 1e-5 and 1e-4 where R's search stops short of it. Rotations are compared by
what they maximise (varimax, which R ends at a relative growth of 1e-5, once at a lesser optimum) or minimise (geomin);
promax and hierarchical omega follow such a rotation of R's and are as far off. Principal axes end, if one lets them,
where minres does.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.index.importance import importance
from csat_lib.measurement.confirmatory import fit_cfa
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.fitted_model import CfaSpec
from csat_lib.measurement.correlations.correlation import correlate, squared_multiple
from csat_lib.measurement.factors.adequacy import bartlett, kmo
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.geomin import geomin_criterion
from csat_lib.measurement.factors.minimum_average import map_test
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.reliability.omega import estimate_omega
from csat_lib.measurement.validity.htmt import HtmtSpec, htmt
from csat_lib.summary.design import sum_design
from csat_lib.summary.moments import Moments, sum_moments
from csat_lib.summary.sample import ALL, Sample, cells_of
from csat_lib.weighting.raking import RakeSpec, rake

FILES = {
    "psych_bfi": ("bfi.csv", slice(0, 25)),
    "ecsi_mobi": ("ecsi_mobi.csv", slice(None)),
    "csem_SQ": ("service_quality.csv", slice(0, 22)),
    "csem_satisfaction": ("bank_satisfaction.csv", slice(None)),
    "lavaan_HolzingerSwineford1939": ("holzinger_swineford.csv", slice(None)),
}
TURNED = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]
SCALES = {"agree": "A", "conscientious": "C", "extraversion": "E", "neuroticism": "N", "openness": "O"}
CALLED = {"psych_bfi": "bfi", "ecsi_mobi": "mobi", "csem_SQ": "service quality", "csem_satisfaction": "bank"}
FITTED = ("psych_bfi", "ecsi_mobi", "lavaan_HolzingerSwineford1939")
FOLDER = Path(sys.argv[1])


@dataclass(frozen=True)
class Line:
    """Figures of one kind: ours, theirs, and how far apart they may be."""

    what: str
    source: str
    ours: Any
    theirs: Any
    tolerance: float
    scale: str = "absolute"

    def written(self) -> str:
        """One line of the table."""
        ours, theirs = (np.atleast_1d(np.asarray(each, dtype=float)) for each in (self.ours, self.theirs))
        apart = np.abs(ours - theirs) / (np.abs(theirs) if self.scale == "relative" else 1)
        largest = float(apart.max())
        verdict = "agrees" if largest <= self.tolerance else "DIFFERS"
        return f"{self.what:<58}{self.source:<24}{ours.size:>7}  {largest:8.1e}  {self.tolerance:7.0e}  {verdict}"


@cache
def reference(name: str) -> Mapping[str, Any]:
    return json.loads((FOLDER / "reference" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def answers(name: str) -> pd.DataFrame:
    file, columns = FILES[name]
    frame = pd.read_csv(FOLDER / "data" / file)
    return frame[[f"x{k}" for k in range(1, 10)]] if name.startswith("lavaan") else frame.iloc[:, columns]


@cache
def complete(name: str) -> Moments:
    return sum_moments(answers(name).dropna())


def called(name: str) -> str:
    return CALLED.get(name, "nine tests")


def matrix(given: Mapping[str, Any]) -> np.ndarray:
    return np.array(given["values"], dtype=float)


def reliability(name: str) -> Iterator[Line]:
    given, data = reference(f"reliability_{name}"), answers(name)
    pairs, whole = sum_moments(data, missing="pairwise"), complete(name)
    yield Line(
        f"{called(name)}: pairwise covariances",
        "R, cov",
        pairs.covariance,
        matrix(given["cov_pairwise"]),
        1e-6,
        "relative",
    )
    yield Line(
        f"{called(name)}: pairwise correlations", "R, cor", pairs.correlation, matrix(given["cor_pairwise"]), 1e-10
    )
    found, theirs = estimate_alpha(whole), given["alpha_all_listwise"]
    total = theirs["total"]
    ours = [found.alpha, found.standardised, found.lambda6, found.mean_r, found.low, found.high]
    feldt = [theirs["feldt"][f"{end}.ci.raw_alpha"] for end in ("lower", "upper")]
    yield Line(
        f"{called(name)}: alpha, standardised, lambda 6, mean r, Feldt", "psych, alpha", ours,
        [total["raw_alpha"], total["std.alpha"], total["G6(smc)"], total["average_r"], *feldt], 1e-9,
    )  # fmt: skip
    yield Line(f"{called(name)}: item-rest r", "psych, alpha", found.item_rest, theirs["item.stats"]["r.drop"], 1e-9)
    yield Line(
        f"{called(name)}: alpha without the item",
        "psych, alpha",
        found.if_dropped,
        theirs["alpha.drop"]["raw_alpha"],
        1e-9,
    )
    found = estimate_alpha(pairs).alpha
    yield Line(
        f"{called(name)}: alpha, pairwise",
        "psych, alpha",
        found,
        given["alpha_all_pairwise"]["total"]["raw_alpha"],
        1e-9,
    )
    adequacy, by_pairs, sphericity = kmo(whole), kmo(pairs), bartlett(whole)
    theirs = [
        given["KMO_complete"]["overall"],
        *given["KMO_complete"]["items"].values(),
        given["KMO_pairwise"]["overall"],
    ]
    ours = [adequacy.overall, *adequacy.items, by_pairs.overall]
    yield Line(f"{called(name)}: KMO", "psych, KMO", ours, theirs, 1e-9)
    bartletts = given["bartlett_complete"]
    ours = [sphericity.chi2, sphericity.df]
    yield Line(
        f"{called(name)}: Bartlett's test",
        "psych, cortest.bartlett",
        ours,
        [bartletts["chisq"], bartletts["df"]],
        1e-9,
        "relative",
    )
    yield Line(
        f"{called(name)}: squared multiple r",
        "psych, smc",
        squared_multiple(whole.correlation),
        list(given["smc_complete"].values()),
        1e-9,
    )
    if name != "psych_bfi":  # psych turns items in silence, the library does not
        yield from omegas(name, given["omega"])


def omegas(name: str, given: Mapping[str, Any]) -> Iterator[Line]:
    for factors, theirs in given.items():
        found = estimate_omega(complete(name), int(factors.removeprefix("nf")))
        what = f"{called(name)}: omega %s, {found.n_factors} group factors"
        yield Line(what % "total", "psych, omega", found.total, theirs["omega_tot"], 1e-4)
        ours, values = [found.hierarchical, found.asymptotic], [theirs["omega_h"], theirs["omega.lim"]]
        yield Line(what % "hierarchical", "psych, omega", ours, values, 1e-3)


def scales() -> Iterator[Line]:
    data = answers("psych_bfi")
    data = data.assign(**{item: 7 - data[item] for item in TURNED})
    given = reference("reliability_psych_bfi")["alpha_scales"]
    for name, letter in SCALES.items():
        part = sum_moments(data[[f"{letter}{k}" for k in range(1, 6)]], missing="pairwise")
        found, theirs = estimate_alpha(part), given[name]
        ours = [found.alpha, *found.item_rest, *found.if_dropped]
        values = [theirs["total"]["raw_alpha"], *theirs["item.stats"]["r.drop"], *theirs["alpha.drop"]["raw_alpha"]]
        yield Line(f"bfi: scale {letter}, pairwise: alpha and its items", "psych, alpha", ours, values, 1e-9)


def factors(name: str) -> Iterator[Line]:
    given, whole = reference(f"efa_{name}"), complete(name)
    k = int(given["nfactors"])
    roots = np.linalg.eigvalsh(whole.correlation)[::-1]
    yield Line(f"{called(name)}: eigenvalues", "R, eigen", roots, given["eigenvalues_cor"], 1e-9)
    averages, ours = given["vss_map"]["map"], map_test(whole).squares[1:]
    both = min(len(averages), len(ours))
    yield Line(f"{called(name)}: MAP", "psych, vss", ours[:both], averages[:both], 1e-9)
    for variant, tolerance in (("none", 1e-4), ("quartimax", 2e-4), ("oblimin", 1e-4), ("promax", 3e-3)):
        found = extract_factors(whole, k, rotation=None if variant == "none" else variant)
        what = f"{called(name)}: minres, {variant}, {k} factors"
        yield from loadings(what, "psych, fa", found, given[f"minres_{variant}"], tolerance)
    for method in ("minres", "ml"):
        ours, theirs = extract_factors(whole, k, method, "varimax").loadings, given[f"{method}_varimax"]["loadings"]
        below = max(varimax_criterion(matrix(theirs)) - varimax_criterion(ours.to_numpy()), 0.0)
        yield Line(f"{called(name)}: {method}, varimax criterion below R's", "psych, fa", below, 0.0, 1e-6)
    unique = list(given["ml_varimax"]["uniquenesses"].values())
    found = extract_factors(whole, k, "ml", None)
    yield Line(f"{called(name)}: ml, uniquenesses", "psych, fa", found.uniquenesses, unique, 1e-4)
    ours = float(geomin_criterion(extract_factors(whole, k, rotation="geomin").loadings.to_numpy())[0])
    theirs = float(geomin_criterion(matrix(given["minres_geominQ"]["loadings"]))[0])
    above = max(ours - theirs, 0.0)
    yield Line(f"{called(name)}: geomin criterion above R's", "GPArotation, geominQ", above, 0.0, 1e-5)
    yield from optimum(name, whole)


def optimum(name: str, whole: Moments) -> Iterator[Line]:
    """Communalities where no search stops short; principal axes get there too."""
    if name not in reference("gold_minres"):
        return
    gold = reference("gold_minres")[name]
    for method, words in (("minres", "minres"), ("paf", "principal axes")):
        found = extract_factors(whole, int(gold["nfactors"]), method, None)
        what = f"{called(name)}: {words}, communalities at the optimum"
        yield Line(what, "own script, tight", found.communalities, gold["communality"], 1e-6)


def varimax_criterion(loadings: np.ndarray) -> float:
    rows = loadings / np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    return float((rows**2).var(axis=0).sum())


def loadings(what: str, source: str, found: Any, given: Mapping[str, Any], tolerance: float) -> Iterator[Line]:
    """Loadings and correlations of factors, R's factors put into our order and direction."""
    ours, theirs = found.loadings.to_numpy(), matrix(given["loadings"])
    order, sign = matched(ours, theirs)
    yield Line(what, source, ours, theirs[:, order] * sign, tolerance)
    if given["Phi"]:
        phi = matrix(given["Phi"])[np.ix_(order, order)] * np.outer(sign, sign)
        yield Line(f"{what}: correlations of factors", source, found.phi.to_numpy(), phi, tolerance)


def matched(ours: np.ndarray, theirs: np.ndarray) -> tuple[Sequence[int], np.ndarray]:
    cross = ours.T @ theirs
    best = max(permutations(range(ours.shape[1])), key=lambda order: sum(abs(cross[k, j]) for k, j in enumerate(order)))
    return list(best), np.sign([cross[k, j] for k, j in enumerate(best)])


def polychoric(name: str) -> Iterator[Line]:
    gold = reference("gold_polychoric")[name]
    found = correlate(answers(name)[gold["items"]].dropna(), "polychoric")
    yield Line(
        f"{called(name)}: polychoric correlations at the tight optimum",
        "own script, tight",
        found.matrix,
        np.array(gold["rho"]),
        1e-6,
    )
    given = reference(f"polychoric_{name}")
    rows = given["lavaan_lavCor"]["rows"]
    theirs = matrix(given["lavaan_lavCor"])
    at = [rows.index(item) for item in found.items]
    yield Line(f"{called(name)}: polychoric correlations", "lavaan, lavCor", found.matrix, theirs[np.ix_(at, at)], 1e-5)
    cuts = [
        given["lavaan_thresholds"][f"{item}|t{k + 1}"]
        for item in found.items
        for k in range(len(found.thresholds[item]))
    ]
    yield Line(
        f"{called(name)}: thresholds", "lavaan, lavCor", np.concatenate(list(found.thresholds.values())), cuts, 1e-9
    )


def blocks(model: str) -> dict[str, list[str]]:
    parts = [line.split(" =~ ") for line in model.splitlines()]
    return {name: items.split(" + ") for name, items in parts}


def models(name: str) -> Iterator[Line]:
    given = reference(f"cfa_{name}")
    model, data = blocks(given["model"]), answers(name).dropna()
    plain = fit_cfa(data, model)
    yield from measures(f"{called(name)}: ML", plain, given["ML_listwise"]["fit"])
    yield from estimates(f"{called(name)}: ML", plain, given["ML_listwise"]["estimates"])
    robust = fit_cfa(data, model, CfaSpec(robust="sandwich", standardise="marker"))
    theirs = given["MLR_listwise"]
    yield from measures(f"{called(name)}: MLR", robust, theirs["fit"], "_scaled")
    yield from errors(f"{called(name)}: MLR", robust, theirs["estimates"])
    if "WLSMV_ordered" in given:
        ordered = fit_cfa(data, model, CfaSpec(estimator="wlsmv"))
        yield from measures(f"{called(name)}: WLSMV", ordered, given["WLSMV_ordered"]["fit"], "_scaled")
        yield from estimates(f"{called(name)}: WLSMV", ordered, given["WLSMV_ordered"]["estimates"])
    ratios = htmt(complete(name), model, "htmt2", spec=HtmtSpec(sign="absolute")).ratios.to_numpy()
    below = np.tril_indices(len(model), -1)
    yield Line(f"{called(name)}: HTMT2", "semTools, htmt", ratios[below], matrix(given["htmt"])[below], 1e-6)


def measures(what: str, found: CfaResult, given: Mapping[str, Any], kind: str = "") -> Iterator[Line]:
    dots = kind.replace("_", ".")
    ours = [getattr(found, f"{name}{kind}") for name in ("cfi", "tli", "rmsea")]
    theirs = [given[f"{name}{dots}"] for name in ("cfi", "tli", "rmsea")]
    if not kind:
        ours += [found.rmsea_low, found.rmsea_high, found.srmr]
        theirs += [given["rmsea.ci.lower"], given["rmsea.ci.upper"], given["srmr"]]
        yield Line(
            f"{what}: AIC, BIC", "lavaan, cfa", [found.aic, found.bic], [given["aic"], given["bic"]], 1e-6, "relative"
        )
    chi2 = found.chi2_scaled if kind else found.chi2
    yield Line(f"{what}: chi-square", "lavaan, cfa", chi2, given[f"chisq{dots}"], 1e-5, "relative")
    yield Line(f"{what}: fit indices", "lavaan, cfa", ours, theirs, 1e-5)


def estimates(what: str, found: CfaResult, given: Mapping[str, Any]) -> Iterator[Line]:
    rows = [at for at, op in enumerate(given["op"]) if op == "=~"]
    ours = np.array([found.loadings.loc[given["rhs"][at], given["lhs"][at]] for at in rows])
    theirs = np.array([given["std.all"][at] for at in rows])
    turned = {
        name: np.sign(sum(given["std.all"][at] for at in rows if given["lhs"][at] == name)) for name in found.model
    }
    own = {name: np.sign(found.loadings[name].sum()) for name in found.model}  # a factor may point either way
    signs = np.array([turned[given["lhs"][at]] * own[given["lhs"][at]] for at in rows])
    yield Line(f"{what}: standardised loadings", "lavaan, cfa", ours * signs, theirs, 1e-5)


def errors(what: str, found: CfaResult, given: Mapping[str, Any]) -> Iterator[Line]:
    own = found.estimates[found.estimates["kind"] == "loading"].set_index("to")["se"]
    rows = [at for at, op in enumerate(given["op"]) if op == "=~" and given["se"][at]]
    ours = [float(own[given["rhs"][at]]) for at in rows]
    yield Line(f"{what}: standard errors of loadings", "lavaan, cfa", ours, [given["se"][at] for at in rows], 1e-5)


def fiml() -> Iterator[Line]:
    given = pd.read_csv(Path(__file__).with_suffix(".csv"), comment="#", keep_default_na=False)
    figures = given[given["item"] == ""].set_index("figure")["value"].astype(float)
    std = given[given["figure"] == "std"].set_index("item")["value"].astype(float)
    data = answers("psych_bfi")
    model = {letter: [f"{letter}{k}" for k in range(1, 6)] for letter in SCALES.values()}
    found = fit_cfa(data, model, CfaSpec(estimator="fiml"))
    ours = [found.cfi, found.tli, found.rmsea, found.rmsea_low, found.rmsea_high, found.srmr]
    theirs = figures[["cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "srmr"]]
    yield Line("bfi: FIML, n = 2800: chi-square", "lavaan, cfa", found.chi2, figures["chisq"], 1e-5, "relative")
    yield Line("bfi: FIML: fit indices", "lavaan, cfa", ours, theirs, 1e-5)
    own = found.loadings.sum(axis=1)
    yield Line("bfi: FIML: standardised loadings", "lavaan, cfa", np.abs(own[std.index]), np.abs(std), 1e-5)


def drivers() -> Iterator[Line]:
    for name, data in (
        ("ecsi_mobi", "ecsi_mobi"),
        ("csem_SQ15", "csem_SQ"),
        ("csem_satisfaction", "csem_satisfaction"),
    ):
        given = reference(f"relimp_{name}")
        frame = pd.read_csv(FOLDER / "data" / FILES[data][0])[[given["y"], *given["x"]]].dropna()
        found = importance(frame, given["y"])
        yield Line(
            f"{called(name)}: LMG, {len(given['x'])} predictors",
            "relaimpo",
            found.raw[given["x"]],
            [given["lmg"][x] for x in given["x"]],
            1e-9,
        )


def schools() -> Iterator[Line]:
    frame = pd.read_csv(FOLDER / "data" / "apistrat.csv")
    given = reference("weighting_apistrat")
    margins = [pd.DataFrame(margin) for margin in given["margins"]]
    totals = {
        margin.columns[0]: dict(zip(margin.iloc[:, 0], margin["Freq"] / margin["Freq"].sum(), strict=True))
        for margin in margins
    }
    found = rake(frame, totals, frame["pw"], RakeSpec(tolerance=1e-12, cycles=1000))
    theirs = np.array(given["rake"]["weights"])
    yield Line(
        "apistrat: raked weights, three margins",
        "survey, rake",
        found.weights * theirs.mean(),
        theirs,
        1e-4,
        "relative",
    )
    costs = [given["rake"]["deff_kish"], given["rake"]["neff"]]
    yield Line("apistrat: Kish's deff and n", "survey, rake", [found.deff, found.n_effective], costs, 1e-4, "relative")
    yield from design(frame, reference("design_based")["apistrat"])


def design(frame: pd.DataFrame, given: Mapping[str, Any]) -> Iterator[Line]:
    names = ["api00", "api99", "enroll"]
    data = frame[names].assign(awards=(frame["awards"] == "Yes") * 1.0)
    sample = Sample(frame["pw"].to_numpy(), cells_of(frame, ["stype"]), frame["stype"], None, frame["fpc"])
    totals = sum_design(data, sample, [list(data)])
    found = [totals.mean(name, ALL) for name in names]
    mean = given["mean"]
    yield Line(
        "apistrat: means, strata and finite populations",
        "survey, svymean",
        [one.value for one in found],
        list(mean["est"].values()),
        1e-9,
        "relative",
    )
    yield Line(
        "apistrat: their standard errors", "survey, svymean", [one.se for one in found], mean["SE"], 1e-9, "relative"
    )
    share, theirs = totals.mean("awards", ALL), given["prop"]
    yield Line(
        "apistrat: a share and its standard error",
        "survey, svymean",
        [share.value, share.se],
        [theirs["est"]["factor(awards)Yes"], theirs["SE"][1]],
        1e-9,
    )
    by = [totals.mean("api00", ("stype", level)) for level in given["by"]["stype"]]
    ours = [*(one.value for one in by), *(one.se for one in by)]
    yield Line(
        "apistrat: means of strata and their errors",
        "survey, svyby",
        ours,
        [*given["by"]["api00"], *given["by"]["se"]],
        1e-9,
        "relative",
    )
    low, high = found[0].interval(0.95)
    yield Line("apistrat: t interval of a mean", "survey, confint", [low, high], given["ci_mean_df"], 1e-9, "relative")


def table() -> Iterator[Line]:
    for name in FILES:
        yield from reliability(name)
    yield from scales()
    for name in FILES:
        yield from factors(name)
    for name in ("psych_bfi", "ecsi_mobi", "csem_SQ"):
        yield from polychoric(name)
    for name in FITTED:
        yield from models(name)
    yield from fiml()
    yield from drivers()
    yield from schools()


if __name__ == "__main__":
    warnings.simplefilter("error")
    print(f"{'what':<58}{'source':<24}{'figures':>7}  {'apart':>8}  {'allowed':>7}  verdict")
    written = []
    for line in table():
        written.append(line.written())
        print(written[-1], flush=True)
    print(f"{sum(line.endswith('agrees') for line in written)} of {len(written)} lines agree")
