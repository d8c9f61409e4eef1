"""How often do the bootstrap intervals of a path model hold what was planted?

Run by hand from the top folder: ``nice python -m tests.simulations.path_coverage --samples 500`` (ten minutes on one
core). Three constructs of three items with loadings .8, .7, .6, answered 1-10 around the middle (symmetric) or as
customers answer (ceiling: 29 % of the answers are the best); a leads to b (.5), b to c (.4) and a to c (.2); n = 100,
300, 1,000. The truth is what partial least squares gives for two million respondents: the paths of scores, which
measurement error makes smaller than those of the factors. The intervals are those of each figure by itself.

The table, kept in ``path_coverage.csv``: case, n, figure, ends (percentile or BCa, of the same 1,000 draws), samples,
truth, bias, mean standard error, sd of the estimates; coverage of the nominal 95 %, and how often the truth lies below
and above the interval.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, path_model
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import Rows

KEPT = Path(__file__).with_suffix(".csv")
SIZES, POPULATION, DRAWS = (100, 300, 1000), 2_000_000, 1000
MIDDLES = {"symmetric": 5.5, "ceiling": 8.5}
"""Where the answers lie."""
MODEL = PathModel({name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}, {"b": ["a"], "c": ["a", "b"]})
SCALES = IndexScales(dict.fromkeys(MODEL.items, (1.0, 10.0)))
ABOUT = {
    "path": ("path_coefficient", "b", "c"),
    "weak path": ("path_coefficient", "a", "c"),
    "indirect effect": ("indirect_effect", "a", "c"),
    "total effect": ("total_effect", "a", "c"),
    "index": ("latent_index", "c", ""),
}


def answers(case: str, n: int, rng: np.random.Generator) -> pd.DataFrame:
    """(n, 9) answers 1-10."""
    a = rng.normal(size=n)
    b = 0.5 * a + np.sqrt(0.75) * rng.normal(size=n)
    c = 0.2 * a + 0.4 * b + np.sqrt(1 - 0.04 - 0.16 - 0.08) * rng.normal(size=n)
    loads = np.tile([0.8, 0.7, 0.6], 3)
    latent = np.repeat([a, b, c], 3, axis=0).T * loads + rng.normal(size=(n, 9)) * np.sqrt(1 - loads**2)
    return pd.DataFrame(np.clip(np.round(MIDDLES[case] + 1.8 * latent), 1, 10), columns=list(MODEL.items))


@cache
def truth(middle: str) -> dict[str, float]:
    """Every figure in two million respondents."""
    found = path_model(sum_moments(answers(middle, POPULATION, np.random.default_rng(1))), MODEL, PathSpec(SCALES))
    return {
        name: float(found.values_of(measure)[subject, other, ""]) for name, (measure, subject, other) in ABOUT.items()
    }


def sample(case: str, n: int, seed: int) -> Iterator[dict[str, object]]:
    """A row per figure and kind of ends."""
    rng = np.random.default_rng([seed, n])
    rows = Rows(answers(case, n, rng))
    known = truth(case)
    spec = PathSpec(SCALES, together=False, ends="bca", bootstrap=BootstrapSpec(DRAWS, seed))
    bca = path_model(rows, MODEL, spec)
    for ends, result in (("percentile", replace(bca, left_out=None)), ("bca", bca)):
        every = result.to_findings()
        found = {(row.measure, row.subject, row.other): row for row in every if not row.path}
        for name, about in ABOUT.items():
            row = found[about]
            yield {"figure": name, "ends": ends, "value": row.value, "se": row.se, "low": row.low, "high": row.high} | {
                "truth": known[name]
            }


def table(case: str, n: int, samples: int) -> pd.DataFrame:
    """One row per figure and kind of ends of one case; those without an interval are counted by ``printed``."""
    every = pd.DataFrame(row for seed in range(samples) for row in sample(case, n, seed)).astype(
        {"low": float, "high": float, "se": float}
    )
    rows = []
    for (figure, ends), each in every.groupby(["figure", "ends"], sort=False):
        had = each.dropna(subset="low")
        below, above = (had["truth"] < had["low"]).mean(), (had["truth"] > had["high"]).mean()
        about = {
            "case": case,
            "n": n,
            "figure": figure,
            "ends": ends,
            "samples": len(each),
            "printed": len(had) / len(each),
        }
        spread = {"truth": had["truth"].mean(), "bias": (had["value"] - had["truth"]).mean()}
        errors = {"mean_se": had["se"].mean(), "sd": had["value"].std()}
        rows.append(about | spread | errors | {"coverage": 1 - below - above, "below": below, "above": above})
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=500)
    given = options.parse_args()
    tables: list[pd.DataFrame] = []
    for case in MIDDLES:
        for n in SIZES:
            tables.append(table(case, n, given.samples))
            pd.concat(tables).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
