"""How often do the intervals of R squared and of Johnson's shares cover what was planted?

Run by hand from the top folder: ``python -m tests.simulations.explained_coverage --draws 2000`` (some minutes). Six
constructs that correlate .5, each the mean of three items, and a headline; all answered in five categories of the
shapes of ``reliability_coverage``, plain, weighted and clustered. Planted are an R squared of 0, .05, .3 and .5 of
the answers themselves, by slopes that stand as 5 : 4 : 3 : 2 : 1 : 0. The truth is R squared, and the shares, in two
million respondents.

The table, kept in ``explained_coverage.csv``, is as in ``reliability_coverage``: R squared, and the share of the first
construct, of the third, and of the sixth, which has no slope.

What it tells. R squared: .93 to .97, each tail 1 to 4 % (4.6 % in one case of 81: 80 % best answers, weighted, n = 300,
R squared .05); at the edge of the scale, where it is 0, .97 or more, as an interval that begins at 0 cannot miss
upwards. Shares: where they have an interval, which takes n R2 / (1 - R2) of 200, .94 to .97; without that limit the
share of a construct without a slope had .87 to .92. With 100 respondents and 80 % best answers there is none of either.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit, stdtrit

from csat_lib.index.explained_share import ExplainedShare, explained_share
from csat_lib.index.importance import ENOUGH_EXPLAINED
from csat_lib.summary.studentised import studentised

from .populations import PSU, WITHIN, Array, Case
from .reliability_coverage import CASES, SIZES
from .replicated import RARE, Samples, correlations, summed, told

KEPT = Path(__file__).with_suffix(".csv")
P, AT_ONCE, HALVINGS = 6, 125, 12
PLANTED = (0.0, 0.05, 0.3, 0.5)
SLOPES = np.array([5.0, 4, 3, 2, 1, 0]) / 10
AMONG = WITHIN + (1 - WITHIN) * np.eye(P)
SHARES = (0, 2, 5)


def answers(case: Case, slopes: Array, size: int, n: int, rng: np.random.Generator) -> Array:
    """(size, n, 7) scores of the six constructs and the headline."""
    own, noise = rng.normal(size=(size, n, P)), rng.normal(size=(size, n))
    if case.clustered:
        psu = np.arange(n) // PSU
        share, rest = np.sqrt(case.shared), np.sqrt(1 - case.shared)
        own = rest * own + share * rng.normal(size=(size, n // PSU + 1, P))[:, psu]
        noise = rest * noise + share * rng.normal(size=(size, n // PSU + 1))[:, psu]
    traits = own @ np.linalg.cholesky(AMONG).T
    headline = traits @ slopes + np.sqrt(max(1 - slopes @ AMONG @ slopes, 0.0)) * noise
    items = [np.digitize(0.8 * traits + 0.6 * rng.normal(size=traits.shape), case.cuts) for _ in range(3)]
    return np.concatenate([sum(items) / 3, np.digitize(headline, case.cuts)[..., None]], axis=-1).astype(np.float64)


def r_squared(s: Array) -> Array:
    """(...) R squared of the last."""
    slopes = np.linalg.solve(s[..., :-1, :-1], s[..., :-1, -1:])[..., 0]
    return np.asarray((slopes * s[..., :-1, -1]).sum(axis=-1) / s[..., -1, -1])


def shares(s: Array) -> Array:
    """(..., 6) Johnson's, as ``decompose.johnson``, of many at once."""
    r = correlations(s)
    roots, vectors = np.linalg.eigh(r[..., :-1, :-1])
    loadings = (vectors * np.sqrt(roots)[..., None, :]) @ vectors.swapaxes(-1, -2)
    betas = np.linalg.solve(loadings, r[..., :-1, -1:])
    parts = (loadings**2 @ betas**2)[..., 0]
    return np.asarray(parts / parts.sum(axis=-1, keepdims=True))


