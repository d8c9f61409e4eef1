"""How often do the intervals of confirmatory factor models hold those of the population?

Run by hand from the top folder: ``nice python -m tests.simulations.confirmatory_coverage --draws 2000`` (half an hour
on one core), or some methods with ``--only``. Nine items of three constructs (``populations``), the cases and sizes of
``reliability_coverage``: symmetric, ceiling and 80 % best answers; plain, weighted, weighted in PSUs of eight. The
estimators as studies have them: ML with Satorra and Bentler's errors; in some cases FIML with the sandwich, where a
tenth of the answers is missing completely at random, and WLSMV, which has intervals from 1,000 respondents on. The
truth is the same model of the population's correlations: of the answers taken as numbers, under WLSMV of those behind
the categories. Many samples are fitted at once; a test holds them to the product's own.

The table, kept in ``confirmatory_coverage.csv``: case, n, figure (what is alike by construction shares a row; loadings
standardised and raw, the variance of items explained, correlations of constructs), method, draws, truth, bias, sd of
the estimates, how many have an interval (``printed``), and of these how often the truth lies inside, below and above.
Where fewer than a fifth have one, it is left at ``FEW`` draws. What other errors do, and tests of fit, stands in
``model_coverage``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr

from csat_lib.measurement.confirmatory import CfaResult, CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.sandwich import FEWEST_EFFECTIVE, MOST_SKEWED
from csat_lib.summary.rows import Rows
from csat_lib.summary.skewness import FEWEST_GROUPS
from csat_lib.summary.studentised import studentised

from .other_coverage import MEMBERS, items, weights_of
from .populations import ITEMS, MODEL, PSU, Array, Case, exact, latent, shown
from .reliability_coverage import CASES, SIZES
from .replicated import RARE, told

KEPT = Path(__file__).with_suffix(".csv")
FEW, MISSING, AT_ONCE = 200, 0.1, 50
OTHERS = (CASES[0], CASES[4], CASES[8])  # symmetric, plain; ceiling, weighted; 80 % best, weighted and clustered
PAIRS = np.array([[0, 0, 1], [1, 2, 2]])
HALF = np.repeat([1.0, 0.5, 1.0], [9, 9, 3])
MOST_ROUNDS, SETTLED, STEP = 200, 1e-9, 1e-4
FIRST = {"ml, satorra-bentler": 0, "fiml, sandwich": 1, "wlsmv": 2}  # of the sizes
SPECS = {
    "ml, satorra-bentler": CfaSpec(robust="satorra_bentler"),
    "wlsmv": CfaSpec(estimator="wlsmv"),
    "fiml, sandwich": CfaSpec(estimator="fiml", robust="sandwich"),
}
KINDS = ("loading", "raw loading", "r2")
COLUMNS = [*("case", "n", "figure", "method", "draws", "truth", "bias", "sd", "printed", "coverage", "below", "above")]


@dataclass(frozen=True)
class Samples:
    """``x`` (b, n, 9) answers, ``w`` (b, n) weights of mean 1, and ``units``, where each PSU (or respondent) begins."""

    x: Array
    w: Array
    units: NDArray[np.intp]

    @property
    def clustered(self) -> bool:
        return len(self.units) < self.x.shape[1]

    def totals(self, columns: Array) -> Array:
        """(b, U, k) weighted sums by unit of (b, n, k)."""
        weighted = columns * self.w[..., None]
        return np.add.reduceat(weighted, self.units, axis=1) if self.clustered else weighted

    @cached_property
    def off(self) -> Array:
        """(b, n, 9) answers from their means, 0 where there is none."""
        w = self.w[..., None] * ~np.isnan(self.x)
        sums = (w * np.nan_to_num(self.x)).sum(axis=1, keepdims=True)
        return np.nan_to_num(self.x - sums / w.sum(axis=1, keepdims=True))

    @property
    def given(self) -> NDArray[np.bool_]:
        """(b,) whether the product gives intervals."""
        totals, u = self.totals(self.off), len(self.units)
        skewed = ((totals**3).sum(axis=1) / (totals**2).sum(axis=1) ** 1.5).mean(axis=-1)
        effective = self.w.sum(axis=1) ** 2 / (self.w**2).sum(axis=1)
        few = (u < FEWEST_GROUPS) | (effective < FEWEST_EFFECTIVE)
        return ~few & (np.abs(skewed) + sqrt(6) / (2 * u) <= MOST_SKEWED)

    def rows(self, at: int, case: Case) -> Rows:
        """One of them, as the product has it."""
        psu = np.arange(self.x.shape[1]) // PSU if self.clustered else None
        return Rows(pd.DataFrame(self.x[at], columns=ITEMS), self.w[at] if case.weighted else None, psu)


def drawn(case: Case, size: int, n: int, seed: int) -> Samples:
    rng = np.random.default_rng([seed, n, 11])
    x, w = items(case, size, n, rng), weights_of(case, size, n, rng)
    return Samples(x, w / w.mean(axis=1, keepdims=True), np.arange(0, n, PSU if case.clustered else 1))


def moves(at: Array) -> tuple[Array, Array, Array]:
    """(b, 9, 9) covariances at parameters (b, 21), and how they move: d cov = half (u v' + v u'), (b, 9, 21) u and v.

    Parameters: nine loadings, nine residual variances, three correlations of the constructs, whose variance is 1.
    """
    b = len(at)
    load = at[:, :9, None] * MEMBERS
    phi = np.broadcast_to(np.eye(3), (b, 3, 3)).copy()
    phi[:, *PAIRS] = phi[:, PAIRS[1], PAIRS[0]] = at[:, 18:]
    sigma = load @ phi @ load.swapaxes(1, 2) + at[:, 9:18, None] * np.eye(9)
    one = np.broadcast_to(np.eye(9), (b, 9, 9))
    by = (load @ phi)[:, :, np.repeat(np.arange(3), 3)]  # of each loading, its construct with all items
    u = np.concatenate([one, one, load[:, :, PAIRS[0]]], axis=-1)
    return sigma, u, np.concatenate([by, one, load[:, :, PAIRS[1]]], axis=-1)


def searched(s: Array) -> tuple[Array, NDArray[np.bool_]]:
    """(b, 21) ML estimates from covariances (b, 9, 9) by Fisher's scoring, and where it settled."""
    spread = np.sqrt(np.diagonal(s, axis1=1, axis2=2))
    at = np.concatenate([0.7 * spread, 0.5 * spread**2, np.full((len(s), 3), 0.5)], axis=1)
    settled = np.zeros(len(s), dtype=bool)
    for _ in range(MOST_ROUNDS):
        left = ~settled
        sigma, u, v = moves(at[left])
        w = np.linalg.inv(sigma)
        g = w @ (s[left] - sigma) @ w
        slope = ((g @ u) * v).sum(axis=1) * 2 * HALF
        step = np.linalg.solve(information(u, v, w), slope[..., None])[..., 0]
        at[left] += step
        settled[left] = np.abs(step).max(axis=1) < SETTLED
        if settled.all():
            break
    return at, settled & (np.abs(at) < 10).all(axis=1)


