"""What the scores need: constructs, index tree with its weights, outcomes and scales."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.answers.levels import levels_of, rescaled, turned
from csat_lib.index.fuzzy import FuzzySpec
from csat_lib.index.judged import Judgements, judged
from csat_lib.index.part_scores import RuleSettings
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weight_plan import NodeInputs, WeightInputs
from csat_lib.index.weights import IndexWeights, index_weights
from csat_lib.insight.disclosure import COMPLEMENTARY, hidden_cells
from csat_lib.specs.given import Given, scale_of
from csat_lib.study.questions import Rating, Recommendation
from csat_lib.study.weighing import WeightsOf
from csat_lib.summary.sample import Cell


def score_spec(wave: Given) -> ScoreSpec:
    """What is scored: constructs, index tree (weights estimated in this wave), outcomes, NPS, answers; the targets."""
    study, summary = wave.study, wave.summary
    scales = {name: ends for name in (*study.items, *study.outcomes) if (ends := scale_of(study, name))}
    ratings = tuple(name for name in study.outcomes if name in scales and name != study.nps)
    weights = wave.spec(IndexWeights)
    asked = [name for name in (*study.items, *study.outcomes) if summary.counts.base(name)[0]]
    levels = levels_of(study.variables[study.unit]) if study.unit else ()
    return ScoreSpec(
        constructs={name: construct.items for name, construct in study.constructs.items()},
        index=weights.tree,
        weight_errors=weights.errors,
        outcomes=ratings,
        nps=study.nps,
        answers={name: tuple(summary.counts.answers(name)) for name in asked},
        scales={name: ends for name, ends in scales.items() if name != study.nps},
        confidence=study.confidence,
        minimum_base=study.minimum_base,
        headlines=tuple(dict.fromkeys(name for name in (study.root, study.nps, study.headline) if name)),
        unit=study.unit or "",
        rankings=study.rankings,
        has_earlier=bool(wave.plan.earlier),
        targets=study.aims(),
        kpis=tuple(name for name, kpi in study.kpis.items() if kpi.table),
        numbers=tuple(name for name, kpi in study.kpis.items() if kpi.question),
        sources={name: node.sources for name, node in study.index.items() if node.sources is not None},
        spared=tuple(name for name, kpi in study.kpis.items() if kpi.missing == "renormalise"),
        unit_targets={level: aims for level in levels if (aims := study.aims((study.unit or "", level)))},
    )


def weights(wave: Given) -> IndexWeights:
    """The weights of the index, estimated in this wave or at the base wave that the study freezes them at."""
    study, summary = wave.study, wave.summary
    judgements = wave.judgements if wave.study.index else {}
    inputs = {node: _inputs(wave, node, judgements.get(node)) for node in {*study.weights_of, *judgements}}
    figures = _unit_figures(wave) if study.unit else None
    return index_weights(study.tree, summary.part("scores"), study.headline, WeightInputs(inputs, figures))


def _inputs(wave: Given, node: str, judgements: pd.DataFrame | None) -> NodeInputs:
    given = wave.study.weights_of.get(node) or WeightsOf(method=wave.study.rules_of(node)[0])
    earlier = [each for each in wave.history[:-1] if each.period.text == given.frozen] if given.frozen else []
    settings = (
        given.of,
        given.normalise or "",
        given.variant,
        given.random_index,
        given.rules,
        given.way,
        given.shares,
    )
    said = Judgements() if judgements is None else judged(judgements, [*wave.study.index[node].parts])
    base = earlier[0].summary.part("scores") if earlier else None  # a wave that is its own base has its own answers
    return NodeInputs(given.method, RuleSettings(*settings), said, base)


def _unit_figures(wave: Given) -> pd.DataFrame:
    """(units, constructs) means of the units with enough answers."""
    scores, unit, names = wave.summary.scores, wave.study.unit or "", [*wave.study.constructs]
    levels = [level for level in scores.cells(unit) if scores.respondents((unit, level)) >= wave.study.minimum_base]
    return pd.DataFrame([scores.means(names, (unit, level)) for level in levels], columns=names)


def fuzzy_spec(wave: Given) -> FuzzySpec:
    """The study's grades and operator, if any; the index tree down to items; what each of their answers is worth."""
    study, counts, given = wave.study, wave.summary.counts, wave.study.fuzzy
    points = {}
    for name in (*study.items, *study.outcomes):
        asked = study.variables[name]
        if isinstance(asked, Rating | Recommendation) and counts.base(name)[0]:
            answers = counts.answers(name)
            worth = rescaled(asked, turned(asked, np.array([float(answer) for answer in answers])))
            points[name] = dict(zip(answers, worth.tolist(), strict=True))
    items = {name: dict.fromkeys(of.items, 1.0) for name, of in study.constructs.items()}
    grades = {name: (grade.lowest, grade.points) for name, grade in given.grades.items()} if given else {}
    tree = {**wave.spec(IndexWeights).tree, **items}
    units = _units_graded(wave) if given and study.unit else {}
    return FuzzySpec(grades, given.operator if given else "", tree, points, study.root, study.minimum_base, units)


def _units_graded(wave: Given) -> dict[Cell, str]:
    """The units, and why the figures of one are hidden."""
    summary, unit = wave.summary, wave.study.unit or ""
    hidden, sizes = hidden_cells(summary, wave.spec(ScoreSpec)), summary.scores.respondents
    cells = [(unit, level) for level in summary.scores.cells(unit)]
    small = {cell: "small_base" if sizes(cell) < wave.study.minimum_base else COMPLEMENTARY for cell in cells}
    return {cell: why if hidden.of(wave.study.root, cell) else "" for cell, why in small.items()}


MAKERS = {ScoreSpec: score_spec, IndexWeights: weights, FuzzySpec: fuzzy_spec}
