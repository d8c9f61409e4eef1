"""Tables that stand beside the answers, counted from the planted sample."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, to_frame, way
from csat_lib.insight.complaints.register import ComplaintSpec
from csat_lib.insight.complaints.urgency import PrioritySpec
from tests.statistics.planted import World

COMPLAINTS = ComplaintSpec(
    spans={
        "2025-02": (pd.Timestamp("2025-02-01"), pd.Timestamp("2025-03-01")),
        "2025-03": (pd.Timestamp("2025-03-01"), pd.Timestamp("2025-04-01")),
    },
    classes=("dirt", "wait"), unit="store", units=("s0", "s1", "s2", "s3"), limits={"answered": 24.0, "closed": 48.0},
)  # fmt: skip
RANKED = PrioritySpec((2.0, 3.0, 2.0), {"reach": (0.1, 0.4, 0.8), "frequency": (0.05, 0.15, 0.3)})
DISPOSITIONS = ("I", "I", "I", "P", "R", "NC", "O", "UH", "UO", "NE")


def ledger(world: World) -> pd.DataFrame:
    """Rows that came in, that one rule left out, and that were kept."""
    n, gone = len(world.rows), int((world.rows["left_out"] != "").sum())
    table = pd.DataFrame({"order": range(3), "rule": ["rows", "speed", "kept"]})
    table = table.assign(before=[n, n, n - gone], left_out=[0, gone, 0], after=[n, n - gone, n - gone])
    return world.table(table)


def screening(world: World) -> pd.DataFrame:
    """What the rules measured."""
    seconds, items = world.rows["seconds"], world.rows[list(world.items)]
    answered = int(items.notna().all(axis=1).sum())
    facts = {
        ("input", "rows"): len(items),
        ("input", "median_seconds"): float(seconds.median()),
        ("speed", "below_seconds"): 90.0,
        ("speed", "rows_that_fit"): int((seconds < 90).sum()),
        ("speed", "rows_measured"): int(seconds.notna().sum()),
        ("speed", "in_use"): 1,
        ("near_duplicate", "at_least_share"): 0.85,
        ("near_duplicate", "rows_that_fit"): int(items.duplicated().sum()),
        ("near_duplicate", "rows_measured"): answered,
        ("near_duplicate", "in_use"): 0,
        ("repeats", "device"): int(world.rows["customer"].duplicated().sum()),
        ("most_alike", "device"): int(world.rows["customer"].value_counts().max()),
        ("block_answered", "a"): answered,
        ("straight_lined", "a"): int(items.eq(items.iloc[:, 0], axis=0).all(axis=1).sum()),
    }
    table = pd.DataFrame([(*where, value) for where, value in facts.items()], columns=["rule", "measure", "value"])
    return world.table(table.dropna())


def dispositions(world: World) -> pd.DataFrame | None:
    """What became of every case: one row per respondent; none where nobody answered anything."""
    if world.rows[list(world.items)].isna().all(axis=None):
        return None
    codes = [DISPOSITIONS[at % len(DISPOSITIONS)] for at in world.rows["id"]]
    return pd.DataFrame({"channel": world.rows["source"], "disposition": codes, "count": 1})


def register() -> pd.DataFrame:
    """Complaints, which no respondent gives: the same whatever the planted sample."""
    opened = pd.Timestamp("2025-03-01 09:30") + pd.to_timedelta(np.arange(40) * 17, unit="h")
    closed = opened + pd.to_timedelta(3.0 * (np.arange(40) % 23), unit="h")
    table = pd.DataFrame({"class": np.where(np.arange(40) % 3, "dirt", "wait"), "opened": opened, "closed": closed})
    table = table.assign(answered=opened + (closed - opened) / 2, unit=[f"s{at % 4}" for at in range(40)])
    return table.assign(severity="high", owner="o", status=None, id=range(40))


def ratings(world: World) -> pd.DataFrame:
    """The items as twelve experts rate them, 1-4, an expert a column."""
    experts = world.rows[world.rows["id"] % 25 == 0]
    rated = np.ceil((experts[list(world.items)] - world.shift) / 2.5).clip(1, 4)
    return rated.set_axis([f"expert {at}" for at in range(len(experts))]).T


def series_of_waves(world: World) -> pd.DataFrame:
    """The outcome in four waves, one for each quarter of the respondents, as a table."""
    return world.table(to_frame(findings_of_waves(world, 4)))


def findings_of_waves(world: World, number: int) -> list[Finding]:
    """The outcome in so many waves, as findings."""
    means = [world.rows.loc[world.rows["id"] % number == at, "overall"].mean() for at in range(number)]
    about = {"topic": "scores", "subject": "overall", "measure": "index", "method": way("mean")}
    return [
        Finding(**about, period=f"2025-{at + 1:02}", value=mean, reason="all_missing" if np.isnan(mean) else "")
        for at, mean in enumerate(means)
    ]