def information(u: Array, v: Array, w: Array) -> Array:
    """(b, 21, 21) tr W dS W dS, half of which is the expected information of a respondent."""
    uu, vv, uv = (a.swapaxes(1, 2) @ w @ b for a, b in ((u, u), (v, v), (u, v)))
    return 2 * (uu * vv + uv * uv.swapaxes(1, 2)) * np.outer(HALF, HALF)


def fitted(samples: Samples) -> tuple[Array, NDArray[np.bool_]]:
    """(b, 30, 3) as :func:`ends`, by ML with Satorra and Bentler's errors, and where the search settled."""
    n = samples.x.shape[1]
    s = samples.off.swapaxes(1, 2) @ (samples.off * samples.w[..., None]) / n
    at, settled = searched(s)
    sigma, u, v = moves(np.where(settled[:, None], at, 0.5))
    w = np.linalg.inv(sigma)
    turned, level = samples.off @ w, ((w @ u) * v).sum(axis=1)
    scores = ((turned @ u) * (turned @ v) - level[:, None]) * HALF
    return figures_of(samples, at, scores, n / 2 * information(u, v, w)), settled


def figures_of(samples: Samples, at: Array, scores: Array, information: Array) -> Array:
    """(b, 30, 3) values and ends from parameters (b, q), scores (b, n, q) and their information (b, q, q)."""
    b = len(at)
    added, units = samples.totals(scores), len(samples.units)
    if samples.clustered:
        added = (added - added.mean(axis=1, keepdims=True)) * np.sqrt(units / (units - 1))
    moved = np.linalg.solve(information, added.swapaxes(1, 2)) * np.sqrt(units / (units - 1))
    load, theta = at[:, :9], at[:, 9:18]
    total = load**2 + theta
    values = np.concatenate([load / np.sqrt(total), load, load**2 / total, at[:, 18:21]], axis=1)
    slopes = (
        (theta / total**1.5, -load / total**1.5 / 2),
        (1.0, 0.0),
        (2 * load * theta / total**2, -((load / total) ** 2)),
    )
    of = [
        np.broadcast_to(a, (b, 9))[..., None] * moved[:, :9] + np.broadcast_to(c, (b, 9))[..., None] * moved[:, 9:18]
        for a, c in slopes
    ]
    shifts = np.concatenate([*of, moved[:, 18:21]], axis=1)
    found = studentised(values, values - np.moveaxis(shifts, -1, 0), 0.95)
    return np.stack([values, found.low, found.high], axis=-1)


