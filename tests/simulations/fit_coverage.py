"""How often do the intervals of RMSEA hold that of the population?

Run by hand from the top folder: ``nice python -m tests.simulations.fit_coverage --draws 2000`` (half an hour on one
core), or some methods with ``--only``. Nine items of three constructs (``populations``), the cases and estimators of
``confirmatory_coverage``; n = 300 and 1,000, under WLSMV 1,000: of fewer there is none. An item also loads .3 or .5 on
a second construct, which the model does not know (``misfit``), or does not: the model then holds exactly under WLSMV,
and else but for what cutting the answers makes of it, an RMSEA of .0001 to .0026.

The truth is what a scaled RMSEA estimates, sqrt(F / (c df)): F the discrepancy of the model from the moments of the
population (of the answers taken as numbers; under WLSMV of those behind the categories), c the scaling of samples drawn
and weighted like these; c, and F of WLSMV, in ``MANY`` samples of ``LARGE``. Skewed answers, weights and PSUs make c
greater than 1 and this RMSEA smaller than that of F alone. ML is fitted many samples at once; a test holds them to the
product's own.

The table, kept in ``fit_coverage.csv``: case, misfit, n, figure, method, draws, truth, bias, sd of the estimates, how
many have an interval (``printed``), and of these how often the truth lies inside, below and above, of a nominal
``level`` of .9. ``by name`` are intervals that no report prints: the plain RMSEA's, which take answers to be normal, of
one model and of one in two groups; lavaan's, of the scaled test with df c degrees of freedom; FIML's, whose scaling by
Yuan and Bentler comes out too small; and WLSMV's, whose test is no noncentral chi-square where the model does not hold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.conventions import RMSEA_CONFIDENCE
from csat_lib.measurement.confirmatory import CfaResult, fit_cfa
from csat_lib.measurement.confirmatory.fit_indices import Chi2, rmsea_interval
from csat_lib.summary.rows import Rows

from .confirmatory_coverage import FEW, HALF, MISSING, OTHERS, SPECS, Samples, blank, information, moves, searched
from .other_coverage import MEMBERS, shared, weights_of
from .populations import ITEMS, LOADINGS, MODEL, PSU, WITHIN, Array, Case, exact, shown
from .reliability_coverage import CASES
from .replicated import RARE, told

KEPT = Path(__file__).with_suffix(".csv")
SIZES, MISFITS = (300, 1000), (0.0, 0.3, 0.5)
LARGE, MANY, AT_ONCE, DF = 48_000, 10, 50, 24
ML, WLSMV, FIML = SPECS
UNPRINTED = (WLSMV, FIML)
PLAIN, LAVAAN, GROUPS = "ml, by name", f"{ML}, df c, by name", "ml, two groups, by name"
AMONG = np.full((3, 3), WITHIN) + (1 - WITHIN) * np.eye(3)
COLUMNS = ["case", "misfit", "n", "figure", "method", "draws", "truth", "bias", "sd", "printed", "coverage", "below"]
COLUMNS += ["above", "level"]


def loadings(misfit: float) -> Array:
    """(9, 3), the third item's on the second construct being ``misfit``."""
    load = MEMBERS * LOADINGS[:, None]
    load[2, 1] = misfit
    return load


def correlations(misfit: float) -> Array:
    """(9, 9) of the items before they are cut."""
    r = loadings(misfit) @ AMONG @ loadings(misfit).T
    np.fill_diagonal(r, 1.0)
    return r


def drawn(case: Case, size: int, n: int, misfit: float, seed: int) -> Samples:
    rng = np.random.default_rng([seed, n, 13])
    paths = loadings(misfit) @ np.linalg.cholesky(AMONG)
    noise = rng.normal(size=(size, n, 9)) * np.sqrt(1 - (paths**2).sum(axis=1))
    x = np.digitize(shared(case, size, n, 3, rng) @ paths.T + noise, case.cuts).astype(np.float64)
    w = weights_of(case, size, n, rng)
    return Samples(x, w / w.mean(axis=1, keepdims=True), np.arange(0, n, PSU if case.clustered else 1))


