"""Problems that stay: a class of complaints at a unit, wave after wave, until a wave passes without it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from csat_lib.findings import Finding, FindingList
from csat_lib.findings.catalogue import complaints as known
from csat_lib.insight.complaints.register import ALL_CLASSES, ComplaintSpec, Span, row_of
from csat_lib.statistics import statistic

Problem = tuple[str, str]
"""A class and a unit; no unit in a study without."""


@statistic
def open_problems(register: pd.DataFrame, spec: ComplaintSpec) -> FindingList:
    """Which problems of the wave there have been for how long; how many of the wave before are solved.

    A problem is there in a wave in which one of its complaints was opened or still open; it has been open since the
    first of the waves in a row, up to this one, in which it was there, and is solved by a wave that passes without it.
    Measures ``waves_open`` (``against``: the first of them), ``waves_with`` of all waves looked at, ``since_number``
    complaints opened since then and ``since_severe`` severe ones among them; ``problems_solved``. Longest first, then
    most severe ones. A complaint about no unit belongs to no problem. A single wave tells of none.
    """
    if len(spec.spans) < 2:
        return FindingList()
    about = register if spec.units else register.assign(unit="")
    about = about.dropna(subset=["unit"])
    there = [_there(about, span) for span in spec.spans.values()]
    found = [_told(about, spec, problem, there) for problem in there[-1]]
    found.sort(key=lambda rows: (-(rows[0].value or 0.0), -(rows[3].value or 0.0), -(rows[2].value or 0.0)))
    solved = row_of(known.SOLVED, ALL_CLASSES, sum(problem not in there[-1] for problem in there[-2]))
    return FindingList([*(row for rows in found for row in rows), solved])


def _there(register: pd.DataFrame, span: Span) -> dict[Problem, None]:
    """The problems of a wave, in the register's order."""
    first, after = span
    was_open = (register["closed"] >= first) | (register["closed"].isna() & (register["status"] != "closed"))
    rows = register[(register["opened"] < after) & ((register["opened"] >= first) | was_open)]
    return dict.fromkeys(zip(rows["class"], rows["unit"], strict=True))


def _told(
    register: pd.DataFrame, spec: ComplaintSpec, problem: Problem, there: list[dict[Problem, None]]
) -> list[Finding]:
    name, unit = problem
    run = next((at for at, wave in enumerate(reversed(there)) if problem not in wave), len(there))
    first = [*spec.spans][-run]
    own = register[(register["class"] == name) & (register["unit"] == unit)]
    own = own[own["opened"] >= spec.spans[first][0]]
    values = {
        known.WAVES_OPEN: run,
        known.WAVES_WITH: sum(problem in wave for wave in there),
        known.SINCE_NUMBER: len(own),
        known.SINCE_SEVERE: int((own["severity"] == "high").sum()),
    }
    where = {"segment_by": spec.unit, "segment": unit} if unit else {}
    rows = [row_of(measure, name, value, **where) for measure, value in values.items()]
    return [replace(rows[0], against=first), *rows[1:]]
