"""Which dimensions go with the headline outcome: sentences, the table, importance beside performance as a chart."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import INK
from csat_lib.charts.columns import interval_column
from csat_lib.charts.dots import FIGURE
from csat_lib.charts.legend import base_entries, interval_entry, key_bar, legend
from csat_lib.charts.marks import VALUE, Axis, bar, bar_fill, draw_axis
from csat_lib.charts.page import paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import series, tell
from csat_lib.findings.catalogue.drivers import IMPORTANCE, LEAD, PERFORMANCE, R2
from csat_lib.report.absent import absent
from csat_lib.report.clear import leaders, ranked
from csat_lib.report.declared import ChartSpec, Finding, Rows, Shown, TableSpec, View, columns, known_row, of_one
from csat_lib.report.wording import Claim, Label, Wording, Words, some

UNDECIDED = "undecided"
PLACES = {
    "improve": Words("优先改进", "Improve first"),
    "keep": Words("继续保持", "Keep up"),
    "maintain": Words("维持现状", "Maintain"),
    "watch": Words("留意观察", "Watch"),
    UNDECIDED: Words("尚难断定", "Not settled"),
}
"""By the text of a dimension's quadrant."""
SENTENCE = Wording(zh="{clause}。", en="{clause}.")
ONLY = Wording(
    zh="与{outcome.quoted}一同考察的维度只有{top.quoted}",
    en="{outcome.the} was compared with one dimension only, {top.label}",
)
AHEAD = Wording(
    zh="与{outcome.quoted}关系最密切的是{top.quoted}：在各维度能够解释的差异中，它占 {top}"
    "（{top.interval}；{top.bases}），明显高于第二位（相差 {lead:size} 个百分点）",
    en="{outcome.the} is most closely linked with {top.label}: {top} of what the dimensions explain ({top.interval}; "
    "{top.bases}), clearly ahead of the next (by {lead:size} percentage points)",
)
NOT_AHEAD = Wording(
    zh="与{outcome.quoted}关系最密切的是{told}，孰先孰后尚难断定（括号内为在各维度能够解释的差异中所占份额{ends}）",
    en="{outcome.the} is most closely linked with {told}, too close to rank (shares of what the dimensions explain"
    "{ends})",
)
ALL_OPEN = Wording(
    zh="哪个维度与{outcome.quoted}关系最密切尚难断定：{told}（括号内为在各维度能够解释的差异中所占份额{ends}）",
    en="which dimension matters most for {outcome.among} cannot be told: {told} (shares of what the dimensions explain"
    "{ends})",
)
WITH_ENDS = Wording(zh="及 {row.confidence} 置信区间", en=", with {row.confidence} intervals")
SHARE = Wording(zh="{row.quoted}（{row}，{row.ends}）", en="{row.label} ({row}, {row.ends})")
ALONE = Wording(zh="{row.quoted}（{row}）", en="{row.label} ({row})")
OTHERS = Wording(zh="另外 {n} 个维度", en="{n:other dimension}")
ONE = Wording(
    zh="在各维度能够解释的差异中，{row.quoted}占 {row}（{row.interval}；{row.base}）。",
    en="{row.label} holds {row} of what the dimensions explain ({row.interval}; {row.base}).",
)
EXPLAINED = Wording(
    zh="受访者之间{r2.quoted}的差异，有 {r2} 可由这些维度共同解释（{r2.interval}；{r2.base}）。",
    en="Together the dimensions account for {r2} of the differences between respondents in {r2.label} "
    "({r2.interval}; {r2.base}).",
)
CAUTION = Wording(
    zh="以上是同一期受访者之间的相关关系，不能证明提高其中一项就会带动另一项。",
    en="These are associations among respondents of one wave; they do not prove that raising one raises the other.",
)
TITLE_NONE = Wording(zh="未能估计各维度的重要性", en="No driver could be estimated")
TITLE_CLOSEST = Wording(
    zh="与{outcome.quoted}关系最密切的是{top.quoted}", en="{outcome.the} is most closely linked with {top.label}"
)
TITLE_MEASURED = Wording(
    zh="按估计值，与{outcome.quoted}关系最密切的是{rows.named}，孰先孰后尚难断定",
    en="Measured closest to {outcome.among}: {rows.named}, too close to rank",
)
TITLE = Wording(zh="各维度的重要性与得分", en="Importance and scores of the dimensions")
TITLE_EXPLAINED = Wording(
    zh="各维度共同解释了{r2.quoted}差异的 {r2}", en="The dimensions account for {r2} of the differences in {r2.label}"
)


def importances(view: View) -> tuple[Finding, ...]:
    """Shares of importance by the first method recorded, in the order recorded."""
    found = view.rows(IMPORTANCE)
    return tuple(row for row in found if row.method == found[0].method)


def has_leader(view: View) -> bool:
    """Whether the strongest driver is clear of the second: the test rejects that it has no lead."""
    return leading(view) is not None


def leading(view: View) -> Finding | None:
    """The lead of the strongest driver over the second, if the test rejects that there is none."""
    order = ranked(importances(view))
    lead = view.row(LEAD, order[0].subject) if order else None
    return lead if lead is not None and lead.p is not None and lead.p < 1 - view.study.confidence else None