def by_parts(case: Case, size: int, n: int, seed: int) -> Array:
    """(size, 30, 3) of many samples at once, NaN without intervals; where the search does not settle, one by one."""
    samples = drawn(case, size, n, seed)
    found, given = np.full((size, 3 * len(ITEMS) + 3, 3), np.nan), np.flatnonzero(samples.given)
    if len(given):
        found[given], settled = fitted(Samples(samples.x[given], samples.w[given], samples.units))
        for at in given[~settled]:
            found[at] = ends(whole("ml, satorra-bentler", samples.rows(at, case)))
    return found


def whole(method: str, rows: Rows) -> CfaResult:
    return fit_cfa(rows, MODEL, SPECS[method])


def ordered(case: Case, size: int, n: int, seed: int) -> Array:
    """(size, 30, 3) of samples that the product fits by WLSMV."""
    samples = drawn(case, size, n, seed)
    return np.stack([ends(whole("wlsmv", samples.rows(at, case))) for at in range(size)])


@dataclass(frozen=True)
class Patterns:
    """Respondents by which items they answered, ``seen`` (k, 9), over the weights of all.

    ``share`` (k, b) of the weights, ``first`` (k, b, 9) sums of answers, ``second`` (k, b, 9, 9) of their products.
    """

    seen: Array
    share: Array
    first: Array
    second: Array

    def at(self, theta: Array) -> tuple[Array, Array]:
        """(b, 30) slopes of minus twice the mean log-likelihood, (b, 30, 30) their expected ones; means come last."""
        sigma, u, v = moves(theta[:, :21])
        slope, expected, mean = np.zeros_like(theta), np.zeros((len(theta), 30, 30)), theta[:, 21:]
        for seen, share, first, second in zip(self.seen, self.share, self.first, self.second, strict=True):
            w, mu = inverse(sigma, seen), mean * seen
            crossed = first[:, :, None] * mu[:, None]
            about = second - crossed - crossed.swapaxes(1, 2) + share[:, None, None] * mu[:, :, None] * mu[:, None]
            g = share[:, None, None] * w - w @ about @ w
            slope[:, :21] += ((g @ u) * v).sum(axis=1) * 2 * HALF
            slope[:, 21:] -= 2 * (w @ (first - share[:, None] * mu)[..., None])[..., 0]
            expected[:, :21, :21] += share[:, None, None] * information(u, v, w)
            expected[:, 21:, 21:] += 2 * share[:, None, None] * w
        return slope, expected

    def searched(self, start: Array) -> tuple[Array, NDArray[np.bool_]]:
        """(b, 30) FIML estimates by Fisher's scoring, and where it settled."""
        theta = start.copy()
        for _ in range(MOST_ROUNDS):
            slope, expected = self.at(theta)
            step = np.linalg.solve(expected, -slope[..., None])[..., 0]
            theta += step
            if (np.abs(step).max(axis=1) < SETTLED).all():
                break
        return theta, np.abs(step).max(axis=1) < SETTLED

    def observed(self, theta: Array) -> Array:
        """(b, 30, 30) second derivatives, from the slopes a step to both sides."""
        steps = STEP * np.eye(theta.shape[1])
        columns = [(self.at(theta + step)[0] - self.at(theta - step)[0]) / (2 * STEP) for step in steps]
        return np.stack(columns, axis=-1)


