"""How often do the intervals of reliability and validity cover what was planted, and how far off are the estimates?

Run by hand from the top folder: ``python -m tests.simulations.reliability_coverage --draws 2000``. The customers of
``populations``, drawn n at a time:

- normal: the answers as they are, respondents one by one (the case that Feldt's and Fisher's intervals and the F
  intervals of the intraclass correlation assume);
- skewed: the answers cut into five categories, most of them high, as customers answer;
- skewed, weighted: the same with unequal weights that have nothing to do with the answers;
- skewed, weighted, clustered: the same from PSUs of eight who share a twentieth of the variance of each factor.

The truth is the figure itself in two million respondents. The table, kept in ``reliability_coverage.csv``: case,
figure, n, method, draws that had an interval, truth, bias, mean standard error (where there is one), sd of the
estimates, coverage of the nominal 95 %. What it tells: replicate intervals keep their promise in every case; those of
Feldt and of F ratios cover 92.5 % with skewed answers, which they do not assume; hierarchical omega lies .02 to .03 too
low at n = 400, so that its interval covers 93.5 %. Lambda 2 was drawn at n = 100, 300, 400 and 1,000 each.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.findings import Finding
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.reliability.intraclass import icc
from csat_lib.measurement.reliability.lambda2 import lambda2
from csat_lib.measurement.reliability.omega import estimate_omega
from csat_lib.measurement.validity import average_variance_extracted, composite_reliability
from csat_lib.measurement.validity.criterion import criterion
from csat_lib.measurement.validity.htmt import htmt
from csat_lib.summary.rows import Rows

from .populations import ITEMS, MODEL, SKEWED, Case, draw

KEPT = Path(__file__).with_suffix(".csv")
POPULATION = 2_000_000
CASES = (
    Case("normal"),
    Case("skewed", SKEWED),
    Case("skewed, weighted", SKEWED, spread=0.4),
    Case("skewed, weighted, clustered", SKEWED, spread=0.4, shared=0.05),
)


def figures(rows: Rows) -> Iterator[tuple[str, Finding]]:
    """The findings looked at, by a name of their own."""
    items, a = rows.select(ITEMS).moments(), rows.select(MODEL["a"]).moments()
    yield "alpha", estimate_alpha(a).to_findings()[0]
    yield "lambda2", lambda2(a).to_findings()[0]
    yield "omega", estimate_omega(a).to_findings()[0]
    yield "omega_hierarchical", estimate_omega(items, 3).to_findings()[1]
    yield "composite_reliability", composite_reliability(items, MODEL).to_findings()[0]
    yield "ave", average_variance_extracted(items, MODEL).to_findings()[0]
    for variant in ("htmt", "htmt2"):
        yield variant, htmt(items, MODEL, variant).to_findings()[0]
    yield "icc", icc(a).to_findings()[2]
    yield "criterion_r", criterion(rows.select(["a1", "outcome"]), ["a1"], "outcome").to_findings()[0]


@cache
def truth(case: Case) -> dict[str, float]:
    """Every figure in two million respondents, weighing the same."""
    rows = draw(replace(case, spread=0.0, shared=0.0), POPULATION, np.random.default_rng(1))
    return {name: float(row.value or np.nan) for name, row in figures(rows)}


def one(job: tuple[Case, int, int]) -> pd.DataFrame:
    """What one draw gives: figure, value, low, high, se, method."""
    case, n, seed = job
    rows = draw(case, n, np.random.default_rng([seed, n]))
    found = {name: (row.value, row.low, row.high, row.se, row.method) for name, row in figures(rows)}
    return pd.DataFrame.from_dict(found, "index", columns=["value", "low", "high", "se", "method"])


def table(case: Case, n: int, draws: int, run: Callable[..., Iterator[pd.DataFrame]] = map) -> pd.DataFrame:
    """One row per figure of one case."""
    every = pd.concat(run(one, [(case, n, seed) for seed in range(draws)]))
    planted = truth(case)
    rows = []
    for name, each in every.groupby(level=0, sort=False):
        usable = each.dropna(subset="low").astype({"value": float, "low": float, "high": float, "se": float})
        rows.append(
            {
                "case": case.name,
                "figure": name,
                "n": n,
                "method": usable["method"].iloc[0],
                "draws": len(usable),
                "truth": planted[str(name)],
                "bias": usable["value"].mean() - planted[str(name)],
                "mean_se": usable["se"].mean(),
                "sd": usable["value"].std(),
                "coverage": ((usable["low"] <= planted[str(name)]) & (usable["high"] >= planted[str(name)])).mean(),
            }
        )
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--n", type=int, default=400)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    for case in CASES:
        truth(case)
    with Pool(given.processes) as pool:
        tables = [table(case, given.n, given.draws, lambda f, jobs: pool.imap(f, jobs, 20)) for case in CASES]
    pd.concat(tables).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
