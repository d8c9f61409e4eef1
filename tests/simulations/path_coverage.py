"""How often do the intervals of a path model hold what was planted?

Run by hand from the top folder: ``nice python -m tests.simulations.path_coverage --samples 2000`` (an hour or two on
one core), or some of ``LOOKS`` with ``--looks``. Three constructs of three items with loadings .8, .7, .6; a leads to b
(.5), b to c (.4) and a to c (.2). Answers 1-10 around the middle (symmetric): plain, with weights of a design effect of
1.17, and in PSUs of eight who share a twentieth of the constructs' variance; or 1-5, of which 80 % are the best: plain,
weighted, weighted and in PSUs; n = 100, 300, 1,000. The truth is what partial least squares gives for two million
respondents: the paths of scores, which measurement error makes smaller than those of the factors, or those corrected by
rho_A. The intervals are those of each figure by itself. Moderation, in samples of its own, is that of the arrow from a
to c by b (.15); indirect effects are mediations. Changes are those since an independent wave as large, in which b and c
are .2 lower and b leads to c less (.2); the weights are those of the wave now.

The table, kept in ``path_coverage.csv``: case, n, figure, ends (percentile or BCa, of the same 300 draws, which some
samples share; reports take 4,000; moderation's and changes' the jackknife), samples, printed (the share with an
interval), truth, bias, mean standard error, sd of the estimates; coverage of the nominal 95 %, and how often the truth
lies below and above the interval. Reports print BCa, but of few PSUs nothing; what is there for comparison has ``by
name`` in its ends.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.findings import Finding
from csat_lib.measurement.correlations.matrices import less_a_group
from csat_lib.structure.moderation import Moderated, second_stage
from csat_lib.structure.over_waves import path_changes
from csat_lib.structure.path_figures import IndexScales, drawn_figures, fit_model, index_weights
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, few_psus, path_model, why_no_paths
from csat_lib.structure.pls import fit_pls
from csat_lib.summary.bootstrap_draws import drawer, drawn_sums
from csat_lib.summary.moments import SUMS, Base, Moments, sum_moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.rows import MOST_GROUPS, Rows
from csat_lib.summary.skewness import MOST_SKEWED, skewness_of
from csat_lib.summary.studentised import studentised

from .populations import PSU, TOP, Array, Case
from .replicated import RARE

KEPT = Path(__file__).with_suffix(".csv")
SIZES, POPULATION, DRAWS, AT_ONCE, FEW = (100, 300, 1000), 2_000_000, 300, 5, 200
SYMMETRIC = tuple((np.arange(1.5, 10) - 5.5) / 1.8)
CASES = (
    Case("symmetric, plain", SYMMETRIC),
    Case("symmetric, weighted", SYMMETRIC, spread=0.4),
    Case("symmetric, clustered", SYMMETRIC, shared=0.05),
    Case("80 % best, plain", TOP),
    Case("80 % best, weighted", TOP, spread=0.4),
    Case("80 % best, clustered", TOP, spread=0.4, shared=0.05),
)
MODEL = PathModel(
    {name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}, {"b": ["a"], "c": ["a", "b"]}, settled=1e-6
)
CORRECTED, MARK = replace(MODEL, consistent=True), ", corrected by rho_A"
STRENGTH, MODERATION, MODERATED = 0.15, "moderation", Moderated("a", "c", "b")
LOWER, WEAKER = 0.2, 0.2
ABOUT = {
    "path": ("path_coefficient", "b", "c"),
    "weak path": ("path_coefficient", "a", "c"),
    "indirect effect": ("indirect_effect", "a", "c"),
    "total effect": ("total_effect", "a", "c"),
    "impact": ("impact", "a", "c"),
    "index": ("latent_index", "c", ""),
}


OF_CHANGES = {
    "path change": ("path_change", "b", "c"),
    "weak path change": ("path_change", "a", "c"),
    "index change": ("index_change", "c", ""),
}
Look = Callable[[Case, int, Sequence[int]], Iterator[dict[str, object]]]


def scales(case: Case) -> IndexScales:
    """The ends of the answers."""
    return IndexScales(dict.fromkeys(MODEL.items, (1.0, len(case.cuts) + 1.0)))


def answers(case: Case, n: int, rng: np.random.Generator, moderated: float = 0.0, before: bool = False) -> Rows:
    """(n, 9) answers, with weights and PSUs; ``moderated`` by how much more a goes with c where b is higher.

    ``before``: the earlier wave.
    """
    psu = np.arange(n) // PSU if case.clustered else None
    own = rng.normal(size=(n, 3))
    if psu is not None:
        own = np.sqrt(1 - case.shared) * own + np.sqrt(case.shared) * rng.normal(size=(n // PSU + 1, 3))[psu]
    a = own[:, 0]
    b = 0.5 * a + np.sqrt(0.75) * own[:, 1]
    path = WEAKER if before else 0.4
    rest = 1 - 0.04 - path**2 - 0.2 * path - 1.25 * moderated**2
    c = 0.2 * a + path * b + moderated * (a * b - 0.5) + np.sqrt(rest) * own[:, 2]
    b, c = b - LOWER * before, c - LOWER * before
    loads = np.tile([0.8, 0.7, 0.6], 3)
    latent = np.repeat([a, b, c], 3, axis=0).T * loads + rng.normal(size=(n, 9)) * np.sqrt(1 - loads**2)
    frame = pd.DataFrame(np.digitize(latent, case.cuts) + 1.0, columns=list(MODEL.items))
    weights = np.exp(case.spread * rng.normal(size=n)) if case.weighted else None
    unit = np.arange(n) if psu is None else psu
    n_groups = min(MOST_GROUPS, int(unit[-1]) + 1)
    return Rows(frame, weights, psu, group=unit % n_groups, n_groups=n_groups)


def truth(case: Case, consistent: bool = False) -> dict[str, float]:
    """Every figure in two million respondents who weigh the same."""
    return _truth(Case("", case.cuts), consistent)


@cache
def _truth(plain: Case, consistent: bool) -> dict[str, float]:
    rows = answers(plain, POPULATION, np.random.default_rng(1))
    found = path_model(sum_moments(rows.frame), CORRECTED if consistent else MODEL, PathSpec(scales(plain)))
    return {
        name: float(found.values_of(measure)[subject, other, ""]) for name, (measure, subject, other) in ABOUT.items()
    }


def samples(case: Case, n: int, seeds: Sequence[int], consistent: bool = False) -> Iterator[dict[str, object]]:
    """A row per figure and kind of ends of every sample, all samples and their replicates fitted at once.

    A test holds the rows to the findings of :func:`path_model`.
    """
    drawn = [answers(case, n, np.random.default_rng([seed, n])) for seed in seeds]
    wholes, stack = stacked(drawn, seeds)
    model = replace(MODEL, consistent=consistent)
    made = [one for one in drawn_figures(stack, model, scales(case)) if not any(by for _, _, by in one.about)]
    of = {(one.measure.name, *about[:2]): one.numbers[:, at] for one in made for at, about in enumerate(one.about)}
    values = np.stack([of[about] for about in ABOUT.values()], axis=-1).reshape(len(seeds), -1, len(ABOUT))
    for at, whole in enumerate(wholes):
        lost = index_weights(whole, fit_model(whole, MODEL), MODEL, scales(case)) <= 0
        values[at, :, -1] += np.nan if lost[6:].any() else 0.0  # no index of c with a weight that is not positive
        values[at, :, -2] += np.nan if lost[[0, 1, 2, 6, 7, 8]].any() else 0.0
        values[at, :, :-1] += np.nan if consistent and why_no_paths(whole) else 0.0
    mark = MARK if consistent else ""
    yield from intervals(values, wholes[0], {name + mark: true for name, true in truth(case, consistent).items()})


def moderations(case: Case, n: int, seeds: Sequence[int]) -> Iterator[dict[str, object]]:
    """As :func:`samples`, of the moderation alone."""
    each = [answers(case, n, np.random.default_rng([seed, n, 3]), STRENGTH) for seed in seeds]
    parts = [sum_moments(rows.frame, Base(rows.weights)) for rows in each]
    weights = fit_pls(np.stack([part.correlation for part in parts]), MODEL).weights
    drawn = [scored(*one) for one in zip(each, parts, weights, strict=True)]
    wholes, stack = stacked(drawn, seeds, draws=0)
    values, true = product_path(stack, second_model()).reshape(len(seeds), -1), moderation_truth(Case("", case.cuts))
    found = studentised(values[:, 0], values[:, 1:].T, 0.95)
    for at, whole in enumerate(wholes):
        given = skewness_of(whole.select(MODEL.constructs)) <= MOST_SKEWED and not few_psus(whole)
        row = {"figure": MODERATION, "ends": "jackknife, corrected", "value": values[at, 0], "se": found.se[at]}
        ends = (found.low[at], found.high[at]) if given else (np.nan, np.nan)
        yield row | {"low": ends[0], "high": ends[1], "truth": true}


def changes(case: Case, n: int, seeds: Sequence[int]) -> Iterator[dict[str, object]]:
    """As :func:`samples`, of what changed since an earlier wave, as the product has it."""
    for seed in seeds:
        rngs = [np.random.default_rng([seed, n, 4 + before]) for before in (0, 1)]
        waves = [answers(case, n, rng, before=bool(before)).moments() for before, rng in enumerate(rngs)]
        for name, row in changed(waves, case).items():
            low, high = (np.nan if end is None else end for end in (row.low, row.high))
            kept = {"figure": name, "ends": "jackknife", "value": row.value, "se": row.se}
            yield kept | {"low": low, "high": high, "truth": change_truth(Case("", case.cuts))[name]}


def changed(waves: Sequence[Moments], case: Case) -> dict[str, Finding]:
    """What the product says of the changes; indices do not depend on the correction."""
    spec = PathSpec(scales(case), together=False)
    found = dict[str, Finding]()
    for model, mark in ((MODEL, ""), (CORRECTED, MARK)):
        rows = {
            (row.measure, row.subject, row.other): row for row in path_changes(*waves, model, "", spec).to_findings()
        }
        found |= {name + mark: rows[about] for name, about in OF_CHANGES.items() if about in rows}
    return {name: row for name, row in found.items() if name in LOOKS["changes"][1]}


@cache
def change_truth(plain: Case) -> dict[str, float]:
    """The changes between two waves of two million respondents who weigh the same."""
    rngs = [np.random.default_rng(4), np.random.default_rng(5)]
    each = [answers(plain, POPULATION, rng, before=bool(before)) for before, rng in enumerate(rngs)]
    return {name: float(row.value or np.nan) for name, row in changed([rows.moments() for rows in each], plain).items()}


@cache
def second_model() -> PathModel:
    return second_stage(answers(CASES[0], 100, np.random.default_rng(0)), MODEL, MODERATED)[1]


def scored(rows: Rows, part: Moments, weights: Array) -> Rows:
    """As :func:`second_stage` scores a sample; a test holds this to it."""
    z = (rows.frame.to_numpy() - part.means) / np.sqrt(np.diagonal(part.covariance)) @ weights
    frame = pd.DataFrame(np.column_stack([z, z[:, 0] * z[:, 1]]), columns=[*MODEL.constructs, "a*b"])
    return replace(rows, frame=frame)


def product_path(part: Moments, model: PathModel) -> Array:
    """(...) the standardised path of the product."""
    return fit_model(part, model).paths[..., -1, model.constructs.index(MODERATED.target)]


@cache
def moderation_truth(plain: Case) -> float:
    """The moderation in two million respondents who weigh the same."""
    rows = answers(plain, POPULATION, np.random.default_rng(2), STRENGTH)
    scores, model, _ = second_stage(rows, MODEL, MODERATED)
    return float(product_path(scores.moments(), model))


def stacked(drawn: Sequence[Rows], seeds: Sequence[int], draws: int = DRAWS) -> tuple[list[Moments], Moments]:
    """Moments of the samples; and of each, then of it without each replicate group, then of its draws, stacked.

    The draws are the same for all of the samples: those of the first one's seed.
    """
    wholes, items = [rows.moments() for rows in drawn], drawn[0].items
    shape, counts = (-1, len(items), len(items)), drawer(drawn[0])(np.random.default_rng(seeds[0]), draws)
    each = list[Array]()
    for rows, whole in zip(drawn, wholes, strict=True):
        w = np.ones(len(counts.T)) if rows.weights is None else rows.weights
        parts = [
            np.stack([np.reshape(getattr(part, name), shape) for name in SUMS]) for part in (whole, less_a_group(whole))
        ]
        each += [*parts, drawn_sums(rows.frame.to_numpy(), w, counts, "listwise").swapaxes(0, 1)]
    sums = dict(zip(SUMS, np.concatenate(each, axis=1), strict=True))
    return wholes, Moments(items, "listwise", **sums)


def intervals(values: Array, one: Moments, truths: Mapping[str, float]) -> Iterator[dict[str, object]]:
    """A row per figure and kind of ends from what :func:`stacked` gave; ``one`` of the samples tells the design."""
    groups = 0 if one.groups is None else len(one.groups.n)
    for whole, less, draws in zip(values[:, 0], values[:, 1 : 1 + groups], values[:, 1 + groups :], strict=True):
        replicates = Replicates("bootstrap", whole, draws)
        ends = {
            "percentile, by name": replicates.interval(),
            "bca": replicates.bca(Replicates("jackknife", whole, less)),
        }
        if few_psus(one):
            ends |= {"bca, by name": ends["bca"], "bca": np.full((2, len(truths)), np.nan)}
        for kind, (low, high) in ends.items():
            for at, (name, true) in enumerate(truths.items()):
                row = {"figure": name, "ends": kind, "value": whole[at], "se": replicates.se[at]}
                yield row | {"low": low[at], "high": high[at], "truth": true}


def table(case: Case, n: int, size: int, look: Look) -> pd.DataFrame:
    """One row per figure and kind of ends of one case; those without an interval are counted by ``printed``."""
    few = few_psus(answers(case, n, np.random.default_rng(0)).moments())
    size = min(size, FEW) if few else size
    blocks = (range(start, min(start + AT_ONCE, size)) for start in range(0, size, AT_ONCE))
    every = pd.DataFrame(row for seeds in blocks for row in look(case, n, seeds))
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


LOOKS: dict[str, tuple[Look, frozenset[str]]] = {
    "moderation": (moderations, frozenset({MODERATION})),
    "changes": (changes, frozenset(OF_CHANGES) | {name + MARK for name in OF_CHANGES if "index" not in name}),
    "corrected": (partial(samples, consistent=True), frozenset(name + MARK for name in ABOUT)),
    "paths": (samples, frozenset(ABOUT)),
}
"""What is looked at, and the figures that it gives."""


def main() -> None:
    """Run what the table does not have yet, or all that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=2000)
    options.add_argument("--only", nargs="*", help="cases to run, even if the table has them")
    options.add_argument("--looks", nargs="*", default=list(LOOKS), help="what to look at")
    given = options.parse_args()
    for name, case, n in product(given.looks, CASES, SIZES):
        (look, figures), kept = LOOKS[name], pd.read_csv(KEPT)
        same = (kept["case"] == case.name) & (kept["n"] == n) & kept["figure"].isin(figures)
        if case.name in given.only if given.only else not same.any():
            new = table(case, n, given.samples, look).round(4)
            pd.concat([kept[~same], new]).to_csv(KEPT, index=False)


if __name__ == "__main__":
    main()
