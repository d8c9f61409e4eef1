"""How often does the interval of an index with estimated weights cover the index of the population?

Run by hand from the top folder: ``python -m tests.simulations.index_coverage --draws 2000``. Six constructs of two
items each and an outcome that they explain in part; a third of the customers belongs to a group that is better off
in two constructs. The index has weights by one rule, estimated from the same answers that it scores (``combined``:
CRITIC and Johnson's, multiplied); the change is that since an earlier wave, half as large, both scored with the later
one's weights.

- spread 0, 3.4 and 6.8: standard deviation of the constructs' means in points (it is this spread that errors of the
  weights work on), answers of five categories about the middle of the scale;
- top box: answers of which 80 % are the best;
- weighted: the same with unequal weights (the logarithm's sd .4) that have nothing to do with the answers;
- clustered: weighted, in PSUs of eight who share a twentieth of the variance of each factor;
- units: spread 3.4, and eight units that differ in their constructs. Here alone the weights are ``entropy``, of the
  units' means: reports print no interval of such an index, as this case says that it would not hold.

``given`` is the interval as if the weights were known, ``counted`` the one printed; the linearised error of the means
is numpy's (a test holds it to the product's own). The truth is the index of two million customers. The table, kept in
``index_coverage.csv``: case, rule, figure, n, draws, truth, share with an interval (``printed``), bias, sd, mean
standard errors, and for both intervals how often the truth lies inside, below and above.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import comb
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import way
from csat_lib.index.composite import Composite
from csat_lib.index.score_figures import INDEX_ENDS
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.summary.estimate import Estimate

from .replicated import RARE

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
KEPT = Path(__file__).with_suffix(".csv")
POPULATION = 2_000_000
SIZES = (100, 300, 1000)
PARTS, UNITS = tuple("abcdef"), 8
ANSWERED = ("factor", "pca", "johnson", "lmg", "regression", "critic", "independence", "information", "cv", "combined")
BY_UNIT = np.random.default_rng(8).normal(size=(UNITS, len(PARTS))) * np.array([0.1, 0.2, 0.15, 0.25, 0.2, 0.1])
"""What units differ by in their constructs."""
PULL = np.array([0.5, 0.35, 0.25, 0.2, 0.1, 0.05])  # of the constructs on the outcome
SHAPE = np.array([-1.4, 1.2, -0.6, 0.9, 0.4, -0.5])  # of their means: sd 1
MIDDLE, TOP = (-1.5, -0.5, 0.5, 1.5), (-2.6, -2.1, -1.5, -0.84)  # cuts between the answers
PSU = 8


@dataclass(frozen=True)
class Case:
    """``spread`` of the means in points; ``cuts`` of the answers; whether ``weighted`` and ``clustered``."""

    name: str
    spread: float = 3.4
    cuts: tuple[float, ...] = MIDDLE
    weighted: bool = False
    clustered: bool = False
    units: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """What the index is weighed by."""
        return ("entropy",) if self.units else ANSWERED


CASES = (
    Case("spread 0", 0.0),
    Case("spread 3.4"),
    Case("spread 6.8", 6.8),
    Case("top box", cuts=TOP),
    Case("top box, weighted", cuts=TOP, weighted=True),
    Case("top box, weighted, clustered", cuts=TOP, weighted=True, clustered=True),
    Case("units", units=True),
)
STEP = 25.0  # points between two answers, which lie one unit of the latent answer apart


@dataclass(frozen=True)
class Cell:
    """What the error of any index of a cell needs: ``means`` (6,), what each PSU adds to them (k, 6), and bases."""

    means: Array
    units: Array
    n_weighted: float
    n_effective: float
    df: float
    skew: float


@dataclass(frozen=True)
class Drawn:
    """Scores 0-100 (n, 7) of the constructs and the outcome, weights, PSU, replicate group, and who is in the group."""

    scores: Array
    weights: Array
    psu: Codes
    group: Codes
    is_in: NDArray[np.bool_]

    @property
    def unit(self) -> Codes:
        """(n,) which of the units PSUs belong to."""
        return self.psu % UNITS

    @cached_property
    def by_unit(self) -> Array:
        """(g + 1, units, 6) means of the constructs in each unit."""
        codes = np.unique(self.group, return_inverse=True)[1]  # as many as there are groups with anybody in them
        g = codes.max() + 1
        place = codes * UNITS + self.unit
        columns = [self.weights, *(self.weights * column for column in self.scores[:, :-1].T)]
        sums = np.stack([np.bincount(place, column, g * UNITS) for column in columns], axis=-1).reshape(g, UNITS, -1)
        sums = np.concatenate([sums.sum(axis=0)[None], sums.sum(axis=0) - sums])
        return np.asarray(sums[..., 1:] / sums[..., :1])

    @cached_property
    def replicated(self) -> tuple[Array, Array]:
        """(g + 1, 7) means and (g + 1, 7, 7) covariances: of all, then without each replicate group."""
        order = np.argsort(self.group, kind="stable")
        starts = np.flatnonzero(np.diff(self.group[order], prepend=-1))
        x, w = (self.scores - self.scores.mean(axis=0))[order], self.weights[order]
        wx = w[:, None] * x
        sums = [np.add.reduceat(each, starts) for each in (w, wx, wx[:, :, None] * x[:, None, :])]
        w, wx, wxx = (np.concatenate([one.sum(axis=0)[None], one.sum(axis=0) - one]) for one in sums)
        means = wx / w[:, None]
        return means + self.scores.mean(axis=0), wxx / w[:, None, None] - means[:, :, None] * means[:, None, :]

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Everybody, the group and the others."""
        who = {"all": np.ones(len(self.psu), dtype=bool), "group": self.is_in, "others": ~self.is_in}
        return {name: self._cell(which) for name, which in who.items()}

    def _cell(self, which: NDArray[np.bool_]) -> Cell:
        own, x = self.weights[which], self.scores[:, :-1]
        share = self.weights * which / own.sum()
        mean, fourth = share @ x, (own**4).sum() / (own @ own)
        effective = own.sum() ** 2 / (own @ own)
        df = min(2 / (1 / effective + fourth / (own @ own)), len(np.unique(self.psu[which]))) - 1
        skew = np.cbrt(own.sum() ** 2 * fourth / (own @ own) ** 2) - 1
        units = np.stack([np.bincount(self.psu, share * off) for off in (x - mean).T], axis=-1)
        return Cell(mean, units, float(own.sum()), float(effective), float(df), float(skew))

    def estimate(self, w: Array, cells: Sequence[tuple[float, str]]) -> tuple[Estimate, Array]:
        """The contrast of the index over cells with the weights given, and that of the constructs' means."""
        parts = [self.cells[name] for _, name in cells]
        means = np.sum([sign * self.cells[name].means for sign, name in cells], axis=0)
        units = np.sum([sign * self.cells[name].units for sign, name in cells], axis=0) @ w
        k, sizes = len(units), (len(self.scores), parts[0].n_weighted, min(part.n_effective for part in parts))
        df, skew = min(part.df for part in parts), max(part.skew for part in parts)
        made = Estimate(float(w @ means), (k / (k - 1) * units @ units) ** 0.5, df, *sizes, way("taylor"), skew=skew)
        if len(cells) == 1:
            return replace(made, ends=INDEX_ENDS), means
        return replace(made, sides=tuple(self.estimate(w, [(1.0, name)])[0] for _, name in cells)), means


