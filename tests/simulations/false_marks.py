"""How often does a report mark a difference where there is none, and how often does it find what is planted?

Run by hand from the top folder: ``python -m tests.simulations.false_marks`` (25 minutes); the table is kept in
``false_marks.csv``. A study has the demo's shape: 1,124 respondents in eight hotels and four membership levels, 25
items on ten points, of which the scores of six dimensions are the means (they correlate .35, alpha is .76 to .84), an
overall rating and an NPS, weights with a design effect of 1.13; every twentieth answer is missing. Each study is read
twice from the same estimates: by one rule over the whole report, and family by family as before (the levels of one
question, for one figure, and the changes of the dimensions, each by Sidak; index, outcome and NPS of everybody and
scores against their targets by themselves; items not at all). ``marked`` is the share of studies in which any interval
leaves 0 out.

- null: nobody differs, nothing changes and every score with a target is on it, in two waves and in the later one alone.
  ``an order of dimensions``, which all are as high, is told by their own intervals, whichever the rule.
- planted: the hotels and membership levels differ and Chengdu (S05) falls as in ``params/hotel``; a row for each effect
  says how often its interval leaves 0 out on the right side; ``false marks`` looks at the changes of the other hotels.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

from csat_lib.index.composite import Composite, composites, items_within
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, without_end
from csat_lib.insight.simultaneous import AIMED, comparisons
from csat_lib.insight.targets import against_targets
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import DesignTotals, rest_of, sum_design
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Sample, cells_of
from csat_lib.summary.summary import Summary

KEPT = Path(__file__).with_suffix(".csv")
N, CONFIDENCE = 1124, 0.95
PARTS = ("service", "room", "cleanliness", "dining", "facilities", "value")
STORES = {"S01": 0.15, "S02": 0.15, "S03": 0.13, "S04": 0.13, "S05": 0.15, "S06": 0.12, "S07": 0.10, "S08": 0.07}
MEMBERS = {"none": 0.38, "silver": 0.34, "gold": 0.19, "diamond": 0.09}
ITEMS = {name: tuple(f"{name}{at}" for at in range(n)) for name, n in zip(PARTS, (5, 5, 4, 4, 4, 3), strict=True)}
SD, POINTS, NOISE = 14.5, 13.3, 12.5
"""In points, the standard deviation of an outcome's score, of a dimension's latent score, of an item's own part."""
ENDS = norm(75, np.hypot(POINTS, NOISE)).cdf((np.arange(1.5, 10) - 1) * 100 / 9)
MEAN = (1 - ENDS).sum() * 100 / 9
"""Of an item, and so of every dimension where nobody differs: what ten points leave of a mean of 75."""
EFFECTS = {
    "S01": {"service": 0.25, "room": 0.15, "dining": 0.20, "value": -0.15},
    "S02": {"service": 0.10, "facilities": 0.15, "value": -0.20},
    "S03": {"dining": 0.25, "room": -0.10},
    "S04": {"facilities": 0.20, "cleanliness": 0.10, "room": 0.10},
    "S05": {"dining": 0.15, "value": 0.10},
    "S06": {"room": -0.15, "facilities": -0.20, "service": 0.15},
    "S07": {"room": -0.25, "facilities": -0.30, "cleanliness": -0.20, "value": 0.10},
    "S08": {"service": -0.15, "dining": -0.20, "cleanliness": 0.10},
    "none": {"service": -0.10, "value": -0.20},
    "gold": {"service": 0.10, "value": 0.10},
    "diamond": {"service": 0.20, "value": 0.25, "room": 0.10},
}
FALL = {"cleanliness": -0.90, "service": -0.47, "room": -0.47}
FOUND = (
    ("change", "index", "S05"), ("change", "cleanliness", "S05"), ("change", "room", "S05"),
    ("change", "service", "S05"), ("change", "nps", "S05"), ("change", "overall", "S05"), ("change", "cleanliness", ""),
    ("gap", "index", "S05"), ("gap", "cleanliness", "S05"), ("gap", "room", "S05"), ("gap", "nps", "S05"),
    ("gap", "index", "S07"), ("gap", "facilities", "S07"), ("gap", "value", "none"),
    ("item_change", "cleanliness0", "S05"), ("item_gap", "cleanliness0", "S05"), ("item_gap", "room0", "S05"),
)  # fmt: skip
SPEC = ScoreSpec(
    ITEMS,
    {"index": dict.fromkeys(PARTS, 1 / len(PARTS))},
    ("overall",),
    "nps",
    scales={item: (1, 10) for items in ITEMS.values() for item in items},
    headlines=("index", "nps", "overall"),
    unit="store",
    targets={"index": MEAN, "service": MEAN, "cleanliness": MEAN, "overall": 77},
)


