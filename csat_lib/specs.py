"""From the study to what a statistic needs: statistics know no study file, so a wave hands them these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from csat_lib.index.figures import ScoreSpec
from csat_lib.index.weights import IndexWeights, index_weights
from csat_lib.insight.drivers import DriverSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.correlation import Correlation, correlate
from csat_lib.measurement.figures import CorrelationSpec
from csat_lib.measurement.items import Asked, ScreenSpec
from csat_lib.measurement.planning import AlphaPlan
from csat_lib.measurement.planning_model import ModelPlan
from csat_lib.measurement.verdicts import Decision
from csat_lib.study import Study
from csat_lib.study.questions import Rating, Recommendation
from csat_lib.summary.summary import Summary
from csat_lib.voice.coding import CodeSpec
from csat_lib.voice.frame import build_frame
from csat_lib.voice.listening import VoiceSpec
from csat_lib.voice.quotes import QuoteSpec


def weights_of(study: Study, summary: Summary) -> IndexWeights:
    """Weights of the index tree, estimated in this wave as the study says."""
    tree = {name: node.parts for name, node in study.index.items()}
    return index_weights(tree, summary.part("scores"), study.headline)


def score_spec(study: Study, summary: Summary, weights: IndexWeights) -> ScoreSpec:
    """What is scored: constructs, index tree, outcomes, NPS, and the answers of items and outcomes."""
    ratings = tuple(name for name in study.outcomes if name != study.nps)
    asked = [name for name in (*study.items, *study.outcomes) if summary.counts.base(name)[0]]
    return ScoreSpec(
        constructs={name: construct.items for name, construct in study.constructs.items()},
        index=weights.tree,
        outcomes=ratings,
        nps=study.nps,
        answers={name: tuple(summary.counts.answers(name)) for name in asked},
        scales={name: ends for name in (*study.items, *ratings) if (ends := scale_of(study, name))},
        confidence=study.confidence,
        minimum_base=study.minimum_base,
    )


def driver_spec(study: Study) -> DriverSpec:
    """What may explain the headline outcome."""
    return DriverSpec(study.drivers, study.headline or "", study.confidence)


def correlation_of(study: Study, summary: Summary) -> Correlation:
    """The correlations of all items, each pair over its own answers, of the kind that the study chose."""
    chosen = study.measurement
    spec = CorrelationSpec(chosen.correlation, chosen.zero_cells, chosen.smooth)
    if spec.kind == "pearson":
        return correlate(summary.part("pairwise").select(study.items, "items"), spec)
    return correlate(summary.tables.pairs_of_items(), spec)


@dataclass(frozen=True)
class PilotSpec:
    """What a pilot is screened and the main study is planned with."""

    asked: Mapping[str, Asked]
    screen: ScreenSpec
    overruled: Mapping[str, Decision]
    alpha: AlphaPlan
    model: ModelPlan


def pilot_spec(study: Study, summary: Summary, seed: int) -> PilotSpec:
    """The ends of the items' scales, whom each was asked, the analyst's decisions, and the wanted precision."""
    ends = {item: scale_of(study, item) or (0.0, 1.0) for item in study.items}
    wanted, confidence = study.pilot, study.confidence
    return PilotSpec(
        asked={item: Asked(*ends[item], summary.asked[item]) for item in study.items},
        screen=ScreenSpec(confidence=confidence),
        overruled=wanted.decisions,
        alpha=AlphaPlan(wanted.alpha_width, confidence, seed=seed),
        model=ModelPlan(wanted.loading_width, draws=wanted.draws, seed=seed, confidence=confidence),
    )


ROBUST: Mapping[str, Literal["none", "satorra_bentler", "sandwich"]] = {
    "ml": "satorra_bentler",
    "fiml": "sandwich",  # Satorra-Bentler's correction is for complete answers
    "wlsmv": "none",  # robust in itself
}


def cfa_spec(study: Study) -> CfaSpec:
    """The confirmatory model: the study's estimator, errors that do not lean on normal answers, its second order."""
    chosen = study.measurement
    return CfaSpec(
        estimator=chosen.estimator,
        robust=ROBUST[chosen.estimator],
        second_order={name: factor.constructs for name, factor in chosen.second_order.items()},
        confidence=study.confidence,
        zero_cells=chosen.zero_cells,
    )


def margin_targets(study: Study) -> Mapping[str, Mapping[str, float]]:
    """Margins that the weights were raked to: question -> level -> share; empty without raking."""
    return study.weights.rake if study.weights is not None else {}


def voice_spec(study: Study, answers: pd.DataFrame, seed: int) -> VoiceSpec:
    """How open answers are coded and quoted.

    ``answers`` (kept rows) holds ``weight`` and the headline outcome, if the study has one.
    """
    ends = scale_of(study, study.headline) if study.headline else None
    score = (answers[study.headline] - ends[0]) / (ends[1] - ends[0]) * 100 if ends else None
    return VoiceSpec(
        frame=build_frame(study.voice.frame if study.voice else {}),
        codes=CodeSpec(
            answers["weight"], score, study.confidence, study.minimum_base, clustered=study.fields.psu is not None
        ),
        quotes=QuoteSpec(study.voice.quotes if study.voice else 0, study.minimum_base, seed),
    )


def scale_of(study: Study, name: str) -> tuple[float, float] | None:
    """The ends of a rating question's scale, or None for anything else."""
    question = study.questions.get(name)
    return question.range if isinstance(question, Rating | Recommendation) else None
