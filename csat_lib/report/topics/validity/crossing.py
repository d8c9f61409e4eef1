"""Items that go more with another dimension than with their own: sentence and table."""

from csat_lib.findings.catalogue.validity import CROSS_LOADING
from csat_lib.report import sections
from csat_lib.report.clear import largest
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, one_each
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
    return [row.subject for row in crossed(view)]


def crossed(view: View) -> list[Finding]:
    """What these items correlate at, with which construct."""
    own = sections.owners(view)
    return [row for item, row in largest(view.rows(CROSS_LOADING)).items() if row.other != own.get(item)]


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


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    cells = {(row.subject, row.other): row for row in view.rows(CROSS_LOADING)}

    def column(name: str) -> Field:
        return columns.shaded(view, CROSS_LOADING, view.label(name), lambda row: cells.get((row.subject, name)))

    names = dict.fromkeys(name for _, name in cells)
    return (columns.subject(view, columns.ITEM), *map(column, names), *columns.bases(view, rows))


TABLE = TableSpec(
    "cross_loadings",
    (CROSS_LOADING,),
    lambda view: one_each(view.rows(CROSS_LOADING), view.study.items),
    _fields,
    _title,
    sections=sections.by_construct,
)
