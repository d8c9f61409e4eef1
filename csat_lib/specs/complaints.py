"""What the statistics of complaints need: periods, classes, units, limits in hours."""

from __future__ import annotations

import pandas as pd

from csat_lib.answers.complaint_register import register_of
from csat_lib.answers.levels import levels_of
from csat_lib.insight.complaints.register import ComplaintSpec, Register
from csat_lib.insight.complaints.urgency import PrioritySpec
from csat_lib.period import Period
from csat_lib.specs.given import Given


def complaint_spec(wave: Given) -> ComplaintSpec:
    """How the register of the wave, and of those before it, is read."""
    study = wave.study
    given = study.complaints
    limits = {"answered": given.answered_within, "closed": given.closed_within} if given else {}
    return ComplaintSpec(
        spans={str(plan.period): _span(plan.period) for plan in wave.plans},
        classes=tuple(given.classes) if given else (),
        unit=study.unit or "",
        units=tuple(levels_of(study.variables[study.unit])) if study.unit else (),
        limits={step: hours for step, hours in limits.items() if hours is not None},
        confidence=study.confidence,
    )


def _span(period: Period) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(period.first), pd.Timestamp(period.last) + pd.Timedelta(days=1)


def register(wave: Given) -> Register:
    """The complaints of all waves up to this one."""
    return Register(register_of(wave.plans))


def priority_spec(wave: Given) -> PrioritySpec:
    """How classes are ranked, and what each is about; of a study that ranks none, what each is about alone."""
    given = wave.study.complaints
    about = {name: one.about for name, one in given.classes.items() if one.about} if given else {}
    if given is None or given.priorities is None:
        return PrioritySpec(about=about, root=wave.study.root)
    ranks = given.priorities
    judged, points = ranks.judgements, ranks.points
    return PrioritySpec(
        judged=(judged.severity_reach, judged.severity_frequency, judged.reach_frequency),
        centres={n: (c.low, c.medium, c.high) for n, c in (("reach", ranks.reach), ("frequency", ranks.frequency))},
        points=(points.high, points.medium, points.low),
        operator=ranks.operator,
        about=about,
        root=wave.study.root,
    )


MAKERS = {PrioritySpec: priority_spec, ComplaintSpec: complaint_spec, Register: register}
