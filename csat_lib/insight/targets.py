"""How far each score is from what the study aims at."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, shown
from csat_lib.index.scores import Scores
from csat_lib.insight.simultaneous import AIMED, comparisons, simultaneous
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.summary import Summary


@statistic
def against_targets(summary: Summary, spec: ScoreSpec) -> Scores:
    """Each score of everybody that has a target, less that target, in points (measure ``target_gap``).

    d = s - t, with the standard error and degrees of freedom of the score s: the target t is set beforehand and has no
    error. The intervals hold together with those of all differences and changes of the report
    (:mod:`csat_lib.insight.simultaneous`), so that "below target" is as sure as any other thing that is called clear.
    Reasons are those of the score; ``small_base`` under the minimum base.
    """
    aimed = [one for one in composites(spec) if one.subject in spec.targets]
    figures = [
        ScoreFigure(one.subject, AIMED, _less(shown(one.estimate(summary.scores), spec), spec.targets[one.subject]))
        for one in aimed
    ]
    return Scores(tuple(simultaneous(figures, comparisons(summary, spec))), spec)


def _less(estimate: Estimate, target: float) -> Estimate:
    value = None if estimate.value is None else estimate.value - target
    ends = None if estimate.ends is None else (estimate.ends[0] - target, estimate.ends[1] - target)
    return replace(estimate, value=value, ends=ends, method=estimate.method + "less its target")
