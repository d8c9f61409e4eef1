"""Do intervals with raked weights cover what was planted, in both tails, whatever the margins explain?

Run by hand from the top folder: ``python -m tests.simulations.raked_coverage`` (a quarter of an hour); the table is
kept in ``raked_coverage.csv``. A population of two margins with three levels each; who answers depends on both, so that
raking has something to do (Kish's design effect of ``spread`` 0.5 is about 1.3, of 1 about 2.7). A latent score has
``link`` times the standardised sum of the levels' effects and noise of variance 1; ``normal`` outcomes are it,
``symmetric`` and ``skewed`` ones five categories on 0-100, of which four of five respondents give the best of the
latter, ``nps`` as many promoters and 8 % detractors, ``top box`` whether they give the best answer. Numbers without a
scale have no gaps and shares neither gaps nor changes that a report prints.

- plain: respondents one by one, equal base weights; weighted: unequal ones, with a log sd of 0.4.
- clustered: PSUs of ten that share a twentieth of the noise; stratified: three strata with other means and response,
  the sample of each fixed, base weights that make up for it.
- crossed: the cells of both margins are one margin (post-stratification); with unequal base weights in PSUs as well,
  where fewer PSUs, less one, than twice the margins' degrees of freedom give no interval.
- linear, logit: the same base weights, calibrated by these distances within a third and three times them; where no
  weights within meet the margins the product stops, and there is no figure. People respond as raking supposes: figures
  that lie more than a quarter of their standard error from the raked ones have no interval, nor has what is made of
  them. Clustered: the same in PSUs of ten.
- capped: a cap on the weights. Where some weights under it meet the margins, those are taken, and the estimated bias
  of the cap counts as error; else they are raked, cut and taken as fixed, and there is no interval where a margin is
  off by more than half its standard error.

Figures: the mean; the gap of a quarter of the respondents (more of them in some levels) to the rest; the change to an
independent wave of the same population. ``printed`` is the share of samples with an interval; of these, ``below`` and
``above`` are the shares in which the truth lies there. The numpy twin of the product's rule is held to the product's
own figures in ``test_raked_coverage.py``: raking, calibrated residuals, factor, degrees of freedom, what weights and
margins do to the skewness, and the interval on its scale, Wilson's of shares.

What it tells: wherever there is an interval it covers .93 to .97 and misses 1 to 4 % on either side. Gaps of groups of
25 with skewed answers have none, nor has most of what comes with a design effect of nearly 3 and 300 respondents or
fewer: without these rules they would be covered in .92 to .99. Weights as fixed, which the margins make up to twice too
wide, would give 1.000 where margins explain much. Linear weights miss skewed means that margins explain by more than
half a standard error, whether bounds bind or not: .0725 of the truths would lie below. A cap that holds many weights
biases skewed outcomes that the margins explain, by as much as a whole standard error: with the estimated bias counted
as error, means are covered in .94 to .98, and changes, in which most of it cancels, in up to .99.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit, ndtri, stdtrit

from .replicated import RARE

Array = NDArray[np.float64]
KEPT = Path(__file__).with_suffix(".csv")
LEVELS = 3
POPULATION = np.array([[0.19, 0.16, 0.11], [0.13, 0.11, 0.08], [0.07, 0.08, 0.07]])
"""Shares of the cells of both margins, which go together."""
SHARES = POPULATION.sum(axis=1), POPULATION.sum(axis=0)
RESPONSE = np.add.outer([-2.4, -1.2, -0.3], [-0.6, 0.0, 0.3])
EFFECT = np.add.outer([-1.0, 0.0, 1.0], [-0.6, 0.2, 1.0]).ravel()
EFFECT = EFFECT - POPULATION.ravel() @ EFFECT
EFFECT /= np.sqrt(POPULATION.ravel() @ EFFECT**2)
IN_CELL = np.array([0.2, 0.25, 0.35])
"""Who is in the group whose gap is looked at, by the level of the first margin."""
CUTS = {
    "symmetric": ndtri([0.1, 0.3, 0.7, 0.9]),
    "skewed": ndtri([0.02, 0.05, 0.10, 0.20]),
    "nps": ndtri([0.08, 0.20]),
    "top box": ndtri([0.20]),
}
STEP = {"symmetric": 25.0, "skewed": 25.0, "nps": 100.0, "top box": 1.0}
STRATA = ((0.5, -0.3), (0.3, 0.0), (0.2, 0.75))
"""Share of the population and mean of each stratum; every stratum has a third of the sample."""
MARGINS = np.array([[1, a == 1, a == 2, b == 1, b == 2] for a in range(LEVELS) for b in range(LEVELS)], dtype=float)
BENT, AWAY = 0.6, 4  # as csat_lib.summary.estimate has it
FEW_UNEQUAL, MOST_APART = 50, 0.25  # as csat_lib.summary.taylor has it
DRAWS = {100: 6000, 300: 2500, 1000: 2000}
CLOSE = {("linear, clustered", "much", "skewed", 300): 8}
"""Times as many draws, where fewer do not tell on which side of the goal a row lies."""
SCALE = 0.0, 100.0
ENDS = {"normal": None, "symmetric": SCALE, "skewed": SCALE, "nps": (-100.0, 100.0), "top box": (0.0, 1.0)}


@dataclass(frozen=True)
class Design:
    """How a sample is drawn and weighted; ``cap`` in multiples of the mean weight, ``bounds`` of the base weight."""

    name: str
    base: float = 0.0
    psu: int = 0
    strata: bool = False
    spread: float = 0.5
    cap: float | None = None
    distance: str = "raking"
    bounds: tuple[float, float] | None = None
    crossed: bool = False


WITHIN = 1 / 3, 3.0
DESIGNS = (
    Design("plain"),
    Design("weighted", base=0.4),
    Design("clustered", psu=10),
    Design("stratified", strata=True),
    Design("weighted, unequal response", base=0.4, spread=1.0),
    Design("linear", base=0.4, distance="linear", bounds=WITHIN),
    Design("logit", base=0.4, distance="logit", bounds=WITHIN),
    Design("linear, clustered", base=0.4, psu=10, distance="linear", bounds=WITHIN),
    Design("logit, clustered", base=0.4, psu=10, distance="logit", bounds=WITHIN),
    Design("crossed", crossed=True),
    Design("crossed, weighted, clustered", base=0.4, psu=10, crossed=True),
    Design("capped", cap=1.8),
)
LINKS = {"nothing": 0.0, "a little": 0.5, "some": 1.0, "much": 1.5}
FIGURES = ("mean", "gap", "change")
PRINTED = {"normal": ("mean", "change"), "top box": ("mean",)}
"""Figures of outcomes of which a report has not all: differences are of scores on scales with ends."""


@dataclass(frozen=True)
class Draws:
    """R samples of n respondents: (R, n) cell of the margins, base weight, group and outcome; (n,) PSU and stratum."""

    cell: NDArray[np.intp]
    base: Array
    is_in: Array
    y: Array
    psu: NDArray[np.intp]
    stratum: NDArray[np.intp]


def draw(design: Design, link: float, kind: str, size: tuple[int, int], rng: np.random.Generator) -> Draws:
    """Samples in which every level has at least two respondents (the product asks to merge one without)."""
    draws, n = size
    chance = (POPULATION * np.exp(design.spread * RESPONSE)).ravel()
    cell = rng.choice(chance.size, size=size, p=chance / chance.sum())
    one = np.ones(size)
    while (bad := _fewest(by_cell(cell, one), crossed=design.crossed) < 2).any():
        cell[bad] = rng.choice(chance.size, size=(int(bad.sum()), n), p=chance / chance.sum())
    noise, psu, stratum = rng.normal(size=size), np.arange(n), np.zeros(n, dtype=np.intp)
    base = np.exp(design.base * rng.normal(size=size))
    if design.psu:
        psu = np.arange(n) // design.psu
        noise = np.sqrt(0.95) * noise + np.sqrt(0.05) * rng.normal(size=(draws, int(psu[-1]) + 1))[:, psu]
    if design.strata:
        stratum = np.arange(n) * len(STRATA) // n
        shares, means = np.array(STRATA).T
        noise = np.sqrt(1 - shares @ means**2 + (shares @ means) ** 2) * noise + (means - shares @ means)[stratum]
        base = base * (shares / np.bincount(stratum))[stratum] * n
    is_in = (rng.random(size) < IN_CELL[cell // LEVELS]) * 1.0
    return Draws(cell, base, is_in, outcome((link * EFFECT[cell] + noise) / np.sqrt(1 + link**2), kind), psu, stratum)


def by_cell(cell: NDArray[np.intp], values: Array) -> Array:
    """(R, cells) sums of (R, n) values."""
    place = cell + POPULATION.size * np.arange(len(cell))[:, None]
    sums = np.bincount(place.ravel(), values.ravel(), minlength=POPULATION.size * len(cell))
    return sums.reshape(len(cell), -1)


def _fewest(counts: Array, *, crossed: bool) -> Array:
    if crossed:
        return np.asarray(counts.min(axis=1))
    table = counts.reshape(-1, LEVELS, LEVELS)
    return np.minimum(table.sum(1).min(1), table.sum(2).min(1))


def outcome(latent: Array, kind: str) -> Array:
    """What respondents say."""
    if kind == "normal":
        return latent
    return STEP[kind] * np.searchsorted(CUTS[kind], latent) - 100.0 * (kind == "nps")


@cache
def truth(design: Design, link: float, kind: str) -> dict[str, float]:
    """The figures of four million of the population."""
    rng, n = np.random.default_rng(1), 4_000_000
    cell = rng.choice(POPULATION.size, size=n, p=POPULATION.ravel())
    noise = rng.normal(size=n)
    if design.strata:
        shares, means = np.array(STRATA).T
        noise *= np.sqrt(1 - shares @ means**2 + (shares @ means) ** 2)
        noise += (means - shares @ means)[rng.choice(len(STRATA), size=n, p=shares)]
    y, is_in = (
        outcome((link * EFFECT[cell] + noise) / np.sqrt(1 + link**2), kind),
        rng.random(n) < IN_CELL[cell // LEVELS],
    )
    return {"mean": y.mean(), "gap": y[is_in].mean() - y[~is_in].mean(), "change": 0.0}


def uncapped(drawn: Draws, *, crossed: bool = False) -> Array:
    """(R, n) raked weights with mean 1; ``crossed``: to the cells themselves."""
    sums = by_cell(drawn.cell, drawn.base)
    if crossed:
        w = drawn.base * np.take_along_axis(POPULATION.ravel() / sums, drawn.cell, axis=1)
        return np.asarray(w * w.shape[1])
    table = (sums / sums.sum(1, keepdims=True)).reshape(-1, LEVELS, LEVELS)
    factor = np.ones_like(table)
    for _ in range(400):
        factor *= (SHARES[0] / (factor * table).sum(2))[:, :, None]
        step = SHARES[1] / (factor * table).sum(1)
        factor *= step[:, None, :]
        if np.abs(step - 1).max() < 1e-13:
            break
    w = drawn.base * np.take_along_axis(factor.reshape(len(sums), -1), drawn.cell, axis=1)
    return w * (w.shape[1] / w.sum(1, keepdims=True))


def calibrated(drawn: Draws, distance: str) -> Array:
    """(R, n) weights with mean 1 by the linear or logit distance within the bounds; NaN where none meet the margins."""
    (low, high), n = WITHIN, drawn.base.shape[1]
    steep, wide = (high - low) / ((1 - low) * (high - 1)), high - low
    shift = np.log((1 - low) / (high - 1))
    base = drawn.base * (n / drawn.base.sum(1, keepdims=True))
    mass, target = by_cell(drawn.cell, base), n * np.concatenate([[1.0], SHARES[0][1:], SHARES[1][1:]])
    at = np.zeros((len(mass), MARGINS.shape[1]))

    def curve(at: Array) -> tuple[Array, Array]:
        u = at @ MARGINS.T
        if distance == "linear":
            return np.clip(1 + u, low, high), (np.abs(u + 1 - (low + high) / 2) < wide / 2) * 1.0
        p = expit(steep * u + shift)
        return low + wide * p, wide * steep * p * (1 - p)

    for _ in range(60):
        value, slope = curve(at)
        left = (mass * value) @ MARGINS - target
        bend = np.einsum("rk,ki,kj->rij", mass * slope, MARGINS, MARGINS) + 1e-9 * n * np.eye(len(target))
        at = np.clip(at - np.linalg.solve(bend, left[:, :, None])[:, :, 0], -30, 30)
    value, _ = curve(at)
    met = np.abs((mass * value) @ MARGINS - target).max(1) < 1e-7 * n
    return np.where(met[:, None], base * np.take_along_axis(value, drawn.cell, axis=1), np.nan)


def weigh(drawn: Draws, design: Design) -> Array:
    """(R, n) weights with mean 1, raked and cut at the cap, or calibrated."""
    if design.bounds:
        return calibrated(drawn, design.distance)
    w, cap = uncapped(drawn, crossed=design.crossed), design.cap
    if cap:
        bounded, meets = _under_cap(drawn.cell, cap)
        w = np.where(meets[:, None], bounded, w)
    over = np.zeros_like(w, dtype=bool)
    for _ in range(60 if cap else 0):  # as csat_lib.weighting.trimming: what is cut goes to those under the cap
        over |= w > cap * (1 + 1e-12)
        rest = np.where(over, 0.0, w)
        w = np.where(over, cap, rest * ((w.shape[1] - cap * over.sum(1)) / rest.sum(1))[:, None])
    return w


def _under_cap(cell: NDArray[np.intp], cap: float) -> tuple[Array, NDArray[np.bool_]]:
    """(R, n) weights raked with a cap from equal base weights, and whether they meet the margins."""
    counts = by_cell(cell, np.ones(cell.shape)).reshape(-1, LEVELS, LEVELS)
    n, free = cell.shape[1], np.ones_like(counts)
    for _ in range(500):
        for axis in (2, 1):
            mass, under = np.minimum(free, cap) * counts, free < cap
            still, held = (mass * under).sum(axis), (mass * ~under).sum(axis)
            target = SHARES[2 - axis] * n
            room = (target > held) & (still > 0)
            ratio = np.where(room, target - held, target) / np.where(room, still, still + held)
            free = np.minimum(free * np.expand_dims(ratio, axis), 1e100)
    mass = np.minimum(free, cap) * counts
    error = [np.abs(mass.sum(2 - at) / mass.sum((1, 2))[:, None] - SHARES[at]).max(1) for at in (0, 1)]
    weights = np.take_along_axis(np.minimum(free, cap).reshape(len(cell), -1), cell, axis=1)
    return weights * (n / weights.sum(1, keepdims=True)), np.max(error, axis=0) <= 1e-10


@dataclass(frozen=True)
class Twin:
    """What the product makes of a figure, for each draw."""

    value: Array
    se: Array
    df: Array
    sides: tuple[Twin, ...] = ()
    effective: Array | float = np.inf
    told: Array | bool = True
    total: Array | float = 0.0
    skew: Array | float = 0.0
    gain: Array | float = 1.0
    n: int = 0

    def away(self, ends: tuple[float, float] | None) -> Array:
        """Whether there is an interval: enough answers away from the ends of the scale, margins that are near."""
        alone = self.sides or (self,)
        told = np.logical_and.reduce(
            [np.broadcast_to(side.told, self.value.shape) & ~np.isnan(side.se) for side in alone]
        )
        if ends is None:
            return told
        total = np.sum([side.total for side in alone], axis=0)
        place = np.sum([side.total * (side.value - ends[0]) for side in alone], axis=0) / (ends[1] - ends[0]) / total
        away = np.min([side.effective for side in alone], axis=0) * np.minimum(place, 1 - place)
        return told & (away >= (AWAY if self.sides else 0.25)) & np.all([side.se > 0 for side in alone], axis=0)

    def interval(self, ends: tuple[float, float] | None) -> tuple[Array, Array]:
        """(low, high) at 95 %: t, on the logit of a scale with ends; of a difference from those of its sides."""
        t = stdtrit(np.maximum(self.df, 1e-9), 0.975)
        if ends == ENDS["top box"]:
            return self.wilson(t)
        known = np.where(self.away(ends), 1.0, np.nan)
        if ends is None or not self.sides:
            low, high = self.at(t, ends)
            return low * known, high * known
        one, other = self.sides
        (low1, high1), (low2, high2) = one.at(t, ends), other.at(t, ends)
        with np.errstate(divide="ignore", invalid="ignore"):
            r = (one.se**2 + other.se**2 - self.se**2) / (2 * one.se * other.se)
        distances = (one.value - low1, high2 - other.value), (high1 - one.value, other.value - low2)
        reach = [np.sqrt(np.maximum(0, a**2 + b**2 - 2 * r * a * b)) for a, b in distances]
        return (self.value - reach[0]) * known, (self.value + reach[1]) * known

    def at(self, t: Array, ends: tuple[float, float] | None) -> tuple[Array, Array]:
        """(low, high) of a mean, t errors from it."""
        if ends is None:
            return self.value - t * self.se, self.value + t * self.se
        width = ends[1] - ends[0]
        share = (self.value - ends[0]) / width
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = t * self.se / (width * share * (1 - share))
        bend = 1 + BENT * ((1 + self.skew) / self.gain - 1) * np.abs(1 - 2 * share) * np.minimum(reach, 1)
        down, up = (
            np.where(share > 0.5, *pair) for pair in ((reach * bend, reach / bend), (reach / bend, reach * bend))
        )
        return ends[0] + width * expit(logit(share) - down), ends[0] + width * expit(logit(share) + up)

    def wilson(self, t: Array) -> tuple[Array, Array]:
        """(low, high) of a share, by Wilson on the n of a simple sample that would know it as well."""
        p, z2 = self.value, ndtri(0.975) ** 2
        with np.errstate(divide="ignore", invalid="ignore"):
            known = np.where(self.se > 0, p * (1 - p) / self.se**2, np.inf)
        n = np.minimum(known, self.effective * self.gain) * (stdtrit(self.n - 1.0, 0.975) / t) ** 2
        a = 1 + z2 / (n * self.gain)
        b, c = p + (a - 1) / 2, p**2 - z2 * p * (1 - p) * (1 - 1 / self.gain) / n
        reach, told = np.sqrt(b**2 - a * c), np.where(self.told & ~np.isnan(self.se), 1.0, np.nan) / a
        return (b - reach) * told, (b + reach) * told

    def minus(self, other: Twin) -> Twin:
        """The difference to an independent wave, by Welch and Satterthwaite."""
        mine, theirs = self.se**2, other.se**2
        df = (mine + theirs) ** 2 / (mine**2 / self.df + theirs**2 / other.df)
        return Twin(self.value - other.value, np.sqrt(mine + theirs), df, (self, other))


def estimate(
    drawn: Draws, w: Array, groups: list[tuple[float, Array]], *, x: Array, capped: bool, near: bool = False
) -> Twin:
    """A contrast of means: sign and membership (R, n) of each group; ``near``: to the raked one, or no interval.

    ``x`` (cells, q) what the margins know of each cell.
    """
    lost = x.shape[1] - 1
    met = _margins_off(drawn, w, 0.0) if capped else np.ones(len(w), dtype=bool)
    z, value, df = np.zeros_like(w), np.zeros(len(w)), np.full(len(w), np.inf)
    everybody, lies_with_few = w.sum(1) ** 2 / (w**2).sum(1), np.zeros(len(w), dtype=bool)
    for sign, group in groups:
        total = (w * group).sum(1)
        mean = (w * group * drawn.y).sum(1) / total
        value += sign * mean
        z += sign * group * (drawn.y - mean[:, None]) / total[:, None]
        size, effective = group.sum(1), total**2 / (w**2 * group).sum(1)
        square = (w**2 * group).sum(1)
        known = 2 / (square / total**2 + (w**4 * group).sum(1) / square**2)
        lies_with_few |= (known < FEW_UNEQUAL) & (effective < size / 2)
        respondents = (size - _reached(group, drawn.stratum)) * (known - 1) / (size - 1)
        respondents *= 1 - lost / everybody * met
        psus = _reached(group, drawn.psu) - _reached(group, drawn.stratum)
        df = np.minimum(df, np.minimum(respondents, psus) if _clustered(drawn) else respondents)
    of_w = by_cell(drawn.cell, w)
    before = by_cell(drawn.cell, drawn.base)
    change = np.divide(before, of_w, out=np.zeros_like(of_w), where=of_w > 0)
    cross = np.einsum("rk,ki,kj->rij", before, x, x)
    sums = by_cell(drawn.cell, w * z)
    free = by_cell(drawn.cell, uncapped(drawn)) if capped or near else of_w
    bias = (np.divide(of_w - free, of_w, out=np.zeros_like(of_w), where=of_w > 0) * sums).sum(1) * met
    fixed = _variance(w * z, drawn)
    slopes = np.linalg.solve(cross, ((sums * change) @ x)[:, :, None])[:, :, 0]
    z = z - np.take_along_axis(slopes @ x.T, drawn.cell, axis=1) * met[:, None]
    variance = _variance(w * z, drawn)
    variance *= np.where(met, everybody / (everybody - lost), 1.0)
    told = met | _margins_off(drawn, w, 0.5) if capped else True
    told = told & ~lies_with_few
    if _clustered(drawn):
        told = told & (len(np.unique(drawn.psu)) - len(np.unique(drawn.stratum)) >= 2 * lost)
    if near:
        with np.errstate(invalid="ignore"):
            told, bias = told & (np.abs(bias) <= MOST_APART * np.sqrt(variance)), 0.0 * bias
    skew = np.cbrt(total**2 * (w**4 * group).sum(1) / square**3) - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = np.where(met, np.maximum(1.0, fixed / (variance + bias**2)), 1.0)
    bases = {"effective": effective, "total": total, "skew": skew, "n": w.shape[1]}
    return Twin(value, np.sqrt(variance + bias**2), df, told=told, gain=gain, **bases)


def _variance(wz: Array, drawn: Draws) -> Array:
    """(R,) of the sum, over PSUs within strata."""
    first = np.unique(drawn.psu, return_index=True)[1]
    u, stratum = np.add.reduceat(wz, first, axis=1), drawn.stratum[first]
    parts = [u[:, stratum == at] for at in range(int(stratum[-1]) + 1)]
    return np.asarray(sum(part.shape[1] * part.var(axis=1, ddof=1) for part in parts))


def _margins_off(drawn: Draws, w: Array, errors: float) -> NDArray[np.bool_]:
    """(R,) whether no margin share is off by more than so many standard errors, or by no more than .0001."""
    table = by_cell(drawn.cell, w).reshape(-1, LEVELS, LEVELS) / w.shape[1]
    n = w.sum(1, keepdims=True) ** 2 / (w**2).sum(1, keepdims=True)
    allowed = [np.maximum(1e-4, errors * np.sqrt(share * (1 - share) / n)) for share in SHARES]
    near = [np.abs(table.sum(2 - at) - SHARES[at]) <= allowed[at] for at in (0, 1)]
    return np.asarray(np.all(near, axis=(0, 2)))


def _clustered(drawn: Draws) -> bool:
    return len(np.unique(drawn.psu)) < len(drawn.psu)


def _reached(group: Array, code: NDArray[np.intp]) -> Array:
    """(R,) how many strata or PSUs have anybody of the group."""
    first = np.unique(code, return_index=True)[1]
    return (np.add.reduceat(group, first, axis=1) > 0).sum(1).astype(float)


def figure(name: str, design: Design, drawn: Draws, w: Array) -> Twin:
    """The mean or the gap."""
    known = np.eye(POPULATION.size) if design.crossed else MARGINS
    how: dict[str, Any] = {"x": known, "capped": design.cap is not None, "near": design.bounds is not None}
    if name == "gap":
        groups = drawn.is_in, 1 - drawn.is_in
        sides = tuple(estimate(drawn, w, [(1.0, group)], **how) for group in groups)
        both = [(1.0, groups[0]), (-1.0, groups[1])]
        return replace(estimate(drawn, w, both, **how), sides=sides)
    return estimate(drawn, w, [(1.0, np.ones_like(w))], **how)


def row(job: tuple[Design, str, str, int, int]) -> list[dict[str, object]]:
    """The rows of one design, link, kind of outcome and n."""
    design, explain, kind, n, draws = job
    rng = np.random.default_rng([n, *explain.encode(), *design.name.encode(), *kind.encode()])
    link, found, deff = LINKS[explain], {name: [] for name in PRINTED.get(kind, FIGURES)}, []
    for start in range(0, draws, 250):
        waves = []
        for _ in range(2):
            drawn = draw(design, link, kind, (min(250, draws - start), n), rng)
            w = weigh(drawn, design)
            waves.append(figure("mean", design, drawn, w))
        deff.append(n * (w**2).sum(1) / w.sum(1) ** 2)
        twins = {"mean": waves[1], "gap": figure("gap", design, drawn, w), "change": waves[1].minus(waves[0])}
        for name, blocks in found.items():
            twin = twins[name]
            blocks.append(np.stack([twin.value, twin.se, *twin.interval(ENDS[kind])]))
    planted = truth(replace(design, name="", base=0.0, psu=0, spread=0.0, cap=None, crossed=False), link, kind)
    rows = []
    for name, blocks in found.items():
        told = np.concatenate(blocks, axis=1)
        value, se, low, high = told[:, ~np.isnan(told[2])]
        about = {"design": design.name, "outcome": kind, "figure": name, "margins explain": explain, "n": n}
        of = {"draws": draws, "deff": np.nanmean(np.concatenate(deff)), "truth": planted[name]}
        printed = len(value) / draws
        if printed >= RARE:
            below, above = (planted[name] < low).mean(), (planted[name] > high).mean()
            of |= {"bias": value.mean() - planted[name], "sd": value.std(), "mean_se": se.mean(), "printed": printed}
            of |= {"coverage": 1 - below - above, "below": below, "above": above}
        rows.append(about | of | {"printed": printed})
    return rows


def jobs(times: float) -> Iterator[tuple[Design, str, str, int, int]]:
    """Every combination for the plain design; the extremes of the others."""
    for design in DESIGNS:
        for kind in ENDS:
            if design.bounds and kind not in {"symmetric", "skewed"}:
                continue
            few = ("nothing", "some", "much")[: 2 if kind == "top box" else 3]
            for explain in LINKS if design.name == "plain" and kind != "top box" else few:
                for n, draws in DRAWS.items():
                    more = CLOSE.get((design.name, explain, kind, n), 1)
                    yield design, explain, kind, n, int(draws * times * more)


def main() -> None:
    """Run all and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=float, default=1.0)
    options.add_argument("--out", type=Path, default=KEPT)
    options.add_argument("--designs", nargs="*", default=[design.name for design in DESIGNS])
    given = options.parse_args()
    rows = [each for job in jobs(given.times) if job[0].name in given.designs for each in row(job)]
    pd.DataFrame(rows).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
