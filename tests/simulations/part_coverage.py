"""Do the intervals hold of what each part makes of an index and of its change: answers, KPIs, units, the mix?

Run by hand from the top folder: ``python -m tests.simulations.part_coverage --draws 2000`` (some minutes). The
customers of ``index_coverage`` in two waves: the constructs' means, all alike in the first, are 3.4 points apart in the
second, so that single parts change by up to 5 points. Everybody but a sixth is in one of two units, whose sizes change.
``index`` weighs six constructs by Johnson's shares of the later wave's answers; ``top`` takes .7 of it, .2 of the share
of cases solved and .1 of the minutes of waiting, KPIs of each unit from as many records as it has answers (shares of
counts; means of a gamma distribution of shape 2), worth points in proportion between .6 and 1, and between 10 minutes
and 1.

- index part, index part change: of ``solved`` and ``wait``; answers change, kpis change: the sums over the leaves from
  answers and over KPIs; of everybody and of the first unit;
- index, change: of ``top``, with the errors of the KPIs and of the weights;
- contribution, remainder, mix: of the first unit, of those in none (of ``top``, as they have no KPI, there is none), of
  changed sizes, in the change of both nodes;
- ``by name`` what no report prints, intervals of what is made of one estimated weight: of the weight of the first and
  the last construct, by t of the jackknife and by t on the logit, and of what construct ``a`` makes of the change.

The product's intervals hold together with others: here each stands for itself, at .95. Truths are the same figures of
two million who weigh the same, with the KPIs that were planted. The numpy twin is held to the product's own figures in
``test_part_coverage.py``. The table, kept in ``part_coverage.csv``, has the columns of ``reliability_coverage.csv``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
from scipy.special import expit, logit, stdtrit

from csat_lib.collect import kpi_points
from csat_lib.insight.decomposition import FEWEST_EFFECTIVE, kitagawa
from csat_lib.insight.operating_figures import KpiValue
from csat_lib.study.kpis import Linear, Standard, UnitFigure

from .derived_coverage import estimate
from .index_coverage import CASES, PARTS, POPULATION, SIZES, Array, Case, Drawn, composite, draw
from .populations import PSU
from .raked_coverage import SCALE, Twin
from .replicated import told

KEPT = Path(__file__).with_suffix(".csv")
TRIED = [case for case in CASES if case.name == "spread 3.4" or "top box" in case.name]
AT_ONCE = 50
RULE, WEIGHED_BY = "johnson", ("johnson", "factor", "critic", "regression")
SIZES_OF_UNITS = np.array([[[0.3, 0.55, 0.15], [0.2, 0.65, 0.15]], [[0.45, 0.4, 0.15], [0.35, 0.5, 0.15]]])
"""Shares of the units, and of those in none, by wave and by whether customers are in the group that is better off."""
KPIS = {"solved": (0.2, "up", Linear(worst=0.6, best=1.0)), "wait": (0.1, "down", Linear(worst=10.0, best=1.0))}
TRUE: Mapping[str, tuple[tuple[float, float], ...]] = {
    "solved": ((0.85, 0.75), (0.90, 0.70)),
    "wait": ((4.0, 5.0), (3.0, 6.0)),
}
"""The KPIs of the units as they are, by wave."""
GAMMA, ANSWERED, SINGLE = 2.0, 0.7, ("a", "f")
QUANTILES = (np.arange(400) + 0.5) / 400
"""A tenth of the product's: the variance of a KPI comes out right to 1 in 200."""
K = len(PARTS)
Ends = tuple[Array, Array]
Found = tuple[str, str, Array, Ends]


