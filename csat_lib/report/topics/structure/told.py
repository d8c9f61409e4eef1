"""What the path model says: what goes most with the outcome, which arrows are clear, what leads over a third."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.structure import (
    F2,
    IMPACT,
    INDIRECT_EFFECT,
    PATH,
    PATH_CHANGE,
    R2_ADJUSTED,
    TOTAL_EFFECT,
)
from csat_lib.findings.measure import Measure
from csat_lib.report.clear import direction, leaders, ranked, valued
from csat_lib.report.declared import Finding, TableSpec, View, absent, columns, known_row
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words, some
from csat_lib.study.structural import preset_of

FROM = Words("自", "From")
TO = columns.worded(Words("至", "To"), lambda view, row: view.measured(row.other))
MOST_NAMED = 3
STRONGEST = Wording(
    zh="沿模型的箭头看，与{outcome.quoted}相伴最强的是{top.quoted}：总效应 {top}（{top.interval}），明显强于其他维度"
    "{impact}。",
    en="Along the arrows of the model {outcome.the} goes most with {top.label}: a total effect of {top} "
    "({top.interval}), clearly ahead of the others{impact}.",
)
NO_LEADER = Wording(
    zh="沿模型的箭头看，与{outcome.quoted}相伴最强的是{rows.named:list}（括号内为总效应），孰先孰后尚难断定。",
    en="Along the arrows of the model {outcome.the} goes most with {rows.named} (total effects), too close to rank.",
)
IMPACT_OF = Wording(
    zh="；它的指数高 5 分的受访者，{row.other}指数平均高 {row} 分（{row.ends}）",
    en="; where it lies 5 points higher, {row.other} lies {row} points higher on average ({row.ends})",
)
ALL_CLEAR = Wording(zh="{n} 条箭头的路径系数都明显不为零。", en="All {n:arrow} carry a coefficient clear of zero.")
SOME_CLEAR = Wording(
    zh="{n} 条箭头中，{clear} 条的路径系数明显不为零；{rows}尚不明确。",
    en="Of {n:arrow} {clear:word} {clear|carries|carry} a coefficient clear of zero; not clear: {rows}.",
)
NONE_CLEAR = Wording(
    zh="{n} 条箭头的路径系数，没有一条明显不为零。", en="None of {n:arrow} carries a coefficient clear of zero."
)
NO_ENDS = Wording(
    zh="路径系数没有区间（抽样单位或答卷过少），哪些不为零无从判断。",
    en="Path coefficients have no interval here (too few sampling units or responses): none can be told from zero.",
)
FROM_TO = Wording(zh="“{row.label}”到“{row.other}”（{row}）", en="{row.label} to {row.other} ({row})")
OTHERS = Wording(zh="另外 {n} 条", en="{n:other}")
EXPLAINED = Wording(
    zh="指向{r2.quoted}的维度共同说明了其差异的 {r2}（校正 R²）。",
    en="What points to {r2.label} accounts for {r2} of its differences (adjusted R²).",
)
ONLY_BY_WAY = Wording(
    zh="只有经由其他维度的关系明显（间接效应及其区间）：{rows:;}。",
    en="Clear by way of other dimensions only (indirect effects): {rows:;}.",
)
INDIRECTLY = Wording(
    zh="“{row.label}”到“{row.other}”（{row}，{row.ends}）", en="{row.label} to {row.other} ({row}, {row.ends})"
)
ASSUMED = Wording(
    zh="箭头由研究设定{preset}，不是从数据中得出的；系数只说明同一期受访者之间哪些方面相伴，不说明因果。换一组箭头，系数会不同。",
    en="The arrows are set by the study{preset}, not found in the answers; the coefficients say what goes with what "
    "among respondents of one wave, not what causes what. Other arrows would give other coefficients.",
)
AFTER = Wording(zh="（{title}）", en=" ({title})")
NOT_EXAMINED = Wording(zh="本研究没有设定路径模型。", en="This study sets no path model.")
TITLE = Wording(
    zh="{n} 条箭头中有 {clear} 条的路径系数明显不为零", en="{clear:word} of {n:arrow} {clear|is|are} clear of zero"
)


def say(view: View, _: str = "") -> list[Claim | None]:
    """Strongest effect, clear arrows, what is explained, what leads over others, what the model assumes."""
    if not valued(rows := view.rows(PATH)):
        return [absent(view, rows[0]) if rows else NOT_EXAMINED()]
    return [strongest(view), arrows(view), explained(view), by_way(view), assumed(view)]


def effects(view: View) -> list[Finding]:
    """Total effects on what the model is to explain, the largest first."""
    return list(ranked([row for row in view.rows(TOTAL_EFFECT) if row.other == outcome(view)]))


def outcome(view: View) -> str:
    """The construct that the model is to explain."""
    given = view.study.structure
    return given.explained if given else ""


def strongest(view: View) -> Claim | None:
    """What goes most with the outcome, where one does clearly; else those that may."""
    found = effects(view)
    if not found or found[0].low is None:
        return None
    first, about = leaders(found), Label(outcome(view))
    if len(first) > 1 or direction(first[0]) == "unclear":
        return NO_LEADER(outcome=about, rows=first[:MOST_NAMED])
    impact = known_row(view, IMPACT, first[0].subject, other=first[0].other)
    return STRONGEST(outcome=about, top=first[0], impact=IMPACT_OF(row=impact) if impact and impact.low else None)


def arrows(view: View) -> Claim | None:
    """How many paths are clear, and which are not."""
    rows = valued(view.rows(PATH))
    open_ones = [row for row in rows if direction(row) == "unclear"]
    if all(row.low is None for row in rows):
        return NO_ENDS()
    if len(open_ones) in {0, len(rows)}:
        return (NONE_CLEAR if open_ones else ALL_CLEAR)(n=len(rows))
    named: Sequence[Slot] = some([FROM_TO(row=row) for row in open_ones], OTHERS)
    return SOME_CLEAR(n=len(rows), clear=len(rows) - len(open_ones), rows=named)


def title(view: View) -> Claim:
    """How many of the arrows are clear."""
    rows = valued(view.rows(PATH))
    if all(row.low is None for row in rows):
        return NO_ENDS()
    return TITLE(n=len(rows), clear=len([row for row in rows if direction(row) != "unclear"]))


def explained(view: View) -> Claim | None:
    """How much of the outcome's variance is told."""
    r2 = known_row(view, R2_ADJUSTED, outcome(view))
    return EXPLAINED(r2=r2) if r2 else None


