"""What the path model needs of the study: its arrows, items and scales, and what it is to explain."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csat_lib.errors.specs import no_path_model
from csat_lib.specs.given import Given, scale_of
from csat_lib.structure.composite_invariance import MicomSpec
from csat_lib.structure.moderation import Moderated
from csat_lib.structure.objective import ObjectiveSpec
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec
from csat_lib.structure.prediction import PredictSpec
from csat_lib.summary.bootstrap_draws import BootstrapSpec

DRAWS = 4000  # of a dozen arrows whose intervals hold together, ten lie beyond either end of each


@dataclass(frozen=True)
class StructureSpec:
    """The model, how it is estimated, what it is to explain; ``levels``: of kept respondents, who are compared."""

    model: PathModel
    how: PathSpec
    outcome: str
    predicted: PredictSpec
    permuted: MicomSpec
    moderations: tuple[Moderated, ...]
    levels: tuple[pd.Series, ...]
    objective: ObjectiveSpec


def structure_spec(wave: Given) -> StructureSpec:
    """The study's path model.

    Raises:
        CsatError: the study has none.
    """
    study, given = wave.study, wave.study.structure
    if given is None:
        raise no_path_model(study.study)
    blocks = {name: study.constructs[name].items for name in given.constructs}
    ways = [(one.source, one.target, one.through) for one in given.mediation]
    model = PathModel(blocks, given.arrows, given.scheme, given.formative, given.consistent, ways=ways)
    scales = {item: ends for item in model.items if (ends := scale_of(study, item))}
    drawn = BootstrapSpec(DRAWS, wave.plan.seed, "pairwise")
    how = PathSpec(IndexScales(scales), confidence=study.confidence, bootstrap=drawn)
    family, seed = len(given.moderation), wave.plan.seed
    moderations = tuple(Moderated(one.source, one.target, one.by, family) for one in given.moderation)
    levels = tuple(wave.kept[name] for name in given.compare)
    more = PredictSpec(seed=seed), MicomSpec(seed=seed), moderations, levels, _objective(wave, model, given.explained)
    return StructureSpec(model, how, given.explained, *more)


def _objective(wave: Given, model: PathModel, outcome: str) -> ObjectiveSpec:
    """Each KPI with a perception beside it: against the construct that this is of, and against the outcome."""
    study = wave.study
    felt = {name: kpi.perceived for name, kpi in study.kpis.items() if kpi.perceived and kpi.table}
    figures = {name: {unit: one.value for unit, one in study.figures.get(name, {}).items()} for name in felt}
    beside = {
        name: [one for one in model.constructs if one in (own, outcome) or own in model.blocks[one]]
        for name, own in felt.items()
    }
    of = wave.kept[study.unit] if study.unit else pd.Series(dtype=object)
    return ObjectiveSpec(of, figures, beside, study.minimum_base)


MAKERS = {StructureSpec: structure_spec}
