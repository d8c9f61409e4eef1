"""What the records say: figures of operation, what they are worth, and what they make of the index."""

from csat_lib.report.topics.kpis import levels, parts
from csat_lib.report.view import View
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Which targets are missed, what they are worth; what made the index of a unit change. With a subject, that KPI."""
    if subject:
        return [levels.one(view, subject)]
    return [levels.aims(view), levels.worth(view), *parts.pulled(view)]