def inverse(sigma: Array, seen: Array) -> Array:
    """(b, 9, 9) inverse of the covariances of the items that were answered, 0 at the others."""
    both, gap = np.outer(seen, seen), np.diag(1 - seen)
    return np.linalg.inv(sigma * both + gap) - gap


def incomplete(case: Case, size: int, n: int, seed: int) -> Array:
    """(size, 30, 3) by FIML; a tenth skip the first item of every construct, as many the second, and the third."""
    every = blank(drawn(case, size, n, seed), seed)
    found, given = np.full((size, 3 * len(ITEMS) + 3, 3), np.nan), np.flatnonzero(every.given)
    if not len(given):
        return found
    samples = Samples(every.x[given], every.w[given], every.units)
    answered, off, w = ~np.isnan(samples.x), samples.off, samples.w
    kinds = np.array([[at % 3 != skipped for at in range(len(ITEMS))] for skipped in range(4)])
    mine = [(answered == kind).all(axis=-1) * w for kind in kinds]
    of = Patterns(
        kinds.astype(float),
        np.stack([own.mean(axis=1) for own in mine]),
        np.stack([(own[..., None] * off).mean(axis=1) for own in mine]),
        np.stack([off.swapaxes(1, 2) @ (own[..., None] * off) / n for own in mine]),
    )
    near, _ = searched(of.second[3] / of.share[3][:, None, None])  # of those who answered everything
    theta, settled = of.searched(np.concatenate([near, of.first[3] / of.share[3][:, None]], axis=1))
    sigma, u, v = moves(theta[:, :21])
    scores = np.zeros((len(given), n, 30))
    for kind in kinds:
        own, w = (answered == kind).all(axis=-1)[..., None], inverse(sigma, kind.astype(float))
        turned = (off - theta[:, None, 21:]) * kind @ w
        level = ((w @ u) * v).sum(axis=1)
        scores[..., :21] += own * ((turned @ u) * (turned @ v) - level[:, None]) * HALF
        scores[..., 21:] += own * turned
    found[given] = figures_of(samples, theta, scores, n / 2 * of.observed(theta))
    for at in given[~settled]:
        found[at] = ends(whole("fiml, sandwich", every.rows(at, case)))
    return found


def blank(samples: Samples, seed: int) -> Samples:
    """With a tenth of the answers left out."""
    size, n, _ = samples.x.shape
    skipped = (np.random.default_rng([seed, n, 12]).random((size, n, 1)) / MISSING).astype(int)
    return Samples(np.where(skipped == np.arange(len(ITEMS)) % 3, np.nan, samples.x), samples.w, samples.units)


FITS = {"ml, satorra-bentler": by_parts, "fiml, sandwich": incomplete, "wlsmv": ordered}