def chi_squares(samples: Samples) -> tuple[Array, Array, NDArray[np.bool_]]:
    """(b,) chi-square by ML, its scaling by Satorra and Bentler, and where the search settled."""
    n, units = samples.x.shape[1], len(samples.units)
    s = samples.off.swapaxes(1, 2) @ (samples.off * samples.w[..., None]) / n
    at, settled = searched(s)
    sigma, u, v = moves(np.where(settled[:, None], at, 0.5))
    w = np.linalg.inv(sigma)
    logs = np.linalg.slogdet(sigma)[1] - np.linalg.slogdet(s)[1]
    chi2 = n * (logs + np.trace(w @ s, axis1=1, axis2=2) - len(ITEMS))

    def squares(columns: Array) -> Array:
        added = samples.totals(columns)
        if samples.clustered:
            added = (added - added.mean(axis=1, keepdims=True)) * np.sqrt(units / (units - 1))
        return np.asarray(added.swapaxes(1, 2) @ added)

    turned, root = samples.off @ w, np.linalg.cholesky(w)
    scores = ((turned @ u) * (turned @ v) - ((w @ u) * v).sum(axis=1)[:, None]) * HALF
    model = np.trace(np.linalg.solve(n / 2 * information(u, v, w), squares(scores)), axis1=1, axis2=2)
    y = samples.off @ root
    products = y[..., :, None] * y[..., None, :] - (root.swapaxes(1, 2) @ s @ root)[:, None]
    saturated = np.trace(squares(products.reshape(*y.shape[:2], -1)), axis1=1, axis2=2) / (2 * n)
    return chi2, (saturated - model) / DF, settled


def ends(test: Chi2, n: float, n_groups: int = 1) -> list[float]:
    """RMSEA of a test and the ends of its interval."""
    off = max(test.value - test.df, 0.0)
    return [float(np.sqrt(off * n_groups / (n * test.df))), *rmsea_interval(test, n, n_groups)]


def by_parts(case: Case, n: int, misfit: float, seed: int) -> dict[str, Array]:
    """Method -> (b, 3) RMSEA and the ends of its interval, by ML of many samples at once; NaN without intervals."""
    samples = drawn(case, AT_ONCE, n, misfit, seed)
    given, found = samples.given, np.full((3, AT_ONCE, 3), np.nan)
    if given.any():
        own = Samples(samples.x[given], samples.w[given], samples.units)
        chi2, scaling, settled = chi_squares(own)
        for at, raw, c in zip(np.flatnonzero(given)[settled], chi2[settled], scaling[settled], strict=True):
            scaled, plain = ends(Chi2(raw, DF, c), n), ends(Chi2(raw, DF), n)
            found[:, at] = scaled, plain, [scaled[0], *lavaans(raw, c, n)]
    groups = {GROUPS: in_groups(case, n, misfit, seed)} if n == SIZES[-1] else {}
    return dict(zip((ML, PLAIN, LAVAAN), found, strict=True)) | groups


def lavaans(raw: float, scaling: float, n: float) -> tuple[float, float]:
    """The interval of the unscaled statistic with DF times the scaling degrees of freedom."""
    return rmsea_interval(Chi2(raw, DF * scaling), n)  # type: ignore[arg-type]