def by_way(view: View) -> Claim | None:
    """Arrows that are not clear though what leads over other dimensions is."""
    found = [row for row in valued(view.rows(INDIRECT_EFFECT)) if not row.path and direction(row) != "unclear"]
    pairs = [(row, direct(view, row)) for row in found]
    rows = [INDIRECTLY(row=row) for row, own in pairs if own and direction(own) == "unclear"]
    return ONLY_BY_WAY(rows=some(rows, OTHERS)) if rows else None


def direct(view: View, row: Finding) -> Finding | None:
    """The path between the two dimensions of an effect."""
    return known_row(view, PATH, row.subject, other=row.other)


def assumed(view: View) -> Claim:
    """That the arrows are assumed, and whose they are."""
    given = view.study.structure
    title = preset_of(given.preset).title if given and given.preset else None
    return ASSUMED(preset=AFTER(title=Words(title.zh, title.en)) if title else None)


def since(measure: Measure) -> columns.Part:
    """The change since the wave before, where there is one."""
    change = columns.row(columns.with_ends(measure, signed=True))
    return lambda view, rows: change(view, rows) if view.rows(measure) else ()


TABLE = TableSpec(
    "paths",
    (PATH,),
    lambda view: view.rows(PATH),
    columns.row(FROM, TO, columns.with_ends(PATH), F2, since(PATH_CHANGE), columns.bases),
    title,
)
