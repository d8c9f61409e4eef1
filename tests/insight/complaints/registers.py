"""Registers of complaints for tests: a frame as it is read, and a Spec for it."""

from __future__ import annotations

import pandas as pd

from csat_lib.insight.complaints.register import ComplaintSpec

COLUMNS = ("id", "unit", "class", "severity", "opened", "answered", "closed", "owner", "status")
HOMES = {"cleaning": 301, "outsiders": 172, "theft": 100, "gate": 99, "late": 83, "lift": 78}
"""Complaints of a developer's owners in 2014, as printed in the trade's literature: 833."""


def register(*rows, **columns):
    """Rows of (class, opened, answered, closed), each in unit S1, unless ``columns`` say otherwise."""
    table = pd.DataFrame(rows, columns=["class", "opened", "answered", "closed"])
    table = table.assign(id=[f"c{at}" for at in range(len(table))], unit="S1", severity="low", owner="o", status=None)
    table = table.assign(**columns)
    moments = {name: pd.to_datetime(table[name], format="mixed") for name in ("opened", "answered", "closed")}
    return table.assign(**moments)[[name for name in COLUMNS if name in table]]


def spec(*months, **more):
    """Of these months, the last of which is the wave's."""
    spans = {
        month: (pd.Period(month).start_time, (pd.Period(month) + 1).start_time) for month in months or ("2025-03",)
    }
    given = {"classes": ("dirt", "wait"), "unit": "store", "units": ("S1", "S2"), "limits": {}} | more
    return ComplaintSpec(spans=spans, **given)


def figures(result):
    """(measure, subject, segment) -> value."""
    return {(row.measure, row.subject, row.segment): row.value for row in result.to_findings()}
