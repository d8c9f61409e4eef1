"""What may stand between a table's rows: a line with the name of what the rows below it belong to."""

from collections.abc import Callable, Sequence

from csat_lib.findings import Finding
from csat_lib.report.view import View

Lines = Callable[[View, Sequence[Finding]], tuple[tuple[int, str], ...]]
"""(row, what the rows from here on belong to)"""


def under(name: Callable[[View, Finding], str]) -> Lines:
    """A line with its name above the first row of each thing that rows belong to."""

    def lines(view: View, rows: Sequence[Finding]) -> tuple[tuple[int, str], ...]:
        first: dict[str, int] = {}
        for place, row in enumerate(rows):
            first.setdefault(name(view, row), place)
        return tuple((place, view.label(owner)) for owner, place in first.items() if owner)

    return lines


def owners(view: View) -> dict[str, str]:
    """Item -> its dimension."""
    return {item: name for name, construct in view.study.constructs.items() for item in construct.items}


by_subject = under(lambda _, row: row.subject)
by_other = under(lambda _, row: row.other)
by_construct = under(lambda view, row: owners(view).get(row.subject, ""))
