"""How often is a conflict of sources told where there is none, and how often one that is planted?

Run by hand from the top folder: ``python -m tests.simulations.source_conflicts`` (some minutes). Ten agents have the
mean of as many customers' answers each (five categories: symmetric, or 80 % of them the best; plain, with weights, with
weights in PSUs of five), a record that is exact, and visits with a standard error of 3, which are stricter by 10 to 15
points. In none of the studies do the sources contradict one another but by chance; ``planted`` is one agent's visits 25
points lower. The table, kept in ``source_conflicts.csv``: case, n in all, studies, the share of differences that have
an interval (``printed``), of studies in which any conflict is told (``false``), of planted ones found (``found``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, way
from csat_lib.insight.source_conflicts import source_gaps
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import Cell

from .other_coverage import SIZES, TRIED
from .populations import Array, Case

KEPT = Path(__file__).with_suffix(".csv")
STUDIES, PLANTED, PSU = 1000, 200, 5
UNITS: list[Cell] = [("agent", f"A{number:02d}") for number in range(1, 11)]
CASES = TRIED[:4]
STRICTER, VISIT_ERROR, LOWER = 12.0, 3.0, 25.0


def said(case: Case, n: int, rng: np.random.Generator, apart: Array | float = 0.0) -> tuple[Array, Array, Array]:
    """Points 0-100 (n,), weights and PSUs of customers, the agents one after the other, whose latent means differ."""
    psu = np.arange(n) // PSU if case.clustered else np.arange(n)
    latent = rng.normal(size=n)
    if case.clustered:
        latent = np.sqrt(1 - case.shared) * latent + np.sqrt(case.shared) * rng.normal(size=n)[psu]
    weights = np.exp(case.spread * rng.normal(size=n)) if case.weighted else np.ones(n)
    latent += np.repeat(np.broadcast_to(apart, len(UNITS)), n // len(UNITS))
    return np.digitize(latent, case.cuts) * 25.0, weights, psu


def means(points: Array, weights: Array, psu: Array) -> dict[Cell, Estimate]:
    """The agents' means with their linearised errors: a test holds them to the product's own."""
    found: dict[Cell, Estimate] = {}
    k, per = len(np.unique(psu)), len(points) // len(UNITS)
    for at, unit in enumerate(UNITS):
        own = slice(at * per, (at + 1) * per)
        w, x = weights[own], points[own]
        mean, effective = w @ x / w.sum(), w.sum() ** 2 / (w @ w)
        units = np.bincount(psu[own] - psu[own][0], w * (x - mean) / w.sum())
        known = 2 / (1 / effective + (w**4).sum() / (w @ w) ** 2)
        se, df = np.sqrt(k / (k - 1) * units @ units), min(known, len(units)) - 1
        error = float(se) if np.ptp(x) else None
        found[unit] = Estimate(float(mean), error, df, per, w.sum(), effective, way("taylor"), ends=(0.0, 100.0))
    return found


def others(rng: np.random.Generator, *, lower: float = 0.0) -> dict[str, dict[Cell, Estimate]]:
    """Records and visits."""
    visits = 75 - STRICTER + VISIT_ERROR * rng.normal(size=len(UNITS))
    visits[6] -= lower
    given = Estimate(75.0, None, None, 0, 0.0, 0.0, way("taylor"))
    seen = [Estimate(float(one), VISIT_ERROR, np.inf, 0, 0.0, 0.0, way("taylor")) for one in visits]
    return {"records": dict.fromkeys(UNITS, given), "visits": dict(zip(UNITS, seen, strict=True))}


def gaps(
    answers: Mapping[Cell, Estimate], beside: Mapping[str, dict[Cell, Estimate]], confidence: float = 0.95
) -> list[Finding]:
    """The differences of the three sources, whose intervals hold together."""
    rows = source_gaps("agent", {"said": dict(answers), **beside}, ["records", "visits"], confidence)
    return [row for row in rows if row.measure == "source_gap"]


def is_clear(row: Finding) -> bool:
    """Whether the interval leaves 0 out."""
    return row.low is not None and row.high is not None and (row.low > 0 or row.high < 0)


def table(case: Case, n: int, studies: int) -> dict[str, object]:
    """One row."""
    printed, told, found = [], 0, 0
    for seed in range(studies):
        rng = np.random.default_rng([seed, n, 11])
        answers = means(*said(case, n, rng))
        rows = gaps(answers, others(rng))
        printed.append(np.mean([row.low is not None for row in rows]))
        told += any(map(is_clear, rows))
        if seed < PLANTED:
            rows = gaps(answers, others(rng, lower=LOWER))
            found += any(is_clear(row) for row in rows if row.segment == UNITS[6][1])
    shares = {"printed": np.mean(printed), "false": told / studies, "found": found / min(studies, PLANTED)}
    return {"case": case.name, "n": n, "studies": studies} | shares


def main() -> None:
    """Run all cases and write the table."""
    rows = []
    for case in CASES:
        for n in SIZES:
            rows.append(table(case, n, STUDIES))
            pd.DataFrame(rows).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
