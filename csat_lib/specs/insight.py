"""What the statistics of insight need: the drivers, whose arrivals are looked at, what must be comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.insight.fieldwork.arrivals import ArrivalSpec
from csat_lib.specs.given import Given
from csat_lib.study import WavePlan
from csat_lib.study.differences import QuestionnaireChange, compare_questionnaires


def driver_spec(wave: Given) -> DriverSpec:
    """What may explain the headline outcome."""
    return DriverSpec(wave.study.drivers, wave.study.headline or "", wave.study.confidence)


def arrival_spec(wave: Given) -> ArrivalSpec:
    """Whose arrivals are looked at: each source's, and each unit's from the minimum base on."""
    return ArrivalSpec(wave.study.unit, wave.study.minimum_base)


def comparability_spec(wave: Given) -> ComparabilitySpec:
    """What has to be comparable between waves and between segments."""
    ordered = wave.study.measurement.correlation == "polychoric"
    return ComparabilitySpec(wave.spec(ScoreSpec), questionnaires(wave.plans), ordered)


def questionnaires(plans: Sequence[WavePlan]) -> Mapping[str, QuestionnaireChange]:
    """Period -> how the questionnaire of that wave differs from that of the wave before it."""
    pairs = pairwise(plans)
    return {str(after.period): compare_questionnaires(before.study, after.study) for before, after in pairs}


MAKERS = {DriverSpec: driver_spec, ArrivalSpec: arrival_spec, ComparabilitySpec: comparability_spec}