def in_groups(case: Case, n: int, misfit: float, seed: int) -> Array:
    """(b, 3) of two groups of n / 2, everything free: chi-squares of both, over their effective respondents."""
    groups = [drawn(case, AT_ONCE, n // 2, misfit, 2 * seed + side) for side in (0, 1)]
    chi2, _, settled = (np.stack(each) for each in zip(*map(chi_squares, groups), strict=True))
    weight = np.stack([group.w.sum(axis=1) ** 2 / (group.w**2).sum(axis=1) for group in groups])
    total = (chi2 * weight / (n // 2)).sum(axis=0)
    found = [ends(Chi2(raw, 2 * DF), n, 2) for raw, n in zip(total, weight.sum(axis=0), strict=True)]
    return np.where(settled.all(axis=0)[:, None], found, np.nan)


def fitted(method: str, case: Case, n: int, misfit: float, seed: int) -> CfaResult:
    """A sample as the product fits it; under FIML with a tenth of its answers left out."""
    samples = drawn(case, 1, n, misfit, seed)
    return fit_cfa((blank(samples, seed) if method == FIML else samples).rows(0, case), MODEL, SPECS[method])


def scaled(result: CfaResult) -> list[float]:
    """The scaled RMSEA and its ends; of WLSMV and FIML those that the product does not print."""
    fit = result.fit.scaled
    if fit is None:
        return [np.nan] * 3
    given = not result.interval.noted("no interval")
    return [fit.rmsea, *((fit.rmsea_low, fit.rmsea_high) if given else (np.nan, np.nan))]


def one_by_one(method: str, case: Case, n: int, misfit: float, seed: int) -> dict[str, Array]:
    """As :func:`by_parts`, of samples that the product fits."""
    seeds = range(AT_ONCE * seed, AT_ONCE * (seed + 1))
    return {method: np.array([scaled(fitted(method, case, n, misfit, one)) for one in seeds])}


@cache
def discrepancy(method: str, cuts: tuple[float, ...], misfit: float) -> float:
    """F of the population: ML's of answers one by one, FIML's of four patterns of them, each with all moments exact."""
    frame = exact(shown(correlations(misfit), cuts))
    if method != FIML:
        return fit_cfa(frame, MODEL).chi2 / len(frame)
    answered = [np.arange(len(ITEMS)) % 3 != skipped for skipped in range(4)]
    every = pd.concat([frame.where(np.tile(own, (len(frame), 1))) for own in answered], ignore_index=True)
    weights = np.repeat([MISSING] * 3 + [1 - 3 * MISSING], len(frame))
    result = fit_cfa(Rows(every, weights), MODEL, SPECS[FIML])
    return float(result.fit.scaled.test.raw / len(every)) if result.fit.scaled else np.nan


@cache
def truth(method: str, case: Case, misfit: float) -> float:
    """What RMSEA estimates."""
    if method in (PLAIN, GROUPS):
        return float(np.sqrt(discrepancy(ML, case.cuts, misfit) / DF))
    own = ML if method == LAVAAN else method
    tests = [fitted(own, case, LARGE, misfit, seed).fit.scaled for seed in range(MANY)]
    if own == WLSMV:  # the model of what is behind the categories holds exactly where nothing is added
        off = np.mean([one.test.value - DF for one in tests if one]) if misfit else 0.0
        return float(np.sqrt(off / (LARGE * DF)))
    scaling = float(np.mean([one.test.scaling for one in tests if one]))
    return float(np.sqrt(discrepancy(own, case.cuts, misfit) / (DF * scaling)))


def table(method: str, case: Case, n: int, misfit: float, draws: int) -> pd.DataFrame:
    """One row per method of one case."""
    parts = list[dict[str, Array]]()
    for seed in range(draws // AT_ONCE):
        of = (case, n, misfit, seed)
        parts.append(by_parts(*of) if method == ML else one_by_one(method, *of))
        given = np.mean([np.isfinite(part[method][:, 1]).mean() for part in parts])
        if (seed + 1) * AT_ONCE == FEW and given < RARE:
            break
    rows = []
    for name in parts[0]:
        shown = f"{name}, by name" if name in UNPRINTED else name
        value, low, high = np.concatenate([part[name] for part in parts]).T
        planted = truth(name, case, misfit)
        row = {"case": case.name, "misfit": misfit, "n": n, "figure": "rmsea", "method": shown, "draws": len(value)}
        if np.isfinite(value).any():
            row |= {"bias": np.nanmean(value) - planted, "sd": np.nanstd(value)}
        every = np.ones_like(low, dtype=bool)
        rows.append(row | {"truth": planted, "level": RMSEA_CONFIDENCE} | told(low, high, planted, every))
    return pd.DataFrame(rows)


def cells() -> Iterator[tuple[str, Case, int, float]]:
    """Method, case, size and misfit of all that is run."""
    for method in (ML, FIML, WLSMV):
        for misfit in {ML: MISFITS, FIML: MISFITS[1:2], WLSMV: MISFITS[:2]}[method]:
            for case in CASES if method == ML else OTHERS:
                for n in SIZES[method == WLSMV :]:
                    yield method, case, n, misfit


def main() -> None:
    """Run what the table does not have yet, or all of the methods named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--only", nargs="*", help="methods to run, even if the table has them")
    given = options.parse_args()
    for method, case, n, misfit in cells():
        kept = pd.read_csv(KEPT) if KEPT.exists() else pd.DataFrame(columns=COLUMNS)
        same = (kept["case"] == case.name) & (kept["n"] == n) & (kept["misfit"] == misfit)
        same &= kept["method"].isin([ML, PLAIN, LAVAAN, GROUPS] if method == ML else [f"{method}, by name"])
        if method in given.only if given.only else not same.any():
            new = table(method, case, n, misfit, given.draws).reindex(columns=COLUMNS).round(4)
            pd.concat([kept[~same], new] if len(kept) else [new]).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
