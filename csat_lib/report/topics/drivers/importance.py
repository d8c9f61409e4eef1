"""Which dimensions go with the headline outcome: sentences and the table."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.drivers import IMPORTANCE, LEAD, PERFORMANCE, R2
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.absent import absent
from csat_lib.report.clear import direction, ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label, Wording

PLACE = Words("矩阵位置", "Place on the map")
PLACES = {
    "improve": Words("优先改进", "Improve first"),
    "keep": Words("继续保持", "Keep up"),
    "maintain": Words("维持现状", "Maintain"),
    "watch": Words("留意观察", "Watch"),
    "undecided": Words("尚难断定", "Not settled"),
}
"""By the text of a dimension's quadrant."""
SENTENCE = Wording(zh="{clause}。", en="{clause}.")
ONLY = Wording(
    zh="与{outcome.quoted}一同考察的维度只有{top.quoted}",
    en="{outcome.the} was compared with one dimension only, {top.label}",
)
AHEAD = Wording(
    zh=(
        "与{outcome.quoted}关系最密切的是{top.quoted}：在各维度能够解释的差异中，它占 {top}（{top.interval}），"
        "明显领先于其他维度"
    ),
    en=(
        "{outcome.the} goes most closely with {top.label}: {top} of what the dimensions explain ({top.interval}), "
        "clearly ahead of the next"
    ),
)
NOT_AHEAD = Wording(
    zh=(
        "与{outcome.quoted}关系最密切的是{top.quoted}（在各维度能够解释的差异中占 {top}），但与{second.named}差距不明显"
    ),
    en=(
        "{outcome.the} goes most closely with {top.label} ({top} of what the dimensions explain), "
        "not clearly ahead of {second.named}"
    ),
)
ONE = Wording(
    zh="在各维度能够解释的差异中，{row.quoted}占 {row}（{row.interval}；{row.base}）。",
    en="{row.label} holds {row} of what the dimensions explain ({row.interval}; {row.base}).",
)
EXPLAINED = Wording(
    zh="受访者之间{r2.quoted}的差异，有 {r2} 可由这些维度共同解释（{r2.interval}；{r2.base}）。",
    en=(
        "Together the dimensions account for {r2} of the differences between respondents in {r2.label} "
        "({r2.interval}; {r2.base})."
    ),
)
CAUTION = Wording(
    zh="以上是同一期受访者之间的相关关系，不能证明提高其中一项就会带动另一项。",
    en="These are associations among respondents of one wave; they do not prove that raising one raises the other.",
)
TITLE_NONE = Wording(zh="未能估计各维度的重要性", en="No driver could be estimated")
TITLE_CLOSEST = Wording(
    zh="与{outcome.quoted}关系最密切的是{top.quoted}", en="{outcome.the} goes most closely with {top.label}"
)
TITLE_MEASURED = Wording(
    zh="按估计值，与{outcome.quoted}关系最密切的是{top.named}，但领先不明显",
    en="Measured closest to {outcome.among}: {top.named}, not clearly ahead",
)
TITLE = Wording(zh="各维度的重要性与得分", en="Importance and performance of the dimensions")
TITLE_EXPLAINED = Wording(
    zh="各维度共同解释了{r2.quoted}差异的 {r2}",
    en="The dimensions account for {r2} of the differences in {r2.label}",
)


def importances(view: View) -> tuple[Finding, ...]:
    """Shares of importance by the first method recorded, in the order recorded."""
    found = view.rows(IMPORTANCE)
    return tuple(row for row in found if row.method == found[0].method)


def performance(view: View, importance: Finding) -> Finding | None:
    """How the same dimension is rated."""
    return view.row(PERFORMANCE, importance.subject)


def has_leader(view: View) -> bool:
    """Whether the strongest driver is clear of the second: the interval of its lead is above zero."""
    order = ranked(importances(view))
    lead = view.row(LEAD, order[0].subject) if order else None
    return lead is not None and direction(lead) == "up"


def closest(view: View) -> Claim | None:
    """The clause: the driver that goes most closely with the outcome, and whether it is clearly ahead of the second."""
    order = ranked(importances(view))
    if not order:
        return None
    top, outcome = order[0], Label(order[0].other)
    if len(order) == 1:
        return ONLY(outcome=outcome, top=top)
    return AHEAD(outcome=outcome, top=top) if has_leader(view) else NOT_AHEAD(outcome=outcome, top=top, second=order[1])


def strongest(view: View) -> Claim | None:
    """The same as a sentence."""
    clause = closest(view)
    return SENTENCE(clause=clause) if clause else None


def title(view: View) -> Claim:
    """The strongest driver, if it leads clearly."""
    order = ranked(importances(view))
    if not order:
        return TITLE_NONE()
    is_clear = has_leader(view) or len(order) == 1
    return (TITLE_CLOSEST if is_clear else TITLE_MEASURED)(outcome=Label(order[0].other), top=order[0])


def one(view: View, subject: str) -> Claim | None:
    """A single driver's share."""
    row = next((row for row in importances(view) if row.subject == subject), None)
    if row is None or row.value is None:
        return absent(view, row) if row else None
    return ONE(row=row)


def r_squared(view: View) -> Finding | None:
    """How much of the outcome all dimensions explain together, where that is known."""
    found = importances(view)
    r2 = view.row(R2, found[0].other) if found else None
    return r2 if r2 is not None and r2.value is not None else None


def explained(view: View) -> Claim | None:
    """R squared in words."""
    r2 = r_squared(view)
    return EXPLAINED(r2=r2) if r2 else None


def placed(view: View) -> dict[str, str]:
    """Subject -> quadrant of the importance-performance map."""
    return {text.subject: text.text for text in view.words("drivers", "quadrant")}


def _title(view: View) -> Claim:
    r2 = r_squared(view)
    return TITLE_EXPLAINED(r2=r2) if r2 else TITLE()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    def rated(row: Finding) -> Finding | None:
        return performance(view, row)

    def place(row: Finding) -> str:
        return PLACES[places[row.subject]][view.language] if row.subject in places else ""

    places = placed(view)
    shown = [
        columns.subject(view),
        columns.figure(view, IMPORTANCE),
        columns.interval(view, IMPORTANCE),
        columns.figure(view, PERFORMANCE, rated),
        columns.interval(view, PERFORMANCE, rated),
    ]
    return (*shown, *((columns.text(view, PLACE, place),) if places else ()), *columns.bases(view, rows))


TABLE = TableSpec("drivers", (IMPORTANCE,), importances, _fields, _title)
