"""How often do the jackknife intervals of loadings hold those of the population?

Run by hand from the top folder: ``python -m tests.simulations.loading_coverage --draws 2000`` (ten minutes). Nine items
of three factors (``populations``), minres and oblimin; the cases and sizes of ``other_coverage``. What is alike by
construction (the three loadings of .8, the cross-loadings of the items that load so, the three correlations of factors)
shares a row; beside them the first construct's loadings in an analysis of its own. The truth is the same analysis of
the population's correlations.

The table, kept in ``loading_coverage.csv``: case, n, figure, method, draws, truth, how many have an interval
(``printed``), and of these bias, sd, and how often the truth lies inside, below and above. Factor correlations have
intervals ``by name`` alone: they are drawn towards 0. Many samples are fitted at once; a test holds them to the
product's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.gradient_projection import OBLIQUE, rigid, turned
from csat_lib.measurement.factors.loading_intervals import FEWEST_EFFECTIVE, MOST_SKEWED, match_factors
from csat_lib.measurement.factors.minres import first_uniquenesses
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.factors.orientation import echelon
from csat_lib.measurement.factors.rotation import quartimin_criterion
from csat_lib.measurement.factors.rotation_search import SEED, STARTS, project
from csat_lib.summary.skewness import FEWEST_GROUPS

from .other_coverage import MEMBERS, SIZES, TRIED, items
from .populations import Array, Case, exact, latent, shown
from .replicated import RARE, Samples, correlations, summed, told

KEPT = Path(__file__).with_suffix(".csv")
AT_ONCE, K = 100, MEMBERS.shape[1]
COLUMNS = [*("case", "n", "figure", "method", "draws", "truth", "bias", "sd", "printed", "coverage", "below", "above")]


@dataclass(frozen=True)
class Fitted:
    """Loadings (b, 9, 3) and factor correlations (b, 3, 3) of samples, and the ends of their intervals."""

    loadings: Array
    phi: Array
    low: tuple[Array, Array]
    high: tuple[Array, Array]


@cache
def population(cuts: tuple[float, ...]) -> tuple[Array, Array]:
    """Loadings and factor correlations that an endless sample has, the factors in their order."""
    found = extract_factors(exact(shown(latent(), cuts)), K)
    loadings, phi = match_factors(found.loadings.to_numpy()[None], found.phi.to_numpy()[None], MEMBERS)
    return loadings[0], phi[0]


def best_turns(loadings: Array) -> tuple[Array, Array]:
    """(b, 3, 3) turns as ``rotation_search.best_turn`` finds each, and whether they settled."""
    frames = np.stack([echelon(each) for each in loadings])
    starts = np.linalg.qr(np.random.default_rng(SEED).standard_normal((STARTS, K, K)))[0]
    every = np.repeat(loadings @ frames, STARTS, axis=0)
    ends = project(every, quartimin_criterion, np.tile(starts, (len(loadings), 1, 1)), OBLIQUE)
    best = np.where(ends.settled, ends.value, np.inf).reshape(-1, STARTS).argmin(axis=1)
    at = np.arange(len(loadings)) * STARTS + best
    return frames @ ends.turn[at], ends.settled[at]


def fitted(samples: Samples, cuts: tuple[float, ...]) -> Fitted:
    """The samples' own analyses and those without each group, as ``extract_factors`` makes them."""
    whole, less = correlations(samples.whole), correlations(samples.less)
    start = np.stack([first_uniquenesses(each) for each in whole])
    axes, unique = minres_stack(whole, K, start)
    turn, settled = best_turns(axes)
    loadings, phi = turned(axes, turn), turn.swapaxes(-1, -2) @ turn
    alike = [
        match_factors(one[None], cross[None], population(cuts)[0]) for one, cross in zip(loadings, phi, strict=True)
    ]
    loadings, phi = (np.concatenate(each) for each in zip(*alike, strict=True))
    loadings[~settled] = np.nan
    g, b = less.shape[:2]
    part, _ = minres_stack(less.reshape(-1, *less.shape[2:]), K, np.tile(unique, (g, 1)))
    lost = np.isnan(part).any(axis=(1, 2))
    part = np.where(lost[:, None, None], np.tile(axes, (g, 1, 1)), part)
    near = part @ rigid(part.swapaxes(-1, -2) @ np.tile(axes, (g, 1, 1)))
    ends = project(near, quartimin_criterion, np.tile(turn, (g, 1, 1)), OBLIQUE)
    missed = np.where(ends.settled & ~lost, 0.0, np.nan)[:, None, None]
    each = (turned(near, ends.turn) + missed).reshape(g, b, 9, K)
    crossed = (ends.turn.swapaxes(-1, -2) @ ends.turn).reshape(g, b, K, K)
    matched = [match_factors(each[:, at], crossed[:, at], loadings[at]) for at in range(b)]
    less_a_group = (np.stack(one, axis=1) for one in zip(*matched, strict=True))
    low, high = zip(*(_ends(*of) for of in zip((loadings, phi), less_a_group, strict=True)), strict=True)
    return Fitted(loadings, phi, low, high)


