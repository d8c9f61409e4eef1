"""Which few classes make most complaints, and who sees to each class."""

from csat_lib.conventions import FEW_MAKE_MOST
from csat_lib.findings.catalogue.complaints import BACKLOG, CUMULATIVE, NUMBER, SEVERE, SHARE
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known, known_row, ranked
from csat_lib.report.topics.complaints.classes import (
    ALL_CLASSES,
    CLASS,
    OWNER,
    class_of,
    owner,
    whole_in_bold,
    with_all_last,
)
from csat_lib.report.wording import Claim, Label, Wording, some

NOTHING = Wording(zh="本期没有登记投诉。", en="No complaint was opened in this period.")
NUMBERS = Wording(zh="本期登记投诉 {all} 件{severe}。", en="{all.count:complaint} {all.count|was|were} opened{severe}.")
SEVERE_ONES = Wording(zh="，其中严重的 {severe} 件", en=", {severe} of high severity")
FEW = Wording(
    zh="{m} 类投诉中，件数最多的 {k} 类合计占 {most:.1}：{named}。",
    en="Of {m:class/classes} the most frequent {k:word} {k|makes|make} up {most:.1}: {named}.",
)
NAMED = Wording(zh="“{row.label}”（{row:.1}）", en="{row.label} ({row:.1})")
OTHERS = Wording(zh="另外 {n} 类", en="{n:other class/other classes}")
MOST_NAMED = 6
WITHOUT = Wording(zh="{classes.quoted}尚未指定责任部门。", en="No owner is named for {classes}.")
ONE = Wording(zh="{number.quoted}：{number} 件，占 {share:.1}。", en="{number.label}: {number}, {share:.1} of all.")
MOST_UNIT = Wording(
    zh="件数最多的是{row.level}（{row} 件）；件数未按客户多少换算。",
    en="Most were about {row.level} ({row}); numbers are not set against how many customers a {row.one} has.",
)
TITLE_UNITS = Wording(zh="各单位的投诉件数", en="Complaints of each unit")
TITLE = Wording(zh="各类投诉的件数与责任部门", en="Complaints by class, and who sees to them")


def few(view: View) -> Rows:
    """The shares of the most frequent classes that together make up the conventional share; none of few complaints."""
    shares, found = known(view, SHARE), list[Finding]()
    whole = known_row(view, NUMBER, ALL_CLASSES)
    if len(shares) < 2 or whole is None or (whole.value or 0.0) < view.study.minimum_base:
        return found
    for share in shares:
        found.append(share)
        so_far = known_row(view, CUMULATIVE, share.subject)
        if so_far is not None and (so_far.value or 0.0) >= FEW_MAKE_MOST:
            break
    return found


def _numbers(view: View) -> Claim | None:
    """How many complaints there were."""
    whole, severe = known_row(view, NUMBER, ALL_CLASSES), known_row(view, SEVERE, ALL_CLASSES)
    if whole is None or not whole.value:
        return NOTHING() if whole else None
    return NUMBERS(all=whole, severe=SEVERE_ONES(severe=severe) if severe else None)


def most(view: View) -> Claim | None:
    """Which few classes make most of them."""
    shares = few(view)
    if not shares:
        return None
    named = some([NAMED(row=row) for row in shares], OTHERS, MOST_NAMED)
    so_far = known_row(view, CUMULATIVE, shares[-1].subject)
    return FEW(m=len(known(view, SHARE)), k=len(shares), most=so_far, named=named)


def claims(view: View) -> list[Claim | None]:
    """Numbers, the few that make most, and classes that nobody sees to."""
    owned = view.study.complaints.classes if view.study.complaints else {}
    lacking = [
        Label(row.subject) for row in known(view, SHARE) if row.subject in owned and not owned[row.subject].owner
    ]
    return [_numbers(view), most(view), WITHOUT(classes=lacking) if lacking else None]


def one(view: View, name: str) -> Claim | None:
    """A class by itself."""
    number, share = known_row(view, NUMBER, name), known_row(view, SHARE, name)
    return ONE(number=number, share=share) if number and share else None


def units(view: View) -> Claim | None:
    """The unit with the most complaints, where it has more than any other."""
    order = ranked(view.rows(NUMBER, segment_by=view.study.unit)) if view.study.unit else ()
    if len(order) < 2 or order[0].value == order[1].value:
        return None
    return MOST_UNIT(row=order[0])


def _of_units(view: View) -> Rows:
    return view.rows(NUMBER, segment_by=view.study.unit) if view.study.unit else ()


def _open(view: View, row: Finding) -> Finding | None:
    return view.row(BACKLOG, row.subject, segment_by=row.segment_by, segment=row.segment)


TABLE = TableSpec(
    "complaints",
    (NUMBER,),
    lambda view: with_all_last(view.rows(NUMBER)),
    columns.row(
        *(columns.worded(CLASS, class_of), NUMBER, columns.fine(SHARE)),
        *(columns.fine(CUMULATIVE), SEVERE, columns.worded(OWNER, owner)),
    ),
    lambda _: TITLE(),
    strong=whole_in_bold,
    based_on=lambda _view, _rows: (),
)
UNITS = TableSpec(
    "complaint_units",
    (NUMBER,),
    _of_units,
    lambda view, rows: (
        columns.segment(view, rows[0].segment_by),
        columns.figure(view, NUMBER),
        columns.figure(view, BACKLOG, lambda row: _open(view, row)),
    ),
    lambda _: TITLE_UNITS(),
    based_on=lambda _view, _rows: (),
)
