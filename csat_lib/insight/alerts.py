"""Alerts that a study sets, looked at in the lines over its waves: thresholds and slow slides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, Method, in_use, way, ways
from csat_lib.findings.catalogue.units import POINTS
from csat_lib.insight.control_limits import lines_of
from csat_lib.insight.ewma import ewma
from csat_lib.statistics import statistic


@dataclass(frozen=True)
class AlertRule:
    """One alert: ``kind`` below or above (``limit``, of ``waves``: each, or their mean), or ewma (after ``base``)."""

    subject: str
    kind: str
    waves: int = 1
    limit: float | None = None
    by_mean: bool = False
    base: int = 12
    weight: float = 0.2


@dataclass(frozen=True)
class AlertSpec:
    """Name -> alert."""

    alerts: Mapping[str, AlertRule] = field(default_factory=dict)


@dataclass(frozen=True)
class Alerts:
    """What all alerts found, as figures of topic ``alerts``."""

    found: tuple[Finding, ...]

    @property
    def method(self) -> Method:
        """How they were found."""
        return in_use(*(row.method for row in self.found))

    def to_findings(self) -> list[Finding]:
        """``alert_fires`` of those that do; of all ``alert_level``, or ``alert_smoothed``; with a signal its shift."""
        return list(self.found)


@statistic
def alerts(findings: Iterable[Finding], spec: AlertSpec) -> Alerts:
    """Look at each alert in the line of its subject: everybody's figures of all waves since the last break, in order.

    ``below`` (``above``): every one of the last ``waves``, or their mean, lies strictly under (over) ``limit``;
    ``alert_level`` is that mean, or the highest (lowest) of them. Estimates are compared as they are, unrounded and
    without their errors: a threshold is a rule of the study, no test. ``ewma``:
    :func:`csat_lib.insight.ewma.ewma`. Reason ``few_waves`` where the line is too short for a rule, ``no_variance``
    where the base is all alike. A subject without a line has no figure.
    """
    rows, found = list(findings), list[Finding]()
    for name, rule in spec.alerts.items():
        line = next((own for own in lines_of(rows) if own[0].subject == rule.subject and own[0].segment == ""), [])
        if line:
            found += _looked_at(name, rule, line)
    return Alerts(tuple(found))


def _looked_at(name: str, rule: AlertRule, line: list[Finding]) -> Iterable[Finding]:
    values = pd.Series([row.value for row in line], index=[row.period for row in line], dtype=np.float64).dropna()
    by = _by_ewma if rule.kind == "ewma" else _by_threshold
    return by(_Line(name, rule.subject, values, line[-1].kind.unit is POINTS), rule)


@dataclass(frozen=True)
class _Line:
    """The series that an alert looks at; figures made of it."""

    alert: str
    subject: str
    waves: pd.Series
    of_nps: bool

    def figure(self, measure: str, value: float | None, method: Method, **more: object) -> Finding:
        """A figure of the alert."""
        return Finding(
            topic="alerts",
            subject=self.subject,
            other=self.alert,
            measure=measure,
            value=value,
            method=method,
            **more,  # type: ignore[arg-type]
        )

    def of_unit(self, measure: str) -> str:
        """The measure of this line's unit."""
        return f"{measure}_nps" if self.of_nps else measure


def _by_threshold(line: _Line, rule: AlertRule) -> Iterable[Finding]:
    last, limit = line.waves.iloc[-rule.waves :], rule.limit or 0.0
    method = ways("against a threshold", way("mean of # waves" if rule.by_mean else "each of # waves", rule.waves))
    measure = line.of_unit("alert_level")
    if len(last) < rule.waves:
        return [line.figure(measure, None, method, reason="few_waves")]
    under = rule.kind == "below"
    level = float(last.mean() if rule.by_mean else last.max() if under else last.min())
    fires = level < limit if under else level > limit
    return [line.figure(measure, level, method), *([line.figure("alert_fires", 1.0, method)] if fires else [])]


def _by_ewma(line: _Line, rule: AlertRule) -> Iterable[Finding]:
    chart = ewma(line.waves, rule.base, rule.weight, rule.limit)
    measure = line.of_unit("alert_smoothed")
    if chart is None:
        reason = "few_waves" if len(line.waves) <= rule.base else "no_variance"
        return [line.figure(measure, None, ways("ewma", way("# waves of the base", rule.base)), reason=reason)]
    ends = {"low": float(chart.low.iloc[-1]), "high": float(chart.high.iloc[-1])}
    rows = [line.figure(measure, float(chart.smoothed.iloc[-1]), chart.method, **ends)]
    if chart.signalled:
        shift = float(line.waves[chart.since :].mean()) - chart.centre
        rows += [
            line.figure("alert_shift", shift, chart.method, against=chart.since),
            line.figure("alert_fires", 1.0, chart.method, against=chart.signalled),
        ]
    return rows