@dataclass(frozen=True)
class Waves:
    """B samples of a wave: scores (B, n, 6), weights and units (B, n), points and variances of KPIs (B, 2, 2).

    The last axis of KPIs are the units; ``ends`` (B, 2, 2, 2) what the ends of their own intervals are worth.
    """

    y: Array
    w: Array
    unit: Array
    points: Array
    variances: Array
    ends: Array
    case: Case

    def cell(self, unit: int | None) -> Array:
        """(B, n) 1 of those in a unit, or of all."""
        return np.ones(self.w.shape) if unit is None else (self.unit == unit) * 1.0

    @property
    def has(self) -> Array:
        """(B, n) 1 of those who have KPIs: who are in a unit."""
        return (self.unit < 2) * 1.0

    def kpi(self, at: int) -> Array:
        """(B, n) the points that each has."""
        return np.where(self.has > 0, np.take_along_axis(self.points[:, at], np.minimum(self.unit, 1), axis=1), 0.0)

    def means(self, unit: int | None) -> Array:
        """(B, 6) means of the constructs."""
        own = self.w * self.cell(unit)
        return np.asarray((own[..., None] * self.y).sum(axis=1) / own.sum(axis=1)[:, None])


@dataclass(frozen=True)
class Errors:
    """(B, 6) weights of the constructs, (B, 6, 6) their covariance and that of the means with them, (B,) groups."""

    weights: Array
    covariance: Array
    with_means: Array
    groups: Array

    def counted(self, given: Twin, means: Array, times: float | Array = 1.0) -> Twin:
        """``WeightErrors.counted`` of so many times the constructs, of which ``means`` (B, 6) has what counts."""
        scaled = means * np.reshape(times, (-1, 1))
        own = np.einsum("bi,bij,bj->b", scaled, self.covariance, scaled)
        used = self.weights * (means != 0) * np.reshape(times, (-1, 1))
        both = 2 * np.einsum("bi,bij,bj->b", used, self.with_means, scaled)
        variance = given.se**2 + own + both
        variance = np.where(variance > 0, variance, variance - both)
        df = (given.se**2 + own) ** 2 / (given.se**4 / given.df + own**2 / (self.groups - 1))
        return replace(given, se=np.sqrt(variance), df=df)


def scored(name: str) -> Any:
    """A KPI with its points, as the product has it."""
    _, direction, standard = KPIS[name]
    return SimpleNamespace(points=lambda value: Standard(linear=standard).points(value, direction))  # type: ignore[arg-type]


def recorded(name: str, at: int, n: int, rng: np.random.Generator) -> list[UnitFigure]:
    """The figures of a KPI as so many records of each unit tell them."""
    found = []
    for true in TRUE[name][at]:
        if name == "solved":
            k = float(rng.binomial(n, true))
            found.append(UnitFigure(k / n, k, float(n)))
        else:
            times = rng.gamma(GAMMA, true / GAMMA, n)
            found.append(UnitFigure(float(times.mean()), n=float(n), sd=float(times.std(ddof=1))))
    return found


def kpi_ends(name: str, figure: UnitFigure) -> list[float]:
    """What the ends of a KPI's own interval are worth."""
    ends = KpiValue(**vars(figure)).ends(0.95)
    assert ends is not None
    return sorted(float(scored(name).points(end)) for end in ends)


def units(drawn: Drawn, at: int, rng: np.random.Generator) -> Array:
    """(n,) number of each customer's unit; the last is none."""
    among = SIZES_OF_UNITS[at].cumsum(axis=1)[drawn.is_in.astype(int)]
    return np.asarray((rng.random(len(among))[:, None] > among[:, :-1]).sum(axis=1))


def sampled(case: Case, n: int, seeds: range) -> tuple[Waves, Waves, list[Drawn]]:
    """Both waves, and the later one's answers."""
    parts: list[list[tuple[Array, ...]]] = [[], []]
    later = []
    for seed in seeds:
        rng = np.random.default_rng([seed, n, 5])
        for at, each in enumerate((replace(case, spread=0.0), case)):
            drawn = draw(each, n, rng)
            unit = units(drawn, at, rng)
            own = {name: recorded(name, at, n, rng) for name in KPIS}
            points = np.array([[float(scored(name).points(one.value)) for one in of] for name, of in own.items()])
            variances = np.array(
                [[kpi_points.points_variance(scored(name), one) for one in of] for name, of in own.items()]
            )
            ends = np.array([[kpi_ends(name, one) for one in of] for name, of in own.items()])
            parts[at].append((drawn.scores[:, :-1], drawn.weights, unit, points, variances, ends))
        later.append(drawn)
    before, now = (Waves(*map(np.stack, zip(*of, strict=True)), case) for of in parts)
    return before, now, later


