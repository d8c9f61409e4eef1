"""How often does the interval of an index with estimated weights cover the index of the population?

Run by hand from the top folder: ``python -m tests.simulations.index_coverage --draws 2000``. Six constructs of two
items each and an outcome that they explain in part; a third of the customers belongs to a group that is better off
in two constructs. The index has Johnson's or factor weights, estimated from the same answers that it scores; the
change is that since an earlier wave, half as large, both scored with the later one's weights.

- spread 0, 3.4 and 6.8: standard deviation of the constructs' means in points (it is this spread that errors of the
  weights work on), answers of five categories about the middle of the scale;
- top box: answers of which 80 % are the best;
- weighted: the same with unequal weights (the logarithm's sd .4) that have nothing to do with the answers;
- clustered: weighted, in PSUs of eight who share a twentieth of the variance of each factor.

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
PARTS, RULES = tuple("abcdef"), ("factor", "johnson")
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


CASES = (
    Case("spread 0", 0.0),
    Case("spread 3.4"),
    Case("spread 6.8", 6.8),
    Case("top box", cuts=TOP),
    Case("top box, weighted", cuts=TOP, weighted=True),
    Case("top box, weighted, clustered", cuts=TOP, weighted=True, clustered=True),
)
STEP = 25.0  # points between two answers, which lie one unit of the latent answer apart


@dataclass(frozen=True)
class Drawn:
    """Scores 0-100 (n, 7) of the constructs and the outcome, weights, PSU, replicate group, and who is in the group."""

    scores: Array
    weights: Array
    psu: Codes
    group: Codes
    is_in: NDArray[np.bool_]

    @cached_property
    def replicated(self) -> tuple[Array, Array]:
        """(g + 1, 7) means and (g + 1, 7, 7) correlations: of all, then without each replicate group."""
        order = np.argsort(self.group, kind="stable")
        starts = np.flatnonzero(np.diff(self.group[order], prepend=-1))
        x, w = (self.scores - self.scores.mean(axis=0))[order], self.weights[order]
        wx = w[:, None] * x
        sums = [np.add.reduceat(each, starts) for each in (w, wx, wx[:, :, None] * x[:, None, :])]
        w, wx, wxx = (np.concatenate([one.sum(axis=0)[None], one.sum(axis=0) - one]) for one in sums)
        means = wx / w[:, None]
        covariance = wxx / w[:, None, None] - means[:, :, None] * means[:, None, :]
        spread = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
        return means, covariance / (spread[:, :, None] * spread[:, None, :])

    def estimate(self, w: Array, cells: Sequence[tuple[float, NDArray[np.bool_]]]) -> tuple[Estimate, Array]:
        """The contrast of the index over cells with the weights given, and that of the constructs' means."""
        x, n = self.scores[:, :-1], len(self.scores)
        z, means = np.zeros(n), np.zeros(len(w))
        for sign, cell in cells:
            share = self.weights * cell / self.weights[cell].sum()
            mean = share @ x
            means += sign * mean
            z += sign * share * ((x - mean) @ w)
        units = np.bincount(self.psu, z)
        parts = [self.weights[cell] for _, cell in cells]
        effective = min(own.sum() ** 2 / (own @ own) for own in parts)
        known = min(2 / ((own @ own) / own.sum() ** 2 + (own**4).sum() / (own @ own) ** 2) for own in parts)
        df = min(known - 1, *(len(np.unique(self.psu[cell])) - 1 for _, cell in cells))
        skew = max(np.cbrt(own.sum() ** 2 * (own**4).sum() / (own @ own) ** 3) for own in parts) - 1
        k, sizes = len(units), (n, float(parts[0].sum()), effective)
        made = Estimate(float(w @ means), (k / (k - 1) * units @ units) ** 0.5, df, *sizes, way("taylor"), skew=skew)
        if len(cells) == 1:
            return replace(made, ends=INDEX_ENDS), means
        return replace(made, sides=tuple(self.estimate(w, [(1.0, cell)])[0] for _, cell in cells)), means


def draw(case: Case, n: int, rng: np.random.Generator) -> Drawn:
    """n customers; a third of them is in the group and better off in the first two constructs."""
    psu = np.arange(n) // PSU if case.clustered else np.arange(n)
    factors = np.sqrt(0.5) * rng.normal(size=(n, 1)) + np.sqrt(0.5) * rng.normal(size=(n, len(PARTS)))
    if case.clustered:
        factors = np.sqrt(0.95) * factors + np.sqrt(0.05) * rng.normal(size=(n // PSU + 1, len(PARTS)))[psu]
    is_in = rng.random(n) < 1 / 3
    factors[is_in, :2] += 0.3
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
    k, (means, r) = len(PARTS), drawn.replicated
    roots, vectors = np.linalg.eigh(r[:, :k, :k])
    if rule == "factor":
        weights = vectors[:, :, -1] ** 2
        directions = vectors[0, :, -1] * np.sign(vectors[0, :, -1].sum())
    else:
        loads = (vectors * np.sqrt(roots)[:, None, :]) @ vectors.swapaxes(1, 2)
        raw = (loads**2 @ np.linalg.solve(loads, r[:, :k, k:]) ** 2)[:, :, 0]
        weights, directions = raw / raw.sum(axis=1, keepdims=True), r[0, :k, k]
    if not directions.min() > 0:
        return Composite("index", "index", {})
    values = np.concatenate([means[1:, :k], weights[1:]], axis=1)
    off = values - values.mean(axis=0)
    both = off.T @ off * ((len(off) - 1) / len(off))
    errors = WeightErrors(PARTS, both[k:, k:], both[:k, k:], len(off))
    return Composite("index", "index", dict(zip(PARTS, weights[0].tolist(), strict=True)), errors)


def figures(rule: str, now: Drawn, before: Drawn) -> Iterator[tuple[str, Estimate, Estimate]]:
    """Name, the estimate with the weights given, and with their error counted."""
    one = composite(rule, now)
    if one.errors is None:
        return
    w, everybody = np.array(list(one.parts.values())), np.ones(len(now.psu), dtype=bool)
    cells = {"all": [(1.0, everybody)], "group": [(1.0, now.is_in)], "gap": [(1.0, now.is_in), (-1.0, ~now.is_in)]}
    for name, contrast in cells.items():
        given, means = now.estimate(w, contrast)
        yield name, given, one.errors.counted(given, one.parts, means, with_wave=name != "gap")
    (later, after), (earlier, means) = now.estimate(w, cells["all"]), before.estimate(w, [(1.0, before.psu >= 0)])
    change = later.minus(earlier)
    yield "change", change, one.errors.counted(change, one.parts, after - means, with_wave=True)


@cache
def truth(case: Case, rule: str) -> dict[str, float]:
    """Every figure in two million customers who weigh the same."""
    drawn = draw(replace(case, weighted=False, clustered=False), POPULATION, np.random.default_rng(1))
    of = figures(rule, drawn, drawn)
    return {name: float(estimate.value or 0.0) for name, estimate, _ in of}


def one_draw(job: tuple[Case, int, int]) -> list[dict[str, object]]:
    """The figures of one draw by both rules, one row each."""
    case, n, seed = job
    rng, rows = np.random.default_rng([seed, n]), []
    now, before = draw(case, n, rng), draw(case, n // 2, rng)
    for rule in RULES:
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
    for case, _ in runs:
        for rule in RULES:
            truth(case, rule)
    tables = []
    for case, n in runs:
        draws = given.draws * (2 if case.cuts == TOP and n == SIZES[0] else 1)
        tables.append(table(case, n, [one_draw((case, n, seed)) for seed in range(draws)]))
    pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
