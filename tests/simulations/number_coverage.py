"""Do the intervals hold of numbers without ends: means, changes, medians, ratios?

Run by hand from the top folder: ``python -m tests.simulations.number_coverage --draws 4000`` (some minutes). Three
kinds of number, each plain, weighted (logarithms' sd .4), and weighted in PSUs of eight who share a twentieth of the
latent variance; n = 100, 300, 1,000. The table, kept in ``number_coverage.csv``, has the columns of
``reliability_coverage.csv``.

- skewed: log-normal amounts, the logarithm's sd 1 (skewness 6.2);
- many none: six in ten have 0, the others log-normal amounts (.75);
- heaped: minutes, log-normal (.7) about 10 and whole, by half of all given to the nearest five.

- mean; change, to a wave with latent answers .2 higher; ratio and ratio gap, of two numbers that correlate .5 (latent),
  the second .3 lower: by :mod:`csat_lib.summary.skewed_means`. Replicate groups as the product deals them. ``t, by
  name``: as if errors were normal.
- median: Woodruff's; none where many give the same number, as one end is then that number and it holds nearly always.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri, stdtrit

from csat_lib.insight.quantiles import are_many_alike, quantile_interval, weighted_quantile
from csat_lib.summary.rows import MOST_GROUPS
from csat_lib.summary.skewed_means import FEWEST_UNITS
from csat_lib.summary.studentised import bent, known_df

from .populations import PSU, Array, Case
from .replicated import told

KEPT = Path(__file__).with_suffix(".csv")
SIZES, AT_ONCE, GRID = (100, 300, 1000), 250, 2_000_000
HIGHER, LOWER, NONE = 0.2, 0.3, 0.6
KINDS = ("skewed", "many none", "heaped")
DESIGNS = {"plain": (0.0, 0.0), "weighted": (0.4, 0.0), "clustered": (0.4, 0.05)}
TRIED = {f"{kind}, {design}": (kind, Case("", (), *given)) for kind in KINDS for design, given in DESIGNS.items()}
METHOD, MEDIAN, BY_NAME = "t corrected for skewness and kurtosis", "woodruff", "t, by name"
Found = tuple[str, str, Array, tuple[Array, Array], Array]


def numbers(kind: str, z: Array, rounds: Array) -> Array:
    """What somebody with the latent ``z`` says; ``rounds``: whether to the nearest five."""
    if kind == "skewed":
        return np.asarray(np.exp(z))
    if kind == "many none":
        among = np.clip((ndtr(z) - NONE) / (1 - NONE), 1e-300, 1)
        return np.asarray(np.where(ndtr(z) > NONE, np.exp(0.75 * ndtri(among)), 0.0))
    minutes = 10 * np.exp(0.7 * z)
    return np.where(rounds, 5 * np.rint(minutes / 5), np.rint(minutes))


@dataclass(frozen=True)
class Sums:
    """Linearised values (B, n), their units, and the degrees of freedom that the design leaves (B,)."""

    case: Case
    w: Array
    group: Array
    df: Array

    @classmethod
    def of(cls, case: Case, size: int, n: int, rng: np.random.Generator) -> Sums:
        """Weights, units and groups of so many samples."""
        w = np.exp(case.spread * rng.normal(size=(size, n))) if case.weighted else np.ones((size, n))
        group = np.arange(n) // PSU if case.clustered else rng.integers(0, MOST_GROUPS, n)
        total, square, fourth = ((w**power).sum(axis=1) for power in (1, 2, 4))
        df = 2 / (square / total**2 + fourth / square**2) - 1
        df = np.minimum(df, group.max()) if case.clustered else df
        return cls(case, w, np.unique(group, return_inverse=True)[1].astype(np.float64), df)

    def linear(self, y: Array) -> tuple[Array, Array]:
        """(B,) weighted means, and (B, n) their linearised values."""
        total = self.w.sum(axis=1)
        mean = (self.w * y).sum(axis=1) / total
        return mean, self.w * (y - mean[:, None]) / total[:, None]

    def units(self, z: Array) -> Array:
        """(B, g) totals by PSU or replicate group."""
        own = np.eye(int(self.group.max()) + 1)[self.group.astype(np.intp)]
        return np.asarray(z @ own)

    def variance(self, z: Array, other: Array) -> Array:
        """(B,) design covariance of two contrasts."""
        one, two = (self.units(each) if self.case.clustered else each for each in (z, other))
        n = one.shape[1]
        return np.asarray(n / (n - 1) * (one * two).sum(axis=1))

    def shape(self, units: Array) -> tuple[Array, Array]:
        """(B,) pull and degrees of freedom."""
        u = units - units.mean(axis=1, keepdims=True)
        square, g = (u**2).sum(axis=1), u.shape[1]
        df = known_df(g * (u**4).sum(axis=1) / square**2, g)
        return (u**3).sum(axis=1) / square**1.5, np.minimum(self.df, df)

    @property
    def printed(self) -> Array:
        """(B,) whether there is an interval of a mean."""
        return np.full(len(self.w), not self.case.clustered or self.group.max() + 1 >= FEWEST_UNITS)


def ends_of(value: Array, se: Array, df: Array, pull: Array) -> tuple[Array, Array]:
    """(B,) ends of the product's interval."""
    t = stdtrit(df, 0.975)
    return value - se * bent(t, pull), value - se * bent(-t, pull)