def ends(result: CfaResult) -> Array:
    """(30, 3) value, lower and upper end of nine loadings, nine raw ones, nine shares explained, three correlations."""
    if result.reason:
        return np.full((3 * len(ITEMS) + 3, 3), np.nan)
    estimates = result.estimates
    kind, to, by = (estimates[name].to_numpy() for name in ("kind", "to", "by"))
    standardised = columns(estimates, "standardised", "standardised_low", "standardised_high")
    own = standardised[(kind == "covariance") & (to == by) & np.isin(to, ITEMS)]
    loads, raw = standardised[kind == "loading"], columns(estimates, "estimate", "low", "high")[kind == "loading"]
    return np.concatenate([loads, raw, 1 - own[:, [0, 2, 1]], columns(result.correlations, "r", "low", "high")])


def columns(frame: pd.DataFrame, *names: str) -> Array:
    return np.stack([frame[name].to_numpy(dtype=np.float64) for name in names], axis=-1)


@cache
def truth(cuts: tuple[float, ...]) -> Array:
    """(30,) the same figures of the population; answers are numbered one by one."""
    values = ends(fit_cfa(exact(shown(latent(), cuts)), MODEL))[:, 0]
    shares, places = np.diff(ndtr([-np.inf, *cuts, np.inf])), np.arange(len(cuts) + 1)
    spread = np.sqrt(shares @ places**2 - (shares @ places) ** 2) if cuts else 1.0
    values[len(ITEMS) : 2 * len(ITEMS)] = values[: len(ITEMS)] * spread
    return values


def figures() -> Iterator[tuple[str, Array]]:
    """Name, and which of the thirty figures it is."""
    for at, kind in enumerate(KINDS):
        for rank in range(3):
            yield f"{kind} .{8 - rank}", np.arange(rank, len(ITEMS), 3) + at * len(ITEMS)
    yield "construct correlation", np.arange(3 * len(ITEMS), 3 * len(ITEMS) + 3)


def table(case: Case, n: int, method: str, draws: int) -> pd.DataFrame:
    """One row per figure of one case."""
    every = list[Array]()
    for seed, start in enumerate(range(0, draws, AT_ONCE)):
        every.append(FITS[method](case, min(AT_ONCE, draws - start), n, seed))
        if start + AT_ONCE == FEW and np.isfinite(np.concatenate(every)[:, 0, 1]).mean() < RARE:
            break
    found, cuts = np.concatenate(every), () if method == "wlsmv" else case.cuts
    about, rows = {"case": case.name, "n": n, "method": method, "draws": len(found)}, []
    for name, which in figures():
        value, low, high = np.moveaxis(found[:, which], -1, 0)
        planted = float(truth(cuts)[which].mean())
        row = about | {"figure": name, "truth": planted, "bias": np.nanmean(value) - planted}
        row |= {"sd": np.sqrt(np.nanmean(np.nanvar(value, axis=0)))}
        rows.append(row | told(low, high, planted, np.ones_like(low, dtype=bool)))
    return pd.DataFrame(rows)


def cells() -> Iterator[tuple[str, Case, int]]:
    """Method, case and size of all that is run."""
    for method in FITS:
        for case in CASES if method.startswith("ml") else OTHERS:
            for n in SIZES[FIRST[method] :]:
                yield method, case, n


def main() -> None:
    """Run what the table does not have yet, or all of the methods named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--only", nargs="*", help="methods to run, even if the table has them")
    given = options.parse_args()
    for method, case, n in cells():
        kept = pd.read_csv(KEPT) if KEPT.exists() else pd.DataFrame(columns=COLUMNS)
        same = (kept["case"] == case.name) & (kept["n"] == n) & (kept["method"] == method)
        if method in given.only if given.only else not same.any():
            new = table(case, n, method, given.draws).reindex(columns=COLUMNS).round(4)
            pd.concat([kept[~same], new] if len(kept) else [new]).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