def level(wave: Waves, unit: int | None, constructs: Array | None, kpis: Mapping[int, float]) -> Twin:
    """The mean of a cell of constructs by weights (B, 6) and of KPIs by theirs, with the errors of these."""
    cell, known = wave.cell(unit), wave.cell(unit) * wave.has
    answered = [] if constructs is None else [(1.0, np.einsum("bnk,bk->bn", wave.y, constructs), cell)]
    given = [(weight, wave.kpi(at), known) for at, weight in kpis.items()]
    found = estimate(wave.case, wave.w, [*answered, *given])
    if answered:
        base = estimate(wave.case, wave.w, answered)
        found = replace(found, effective=base.effective, total=base.total)
    variance = kpi_variance(wave, unit, kpis)
    alike = found.se < 1e-9
    with np.errstate(divide="ignore", invalid="ignore"):
        df = np.where(alike, np.inf, found.df * (found.se**2 + variance) ** 2 / found.se**4)
    return replace(found, se=np.sqrt(found.se**2 + variance), df=df if kpis else found.df)


def kpi_variance(wave: Waves, unit: int | None, kpis: Mapping[int, float]) -> Array:
    """(B,) what the errors of KPIs add in a cell."""
    known = wave.w * wave.cell(unit) * wave.has
    share = np.stack([(known * (wave.unit == at)).sum(axis=1) for at in (0, 1)], axis=1) / known.sum(axis=1)[:, None]
    parts = [weight**2 * (share**2 * wave.variances[:, at]).sum(axis=1) for at, weight in kpis.items()]
    return np.asarray(np.sum([np.zeros(len(known)), *parts], axis=0))


def minus(later: Twin, earlier: Twin) -> Twin:
    """``Estimate.minus``."""
    a, b = later.se**2, earlier.se**2
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (a + b) ** 2 / (a**2 / later.df + b**2 / earlier.df)
    return Twin(later.value - earlier.value, np.sqrt(a + b), df, sides=(later, earlier))


def figures(before: Waves, now: Waves, errors: Errors) -> Iterator[Found]:
    """All that is looked at, but single weights."""
    shares = {at: weight for at, (weight, *_) in enumerate(KPIS.values())}
    weights = ANSWERED * errors.weights
    for unit, where in {None: "", 0: ", a unit"}.items():
        moved = now.means(unit) - before.means(unit)
        several: dict[str, tuple[Array | None, dict[int, float]]] = {
            "kpis change": (None, shares),
            "answers change": (weights, {}),
            "change of top": (weights, shares),
        }
        for name, of in several.items():
            change = minus(*(level(wave, unit, *of) for wave in (now, before)))
            whole = change if of[0] is None else errors.counted(change, moved, ANSWERED)
            yield name + where, "mover", whole.value, whole.interval(SCALE)
        only = np.eye(K)[[0]] * np.ones((len(weights), 1))
        change = minus(*(level(wave, unit, only, {}) for wave in (now, before)))
        with np.errstate(divide="ignore", invalid="ignore"):
            change = errors.counted(change, moved * only, 1 / errors.weights[:, 0])
        yield f"index part change of a{where}", "weight's error counted, by name", *_times(change, weights[:, 0])
        for at, (name, weight) in enumerate(zip(KPIS, shares.values(), strict=True)):
            if unit is None:
                levels = [level(wave, unit, None, {at: 1.0}) for wave in (now, before)]
                yield f"index part of {name}{where}", "logit", *_times(levels[0], weight)
                yield f"index part change of {name}{where}", "mover", *_times(minus(*levels), weight)
                continue
            (value, low, high), (earlier, down, up) = (
                (weight * each[:, at, unit] for each in (wave.points, wave.ends[..., 0], wave.ends[..., 1]))
                for wave in (now, before)
            )
            yield f"index part of {name}{where}", "from records", value, (low, high)
            reach = np.hypot(value - low, up - earlier), np.hypot(high - value, earlier - down)
            moved_by = value - earlier
            ends = moved_by - reach[0], moved_by + reach[1]
            yield f"index part change of {name}{where}", "from records, mover", moved_by, ends
        top = errors.counted(level(now, unit, weights, shares), now.means(unit), ANSWERED)
        yield f"index of top{where}", "logit", top.value, top.interval(SCALE)
    for node, times, kpis in (("top", ANSWERED, shares), ("index", 1.0, {})):
        yield from decomposed(node, (before, now), errors, times, kpis)