def latent(case: Case, size: int, n: int, rng: np.random.Generator) -> Array:
    """(size, n, 2) standard normal, correlating .5."""

    def mixed(number: int) -> Array:
        return np.sqrt(0.5) * (rng.normal(size=(size, number, 2)) + rng.normal(size=(size, number, 1)))

    if not case.clustered:
        return mixed(n)
    between = mixed(n // PSU + 1)[:, np.arange(n) // PSU]
    return np.asarray(np.sqrt(1 - case.shared) * mixed(n) + np.sqrt(case.shared) * between)


def of_means(kind: str, sums: Sums, x: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The mean, and its change to another wave of the same size."""
    size, n = sums.w.shape
    found = []
    for shift, z, own in (
        (0.0, x, sums),
        (HIGHER, latent(sums.case, size, n, rng), Sums.of(sums.case, size, n, rng)),
    ):
        mean, linear = own.linear(numbers(kind, z[..., 0] + shift, rng.random((size, n)) < 0.5))
        found.append((mean, own.variance(linear, linear), *own.shape(own.units(linear)), own.df))
    mean, variance, pull, df, plain = found[0]
    se = np.sqrt(variance)
    yield "mean", METHOD, mean, ends_of(mean, se, df, pull), sums.printed
    yield "mean", BY_NAME, mean, ends_of(mean, se, plain, np.zeros(size)), np.ones(size, dtype=bool)
    later, v, p, d, _ = found[1]
    both = variance + v
    joint = (p * v**1.5 - pull * variance**1.5) / both**1.5
    ends = ends_of(later - mean, np.sqrt(both), both**2 / (variance**2 / df + v**2 / d), joint)
    yield "change", METHOD, later - mean, ends, sums.printed


def of_ratio(kind: str, sums: Sums, x: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The ratio of two means, and their difference."""
    rounds = rng.random((2, *sums.w.shape)) < 0.5
    (a, za), (b, zb) = (sums.linear(numbers(kind, x[..., at] - LOWER * at, rounds[at])) for at in (0, 1))
    ua, ub = sums.units(za), sums.units(zb)
    vaa, vab, vbb = (sums.variance(*pair) for pair in ((za, za), (za, zb), (zb, zb)))

    def contrast(r: Array) -> tuple[Array, Array]:
        pull, df = sums.shape(ua - r[:, None] * ub)
        return ends_of(a - r * b, np.sqrt(vaa - 2 * r * vab + r**2 * vbb), df, pull)

    gap = contrast(np.ones(len(a)))
    yield "ratio gap", METHOD, a - b, gap, sums.printed
    ratio, ends = a / b, []
    error = np.sqrt(vaa - 2 * ratio * vab + ratio**2 * vbb) / b
    clear = ends_of(b, np.sqrt(vbb), *sums.shape(ub)[::-1])[0] > 0
    for side in (-1, 1):
        near, far = np.zeros(len(a)), np.full(len(a), 64.0)
        for _ in range(40):
            middle = (near + far) / 2
            low, high = contrast(ratio + side * middle * error)
            inside = np.minimum(-low, high) > 0
            near, far = np.where(inside, middle, near), np.where(inside, far, middle)
        ends.append(ratio + side * near * error)
    yield "ratio", METHOD, ratio, (ends[0], ends[1]), sums.printed & clear


def of_median(kind: str, sums: Sums, x: Array, rng: np.random.Generator) -> Iterator[Found]:
    """The median; none in PSUs."""
    y = numbers(kind, x[..., 0], rng.random(sums.w.shape) < 0.5)
    kish = sums.w.sum(axis=1) ** 2 / (sums.w**2).sum(axis=1)
    values = np.array([weighted_quantile(*one, 0.5) for one in zip(y, sums.w, strict=True)])
    each = [quantile_interval(v, w, 0.5, float(k), 0.95) for v, w, k in zip(y, sums.w, kish, strict=True)]
    low, high = np.array(each).T
    told = [not are_many_alike(numbers, ends) for numbers, ends in zip(y, each, strict=True)]
    yield "median", MEDIAN, values, (low, high), np.array(told) & (not sums.case.clustered)


@cache
def truth(kind: str) -> dict[str, float]:
    """Every figure of the population, by the middles of two million equal parts of it."""
    z = ndtri((np.arange(GRID) + 0.5) / GRID)
    rounds = (np.zeros(GRID, dtype=bool), np.ones(GRID, dtype=bool))
    each = {shift: np.concatenate([numbers(kind, z + shift, one) for one in rounds]) for shift in (0.0, HIGHER, -LOWER)}
    mean, higher, lower = (float(y.mean()) for y in each.values())
    median = float(np.median(each[0.0]))
    return {
        "mean": mean, "change": higher - mean, "ratio": mean / lower, "ratio gap": mean - lower, "median": median,
    }  # fmt: skip


def block(name: str, n: int, size: int, seed: int) -> Iterator[Found]:
    """``size`` samples of one case."""
    (kind, case), rng = TRIED[name], np.random.default_rng([seed, n])
    sums, x = Sums.of(case, size, n, rng), latent(case, size, n, rng)
    for of in (of_means, of_ratio, of_median):
        yield from of(kind, sums, x, rng)


def table(name: str, n: int, draws: int) -> pd.DataFrame:
    """One row per figure and method of one case."""
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for seed in range(-(-draws // AT_ONCE)):
        for figure, method, values, ends, printed in block(name, n, min(AT_ONCE, draws - seed * AT_ONCE), seed):
            found.setdefault((figure, method), []).append((values, *ends, printed))
    rows = []
    for (figure, method), blocks in found.items():
        values, low, high, printed = (np.concatenate(each) for each in zip(*blocks, strict=True))
        planted = truth(TRIED[name][0])[figure]
        about = {"case": name, "n": n, "figure": figure, "method": method, "draws": len(values), "truth": planted}
        spread = {"bias": values.mean() - planted, "sd": values.std()}
        rows.append(about | spread | told(low, high, planted, printed.astype(bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=4000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    tables = [table(name, n, given.draws) for name in TRIED for n in SIZES]
    pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
