"""What was complained of, how long it took, what is still open."""

from csat_lib.report.topics.complaints import backlog, hours, pareto, problems, urgency
from csat_lib.report.view import View
from csat_lib.report.wording import Claim


def say(view: View, subject: str = "") -> list[Claim | None]:
    """The few classes that make most complaints, hours and backlog; with a subject, that class alone."""
    if subject:
        return [pareto.one(view, subject)]
    return [
        *pareto.claims(view),
        *urgency.claims(view),
        *hours.claims(view),
        *problems.claims(view),
        backlog.claim(view),
    ]
