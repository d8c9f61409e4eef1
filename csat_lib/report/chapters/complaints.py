"""What was complained of, how long it took, what is still open."""

from collections.abc import Iterator

from csat_lib.findings.catalogue.complaints import SHARE
from csat_lib.report.chapters.arrange import Part, Passage, Section, lead
from csat_lib.report.declared import known
from csat_lib.report.topics.complaints import backlog, hours, pareto, problems, urgency
from csat_lib.report.view import View


def chapter(view: View) -> Iterator[Part]:
    """The few classes that make most complaints, the hours, the backlog; nothing where no register was read."""
    numbers, *others = pareto.claims(view)
    if numbers is None:
        return
    yield lead(numbers)
    if known(view, SHARE):
        yield Passage([*others], chart="pareto", table="complaints", silent=True, quiet=True)
        yield Passage([pareto.units(view)], table="complaint_units", quiet=True)
        first = Passage(urgency.claims(view), table="complaint_priorities", quiet=True)
        yield Section("complaint_priorities", [first])
        yield Section("complaint_hours", [Passage(hours.claims(view), table="complaint_hours", quiet=True)])
    standing = Passage(problems.claims(view), table="open_problems", quiet=True)
    yield Section("complaint_problems", [standing])
    yield Section("complaint_backlog", [Passage([backlog.claim(view)], table="complaint_backlog", quiet=True)])
