"""Which items stay, are to be looked at again, and go: sentences, the table of decisions and the chart of items."""

from collections import Counter
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.colours import MUTED, ORANGE
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.rows import Row, everybody, gathered, known_rows
from csat_lib.conventions import ENOUGH_ITEM_REST, POOR_ITEM_REST
from csat_lib.findings import Method, note
from csat_lib.findings.catalogue.pilot import ITEM_REST
from csat_lib.findings.setting import SEMICOLON, set_text
from csat_lib.report import sections
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, Shown, TableSpec, View, columns, known_row
from csat_lib.report.topics.pilot.judged import DECISIONS, SIGNS, Judged, decided, item_rows, judged, with_signs
from csat_lib.report.wording import Claim, Label, Limit, Slot, Wording, Words

NONE_SCREENED = Wording(zh="没有题项接受检验{end}", en="No item was screened{end}")
ALL_STAY = Wording(zh="全部 {total} 个题项都可以保留{end}", en="All {total:item} can stay as they are{end}")
OF_ITEMS = Wording(zh="{total} 个题项中，{parts:,}{end}", en="Of the {total:item}, {parts}{end}")
STOP = Words("。", ".")
STAY = Wording(zh="{n} 个可以保留", en="{n:can stay as it is/can stay as they are}")
NONE_STAY = Wording(zh="没有一个可以保留", en="none can stay as it is")
LOOK = Wording(zh="{n} 个需要修改", en="{n:should be looked at again/should be looked at again}")
GO = Wording(zh="{n} 个应当删除", en="{n:should go/should go}")
DROPPED = Wording(zh="建议删除：{items:;}。", en="To be dropped: {items:;}.")
REVIEWED = Wording(zh="需要修改：{items:;}。", en="To be looked at again: {items:;}.")
NAMED = Wording(zh="{item.quoted}（{construct}）{why}{measured}", en="{item.quoted} ({construct}) {why}{measured}")
WANTED = Words("由分析师决定", "the analyst wants it so")
MEASURED = Wording(zh="（校正题总相关 {r}）", en=" (item-rest correlation {r})")
OVERRULED = Wording(zh="分析师另行决定：{items:;}。", en="The analyst decided otherwise {items:;}.")
DECIDED = Wording(
    zh="{item.quoted}{final}（机器建议{machine}），理由是{why}",
    en="on {item.quoted} ({final}, where the screening says {machine}): {why}",
)
FINALS = {
    "keep": Words("予以保留", "kept"),
    "review": Words("列入待修改", "to be looked at again"),
    "drop": Words("予以删除", "dropped"),
}
ALL_ABOVE = Wording(
    zh="所有题项与所属维度其余题项的相关都高于 {poor}。",
    en="Every item goes with the rest of its dimension by more than {poor}.",
)
SOME_POOR = Wording(
    zh="低于 {poor}（通常视为不合格）的有{items.quoted}。",
    en="{items.quoted} {items|lies|lie} below {poor}, the customary border of poor items.",
)
TITLE = Wording(
    zh="机器建议、最终结论与不利情形", en="What the screening says, what is decided, and what speaks against an item"
)
SCREENING = Words("机器建议", "Screening")
DECISION = Words("结论", "Decision")
WHY = Words("依据", "Why")
BY_ANALYST = Words("{}（分析师）", "{} (analyst)")
SHORT = {
    "no_variance": Words("回答相同", "all answers alike"),
    "negative": Words("方向相反", "runs against its dimension"),
    "item_rest_poor": Words("校正题总相关过低", "item-rest correlation poor"),
    "item_rest_low": Words("校正题总相关偏低", "item-rest correlation low"),
    "critical_ratio_low": Words("决断值偏低", "critical ratio low"),
    "alpha_rises": Words("删除后 α 升高", "alpha higher without it"),
    "loading_low": Words("载荷偏低", "loading low"),
    "loads_elsewhere": Words("交叉载荷", "loads on another dimension"),
    "nearer_other": Words("更近他维度", "nearer to another dimension"),
    "one_end": Words("集中于一端", "answers at one end"),
    "skewed": Words("分布偏斜", "skewed"),
    "missing_many": Words("漏答偏多", "often blank"),
    "few_answers": Words("样本太少", "too few responses"),
    "few_items": Words("删除后题项过少", "too few items would be left"),
}
"""What the signs say, for a table."""
_RESTS = ("negative", "item_rest_poor", "item_rest_low")


def items(view: View) -> list[Claim | None]:
    """The verdict, how the chart of items is read, and where the analyst decided otherwise."""
    return [verdict(view), reading(view), overruled(view)]


def verdict(view: View, end: Words | None = STOP) -> Claim:
    """Of the 24 items, 21 can stay as they are, two should be looked at again and one should go."""
    total = len(judged(view))
    stay, look, go = (len(decided(view, name)) for name in DECISIONS)
    if not total:
        return NONE_SCREENED(end=end)
    if stay == total:
        return ALL_STAY(total=total, end=end)
    parts: list[Slot] = [STAY(n=stay) if stay else NONE_STAY()]
    parts += [wording(n=n) for wording, n in ((LOOK, look), (GO, go)) if n]
    return OF_ITEMS(total=total, parts=parts, end=end)


def changed(view: View) -> list[Claim | None]:
    """The items to drop and those to review, each with its gravest sign."""
    lists = ((DROPPED, decided(view, "drop")), (REVIEWED, decided(view, "review")))
    return [wording(items=[_named(view, one) for one in items]) for wording, items in lists if items]


