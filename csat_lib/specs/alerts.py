"""What is to be warned of: the alerts of the study file."""

from __future__ import annotations

from csat_lib.insight.alerts import AlertRule, AlertSpec
from csat_lib.specs.given import Given
from csat_lib.study.alerting import ABOVE, BELOW, Alert


def alert_spec(wave: Given) -> AlertSpec:
    """The alerts that the study sets."""
    return AlertSpec({name: _alert(one) for name, one in wave.study.alerts.items()})


def _alert(one: Alert) -> AlertRule:
    limit = {BELOW: one.below, ABOVE: one.above}.get(one.kind, one.limit)
    return AlertRule(one.subject, one.kind, one.waves or 1, limit, one.by_mean, one.base or 12, one.weight or 0.2)


MAKERS = {AlertSpec: alert_spec}