def _times(of: Twin, weight: float | Array) -> tuple[Array, Ends]:
    low, high = of.interval(SCALE)
    return weight * of.value, (weight * low, weight * high)


def decomposed(
    node: str, waves: tuple[Waves, Waves], errors: Errors, times: float, kpis: Mapping[int, float]
) -> Iterator[Found]:
    """Kitagawa's parts by the first unit, the other one and those in none."""
    size = len(errors.weights)
    parts, values = np.zeros((size, 4, K)), np.zeros((size, 4))
    variance = np.zeros((size, 2, 4))
    for b in range(size):
        of: list[tuple[float, list[Array], list[Array]]] = []
        groups = [(wave.unit[b] == np.arange(3)[:, None]) * wave.w[b] for wave in waves]
        y = [wave.y[b] for wave in waves]
        for j in range(K):
            parts[b, :, j] = _parts(groups, [each[:, j] for each in y])
        of.append((times, groups, [each @ errors.weights[b] for each in y]))
        for at, weight in kpis.items():
            known = [group * (np.arange(3) < 2)[:, None] for group in groups]
            of.append((weight, known, [wave.kpi(at)[b] for wave in waves]))
        for at, wave in enumerate(waves):
            z = np.zeros((4, wave.w.shape[1]))
            for weight, own, x in of:
                slope = weight * _kitagawa(own, x).slopes[at]
                z += slope[:, 0] @ own[at] + (slope[:, 1] @ own[at]) * x[at]
            n = z.shape[1]
            unit = np.arange(n) // PSU if wave.case.clustered else np.arange(n)
            added = np.stack([np.bincount(unit, each) for each in z])
            variance[b, at] = added.shape[1] * added.var(axis=1, ddof=1)
            for (weight, own, x), kpi in zip(of[1:], kpis, strict=True):
                slope = weight * _kitagawa(own, x).slopes[at][:, 1, :2] * own[at][:2].sum(axis=1)
                variance[b, at] += slope**2 @ wave.variances[b, kpi]
        values[b] = np.sum([weight * _parts(own, x) for weight, own, x in of], axis=0)
    cells = {"contribution": (0, 0), "remainder": (2, None), "mix": (3, None)}
    for name, (part, unit_of) in cells.items():
        if name == "remainder" and kpis:
            continue
        whole = [level(wave, unit_of, times * errors.weights, kpis) for wave in waves]
        sides = [replace(one, se=np.sqrt(variance[:, at, part])) for at, one in enumerate(whole)]
        change = replace(minus(sides[1], sides[0]), value=values[:, part], sides=())
        low, high = errors.counted(change, parts[:, part], times).interval(None)
        enough = np.min([one.effective for one in whole], axis=0) >= FEWEST_EFFECTIVE
        known = np.where(enough | (name != "mix"), 1.0, np.nan)
        yield f"{name} of {node}", "kitagawa", values[:, part], (low * known, high * known)


def _kitagawa(groups: list[Array], x: list[Array]) -> Any:
    return kitagawa(*((group.sum(axis=1), group @ of) for group, of in zip(groups, x, strict=True)))  # type: ignore[arg-type]


