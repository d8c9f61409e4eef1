"""How often do the bootstrap intervals of a path model hold what was planted?

Run by hand from the top folder: ``nice python -m tests.simulations.path_coverage --samples 2000`` (half an hour on one
core). Three constructs of three items with loadings .8, .7, .6; a leads to b (.5), b to c (.4) and a to c (.2). Answers
1-10 around the middle (symmetric): plain, with weights of a design effect of 1.17, and in PSUs of eight who share a
twentieth of the constructs' variance; or 1-5, of which 80 % are the best; n = 100, 300, 1,000. The truth is what
partial least squares gives for two million respondents: the paths of scores, which measurement error makes smaller than
those of the factors. The intervals are those of each figure by itself.

The table, kept in ``path_coverage.csv``: case, n, figure, ends (percentile or BCa, of the same 300 draws; reports take
4,000), samples, printed (the share with an interval), truth, bias, mean standard error, sd of the estimates; coverage
of the nominal 95 %, and how often the truth lies below and above the interval. Reports print BCa, but of few PSUs
nothing; what is there for comparison has ``by name`` in its ends.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.matrices import less_a_group
from csat_lib.structure.path_figures import IndexScales, drawn_figures, fit_model, index_weights
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, few_psus, path_model
from csat_lib.summary.bootstrap_draws import BootstrapSpec, draw_stacks
from csat_lib.summary.moments import SUMS, Moments, sum_moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.rows import MOST_GROUPS, Rows

from .populations import PSU, TOP, Case
from .replicated import RARE

KEPT = Path(__file__).with_suffix(".csv")
SIZES, POPULATION, DRAWS, AT_ONCE = (100, 300, 1000), 2_000_000, 300, 20
SYMMETRIC = tuple((np.arange(1.5, 10) - 5.5) / 1.8)
CASES = (
    Case("symmetric, plain", SYMMETRIC),
    Case("symmetric, weighted", SYMMETRIC, spread=0.4),
    Case("symmetric, clustered", SYMMETRIC, shared=0.05),
    Case("80 % best, plain", TOP),
)
MODEL = PathModel({name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}, {"b": ["a"], "c": ["a", "b"]})
ABOUT = {
    "path": ("path_coefficient", "b", "c"),
    "weak path": ("path_coefficient", "a", "c"),
    "indirect effect": ("indirect_effect", "a", "c"),
    "total effect": ("total_effect", "a", "c"),
    "impact": ("impact", "a", "c"),
    "index": ("latent_index", "c", ""),
}


def scales(case: Case) -> IndexScales:
    """The ends of the answers."""
    return IndexScales(dict.fromkeys(MODEL.items, (1.0, len(case.cuts) + 1.0)))


def answers(case: Case, n: int, rng: np.random.Generator) -> Rows:
    """(n, 9) answers, with weights and PSUs."""
    psu = np.arange(n) // PSU if case.clustered else None
    own = rng.normal(size=(n, 3))
    if psu is not None:
        own = np.sqrt(1 - case.shared) * own + np.sqrt(case.shared) * rng.normal(size=(n // PSU + 1, 3))[psu]
    a = own[:, 0]
    b = 0.5 * a + np.sqrt(0.75) * own[:, 1]
    c = 0.2 * a + 0.4 * b + np.sqrt(1 - 0.04 - 0.16 - 0.08) * own[:, 2]
    loads = np.tile([0.8, 0.7, 0.6], 3)
    latent = np.repeat([a, b, c], 3, axis=0).T * loads + rng.normal(size=(n, 9)) * np.sqrt(1 - loads**2)
    frame = pd.DataFrame(np.digitize(latent, case.cuts) + 1.0, columns=list(MODEL.items))
    weights = np.exp(case.spread * rng.normal(size=n)) if case.weighted else None
    unit = np.arange(n) if psu is None else psu
    n_groups = min(MOST_GROUPS, int(unit[-1]) + 1)
    return Rows(frame, weights, psu, group=unit % n_groups, n_groups=n_groups)


def truth(case: Case) -> dict[str, float]:
    """Every figure in two million respondents who weigh the same."""
    return _truth(Case("", case.cuts))


@cache
def _truth(plain: Case) -> dict[str, float]:
    rows = answers(plain, POPULATION, np.random.default_rng(1))
    found = path_model(sum_moments(rows.frame), MODEL, PathSpec(scales(plain)))
    return {
        name: float(found.values_of(measure)[subject, other, ""]) for name, (measure, subject, other) in ABOUT.items()
    }


def samples(case: Case, n: int, seeds: Sequence[int]) -> Iterator[dict[str, object]]:
    """A row per figure and kind of ends of every sample, all samples and their replicates fitted at once.

    A test holds the rows to the findings of :func:`path_model`.
    """
    drawn = [answers(case, n, np.random.default_rng([seed, n])) for seed in seeds]
    wholes = [rows.moments() for rows in drawn]
    groups = drawn[0].n_groups
    each = [
        part
        for rows, whole, seed in zip(drawn, wholes, seeds, strict=True)
        for part in (whole, less_a_group(whole), *draw_stacks(rows, BootstrapSpec(DRAWS, seed)))
    ]
    sums = {name: np.concatenate([np.reshape(getattr(part, name), (-1, 9, 9)) for part in each]) for name in SUMS}
    stack = Moments(MODEL.items, "listwise", **sums)
    made = [one for one in drawn_figures(stack, MODEL, scales(case)) if not any(by for _, _, by in one.about)]
    of = {(one.measure.name, *about[:2]): one.numbers[:, at] for one in made for at, about in enumerate(one.about)}
    values = np.stack([of[about] for about in ABOUT.values()], axis=-1).reshape(len(seeds), -1, len(ABOUT))
    for at, whole in enumerate(wholes):
        lost = index_weights(whole, fit_model(whole, MODEL), MODEL, scales(case)) <= 0
        values[at, :, -1] += np.nan if lost[6:].any() else 0.0  # no index of c with a weight that is not positive
        values[at, :, -2] += np.nan if lost[[0, 1, 2, 6, 7, 8]].any() else 0.0
    for whole, less, draws in zip(values[:, 0], values[:, 1 : 1 + groups], values[:, 1 + groups :], strict=True):
        replicates = Replicates("bootstrap", whole, draws)
        ends = {
            "percentile, by name": replicates.interval(),
            "bca": replicates.bca(Replicates("jackknife", whole, less)),
        }
        if few_psus(wholes[0]):
            ends |= {"bca, by name": ends["bca"], "bca": np.full((2, len(ABOUT)), np.nan)}
        for kind, (low, high) in ends.items():
            for at, name in enumerate(ABOUT):
                row = {"figure": name, "ends": kind, "value": whole[at], "se": replicates.se[at]}
                yield row | {"low": low[at], "high": high[at], "truth": truth(case)[name]}


def table(case: Case, n: int, size: int) -> pd.DataFrame:
    """One row per figure and kind of ends of one case; those without an interval are counted by ``printed``."""
    blocks = (range(start, min(start + AT_ONCE, size)) for start in range(0, size, AT_ONCE))
    every = pd.DataFrame(row for seeds in blocks for row in samples(case, n, seeds))
    rows = []
    for (figure, ends), each in every.groupby(["figure", "ends"], sort=False):
        had = each.dropna(subset="low")
        about = {"case": case.name, "n": n, "figure": figure, "ends": ends, "samples": len(each)}
        about |= {"printed": len(had) / len(each), "truth": each["truth"].iloc[0]}
        if len(had) >= RARE * len(each):
            below, above = (had["truth"] < had["low"]).mean(), (had["truth"] > had["high"]).mean()
            about |= {"bias": (had["value"] - had["truth"]).mean(), "mean_se": had["se"].mean()}
            about |= {"sd": had["value"].std(), "coverage": 1 - below - above, "below": below, "above": above}
        rows.append(about)
    return pd.DataFrame(rows)


def main() -> None:
    """Run all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=2000)
    given = options.parse_args()
    tables: list[pd.DataFrame] = []
    for case in CASES:
        for n in SIZES:
            tables.append(table(case, n, given.samples))
            pd.concat(tables).round(4).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