@dataclass(frozen=True)
class Wave:
    """A wave as the trends take it."""

    period: str
    summary: Summary


def wave(rng: np.random.Generator, period: str, *, planted: bool, fallen: bool = False) -> Wave:
    """Respondents, drawn and added up."""
    rows = pd.DataFrame({name: rng.choice(list(of), N, p=list(of.values())) for name, of in SEGMENTS.items()})
    latent = np.sqrt(0.43) * rng.normal(size=(N, 1)) + np.sqrt(0.57) * rng.normal(size=(N, len(PARTS)))
    if planted:
        latent += sum(_effects(rows[name]) for name in SEGMENTS)
    if fallen:
        latent[rows["store"] == "S05"] += np.array([FALL.get(name, 0.0) for name in PARTS])
    answers = _answers(rng, latent)
    scores = pd.DataFrame({name: answers[list(of)].mean(axis=1) * 100 / 9 - 100 / 9 for name, of in ITEMS.items()})
    mood = latent.mean(axis=1)
    scores["overall"] = 77 + SD * (mood + 0.7 * rng.normal(size=N))
    chance = mood + rng.normal(size=N)
    scores["nps"] = 100.0 * (chance > 0.0) - 100.0 * (chance < -1.05)
    outcomes = ["overall", "nps"]
    scores[outcomes] = scores[outcomes].mask(rng.random((N, len(outcomes))) < 0.05)
    sample = Sample(np.exp(0.35 * rng.normal(size=N)), cells_of(rows, list(SEGMENTS)))
    groups = {f"nps:{name}": (scores["nps"] == at) * 1.0 for name, at in GROUPS.items()}
    tops = {f"{name}:top2": (answers[name] > 8) * 1.0 for name in answers}
    items = scores[["overall"]].assign(**{"overall:top2": (scores["overall"] > 90) * 1.0}, **groups)
    items = pd.concat([answers, pd.DataFrame(tops), items], axis=1)
    totals = sum_design(scores, sample, [list(scores)])
    return Wave(period, Summary({}, totals, sum_design(items, sample), count_answers({}, sample), np.zeros(1), {}))


def _answers(rng: np.random.Generator, latent: np.ndarray) -> pd.DataFrame:
    """The items of every dimension on ten points, every twentieth missing."""
    names = [item for items in ITEMS.values() for item in items]
    own = np.repeat(latent, [len(items) for items in ITEMS.values()], axis=1) * POINTS
    points = 75 + own + NOISE * rng.normal(size=own.shape)
    answers = pd.DataFrame(np.clip(np.round(points * 9 / 100 + 1), 1, 10), columns=names)
    return answers.mask(rng.random(answers.shape) < 0.05)


SEGMENTS = {"store": STORES, "member": MEMBERS}
GROUPS = {"promoters": 100.0, "passives": 0.0, "detractors": -100.0}


def _effects(levels: pd.Series) -> np.ndarray:
    table = pd.DataFrame(EFFECTS).reindex(index=list(PARTS)).T
    return table.reindex(levels).fillna(0.0).to_numpy()


def drawn(seed: int, waves: int, *, planted: bool) -> tuple[Summary, Summary | None]:
    """This wave, and the one before where there are two."""
    rng = np.random.default_rng([seed, waves, planted])
    before = wave(rng, "1", planted=planted).summary if waves == 2 else None
    return wave(rng, "2", planted=planted, fallen=planted).summary, before


def figures(after: Summary, before: Summary | None) -> list[ScoreFigure]:
    """All differences, scores against their targets, and the changes where there are two waves."""
    return held(after, estimated(after, before), waves=1 if before is None else 2)


def estimated(after: Summary, before: Summary | None) -> list[ScoreFigure]:
    """All differences and changes, each by itself."""
    return [
        ScoreFigure(one.subject, "item_" * bool(one.construct) + measure, estimate, cell=cell)
        for one in (*composites(SPEC), *items_within(SPEC))
        for measure, cell, estimate in _compared(one, one.totals(after), one.totals(before) if before else None)
    ]


