"""What the statistics of measurement need: the correlations, the confirmatory model, the plan of a pilot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.correlations.correlation import Correlation, correlate
from csat_lib.measurement.correlations.kinds import CorrelationSpec
from csat_lib.measurement.pilot.alpha_sample_size import AlphaPlan
from csat_lib.measurement.pilot.item_decisions import Decision
from csat_lib.measurement.pilot.item_screening import ItemRange, ScreenSpec
from csat_lib.measurement.pilot.model_sample_size import ModelPlan
from csat_lib.specs.given import Given, scale_of

ROBUST: Mapping[str, Literal["none", "satorra_bentler", "sandwich"]] = {
    "ml": "satorra_bentler",
    "fiml": "sandwich",  # Satorra-Bentler's correction is for complete answers
    "wlsmv": "none",  # robust in itself
}


@dataclass(frozen=True)
class PilotSpec:
    """What a pilot is screened and the main study is planned with."""

    asked: Mapping[str, ItemRange]
    screen: ScreenSpec
    overruled: Mapping[str, Decision]
    alpha: AlphaPlan
    model: ModelPlan


def correlation(wave: Given) -> Correlation:
    """The correlations of all items, each pair over its own answers, of the kind that the study chose."""
    study, chosen = wave.study, wave.study.measurement
    spec = CorrelationSpec(chosen.correlation, chosen.zero_cells, chosen.smooth)
    if spec.kind == "pearson":
        return correlate(wave.summary.part("pairwise").select(study.items, "items"), spec)
    return correlate(wave.summary.tables.pairs_of_items(), spec)


def cfa_spec(wave: Given) -> CfaSpec:
    """The confirmatory model: the study's estimator, errors that do not lean on normal answers, its second order."""
    chosen = wave.study.measurement
    return CfaSpec(
        estimator=chosen.estimator,
        robust=ROBUST[chosen.estimator],
        second_order={name: factor.constructs for name, factor in chosen.second_order.items()},
        confidence=wave.study.confidence,
        zero_cells=chosen.zero_cells,
    )


def pilot_spec(wave: Given) -> PilotSpec:
    """The ends of the items' scales, whom each was asked, the analyst's decisions, and the wanted precision."""
    study, seed = wave.study, wave.plan.seed
    ends = {item: scale_of(study, item) or (0.0, 1.0) for item in study.items}
    wanted, confidence = study.pilot, study.confidence
    return PilotSpec(
        asked={item: ItemRange(*ends[item], wave.summary.asked[item]) for item in study.items},
        screen=ScreenSpec(confidence=confidence),
        overruled=wanted.decisions,
        alpha=AlphaPlan(wanted.alpha_width, confidence, seed=seed),
        model=ModelPlan(wanted.loading_width, draws=wanted.draws, seed=seed, confidence=confidence),
    )


MAKERS = {Correlation: correlation, CfaSpec: cfa_spec, PilotSpec: pilot_spec}
