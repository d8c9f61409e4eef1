"""Do the intervals hold of figures of operation, of scores of units drawn together, and of sources of one figure?

Run by hand from the top folder: ``python -m tests.simulations.record_coverage --draws 4000`` (some minutes). The table,
kept in ``record_coverage.csv``, has the columns of ``reliability_coverage.csv``.

- operating figure, operating change: from n records of each of two independent periods: a share of counts (Wilson), a
  mean of minutes (t; their distribution gamma of shape 2, or exponential), and both pooled over four units whose
  figures differ; the change by the two intervals. True shares are spread by 5 points (of 95 %: by 2) from draw to draw,
  as how often Wilson's interval holds goes up and down with the last digit. Records are counted one by one: a KPI file
  tells of no clusters, and the study's guide says so;
- operating figure, change and points of respondents: a number that each has (gamma of shape 2), its change, and what it
  is worth in points, in proportion between 10 minutes and 4, or 7.5, under which four of five have 100; by the design;
- shrunk: ten units whose latent means are spread by .3, n customers in all: how many true scores lie in the intervals,
  on average over the units;
- source gap: the three sources of ``source_conflicts``, which never contradict one another but by chance, each interval
  for itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from scipy.special import gammaincinv, ndtr

from csat_lib.index.composite import in_points
from csat_lib.index.score_figures import ScoreSpec, without_end
from csat_lib.insight import ranking
from csat_lib.insight.operating_figures import KpiValue
from csat_lib.summary.estimate import difference

from .derived_coverage import estimate
from .other_coverage import SIZES, TRIED, shared
from .populations import Array, Case
from .raked_coverage import SCALE
from .replicated import told
from .source_conflicts import UNITS, gaps, means, others, said

KEPT = Path(__file__).with_suffix(".csv")
AT_ONCE, SPREAD, MINUTES, GAMMA = 500, 0.3, 5.0, 2.0
SHARES = {"shares about 50 %": (0.45, 0.55), "shares about 80 %": (0.75, 0.85), "shares about 95 %": (0.94, 0.96)}
TIMES = {"minutes, gamma": 2.0, "minutes, exponential": 1.0}
POOLED = np.array([-1.0, -0.5, 0.5, 1.0])
"""How far the units of a pooled figure lie from their mean, as parts of its own spread."""
DESIGNS = (
    Case("minutes of respondents, plain"),
    Case("minutes of respondents, weighted", spread=0.4),
    Case("minutes of respondents, weighted, clustered", spread=0.4, shared=0.05),
)
BEST = {"points": 4.0, "points, 80 % best": 7.5}
Found = Iterator[tuple[str, str, Array, tuple[Array, Array], Array | float]]
"""Figure, method, (B,) estimates, ends and truths."""


def counted(n: int, shares: tuple[float, float], rng: np.random.Generator) -> tuple[KpiValue, float]:
    """A share of n cases, or of a quarter of them in each of four units, and the true one."""
    low, high = shares
    true = np.array([rng.uniform(low, high)])
    return _pooled([KpiValue(k / n, k, n) for k in rng.binomial(n, true).astype(float)]), float(true[0])


def timed(n: int, shape: float, rng: np.random.Generator) -> tuple[KpiValue, float]:
    """A mean of n minutes."""
    minutes = rng.gamma(shape, MINUTES / shape, n)
    return KpiValue(float(minutes.mean()), n=n, sd=float(minutes.std(ddof=1))), MINUTES


def pooled(name: str, n: int, rng: np.random.Generator) -> tuple[KpiValue, float]:
    """The same of four units with a quarter of the records each, whose figures differ by up to 10 points or 40 %."""
    own = n // len(POOLED)
    if name in SHARES:
        middle = float(np.mean(SHARES[name])) + rng.uniform(-0.01, 0.01)
        true = middle + POOLED * min(0.05, (1 - middle) / 2)
        units = [KpiValue(k / own, k, own) for k in rng.binomial(own, true).astype(float)]
    else:
        true = MINUTES * (1 + 0.4 * POOLED)
        drawn = [rng.gamma(TIMES[name], one / TIMES[name], own) for one in true]
        units = [KpiValue(float(one.mean()), n=own, sd=float(one.std(ddof=1))) for one in drawn]
    return _pooled(units), float(true.mean())


def _pooled(units: list[KpiValue]) -> KpiValue:
    """As the product has it of figures that rest on counts, or on means."""
    found = KpiValue.together(dict(zip("abcd", units, strict=False)), None, "", "")  # type: ignore[arg-type]
    assert found is not None
    return found


def of_records(name: str, n: int, draws: int) -> Found:
    """The figures of a period and the change to the next one."""
    rng = np.random.default_rng([n, 21])
    for kind in ("", ", pooled"):
        rows = []
        for _ in range(draws):
            both = [
                pooled(name, n, rng)
                if kind
                else counted(n, SHARES[name], rng)
                if name in SHARES
                else timed(n, TIMES[name], rng)
                for _ in range(2)
            ]
            (then, was), (now, is_so) = both
            ends, earlier = now.ends(0.95), then.ends(0.95)
            assert ends is not None
            assert earlier is not None
            moved = difference((now.value, then.value), (ends, earlier), 0.0)
            rows.append((now.value, *ends, is_so, now.value - then.value, *moved, is_so - was))
        value, low, high, true, change, less, more, moved_by = np.array(rows).T
        how = "wilson" if name in SHARES else "t"
        yield f"operating figure{kind}", how, value, (low, high), true
        yield f"operating change{kind}", f"{how}, independent", change, (less, more), moved_by


def of_respondents(case: Case, n: int, draws: int) -> Found:
    """The mean of a number of respondents, its change, and what it is worth in points."""
    exact = _minutes(ndtr(np.linspace(-6, 6, 200_001)))
    density = np.exp(-(np.linspace(-6, 6, 200_001) ** 2) / 2)
    for first in range(0, draws, AT_ONCE):
        rng, waves = np.random.default_rng([n, first, 22]), []
        size = min(AT_ONCE, draws - first)
        for _ in range(2):
            minutes = _minutes(ndtr(shared(case, size, n, 1, rng)[..., 0]))
            w = np.exp(case.spread * rng.normal(size=(size, n)))
            waves.append((minutes, w, estimate(case, w, [(1.0, minutes, np.ones((size, n)))])))
        (_, _, then), (minutes, w, now) = waves
        yield "operating figure of respondents", "t", now.value, now.interval(None), MINUTES
        a, b = now.se**2, then.se**2
        df = (a + b) ** 2 / (a**2 / now.df + b**2 / then.df)
        moved = now.__class__(now.value - then.value, np.sqrt(a + b), df)
        yield "operating change of respondents", "t, independent", moved.value, moved.interval(None), 0.0
        for name, best in BEST.items():
            points, true = (100 * np.clip((10 - x) / (10 - best), 0, 1) for x in (minutes, exact))
            scored = estimate(case, w, [(1.0, points, np.ones((size, n)))])
            mean = float(true @ density / density.sum())
            yield f"operating {name}", "t on the logit of the scale", scored.value, scored.interval(SCALE), mean


def _minutes(place: Array) -> Array:
    return np.asarray(gammaincinv(GAMMA, place) * MINUTES / GAMMA)


def of_units(case: Case, n: int, draws: int) -> Found:
    """The scores of ten units drawn together, and the gaps of three sources."""
    spec, one, at = ScoreSpec({}), in_points("said"), dict(zip(UNITS, range(len(UNITS)), strict=True))
    shrunk, apart = [], []
    for seed in range(draws):
        rng = np.random.default_rng([seed, n, 23])
        shift = SPREAD * rng.normal(size=len(UNITS))
        true = 25 * ndtr(shift[:, None] - np.array(case.cuts)).sum(axis=1)
        known = {cell: without_end(it) for cell, it in means(*said(case, n, rng, shift)).items()}
        with patch.object(ranking, "units_shown", lambda *_given, known=known: (one, known)):
            rows = ranking.rank_units(None, spec).figures  # type: ignore[arg-type]
        rows = [row for row, _ in rows if row.measure == "shrunk"]
        shrunk += [_row(row.estimate.value, row.low, row.high, true[at[row.cell]]) for row in rows]
        found = gaps(means(*said(case, n, rng)), others(rng), 0.95 ** (3 * len(UNITS)))
        apart += [_row(row.value, row.low, row.high, 0.0) for row in found]
    for name, method, of in (("shrunk", "empirical Bayes, morris", shrunk), ("source gap", "sources", apart)):
        value, low, high, is_so = np.array(of, dtype=float).T
        yield name, method, value, (low, high), is_so


def _row(value: float | None, low: float | None, high: float | None, true: float) -> tuple[float, ...]:
    return tuple(np.nan if one is None else float(one) for one in (value, low, high, true))


def table(case: str, n: int, draws: int, found: Found) -> pd.DataFrame:
    """One row per figure of one case."""
    blocks: dict[tuple[str, str], list[tuple[Array, ...]]] = {}
    for name, method, value, (low, high), true in found:
        blocks.setdefault((name, method), []).append((value, low, high, np.broadcast_to(true, value.shape)))
    rows = []
    for (name, method), own in blocks.items():
        value, low, high, true = (np.concatenate(each) for each in zip(*own, strict=True))
        about = {"case": case, "n": n, "figure": name, "method": method, "draws": draws, "truth": true.mean()}
        about |= {"bias": (value - true).mean(), "sd": (value - true).std()}
        rows.append(about | told(low - true, high - true, 0.0, np.ones(len(value), dtype=bool)))
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=4000)
    options.add_argument("--out", type=Path, default=KEPT)
    given = options.parse_args()
    tables: list[pd.DataFrame] = []
    for n in SIZES:
        tables += [table(name, n, given.draws, of_records(name, n, given.draws)) for name in (*SHARES, *TIMES)]
        tables += [table(case.name, n, given.draws, of_respondents(case, n, given.draws)) for case in DESIGNS]
        tables += [table(case.name, n, given.draws, of_units(case, n, given.draws)) for case in TRIED]
        pd.concat(tables).round(4).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
