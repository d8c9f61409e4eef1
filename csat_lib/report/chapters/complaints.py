"""What was complained of, how long it took, what is still open."""

from collections.abc import Iterator

from csat_lib.findings.catalogue.complaints import NUMBER
from csat_lib.report.chapters.arrange import Part, Passage, Section, lead
from csat_lib.report.declared import known_row
from csat_lib.report.topics.complaints import backlog, hours, pareto, priorities, problems
from csat_lib.report.topics.complaints.classes import ALL_CLASSES
from csat_lib.report.view import View


def chapter(view: View) -> Iterator[Part]:
    """The few classes that make most complaints, the hours, the backlog; nothing where no register was read."""
    whole = known_row(view, NUMBER, ALL_CLASSES)
    if whole is None:
        return
    numbers, *others = pareto.claims(view)
    yield lead(numbers)
    if whole.value:
        yield Passage([*others], chart="pareto", table="complaints", silent=True, quiet=True)
        yield Passage([backlog.most(view)], table="complaint_units", quiet=True)
        first = Passage(priorities.claims(view), table="complaint_priorities", quiet=True)
        yield Section("complaint_priorities", [first])
        yield Section("complaint_hours", [Passage(hours.claims(view), table="complaint_hours", quiet=True)])
    standing = Passage(problems.claims(view), table="open_problems", quiet=True)
    yield Section("complaint_problems", [standing])
    yield Section("complaint_backlog", [Passage([backlog.claim(view)], table="complaint_backlog", quiet=True)])
