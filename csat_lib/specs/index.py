"""What the scores need: constructs, index tree with its weights, outcomes and scales."""

from __future__ import annotations

from csat_lib.answers.levels import levels_of
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weights import index_weights
from csat_lib.specs.given import Given, scale_of


def score_spec(wave: Given) -> ScoreSpec:
    """What is scored: constructs, index tree (weights estimated in this wave), outcomes, NPS, answers; the targets."""
    study, summary = wave.study, wave.summary
    scales = {name: ends for name in (*study.items, *study.outcomes) if (ends := scale_of(study, name))}
    ratings = tuple(name for name in study.outcomes if name in scales and name != study.nps)
    weights = index_weights(study.tree, summary.part("scores"), study.headline)
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
        has_earlier=bool(wave.plan.earlier),
        targets=study.aims(),
        kpis=tuple(study.kpis),
        spared=tuple(name for name, kpi in study.kpis.items() if kpi.missing == "renormalise"),
        unit_targets={level: aims for level in levels if (aims := study.aims((study.unit or "", level)))},
    )


MAKERS = {ScoreSpec: score_spec}