def held(after: Summary, found: list[ScoreFigure], waves: int) -> list[ScoreFigure]:
    """Those of one wave or of two, with the intervals that hold together, and the scores against their targets.

    The ends are those of ``simultaneous``, to which a test holds them, without its p.
    """
    spec = replace(SPEC, has_earlier=waves == 2)
    compared, made = comparisons(after, spec), []
    for one in found:
        if waves == 2 or not one.measure.endswith("change"):
            estimate = without_end(one.estimate)
            low, high = estimate.interval(CONFIDENCE ** compared.share(one)) if estimate.se else (None, None)
            made.append(replace(one, estimate=estimate, low=low, high=high))
    return [*made, *against_targets(after, spec).figures]


def _compared(
    one: Composite, scores: DesignTotals, before: DesignTotals | None
) -> Iterator[tuple[str, tuple[str, str], Estimate]]:
    """The differences and changes of one figure: those of ``by_segment`` and ``changes``, without what these hide."""
    for cell in [(by, level) for by, levels in SEGMENTS.items() for level in levels]:
        yield "gap", cell, one.estimate(scores, cell, rest_of(cell))
    for cell in [ALL, *((by, level) for by, levels in SEGMENTS.items() for level in levels)] if before else []:
        yield "change", cell, one.estimate(scores, cell).minus(one.estimate(before, cell))


def is_ranked(after: Summary) -> bool:
    """Whether the report would call one dimension higher than another: their own intervals do not overlap."""
    ends = [after.scores.mean(name).interval(CONFIDENCE) for name in PARTS]
    return max(low for low, _ in ends) > min(high for _, high in ends)


def family(figure: ScoreFigure) -> int:
    """How many held together with a figure family by family."""
    if figure.measure == AIMED:
        return 1
    levels = {"store": len(STORES), "member": len(MEMBERS), "all": 1}[figure.cell[0]]
    return len(PARTS) if figure.cell[0] == "all" and figure.subject in PARTS else levels


def marks(figure: ScoreFigure, rule: str) -> int:
    """1 above and -1 below 0, and 0 where the interval holds it."""
    ends = (figure.low, figure.high)
    if rule == "by family":
        if figure.subject in SPEC.scales:
            return 0
        ends = figure.estimate.interval(CONFIDENCE ** (1 / family(figure)))
    low, high = ends
    return 0 if low is None or high is None else int(low > 0) - int(high < 0)


def read(seed: int, *, planted: bool) -> Iterator[tuple[int, str, str, bool]]:
    """(waves, rule, what, whether it is marked) of a study; of one in which nobody differs, in one wave and in two."""
    after, before = drawn(seed, 2, planted=planted)
    found = estimated(after, before)
    for waves in (2,) if planted else (1, 2):
        made = held(after, found, waves)
        for rule in RULES:
            marked = {(one.measure, one.subject, one.cell[1]): marks(one, rule) for one in made}
            if not planted:
                yield waves, rule, "anything", any(marked.values())
                yield waves, rule, "an order of dimensions", is_ranked(after)
                continue
            for what in FOUND:
                yield waves, rule, " ".join(what).strip(), marked[what] < 0
            others = [
                key for key in marked if key[0] in {"change", "item_change"} and key[2] in STORES and key[2] != "S05"
            ]
            yield waves, rule, "anything in Chengdu", any(marked[key] for key in marked if key[2] == "S05")
            yield waves, rule, "false marks", any(marked[key] for key in others)


RULES = ("by family", "whole report")
CASES = {"null": 1000, "planted": 300}
"""How many studies are drawn of each kind."""


def table(part: float) -> pd.DataFrame:
    """Shares of studies, by what was planted, how many waves there are, and the rule."""
    rows = []
    for truth, all_studies in CASES.items():
        studies = round(part * all_studies)
        found = [one for seed in range(studies) for one in read(seed, planted=truth == "planted")]
        seen = pd.DataFrame(found, columns=["waves", "rule", "what", "marked"]).astype({"marked": float})
        shares = seen.pivot_table("marked", ["waves", "what"], "rule", sort=False)[list(RULES)]
        rows.append(shares.reset_index().assign(truth=truth, studies=studies))
    return pd.concat(rows)[["truth", "waves", "studies", "what", *RULES]].round(3)


if __name__ == "__main__":
    table(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0).to_csv(KEPT, index=False)
    sys.stdout.write(KEPT.read_text(encoding="utf-8"))
