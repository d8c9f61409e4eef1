"""How far each score is from what the study aims at."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, shown
from csat_lib.index.scores import Scores
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.simultaneous import AIMED, comparisons, simultaneous
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.summary import Summary


@statistic
def against_targets(summary: Summary, spec: ScoreSpec) -> Scores:
    """Each score, of everybody or of a unit, that has a target, less that target, in points (measure ``target_gap``).

    d = s - t, with the standard error and degrees of freedom of the score s: the target t is set beforehand and has no
    error. The intervals hold together with those of all differences and changes of the report
    (:mod:`csat_lib.insight.simultaneous`), so that "below target" is as sure as any other thing that is called clear.
    Reasons are those of the score; ``small_base`` under the minimum base, and what hides a unit's score.
    """
    aimed = [one for one in composites(spec) if one.subject in spec.targets]
    figures = [
        ScoreFigure(one.subject, AIMED, _less(shown(one.estimate(summary.scores), spec), spec.targets[one.subject]))
        for one in aimed
    ]
    figures += _of_units(summary, spec) if spec.unit_targets else []
    return Scores(tuple(simultaneous(figures, comparisons(summary, spec))), spec)


def _of_units(summary: Summary, spec: ScoreSpec) -> list[ScoreFigure]:
    """The same of the units that have targets of their own, as far as their scores are shown."""
    kept_back, levels, found = hidden_cells(summary, spec), summary.scores.cells(spec.unit), []
    aims = [(level, one) for level in spec.unit_targets if level in levels for one in composites(spec)]
    for level, one in aims:
        cell, aim = (spec.unit, level), spec.unit_targets[level].get(one.subject)
        if aim is not None:
            held = kept_back.held(shown(one.estimate(summary.scores, cell), spec), one.subject, cell)
            found.append(ScoreFigure(one.subject, AIMED, _less(held, aim), cell=cell))
    return found


def _less(estimate: Estimate, target: float) -> Estimate:
    value = None if estimate.value is None else estimate.value - target
    ends = None if estimate.ends is None else (estimate.ends[0] - target, estimate.ends[1] - target)
    return replace(estimate, value=value, ends=ends, method=estimate.method + "less its target")
