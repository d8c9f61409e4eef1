"""What was still open at the end of the period: how old, without whom; and how many complaints each unit had."""

from csat_lib.findings.catalogue.complaints import (
    BACKLOG,
    BACKLOG_MONTH,
    BACKLOG_OLDER,
    BACKLOG_WEEK,
    WITHOUT_OWNER,
)
from csat_lib.report.declared import TableSpec, View, columns, known, known_row
from csat_lib.report.topics.complaints.classes import (
    ALL_CLASSES,
    CLASS,
    OWNER,
    class_of,
    owner,
    whole_in_bold,
    with_all_last,
)
from csat_lib.report.wording import Claim, Wording

NONE_OPEN = Wording(zh="期末没有未办结的投诉。", en="No complaint was open at the end of the period.")
OPEN = Wording(
    zh="期末尚有 {all} 件未办结{older}{lacking}。",
    en="{all.count:complaint} {all.count|was|were} still open at the end of the period{older}{lacking}.",
)
OLDER = Wording(zh="，其中 {row} 件已超过 30 天", en=", {row} of them for more than 30 days")
LACKING = Wording(zh="，{row} 件没有登记责任人", en="; {row} {row.count|has|have} no owner")
TITLE = Wording(zh="期末未办结的投诉", en="Complaints still open at the end of the period")


def claim(view: View) -> Claim | None:
    """How many are open, how many of them for long, and how many that nobody sees to."""
    whole = known_row(view, BACKLOG, ALL_CLASSES)
    if whole is None:
        return None
    older, lacking = (known_row(view, measure, ALL_CLASSES) for measure in (BACKLOG_OLDER, WITHOUT_OWNER))
    if not whole.value:
        return NONE_OPEN()
    return OPEN(
        all=whole,
        older=OLDER(row=older) if older and older.value else None,
        lacking=LACKING(row=lacking) if lacking and lacking.value else None,
    )


TABLE = TableSpec(
    "complaint_backlog",
    (BACKLOG,),
    lambda view: with_all_last([row for row in known(view, BACKLOG) if row.value]),
    columns.row(
        *(columns.worded(CLASS, class_of), BACKLOG, BACKLOG_WEEK, BACKLOG_MONTH),
        *(BACKLOG_OLDER, WITHOUT_OWNER, columns.worded(OWNER, owner)),
    ),
    lambda _: TITLE(),
    strong=whole_in_bold,
    based_on=lambda _view, _rows: (),
)
