"""How long complaints waited for an answer and for being closed, against the study's limits."""

from csat_lib.findings.catalogue import units
from csat_lib.findings.catalogue.complaints import ANSWERED_HOURS, ANSWERED_WITHIN, CLOSED_HOURS, CLOSED_WITHIN
from csat_lib.findings.measure import Measure, Words
from csat_lib.report.declared import Rows, TableSpec, View, absent, columns
from csat_lib.report.topics.complaints.classes import ALL_CLASSES, CLASS, class_of, whole_in_bold, with_all_last
from csat_lib.report.wording import Claim, Limit, Wording

CASES = Words("时限已过的投诉", "Limit passed")
ANSWERED, CLOSED = Words("答复", "answered"), Words("办结", "closed")
IN_TIME = Wording(
    zh="时限已过的 {row.n} 件投诉中，{row} 在 {limit:given} 小时内{done}（{row.interval}）。",
    en="Of {row.n} complaints whose limit has passed, {row} were {done} within {limit:given} hours ({row.interval}).",
)
HALF = Wording(zh="一半在 {row} 小时内{done}。", en="Half were {done} within {row} hours.")
TITLE = Wording(zh="各类投诉的答复与办结用时", en="Hours until answer and closing, by class")


def claims(view: View) -> list[Claim | None]:
    """Shares within the limits, and medians; or why there are none."""
    given = view.study.complaints
    steps = (
        (ANSWERED, ANSWERED_HOURS, ANSWERED_WITHIN, given.answered_within if given else None),
        (CLOSED, CLOSED_HOURS, CLOSED_WITHIN, given.closed_within if given else None),
    )
    return [claim for step in steps for claim in _step(view, *step)]


def _step(view: View, done: Words, median: Measure, within: Measure, limit: float | None) -> list[Claim | None]:
    half, share = view.row(median, ALL_CLASSES), view.row(within, ALL_CLASSES)
    told = list[Claim | None]()
    if share is not None and limit is not None and share.value is not None:
        told.append(IN_TIME(row=share, limit=Limit(limit, units.HOURS.name), done=done))
    elif share is not None and share.reason != "days_only":
        told.append(absent(view, share))
    if half is not None:
        told.append(HALF(row=half, done=done) if half.value is not None else absent(view, half))
    return told


def _rows(view: View) -> Rows:
    return with_all_last(view.rows(ANSWERED_HOURS))


TABLE = TableSpec(
    "complaint_hours",
    (ANSWERED_HOURS,),
    _rows,
    columns.row(
        *(columns.worded(CLASS, class_of), ANSWERED_HOURS),
        *(columns.with_ends(ANSWERED_WITHIN), CLOSED_HOURS, columns.with_ends(CLOSED_WITHIN)),
    ),
    lambda _: TITLE(),
    strong=whole_in_bold,
    based_on=lambda _view, _rows: (),
)
