"""What the study looks at and what it cannot say: the same for both languages."""

from __future__ import annotations

from csat_lib.report.view import View

TOPICS = ("quality", "reliability", "factors", "weights", "scores", "drivers", "segments", "trends", "voice")
"""The chapters that a study may name, in the order of the catalogue."""
OWNERS = {"model": "factors", "validity": "factors", "comparability": "trends", "fieldwork": "quality"}
"""Topics that have no chapter of their own, with the chapter that examines them."""
SPOKEN = (*TOPICS, *OWNERS, "pilot")
"""What can be spoken of."""


def unexamined(view: View) -> tuple[str, ...]:
    """The chapters that the study does not name, in the order of the catalogue."""
    return tuple(name for name in TOPICS if name not in view.study.chapters)


def limits(view: View) -> tuple[str, ...]:
    """Which limits of the conclusions apply: the general ones, and those of the study's chapters."""
    invited = view.figures("fieldwork", "invited")
    general = ["silent", "index"] if invited else ["silent", "uninvited", "index"]
    topical: list[str] = [name for name in ("drivers", "segments", "trends", "factors") if name in view.study.chapters]
    topical += ["model"] if view.has("model") else []
    season = ["season"] if "trends" in topical and view.earlier and not _a_year_ago(view) else []
    return (*general, *topical, *season)


def _a_year_ago(view: View) -> bool:
    """Whether an earlier wave lies a year or more before this one."""
    year_ago = view.period.first.replace(year=view.period.first.year - 1, day=1)
    return any(period.first.replace(day=1) <= year_ago for period in view.earlier)