@cache
def scaled(cuts: tuple[float, ...], r2: float, slopes: tuple[float, ...]) -> Array:
    """Slopes that stand to each other like these and give the R squared of the answers."""
    plain, scale, along = Case("", cuts), 0.0, np.array(slopes)
    low, high = 0.0, 1 / np.sqrt(along @ AMONG @ along)
    for _ in range(HALVINGS if r2 else 0):
        scale = (low + high) / 2
        found = r_squared(np.cov(answers(plain, scale * along, 1, 200_000, np.random.default_rng(1))[0].T))
        low, high = (scale, high) if found < r2 else (low, scale)
    return scale * along


@cache
def planted(cuts: tuple[float, ...], r2: float) -> tuple[Array, dict[str, float]]:
    """The slopes that give the R squared of the answers, and the truth in two million respondents."""
    slopes, rng = scaled(cuts, r2, tuple(SLOPES)), np.random.default_rng(2)
    s = np.mean([np.cov(answers(Case("", cuts), slopes, 1, 200_000, rng)[0].T) for _ in range(10)], axis=0)
    truth = {f"share {at + 1}": float(shares(s)[at]) for at in SHARES}
    return slopes, {"r2": float(r_squared(s)) if r2 else 0.0} | truth


def intervals(samples: Samples) -> Iterator[tuple[str, Array, tuple[Array, Array], Array]]:
    """Figure, its (B,) estimates, their ends, and whether they are printed."""
    found, printed = explained(samples), samples.printed()
    yield "r2", found.value, (found.low, found.high), printed
    given = printed & enough(samples)
    if given.mean() < RARE:
        for at in SHARES:
            absent = np.full(len(given), np.nan)
            yield f"share {at + 1}", absent, (absent, absent), given
        return
    each, without = shares(samples.whole), shares(samples.less)
    jackknife = studentised(each, without, 0.95, skewed=False)
    reach = stdtrit(jackknife.df, 0.975) * jackknife.se / (each * (1 - each))
    for at in SHARES:
        ends = (expit(logit(each[:, at]) + side * reach[:, at]) for side in (-1, 1))
        yield f"share {at + 1}", each[:, at], tuple(ends), given


def explained(samples: Samples) -> ExplainedShare:
    """(B,) corrected R squared and its interval."""
    whole, left_out = r_squared(samples.whole), r_squared(samples.less)
    variance, n = (len(left_out) - 1) * left_out.var(axis=0), np.full(len(whole), float(samples.n))
    return explained_share(whole, variance, (n, samples.n_effective), P, 0.95)


def enough(samples: Samples) -> NDArray[np.bool_]:
    """(B,) whether so much is explained that shares have an interval."""
    found = explained(samples)
    return np.asarray(found.n * found.value / (1 - found.value) >= ENOUGH_EXPLAINED)


def block(job: tuple[Case, Array, int, int, int]) -> list[tuple[str, Array, tuple[Array, Array], Array]]:
    """``size`` samples of one case."""
    case, slopes, n, size, seed = job
    rng = np.random.default_rng([seed, n])
    return list(intervals(summed(answers(case, slopes, size, n, rng), case, rng)))


def table(case: Case, r2: float, n: int, draws: int, run: Callable[..., Iterator[list[tuple]]] = map) -> pd.DataFrame:
    """One row per figure of one case."""
    slopes, truth = planted(case.cuts, r2)
    sizes = [min(AT_ONCE, draws - at) for at in range(0, draws, AT_ONCE)]
    rows = []
    for parts in zip(*run(block, [(case, slopes, n, size, seed) for seed, size in enumerate(sizes)]), strict=True):
        name = parts[0][0]
        values, low, high, printed = (
            np.concatenate(each) for each in zip(*((part[1], *part[2], part[3]) for part in parts), strict=True)
        )
        if r2 or name == "r2":
            about = {"case": case.name, "planted": r2, "n": n, "figure": name, "draws": draws, "truth": truth[name]}
            usable = values[np.isfinite(values)]
            spread = {"bias": usable.mean() - truth[name], "sd": usable.std()} if len(usable) else {}
            rows.append(about | spread | told(low, high, truth[name], printed))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    with Pool(given.processes) as pool:
        tables = [table(case, r2, n, given.draws, pool.imap) for case in CASES for r2 in PLANTED for n in SIZES]
    pd.concat(tables).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
