"""Do the intervals hold of several factors' omega, and of what a pilot says of its items?

Run by hand from the top folder: ``python -m tests.simulations.scale_coverage --draws 2000`` (an hour). The cases of
``other_coverage``; a pilot's figures take no notice of weights and PSUs, and are drawn plain alone. The table, kept in
``scale_coverage.csv``, has the columns of ``reliability_coverage.csv``.

- omega_total: three constructs of three items (``populations``), fitted with three factors in each replicate, ``by
  name``: it comes out too high, and the more so the more skewed answers are;
- other_r: the greatest correlation of an item with another construct's score, which is as great with two (latent .5):
  its interval, ``by name``, lies above that of the construct it names in twice as many samples as it says; of one
  other construct it is that of any correlation;
- alpha_revised: alpha of the items that the pilot finds sound, of four with loadings .8, .7, .6 and .25, the last of
  which is found poor in about half of the samples; the truth is that of the items found sound.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.interval import log_by_replicates
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.pilot.item_screening import screen_items
from csat_lib.measurement.pilot.item_statistics import correlated
from csat_lib.measurement.reliability import coefficients

from .other_coverage import TRIED, items
from .populations import ITEMS, MODEL, Array, Case, latent, shown
from .reliability_coverage import SIZES
from .replicated import Samples, correlations, summed, told

KEPT = Path(__file__).with_suffix(".csv")
AT_ONCE, FACTORS = 50, 3
LOADS = np.array([0.8, 0.7, 0.6, 0.25])
SCALE, FOUR = "jackknife, corrected, log scale", [f"i{at}" for at in range(4)]
FISHER = "jackknife, corrected, fisher"
OMEGA = f"{SCALE}, by name"
Found = tuple[str, str, float, tuple[float, float], float]
"""Figure, method, estimate, its ends, and what was planted."""


@cache
def truth(case: Case) -> float:
    """Omega total of the population: minres of its own correlations."""
    r = shown(latent(), case.cuts)
    return float(coefficients.omega_total(r, minres(r, FACTORS).uniquenesses))


def of_omega(case: Case, samples: Samples, at: int) -> Found:
    """Omega of three factors of one sample; none of an improper replicate, as the product has it."""
    r, less = correlations(samples.whole[at]), correlations(samples.less[:, at])
    found = minres(r, FACTORS)
    if not found.converged:
        return "omega_total", OMEGA, np.nan, (np.nan, np.nan), truth(case)
    value = float(coefficients.omega_total(r, found.uniquenesses))
    _, uniquenesses = minres_stack(less, FACTORS, found.uniquenesses)
    skewness = 0.0 if samples.printed(slice(9))[at] else np.inf
    interval = log_by_replicates(value, coefficients.omega_total(less, uniquenesses), skewness, 0.95)
    return "omega_total", OMEGA, value, (interval.low, interval.high), truth(case)


def of_others(case: Case, x: Array) -> Iterator[Found]:
    """The first item's correlation with the greater of two other scores, and with one of them."""
    frame = pd.DataFrame(x, columns=ITEMS)
    scores = {name: frame[MODEL[name]].mean(axis=1) for name in "bc"}
    r = {name: float(frame["a1"].corr(score)) for name, score in scores.items()}
    greatest = max(r, key=lambda one: r[one])
    for name, method in ((greatest, f"{FISHER}, by name"), ("b", FISHER)):
        ends, _ = correlated(frame["a1"], scores[name], frame, 0.95)
        yield "other_r", method, r[name], (ends.get("low", np.nan), ends.get("high", np.nan)), other_truth(case)


@cache
def other_truth(case: Case) -> float:
    """The correlation of an item with another construct's score."""
    r = shown(latent(), case.cuts)
    return float(r[0, 3:6].sum() / np.sqrt(r[3:6, 3:6].sum()))


def of_sound(case: Case, n: int, rng: np.random.Generator) -> Found:
    """Alpha of the items found sound."""
    z = rng.normal(size=(n, 1)) * LOADS + rng.normal(size=(n, 4)) * np.sqrt(1 - LOADS**2)
    frame = pd.DataFrame(np.digitize(z, case.cuts).astype(np.float64), columns=FOUR)
    screened = screen_items(frame, {"a": FOUR})
    alpha = screened.revised.get("a")
    if alpha is None or alpha.reason:
        return "alpha_revised", SCALE, np.nan, (np.nan, np.nan), np.nan
    return "alpha_revised", SCALE, alpha.alpha, (alpha.low, alpha.high), sound_truth(case, screened.sound["a"])


@cache
def sound_truth(case: Case, sound: tuple[str, ...]) -> float:
    """Alpha of some of the four in the population."""
    at = [FOUR.index(item) for item in sound]
    r = np.outer(LOADS, LOADS)
    np.fill_diagonal(r, 1.0)
    return float(coefficients.alpha(shown(r, case.cuts)[np.ix_(at, at)]))


def block(case: Case, n: int, job: tuple[int, int]) -> list[Found]:
    """So many samples from one seed."""
    seed, size = job
    rng = np.random.default_rng([seed, n])
    x = items(case, size, n, rng)
    samples = summed(x, case, rng)
    found = [of_omega(case, samples, at) for at in range(size)]
    if not case.weighted:
        for own in x:
            found += [*of_others(case, own), of_sound(case, n, rng)]
    return found


def table(case: Case, n: int, draws: int, pool: Pool) -> pd.DataFrame:
    """One row per figure and method of one case."""
    jobs = [(seed, min(AT_ONCE, draws - at)) for seed, at in enumerate(range(0, draws, AT_ONCE))]
    each = [row for found in pool.imap(partial(block, case, n), jobs) for row in found]
    rows = []
    for name, method in dict.fromkeys((row[0], row[1]) for row in each):
        own = np.array([(row[2], *row[3], row[4]) for row in each if row[:2] == (name, method)])
        value, low, high, planted = own.T
        about = {"case": case.name, "n": n, "figure": name, "method": method, "draws": len(own)}
        spread = {"truth": np.nanmean(planted), "bias": np.nanmean(value - planted), "sd": np.nanstd(value - planted)}
        rows.append(about | spread | told(low - planted, high - planted, 0.0, np.ones(len(own), dtype=bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    with Pool(given.processes) as pool:
        tables = [table(case, n, given.draws, pool) for case in TRIED for n in SIZES]
    pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
