"""What the statistics of insight need: the drivers, whose arrivals are looked at, what must be comparable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from csat_lib.answers.levels import YES, levels_of
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.answered import QuestionSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.insight.fieldwork.arrivals import ArrivalSpec
from csat_lib.specs.given import Given
from csat_lib.study import WavePlan
from csat_lib.study.differences import QuestionnaireChange, compare_questionnaires

_TOLD = ("single", "yes_no", "multiple", "number", "date")


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


def question_spec(wave: Given) -> QuestionSpec:
    """Every question that no score is made of: who respondents are, other choices, numbers, days."""
    study = wave.study
    of = {kind: [n for n, q in study.variables.items() if q.kind == kind] for kind in _TOLD}
    groups = [name for name in of["single"] if study.variables[name].role != "outcome"]
    asked = {name: question for name, question in study.variables.items() if name not in groups}
    choices = [name for name, question in asked.items() if question.kind in {"single", "yes_no", "multiple"}]
    return QuestionSpec(
        groups={name: levels_of(study.variables[name]) for name in groups},
        choices={n: (YES,) if n in of["yes_no"] else levels_of(study.variables[n]) for n in choices},
        multiple=tuple(of["multiple"]),
        numbers=tuple(of["number"]),
        days=tuple(of["date"]),
        ratios=tuple(name for name, one in study.derived.items() if one.ratio),
        raked=study.weighted_to,
        confidence=study.confidence,
        minimum_base=study.minimum_base,
    )


MAKERS = {
    DriverSpec: driver_spec,
    ArrivalSpec: arrival_spec,
    ComparabilitySpec: comparability_spec,
    QuestionSpec: question_spec,
}