def _named(view: View, one: Judged) -> Claim:
    rest = known_row(view, ITEM_REST, one.item) if one.gravest in _RESTS else None
    return NAMED(
        item=Label(one.item),
        construct=Label(one.construct),
        why=WANTED if one.is_changed else SIGNS[one.gravest],
        measured=MEASURED(r=rest) if rest else None,
    )


def overruled(view: View) -> Claim | None:
    """Where the analyst decided otherwise, and why."""
    told = [_decided_otherwise(view, one) for one in judged(view) if one.is_changed]
    return OVERRULED(items=told) if told else None


def _decided_otherwise(view: View, one: Judged) -> Claim:
    why = view.worded(view.study.pilot.overrule[one.item].why.get(view.language).rstrip(".。"))
    return DECIDED(item=Label(one.item), final=FINALS[one.final], machine=DECISIONS[one.machine], why=Words(why, why))


def reading(view: View) -> Claim:
    """How the chart of items is read."""
    poor = with_signs(view, "item_rest_poor", "negative")
    border = Limit(POOR_ITEM_REST)
    return SOME_POOR(items=poor, poor=border) if poor else ALL_ABOVE(poor=border)


def _rows(view: View) -> Rows:
    known = {one.item for one in judged(view)}
    return [row for row in item_rows(ITEM_REST)(view) if row.subject in known]


def _fields(view: View, _: Rows) -> tuple[Field, ...]:
    found = {one.item: one for one in judged(view)}

    def machine(row: Finding) -> str:
        return _capital(view, found[row.subject].machine)

    def final(row: Finding) -> str:
        one = found[row.subject]
        words = _capital(view, one.final)
        return BY_ANALYST[view.language].format(words) if one.overruled else words

    def why(row: Finding) -> str:
        told = (SHORT[code][view.language] for code in found[row.subject].reasons)
        return set_text(SEMICOLON[view.language].join(told), view.language)

    return (
        columns.subject(view, columns.ITEM),
        columns.text(view, SCREENING, machine),
        columns.text(view, DECISION, final),
        columns.figure(view, ITEM_REST),
        columns.text(view, WHY, why),
    )


def _capital(view: View, decision: str) -> str:
    return DECISIONS[decision][view.language].capitalize()


TABLE = TableSpec(
    "pilot_decisions", (ITEM_REST,), _rows, _fields, lambda _view: TITLE(), sections=sections.by_construct
)


DRAWN = Wording(
    zh="{verdict}：各题与所属维度其余题项的相关",
    en="{verdict}: correlation of each item with the rest of its dimension",
)
AXIS = Words("校正题总相关", "correlation with the rest of the dimension")
THRESHOLDS = Words("界限 {poor} 与 {enough}", "thresholds {poor} and {enough}")
ALT = Words(
    "{items} 个题项与所属维度其余题项的相关：{keep} 个保留，{review} 个待修改，{drop} 个删除",
    "Correlation of {items} items with the rest of their dimension: {keep} stay, {review} to review, {drop} to drop",
)
NOTED = "decided"
_SHAPES = {"keep": "o", "review": "D", "drop": "X"}
_COLOURS = {"review": MUTED, "drop": ORANGE}


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Dots of the item-rest correlations with intervals under their construct, told apart by decision."""
    rows = everybody(figures, look, ITEM_REST)
    if not known_rows(rows):
        return None
    kinds = {name: _kind(look, name) for name in ("", *_SHAPES)}
    groups = gathered(rows, lambda row: look.label(row.other))
    counts = Counter(map(_decision, rows))
    poor, enough = map(numbers.limit, (POOR_ITEM_REST, ENOUGH_ITEM_REST))
    drawn = DotChart(
        groups=[(name, [_line(look, row, kinds) for row in own]) for name, own in groups.items()],
        keys=[kinds[name] for name in _SHAPES if counts[name]],
        title=look.say(AXIS),
        limits=[(POOR_ITEM_REST, ""), (ENOUGH_ITEM_REST, "")],
        limits_key=look.say(THRESHOLDS, poor=poor, enough=enough),
        setting=Setting(pitch=5.4, share=0.40, lines=2),
    )
    first = look.say(ALT, items=len(rows), **{name: counts[name] for name in _SHAPES})
    return draw_dots(look, drawn, first)


def _line(look: Look, row: Row, kinds: dict[str, Kind]) -> DotLine:
    return DotLine(look.label(row.subject), [Dot(row, kinds[_decision(row)])])


def _kind(look: Look, decision: str) -> Kind:
    words = look.say(DECISIONS[decision]) if decision else ""
    figure = VALUE if decision == "keep" else NOTE
    return Kind(words, _COLOURS.get(decision, look.ink), _SHAPES.get(decision, "o"), figure)


def _figures(view: View, _: Shown) -> Rows:
    """The correlations, each with a note of what was decided on its item."""
    finals = {one.item: note(NOTED, one.final) for one in judged(view)}
    return [replace(row, method=row.method + finals.get(row.subject, Method())) for row in view.rows(ITEM_REST)]


def _decision(row: Row) -> str:
    return next((part.about for part in row.method.parts if part.key == NOTED), "")


CHART = ChartSpec("pilot_items", (ITEM_REST,), _draw, lambda view, _: DRAWN(verdict=verdict(view, None)), _figures)
