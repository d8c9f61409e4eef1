"""What was left blank: the items most often, how many items a respondent leaves: sentence, tables."""

from csat_lib.findings.catalogue.quality import CONTRADICTED, MISSING_ITEMS, MISSING_SHARE, REQUIRED_BLANK
from csat_lib.report.clear import most
from csat_lib.report.declared import Finding, Rows, TableSpec, View, columns, known, of_one
from csat_lib.report.wording import Claim, Derived, Limit, Wording, percent

NO_BLANK = Wording(zh="没有漏答的题目。", en="No item was left blank.")
MOST_BLANK = Wording(
    zh="漏答最多的题目是{item.quoted}，被问到的人中有 {item:fine} 没有作答{rest}。",
    en="The item most often left blank is {item.quoted} ({item:fine} of those asked){rest}.",
)
REST = Wording(zh="；{whole:fine} 的答卷没有漏答任何题项", en="; {whole:fine} answered every item")
REQUIRED = Wording(
    zh="问卷设为必答、却没有答案的有：{rows:;}；采集平台本不应放行。",
    en="Required by the form and yet without an answer: {rows:;}. The tool that collects should have asked again.",
)
BOTH = Wording(
    zh="选了互斥选项又选其他选项、因而按未答处理的有：{rows:;}。",
    en="An option that excludes the others was chosen beside another one, and counts as no answer: {rows:;}.",
)
OF_QUESTION = Wording(zh="{row.quoted} {row} 份", en="{row.quoted}, {row.count:response}")
TITLE_NONE = Wording(zh="没有漏答的题目", en="No item was left blank")
TITLE_MOST = Wording(
    zh="漏答最多的是{item.quoted}（{item:fine}）", en="{item.quoted} is left blank most often ({item:fine})"
)
TITLE_WHOLE = Wording(
    zh="{row.n} 份有效答卷中，{whole:fine} 没有漏答", en="{whole:fine} of {row.base} answered every item"
)


def blanks(view: View) -> list[Finding]:
    """How many respondents left 0, 1, 2, ... items blank; nothing when nobody left any."""
    found = sorted(known(view, MISSING_ITEMS), key=lambda row: int(row.other))
    return found if any(row.value for row in found if int(row.other)) else []


def blank(view: View) -> Claim | None:
    """The item most often left blank, and how many answered all."""
    item, found = most(view.rows(MISSING_SHARE)), blanks(view)
    if item is None:
        return NO_BLANK() if known(view, MISSING_SHARE) else None
    return MOST_BLANK(item=item, rest=REST(whole=_whole(found)) if found else None)


def faults(view: View) -> list[Claim | None]:
    """Questions that the form required and that were left blank, and those answered against themselves."""
    told = [(wording, known(view, measure)) for wording, measure in ((REQUIRED, REQUIRED_BLANK), (BOTH, CONTRADICTED))]
    return [wording(rows=[OF_QUESTION(row=row) for row in rows]) for wording, rows in told if rows]


def _whole(found: Rows) -> Derived | Limit:
    """The share of respondents who left no item blank."""
    return percent(0.0) if int(found[0].other) else Derived("of_base", found[0])


def most_often(view: View) -> Claim:
    """The item most often left blank, as a title."""
    return of_one(most(view.rows(MISSING_SHARE)), TITLE_MOST, TITLE_NONE)


def _title(view: View) -> Claim:
    """How many answered every item."""
    found = blanks(view)
    return TITLE_WHOLE(row=found[0], whole=_whole(found)) if found else TITLE_NONE()


ITEMS = TableSpec(
    "missing",
    (MISSING_SHARE,),
    lambda view: view.rows(MISSING_SHARE),
    columns.row(columns.ITEM, columns.fine(MISSING_SHARE), columns.bases),
    most_often,
)
TABLE = TableSpec(
    "blanks",
    (MISSING_ITEMS,),
    blanks,
    columns.row(columns.keyed(MISSING_ITEMS.words, lambda row: row.other), columns.answers, columns.share_of_base),
    _title,
)
