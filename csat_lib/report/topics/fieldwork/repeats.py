"""Responses that came more than once, by device or by what was answered: sentence and table."""

from csat_lib.findings.catalogue.fieldwork import DUPLICATES, MOST_ALIKE
from csat_lib.report.declared import Field, Rows, TableSpec, View, columns, known
from csat_lib.report.wording import Claim, Wording, Words

KINDS = {
    "device": Wording(zh="同一设备重复提交的 {row} 份", en="{row} came from a device used before"),
    "answers": Wording(
        zh="答案与此前某份完全相同的 {row} 份（通篇同一答案或大半漏答者不计）",
        en="{row} {row.count|equals|equal} an earlier one in every answer (uniform and mostly blank ones aside)",
    ),
    "near": Wording(zh="与此前某份高度雷同的 {row} 份", en="{row} nearly {row.count|equals|equal} an earlier one"),
}
NAMES = {
    "device": Words("同一设备重复提交", "From a device used before"),
    "answers": Words("答案完全相同", "Equal in every answer"),
    "near": Words("高度雷同", "Nearly equal"),
}
SOME = Wording(zh="全部回收答卷中，{told:,}。", en="Of all responses received, {told}.")
NONE = Wording(
    zh="没有来自同一设备或内容完全相同的重复答卷。", en="No response came twice from one device or word for word."
)
TITLE = Wording(zh="重复提交的答卷", en="Responses that came more than once")
TITLE_SOME = Wording(
    zh="有 {row} 份答卷每题都与先前某份相同", en="{row.count:response} equal to an earlier one in every question"
)
TITLE_NONE = Wording(zh="没有内容完全相同的答卷", en="No response came twice")


def repeats(view: View) -> Claim | None:
    """How many repeat an earlier one, in which way."""
    found = known(view, DUPLICATES)
    told = [KINDS[row.subject](row=row) for row in found if row.value]
    return SOME(told=told) if told else NONE() if found else None


def _title(view: View) -> Claim:
    """How many answers repeat an earlier one word for word."""
    row = view.row(DUPLICATES, "answers")
    if row is None or row.value is None:
        return TITLE()
    return TITLE_SOME(row=row) if row.value else TITLE_NONE()


def _most_alike(view: View, _: Rows) -> tuple[Field, ...]:
    most = columns.number(view, MOST_ALIKE.words, "value", columns.of(view, MOST_ALIKE))
    return (most,) if known(view, MOST_ALIKE) else ()


FIELDS = columns.row(
    columns.worded(columns.SIGN, lambda view, row: NAMES[row.subject][view.language]),
    columns.numbered(DUPLICATES.words, "value"),
    _most_alike,
    columns.bases,
)
TABLE = TableSpec("repeats", (DUPLICATES,), lambda view: known(view, DUPLICATES), FIELDS, _title)
