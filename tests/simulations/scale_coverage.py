"""Do the intervals hold of what a pilot says of its items, and would that of several factors' omega?

Run by hand from the top folder: ``python -m tests.simulations.scale_coverage --draws 4000`` (some minutes). Symmetric
answers and 80 % best ones, plain: a pilot's figures take no notice of weights and PSUs. The table, kept in
``scale_coverage.csv``, has the columns of ``reliability_coverage.csv``.

- alpha_revised: alpha of the items that the pilot finds sound (correlating .20 with the rest or more), of four with
  loadings .8, .7, .6 and .25, the last of which is found poor in about half of the samples; the truth is that of the
  items found sound;
- other_r: the correlation of an item with another construct's score; ``by name`` the greatest of two that are alike,
  which chance makes too great: it lies above the truth in twice as many samples as it says;
- omega_total, ``by name``: three constructs of three items (``populations``) fitted with three factors, a tenth as
  many draws; it comes out too high, and the more so the more skewed answers are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.conventions import POOR_ITEM_REST
from csat_lib.measurement.factors.minres import minres
from csat_lib.measurement.factors.minres_stack import minres_stack
from csat_lib.measurement.reliability import coefficients

from .other_coverage import TRIED, items
from .populations import Array, Case, latent, shown
from .reliability_coverage import SIZES
from .replicated import Samples, correlations, fisher_ends, log_ends, summed, told

KEPT = Path(__file__).with_suffix(".csv")
AT_ONCE, FACTORS, FEWER = 200, 3, 10
PLAIN = [case for case in TRIED if not case.weighted]
LOADS = np.array([0.8, 0.7, 0.6, 0.25])
LOG, FISHER = "jackknife, corrected, log scale", "jackknife, corrected, fisher"
Found = tuple[str, str, Array, tuple[Array, Array], Array, Array]
"""Figure, method, (B,) estimates, their ends, what was planted, and whether the interval is printed."""


def of_sound(case: Case, size: int, n: int, rng: np.random.Generator) -> Iterator[Found]:
    """Alpha of the items found sound."""
    z = rng.normal(size=(size, n, 1)) * LOADS + rng.normal(size=(size, n, 4)) * np.sqrt(1 - LOADS**2)
    samples = summed(np.digitize(z, case.cuts).astype(np.float64), case, rng)
    sound = sound_items(samples.whole)
    value, low, high, planted = (np.full(size, np.nan) for _ in range(4))
    printed = np.zeros(size, dtype=bool)
    for own in np.unique(sound, axis=0):
        rows, at = np.flatnonzero((sound == own).all(axis=1)), np.flatnonzero(own)
        if len(at) < 2:
            continue
        some = Samples(samples.whole[rows], samples.less[:, rows], samples.skewness[rows][:, at], n, np.empty(0))
        figures = (coefficients.alpha(s[..., at[:, None], at]) for s in (some.whole, some.less))
        value[rows], left_out = figures
        low[rows], high[rows] = log_ends(value[rows], left_out)
        planted[rows], printed[rows] = sound_truth(case, tuple(at.tolist())), some.printed()
    yield "alpha_revised", LOG, value, (low, high), planted, printed


def sound_items(s: Array) -> Array:
    """(B, 4) whether the pilot finds an item sound."""
    own, with_all = np.diagonal(s, axis1=-2, axis2=-1), s.sum(axis=-1)
    rest = s.sum(axis=(-2, -1))[:, None] - 2 * with_all + own
    return np.asarray((with_all - own) / np.sqrt(own * rest) >= POOR_ITEM_REST)


@cache
def sound_truth(case: Case, sound: tuple[int, ...]) -> float:
    """Alpha of some of the four in the population."""
    r = np.outer(LOADS, LOADS)
    np.fill_diagonal(r, 1.0)
    return float(coefficients.alpha(shown(r, case.cuts)[np.ix_(sound, sound)]))


def of_others(case: Case, size: int, n: int, rng: np.random.Generator) -> Iterator[Found]:
    """The first item's correlation with one other score, and with the greater of two."""
    x = items(case, size, n, rng)
    seen = np.stack([x[..., 0], x[..., 3:6].mean(axis=-1), x[..., 6:].mean(axis=-1)], axis=-1)
    samples = summed(seen, case, rng)
    r, less = correlations(samples.whole)[:, 0, 1:], correlations(samples.less)[:, :, 0, 1:]
    planted = np.full(size, other_truth(case))
    for method, at in {FISHER: np.zeros(size, dtype=np.intp), f"{FISHER}, by name": r.argmax(axis=1)}.items():
        rows = np.arange(size)
        skewness = samples.skewness[rows[:, None], np.column_stack([np.zeros_like(at), 1 + at])]
        printed = Samples(samples.whole, samples.less, skewness, n, np.empty(0)).printed()
        yield "other_r", method, r[rows, at], fisher_ends(r[rows, at], less[:, rows, at]), planted, printed


@cache
def other_truth(case: Case) -> float:
    """The correlation of an item with another construct's score."""
    r = shown(latent(), case.cuts)
    return float(r[0, 3:6].sum() / np.sqrt(r[3:6, 3:6].sum()))


def of_omega(case: Case, size: int, n: int, rng: np.random.Generator) -> Iterator[Found]:
    """Omega of three factors, of a few of the samples."""
    size = max(1, size // FEWER)
    samples = summed(items(case, size, n, rng), case, rng)
    whole, less = correlations(samples.whole), correlations(samples.less)
    value, left_out = np.full(size, np.nan), np.full((len(less), size), np.nan)
    for at in range(size):
        found = minres(whole[at], FACTORS)
        if found.converged:
            value[at] = coefficients.omega_total(whole[at], found.uniquenesses)
            uniquenesses = minres_stack(less[:, at], FACTORS, found.uniquenesses)[1]
            left_out[:, at] = coefficients.omega_total(less[:, at], uniquenesses)
    planted = np.full(size, omega_truth(case))
    yield "omega_total", f"{LOG}, by name", value, log_ends(value, left_out), planted, samples.printed()


@cache
def omega_truth(case: Case) -> float:
    """Omega total of the population: minres of its own correlations."""
    r = shown(latent(), case.cuts)
    return float(coefficients.omega_total(r, minres(r, FACTORS).uniquenesses))


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure and method of one case."""
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for seed, at in enumerate(range(0, draws, AT_ONCE)):
        for number, of in enumerate((of_sound, of_others, of_omega)):
            rng = np.random.default_rng([seed, n, number])
            for name, method, values, ends, planted, printed in of(case, min(AT_ONCE, draws - at), n, rng):
                found.setdefault((name, method), []).append((values, *ends, planted, printed))
    rows = []
    for (name, method), blocks in found.items():
        values, low, high, planted, printed = (np.concatenate(each) for each in zip(*blocks, strict=True))
        about = {"case": case.name, "n": n, "figure": name, "method": method, "draws": len(values)}
        off = values - planted
        spread = {"truth": np.nanmean(planted), "bias": np.nanmean(off), "sd": np.nanstd(off)}
        rows.append(about | spread | told(low - planted, high - planted, 0.0, printed.astype(bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=4000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    pd.concat([table(case, n, given.draws) for case in PLAIN for n in SIZES]).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
