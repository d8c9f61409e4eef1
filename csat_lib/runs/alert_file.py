"""``alerts.json``: which alerts of the study fire in this wave, for whatever passes them on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from csat_lib.findings import read
from csat_lib.findings.catalogue.alerts import FIRES, SHIFT
from csat_lib.runs.manifest import write_json
from csat_lib.study import WavePlan

ALERTS = "alerts.json"


def write_alerts(plan: WavePlan, folder: Path) -> None:
    """Of a study that sets alerts, one entry each that was looked at in the findings of the folder.

    Whether it fires, the figure that was looked at with its limits, and since which wave it fires.
    """
    if not plan.study.alerts:
        return
    findings = read([folder / "findings.parquet"])
    rows = findings[findings["topic"] == FIRES.topic.name]
    told = [_entry(name, own) for name in plan.study.alerts if len(own := rows[rows["other"] == name])]
    write_json(folder / ALERTS, {"study": plan.study.study, "period": str(plan.period), "alerts": told})


def _entry(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    fires = rows[rows["measure"] == FIRES.name]
    shown = rows[~rows["measure"].isin([FIRES.name, SHIFT.name])].iloc[0]
    numbers = {part: None if pd.isna(shown[part]) else float(shown[part]) for part in ("value", "low", "high")}
    since = fires["against"].iloc[0] if len(fires) else ""
    told = {"alert": name, "subject": shown["subject"], "fires": bool(len(fires)), "since": since}
    return told | numbers | {"reason": shown["reason"]}
