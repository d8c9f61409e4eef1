"""The register of complaints as one frame: what the tables of all waves hold, up to the end of the last of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from csat_lib.answers.extra_tables import read_tables
from csat_lib.study.complaints import KIND
from csat_lib.study.waves import WavePlan

COLUMNS = ("id", "unit", "class", "severity", "opened", "answered", "closed", "owner", "status")


def register_of(plans: Sequence[WavePlan]) -> pd.DataFrame | None:
    """:data:`COLUMNS`, one row a complaint (persons hashed), of what was opened up to the end of the last wave.

    A complaint that stands in the tables of several waves is as the last of them says. ``owner`` is left out where no
    table has such a column. None where the last wave has no register.
    """
    found = [[table.every for table in read_tables(plan, (KIND,)).values()] for plan in plans]
    if not found[-1]:
        return None
    rows = pd.concat([frame for frames in found for frame in frames if len(frame)] or found[-1], ignore_index=True)
    rows = rows.drop_duplicates("id", keep="last")
    kept = [name for name in COLUMNS if name != "owner" or name in rows]
    rows = rows.reindex(columns=kept)
    moments = {name: pd.to_datetime(rows[name]) for name in ("opened", "answered", "closed")}
    end = pd.Timestamp(plans[-1].period.last) + pd.Timedelta(days=1)
    opened: pd.DataFrame = rows.assign(**moments)[moments["opened"] < end].reset_index(drop=True)
    return opened