def draw(case: Case, n: int, rng: np.random.Generator) -> Drawn:
    """n customers; a third of them is in the group and better off in the first two constructs."""
    psu = np.arange(n) // PSU if case.clustered else np.arange(n)
    factors = np.sqrt(0.5) * rng.normal(size=(n, 1)) + np.sqrt(0.5) * rng.normal(size=(n, len(PARTS)))
    if case.clustered:
        factors = np.sqrt(0.95) * factors + np.sqrt(0.05) * rng.normal(size=(n // PSU + 1, len(PARTS)))[psu]
    is_in = rng.random(n) < 1 / 3
    factors[is_in, :2] += 0.3
    if case.units:
        factors += BY_UNIT[psu % UNITS]
    latent = np.repeat(factors + SHAPE * case.spread / STEP, 2, axis=1) * 0.85
    answers = np.digitize(latent + np.sqrt(1 - 0.85**2) * rng.normal(size=latent.shape), case.cuts)
    outcome = np.digitize(factors @ PULL / 1.1 + 0.6 * rng.normal(size=n), case.cuts)
    scores = np.column_stack([answers.reshape(n, -1, 2).mean(axis=2), outcome]) * 25
    weights = np.exp(0.4 * rng.normal(size=n)) if case.weighted else np.ones(n)
    return Drawn(scores, weights, psu, rng.integers(0, 100, psu[-1] + 1)[psu], is_in)


def composite(rule: str, drawn: Drawn) -> Composite:
    """The index with the weights of these answers and their errors, all replicates weighted at once.

    A test holds it to the product's :func:`index_weights`.
    """
    k, means = len(PARTS), drawn.replicated[0]
    raw, directions = weighed(rule, drawn)
    if directions is not None and not directions.min() > 0:
        return Composite("index", "index", {})
    weights = raw / raw.sum(axis=1, keepdims=True)
    values = np.concatenate([means[1:, :k], weights[1:]], axis=1)
    off = values - values.mean(axis=0)
    both = off.T @ off * ((len(off) - 1) / len(off))
    errors = WeightErrors(PARTS, both[k:, k:], both[:k, k:], len(off))
    return Composite("index", "index", dict(zip(PARTS, weights[0].tolist(), strict=True)), errors)


def weighed(rule: str, drawn: Drawn) -> tuple[Array, Array | None]:
    """(g + 1, k) weights in proportion, and which way each part goes, of a rule that knows."""
    k, (means, covariance) = len(PARTS), drawn.replicated
    spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    r = covariance / (spread[:, :, None] * spread[:, None, :])
    xx, xy, sd = r[:, :k, :k], r[:, :k, k], spread[:, :k]
    if rule in {"factor", "pca"}:
        first = np.linalg.eigh(xx)[1][:, :, -1]
        first = first * np.sign(first.sum(axis=1, keepdims=True))
        return first**2 if rule == "factor" else first, first[0]
    if rule in {"johnson", "lmg"}:
        return johnson(xx, xy) if rule == "johnson" else shapley(r), xy[0]
    if rule == "regression":
        betas = np.linalg.solve(xx, xy[:, :, None])[:, :, 0]
        return betas, betas[0]
    if rule == "combined":
        both = [raw / raw.sum(axis=1, keepdims=True) for raw, _ in (weighed(one, drawn) for one in TOGETHER)]
        return np.prod(both, axis=0), xy[0]
    if rule == "entropy":
        share = drawn.by_unit / drawn.by_unit.sum(axis=1, keepdims=True)
        return 1 + (share * np.log(share)).sum(axis=1) / np.log(UNITS), None
    rules = {
        "critic": lambda: sd * (1 - xx).sum(axis=2),
        "independence": lambda: 1 / np.diagonal(np.linalg.inv(xx), axis1=1, axis2=2),
        "information": lambda: sd,
        "cv": lambda: sd / means[:, :k],
    }
    return rules[rule](), None


TOGETHER = ("critic", "johnson")


def johnson(xx: Array, xy: Array) -> Array:
    """(g, k) Johnson's shares of R squared, as ``index.decompose`` has them."""
    roots, vectors = np.linalg.eigh(xx)
    loads = (vectors * np.sqrt(roots)[:, None, :]) @ vectors.swapaxes(1, 2)
    return np.asarray((loads**2 @ np.linalg.solve(loads, xy[:, :, None]) ** 2)[:, :, 0])


def shapley(r: Array) -> Array:
    """(g, k) mean gains in R squared of correlations (g, k + 1, k + 1), as ``index.decompose.lmg`` has them."""
    k = r.shape[-1] - 1
    residual = r[:, None]
    for _ in range(k):
        first, kept = residual[:, :, 0, 1:], residual[:, :, 1:, 1:]
        swept = kept - first[..., :, None] * first[..., None, :] / residual[:, :, :1, :1]
        residual = np.concatenate([kept, swept], axis=1)
    r2, size = 1 - residual[:, :, 0, 0], np.array([at.bit_count() for at in range(2**k)])
    share = np.array([1 / (k * comb(k - 1, s)) for s in range(k)])
    without = [np.flatnonzero(~np.arange(2**k) >> j & 1) for j in range(k)]
    return np.stack([(r2[:, at + 2**j] - r2[:, at]) @ share[size[at]] for j, at in enumerate(without)], axis=1)


def figures(rule: str, now: Drawn, before: Drawn) -> Iterator[tuple[str, Estimate, Estimate]]:
    """Name, the estimate with the weights given, and with their error counted."""
    one = composite(rule, now)
    if one.errors is None:
        return
    w = np.array(list(one.parts.values()))
    cells = {"all": [(1.0, "all")], "group": [(1.0, "group")], "gap": [(1.0, "group"), (-1.0, "others")]}
    for name, contrast in cells.items():
        given, means = now.estimate(w, contrast)
        yield name, given, one.errors.counted(given, one.parts, means, with_wave=name != "gap")
    (later, after), (earlier, means) = now.estimate(w, cells["all"]), before.estimate(w, cells["all"])
    change = later.minus(earlier)
    yield "change", change, one.errors.counted(change, one.parts, after - means, with_wave=True)


def truth(case: Case, rule: str) -> dict[str, float]:
    """Every figure in two million customers who weigh the same."""
    return _truth(replace(case, name="", weighted=False, clustered=False))[rule]


@cache
def _truth(case: Case) -> dict[str, dict[str, float]]:
    drawn = draw(case, POPULATION, np.random.default_rng(1))
    everybody, group, others = (
        drawn.scores[cell, :-1].mean(axis=0) for cell in (slice(None), drawn.is_in, ~drawn.is_in)
    )
    means = {"all": everybody, "group": group, "gap": group - others, "change": 0 * everybody}
    weights = {rule: np.array(list(composite(rule, drawn).parts.values())) for rule in case.rules}
    return {rule: {name: float(own @ mean) for name, mean in means.items()} for rule, own in weights.items()}


def one_draw(job: tuple[Case, int, int]) -> list[dict[str, object]]:
    """The figures of one draw by every rule, one row each."""
    case, n, seed = job
    rng, rows = np.random.default_rng([seed, n]), []
    now, before = draw(case, n, rng), draw(case, n // 2, rng)
    for rule in case.rules:
        planted = truth(case, rule)
        for name, given, counted in figures(rule, now, before):
            row: dict[str, object] = {"rule": rule, "figure": name, "value": counted.value}
            row |= _judged("given", given, name, planted[name]) | _judged("counted", counted, name, planted[name])
            rows.append(row)
    return rows


def _judged(way_of: str, estimate: Estimate, name: str, planted: float) -> dict[str, object]:
    """On which side the interval misses: of a level on the logit of its scale, of a difference put together."""
    is_level = name in {"all", "group"}
    on_scale = estimate.interval_on(INDEX_ENDS, 0.95) if is_level and not estimate.is_near_end else (None, None)
    low, high = on_scale if is_level else estimate.interval(0.95)
    below, above = (np.nan, np.nan) if low is None or high is None else (float(planted < low), float(planted > high))
    return {f"se_{way_of}": estimate.se, f"below_{way_of}": below, f"above_{way_of}": above}


def table(case: Case, n: int, found: list[list[dict[str, object]]]) -> pd.DataFrame:
    """One row per rule and figure."""
    rows = []
    for (rule, name), drawn in pd.DataFrame([row for rows in found for row in rows]).groupby(
        ["rule", "figure"], sort=False
    ):
        each, planted = drawn.dropna(), truth(case, str(rule))[str(name)]
        row = {"case": case.name, "rule": rule, "figure": name, "n": n, "draws": len(found), "truth": planted}
        row |= {"printed": len(each) / len(found)}
        if len(each) >= RARE * len(found):
            row |= {"bias": each["value"].mean() - planted, "sd": each["value"].std()}
            for way_of in ("given", "counted"):
                below, above = each[f"below_{way_of}"].mean(), each[f"above_{way_of}"].mean()
                row |= {f"se_{way_of}": each[f"se_{way_of}"].mean(), f"coverage_{way_of}": 1 - below - above}
                row |= {f"below_{way_of}": below, f"above_{way_of}": above}
        rows.append(row)
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    runs = [(case, n) for case in CASES for n in SIZES]
    tables: list[pd.DataFrame] = []
    for case, n in runs:
        draws = given.draws * (2 if case.cuts == TOP and n == SIZES[0] else 1)
        tables.append(table(case, n, [one_draw((case, n, seed)) for seed in range(draws)]))
        pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