def closest(view: View) -> Claim | None:
    """The clause: the driver that goes most closely with the outcome, and whether it is clearly ahead of the second."""
    order = ranked(importances(view))
    if not order:
        return None
    top, outcome = order[0], Label(order[0].other)
    if len(order) == 1:
        return ONLY(outcome=outcome, top=top)
    if lead := leading(view):
        return AHEAD(outcome=outcome, top=top, lead=lead)
    rows = (*order[:2], *leaders(order)[2:])
    ends = WITH_ENDS(row=top) if all(row.low is not None for row in rows) else None
    told = some([(SHARE if ends else ALONE)(row=row) for row in rows], OTHERS)
    return (ALL_OPEN if 2 < len(rows) == len(order) else NOT_AHEAD)(outcome=outcome, told=told, ends=ends)


def strongest(view: View) -> Claim | None:
    """The same as a sentence."""
    clause = closest(view)
    return SENTENCE(clause=clause) if clause else None


def title(view: View) -> Claim:
    """The strongest driver, if it leads clearly."""
    order = ranked(importances(view))
    if not order:
        return TITLE_NONE()
    outcome = Label(order[0].other)
    if has_leader(view) or len(order) == 1:
        return TITLE_CLOSEST(outcome=outcome, top=order[0])
    return TITLE_MEASURED(outcome=outcome, rows=order[:2])


def one(view: View, subject: str) -> Claim | None:
    """A single driver's share."""
    row = next((row for row in importances(view) if row.subject == subject), None)
    if row is None or row.value is None:
        return absent(view, row) if row else None
    return ONE(row=row)


def r_squared(view: View) -> Finding | None:
    """How much of the outcome all dimensions explain together, where that is known."""
    found = importances(view)
    return known_row(view, R2, found[0].other) if found else None


def explained(view: View) -> Claim | None:
    """R squared in words."""
    r2 = r_squared(view)
    return EXPLAINED(r2=r2) if r2 else None


def placed(view: View) -> dict[str, str]:
    """Subject -> quadrant of the importance-performance map."""
    return {text.subject: text.text for text in view.words("drivers", "quadrant")}


FIELDS = columns.row(columns.DIMENSION, columns.with_ends(IMPORTANCE), columns.with_ends(PERFORMANCE), columns.bases)
TABLE = TableSpec(
    "drivers",
    (IMPORTANCE,),
    importances,
    FIELDS,
    lambda view: of_one(r_squared(view), TITLE_EXPLAINED, TITLE),
    beside=PERFORMANCE,
)


AXIS = Words("重要性（占可解释差异的 %）", "importance, % of what is explained")
NO_INTERVAL = Wording(
    zh="样本量或可解释的差异不足，重要性不给出区间",
    en="Importance has no interval here: too few responses, or too little explained",
)
IMPORTANT, SCORED = Words("重要性", "importance"), Words("得分", "score")
PERFORMANCE_AXIS = Words("得分（0–100 分）", "score, 0–100")
ALT = Words("重要性估计值最高的是“{label}”（{value}）", "Highest importance: {label} ({value})")
DRIVER = Words(
    "{label} 重要性 {importance}，得分 {performance}", "{label} importance {importance}, score {performance}"
)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Importances by the first method recorded as bars, performance beside them."""
    rows = shares(figures, look)
    if not rows:
        return None
    good = by_subject(known_rows(everybody(figures, look, PERFORMANCE)))
    with paper(look) as page:
        columns = [Beside(look.say(IMPORTANT)), *interval_column(look, rows, numbers.share, lambda row: row)]
        scored = Beside(look.say(SCORED), lambda row: numbers.index(good[row.subject]) if row.subject in good else "")
        columns += [scored] if good else []
        labels = [BandLabel(look.label(row.subject)) for row in rows]
        top = legend(page, interval_entry(page, rows, INK) + base_entries(page, rows, key_bar(bar_fill(page.accent))))
        bands, right = stack_beside(page, labels, (rows, columns), top, Setting())
        highest = max(end for row in rows for end in row.ends)
        scale = fitted_scale([0, highest], bands.gutter, right - FIGURE, 4)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        for band, row in zip(bands.rows, rows, strict=True):
            bar(page, scale, band.centre, row, page.accent)
            page.text(right, band.centre, numbers.share(row), VALUE, "right")
        draw_columns(page, bands, rows, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, good))


def shares(figures: Rows, look: Look) -> list[Row]:
    """The importances by the first method that was recorded, the most important first."""
    rows = known_rows(everybody(figures, look, IMPORTANCE))
    return sorted((row for row in rows if row.method == rows[0].method), key=lambda row: -row.value)


def _alt(look: Look, rows: list[Row], performance: dict[str, Row]) -> str:
    first = look.say(ALT, label=look.label(rows[0].subject), value=numbers.share(rows[0]))
    return tell(look, first, series(look, (told(look, row, performance.get(row.subject)) for row in rows)))


def told(look: Look, importance: Row, performance: Row | None) -> str:
    """A dimension with both its figures, for an alternative text."""
    scored = numbers.index(performance) if performance else "–"
    label = look.label(importance.subject)
    return look.say(DRIVER, label=label, importance=numbers.share(importance), performance=scored)


def drawn(view: View, _: Shown) -> Rows:
    """What charts of drivers show: importances by one method, and performance."""
    return (*importances(view), *view.rows(PERFORMANCE))


def _note(view: View, _: Rows) -> Claim | None:
    return NO_INTERVAL() if any(row.low is None for row in importances(view)) else None


CHART = ChartSpec(
    "drivers", (IMPORTANCE, PERFORMANCE), _draw, lambda view, _: title(view), drawn, _note, beside=PERFORMANCE
)