def _ends(whole: Array, less: Array) -> tuple[Array, Array]:
    """-/+ t(g - 1) of the jackknife."""
    g = len(less)
    reach = stdtrit(g - 1, 0.975) * np.sqrt((g - 1) * less.var(axis=0))
    return whole - reach, whole + reach


def given(samples: Samples) -> NDArray[np.bool_]:
    """(b,) whether the product gives intervals of the loadings."""
    g = len(samples.less)
    skewed = np.abs(samples.skewness.mean(axis=1)) + sqrt(6) / (2 * g)
    few = (g < FEWEST_GROUPS) | (samples.n_effective < FEWEST_EFFECTIVE)
    return np.asarray(~few & (skewed <= MOST_SKEWED))


def some(samples: Samples, which: NDArray[np.bool_]) -> Samples:
    """Some of the samples."""
    parts = (samples.whole[which], samples.less[:, which], samples.skewness[which])
    return Samples(*parts, samples.n, samples.n_effective[which])


def figures(case: Case, found: Fitted) -> Iterator[tuple[str, Array, Array, Array, float]]:
    """Name, estimates, lower and upper ends (b, how many are alike), and the truth."""
    loadings, phi = population(case.cuts)
    rank = np.tile(np.arange(3), 3)[:, None] * np.ones(K)
    places = {f"loading .{8 - at}": (rank == at) & (MEMBERS > 0) for at in range(3)}
    places |= {f"cross-loading of .{8 - at}": (rank == at) & (MEMBERS == 0) for at in range(3)}
    for name, where in places.items():
        yield name, found.loadings[:, where], found.low[0][:, where], found.high[0][:, where], loadings[where].mean()
    above = np.triu_indices(K, 1)
    ends = (np.maximum(found.low[1], -1.0), np.minimum(found.high[1], 1.0))
    yield "factor correlation", found.phi[:, *above], ends[0][:, *above], ends[1][:, *above], phi[above].mean()


def alone(s: Array) -> Array:
    """(..., 3) loadings of the first construct by itself, which three correlations give."""
    r = correlations(s)
    a, b, c = r[..., 0, 1], r[..., 0, 2], r[..., 1, 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(np.stack([a * b / c, a * c / b, b * c / a], axis=-1))


def of_one_factor(case: Case, samples: Samples) -> Iterator[tuple[str, Array, Array, Array, float]]:
    """As ``figures``, of an analysis of one construct."""
    values, truth = alone(samples.whole), alone(shown(latent(), case.cuts))
    low, high = _ends(values, alone(samples.less))
    for at in range(3):
        yield f"loading .{8 - at} of one factor", values[:, [at]], low[:, [at]], high[:, [at]], float(truth[at])


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure of one case; where fewer than a fifth have intervals, how many."""
    every: dict[str, list[tuple[Array, ...]]] = {}
    printed = 0
    for seed, start in enumerate(range(0, draws, AT_ONCE)):
        rng = np.random.default_rng([seed, n, 7])
        samples = summed(items(case, min(AT_ONCE, draws - start), n, rng), case, rng)
        which = given(samples)
        printed += int(which.sum())
        if (start and printed < RARE * start) or not which.any():
            continue
        kept = some(samples, which)
        for name, *arrays in (*figures(case, fitted(kept, case.cuts)), *of_one_factor(case, kept)):
            every.setdefault(name, []).append(tuple(arrays))
    about = {"case": case.name, "n": n, "draws": draws, "printed": printed / draws}
    if printed < RARE * draws:
        return pd.DataFrame([about | {"figure": "loading", "method": "jackknife"}])
    rows = []
    for name, blocks in every.items():
        (values, low, high), truth = (
            (np.concatenate(each) for each in list(zip(*blocks, strict=True))[:3]),
            blocks[0][3],
        )
        method = "jackknife" if "loading" in name else "jackknife, by name"
        row = about | {"figure": name, "method": method, "truth": truth}
        row |= {"bias": np.nanmean(values) - truth, "sd": np.sqrt(np.nanmean(np.nanvar(values, axis=0)))}
        found = told(low, high, float(truth), np.ones_like(low, dtype=bool))
        rows.append(row | found | {"printed": about["printed"] * found["printed"]})
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    given = options.parse_args()
    tables: list[pd.DataFrame] = []
    for case in TRIED:
        for n in SIZES:
            tables.append(table(case, n, given.draws))
            pd.concat(tables).reindex(columns=COLUMNS).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