def _parts(groups: list[Array], x: list[Array]) -> Array:
    found = _kitagawa(groups, x)
    return np.append(found.rates, found.mix)


def errors_of(drawn: list[Drawn], rule: str = RULE) -> tuple[Array, Errors]:
    """Which samples give weights, and the errors of these."""
    found = [composite(rule, one) for one in drawn]
    given = [(list(one.parts.values()), one.errors) for one in found if one.errors]
    weights, errors = np.array([own for own, _ in given]), [each for _, each in given]
    covariance, with_means = (np.array([getattr(one, name) for one in errors]) for name in ("covariance", "with_means"))
    groups = np.array([one.groups for one in errors], dtype=float)
    return np.array([one.errors is not None for one in found]), Errors(weights, covariance, with_means, groups)


def single(drawn: list[Drawn]) -> Iterator[Found]:
    """Intervals of single weights, which no report prints."""
    for rule in WEIGHED_BY:
        has, errors = errors_of(drawn, rule)
        for name in SINGLE if has.any() else ():
            at, t = PARTS.index(name), stdtrit(errors.groups - 1, 0.975)
            value, reach = errors.weights[:, at], t * np.sqrt(errors.covariance[:, at, at])
            yield f"weight of {name} by {rule}", "t, by name", value, (value - reach, value + reach)
            reach = reach / (value * (1 - value))
            ends = expit(logit(value) - reach), expit(logit(value) + reach)
            yield f"weight of {name} by {rule}", "t on the logit, by name", value, ends


def of_waves(before: Waves, now: Waves, later: list[Drawn]) -> Iterator[Found]:
    """All figures of several samples."""
    has, errors = errors_of(later)
    before, now = (
        replace(wave, **{name: getattr(wave, name)[has] for name in ("y", "w", "unit", "points", "variances", "ends")})
        for wave in (before, now)
    )
    yield from figures(before, now, errors)
    yield from single(later)


def truth(case: Case) -> dict[str, float]:
    """Every figure in the population."""
    return _truth(replace(case, name="", weighted=False, clustered=False))


@cache
def _truth(case: Case) -> dict[str, float]:
    waves, found = [], dict[str, list[float]]()
    for seed in range(10):
        for at, each in enumerate((replace(case, spread=0.0), case)):
            rng = np.random.default_rng([seed, at])
            drawn = draw(each, POPULATION // 10, rng)
            exact = np.array([[float(scored(name).points(one)) for one in TRUE[name][at]] for name in KPIS])
            own = drawn.scores[:, :-1], drawn.weights, units(drawn, at, rng), exact, 0 * exact, np.zeros((2, 2, 2))
            waves.append(Waves(*(np.asarray(one)[None] for one in own), case))
        for name, _, value, _ in of_waves(*waves[-2:], [drawn]):
            found.setdefault(name, []).append(float(value[0]))
        waves.clear()
    return {name: float(np.mean(values)) for name, values in found.items()}


def table(case: Case, n: int, draws: int) -> pd.DataFrame:
    """One row per figure and method of one case."""
    found: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for first in range(0, draws, AT_ONCE):
        with patch.object(kpi_points, "QUANTILES", QUANTILES):
            before, now, later = sampled(case, n, range(first, min(first + AT_ONCE, draws)))
        for name, method, value, ends in of_waves(before, now, later):
            found.setdefault((name, method), []).append((value, *ends))
    rows = []
    for (name, method), blocks in found.items():
        value, low, high = (np.concatenate(each) for each in zip(*blocks, strict=True))
        is_so = truth(case)[name]
        about = {"case": case.name, "n": n, "figure": name, "method": method, "draws": draws, "truth": is_so}
        seen = told(low, high, is_so, np.ones(len(value), dtype=bool)) | {"printed": np.isfinite(low).sum() / draws}
        rows.append(about | {"bias": value.mean() - is_so, "sd": value.std()} | seen)
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    tables: list[pd.DataFrame] = []
    for case in TRIED:
        for n in SIZES:
            tables.append(table(case, n, given.draws))
            pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
