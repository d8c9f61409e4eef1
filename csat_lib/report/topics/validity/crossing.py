"""Items that go more with another dimension than with their own: sentence and table."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.validity import CROSS_LOADING
from csat_lib.report import columns
from csat_lib.report.blocks import Column
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Wording, some

ALL_OWN = Wording(
    zh="每个题项都与所属维度的其余题项联系最密切。", en="Every item goes most with the items of its own dimension."
)
SOME_AWAY = Wording(
    zh="{items.quoted}{n||}与其他维度的联系强于与所属维度的联系。",
    en="{items.quoted} {n|goes|go} more with another dimension than with {n|its|their} own.",
)
OTHER_ITEMS = Wording(zh="另外 {n} 个题项", en="{n:other item}")
TITLE_ALL_OWN = Wording(
    zh="每个题项都与所属维度联系最密切", en="Every item goes most with the items of its own dimension"
)
TITLE_AWAY = Wording(zh="有 {n} 个题项与其他维度联系更密切", en="{n:item} {n|goes|go} more with another dimension")


def strangers(view: View) -> list[str]:
    """Items that go more with the sum of another construct's items than with the rest of their own."""
    own = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    most: dict[str, Finding] = {}
    for row in known(view, CROSS_LOADING):
        if row.subject not in most or abs(row.value or 0.0) > abs(most[row.subject].value or 0.0):
            most[row.subject] = row
    return [item for item, row in most.items() if row.other != own.get(item)]


def crossing(view: View) -> Claim | None:
    """Items that go more with another dimension than with their own."""
    if not known(view, CROSS_LOADING):
        return None
    found = strangers(view)
    items = some([Label(item) for item in found], OTHER_ITEMS)
    return SOME_AWAY(items=items, n=len(found)) if found else ALL_OWN()


def _title(view: View) -> Claim:
    found = strangers(view)
    return TITLE_AWAY(n=len(found)) if found else TITLE_ALL_OWN()


def _rows(view: View) -> Rows:
    first: dict[str, Finding] = {}
    for row in view.rows(CROSS_LOADING):
        first.setdefault(row.subject, row)
    return [first[item] for item in view.study.items if item in first]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    cells = {(row.subject, row.other): row for row in view.rows(CROSS_LOADING)}

    def column(name: str) -> Field:
        def cell(row: Finding) -> object:
            found = cells.get((row.subject, name))
            return None if found is None else columns.cell_of(view, found, shade=found.value)

        head = Column(view.label(name), kind="number", decimals=CROSS_LOADING.unit.decimals, align="centre")
        return Field(head, cell)

    names = dict.fromkeys(name for _, name in cells)
    shown = (column(name) for name in names)
    return (columns.subject(view, columns.ITEM), *shown, *columns.bases(view, rows))


def _constructs(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(owner[row.subject], place)
    return tuple((place, view.label(name)) for name, place in first.items())


TABLE = TableSpec("cross_loadings", (CROSS_LOADING,), _rows, _fields, _title, sections=_constructs)
