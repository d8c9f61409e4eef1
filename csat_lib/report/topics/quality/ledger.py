"""How many answers came in, which rules left some out, how many count: sentences, table, and a chart rule by rule."""

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Band, BandLabel, Setting, stack
from csat_lib.charts.colours import EARLIER, tint
from csat_lib.charts.marks import BAR, NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, paper
from csat_lib.charts.rows import Row, everybody, known_rows
from csat_lib.charts.scale import Scale
from csat_lib.charts.words import labelled, series, tell
from csat_lib.findings.catalogue.quality import LEFT_OUT, MEDIAN_SECONDS, NOT_OF_THE_WAVE, ROWS_IN, ROWS_KEPT
from csat_lib.findings.told import joined
from csat_lib.report.declared import ChartSpec, Finding, Rows, Shown, TableSpec, View, columns, known, ranked
from csat_lib.report.topics.quality.rules import lower_rule, rule
from csat_lib.report.wording import MOST_NAMED, Claim, Derived, Wording, Words

LONG = 120
"""Seconds from which a time is told in minutes."""

NOT_RECORDED = Wording(
    zh="本期没有记录答卷的回收和剔除情况。", en="How many responses were received and kept was not recorded."
)
ALL_COUNT = Wording(
    zh="共回收答卷 {received} 份，全部有效，没有答卷被剔除。",
    en="All {received} responses received are valid; no rule left any out.",
)
SOME_COUNT = Wording(
    zh="共回收答卷 {received} 份，其中有效答卷 {kept} 份，按既定规则剔除 {left} 份（{share:fine}）。",
    en="Of {received} responses received, {kept} are valid; {left} ({share:fine}) were left out by rule.",
)
SOME_APART = Wording(
    zh="共回收答卷 {received} 份，其中有效答卷 {kept} 份；{left} 份（{share:fine}）不属于本期或按既定规则剔除。",
    en="Of {received} responses received, {kept} are valid; {left} ({share:fine}) are none of this wave or were left "
    "out by the study's rules.",
)
ONE_RULE = Wording(zh="剔除的原因是：{rule}。", en="One rule left them out: {rule}.")
RULES = Wording(zh="剔除的主要原因是：{rules:,}。", en="The rules that left out most: {rules}.")
BY_RULE = Wording(zh="{rule} {row} 份", en="{row} by “{rule}”")
MINUTES = Wording(zh="作答时长的中位数为 {time} 分钟。", en="The median time to answer was {time} minutes.")
SECONDS = Wording(zh="作答时长的中位数为 {time} 秒。", en="The median time to answer was {time.count:second}.")
TITLE_NONE = Wording(zh="没有答卷被剔除", en="No response was left out")
TITLE_MOST = Wording(zh="因“{rule}”剔除的最多，共 {row} 份", en="“{rule}” left out most: {row.count:response}")
RULE = Words("规则", "Rule")


def counted(view: View) -> tuple[Finding, Finding] | None:
    """Answers received and answers that count, where both were recorded and any came."""
    received, kept = view.row(ROWS_IN, "answers"), view.row(ROWS_KEPT, "answers")
    if received is None or kept is None or not received.value or kept.value is None:
        return None
    return received, kept


def kept(view: View) -> Claim:
    """How many were received, how many count, how many were left out."""
    found = counted(view)
    if found is None:
        return NOT_RECORDED()
    received, left = found[0], Derived("less", *found)
    if not left.value:
        return ALL_COUNT(received=received)
    told = SOME_APART if any(row.other in NOT_OF_THE_WAVE for row in left_out(view)) else SOME_COUNT
    return told(received=received, kept=found[1], left=left, share=Derived("rest", *found[::-1]))


def left_out(view: View) -> list[Finding]:
    """How many answers each rule left out, most first; rules that left out none are not told."""
    return [row for row in ranked(view.rows(LEFT_OUT)) if row.value]


def rules(view: View) -> Claim | None:
    """The rules that left out most, with their counts."""
    told = [BY_RULE(rule=lower_rule(row.other), row=row) for row in left_out(view)[:MOST_NAMED]]
    if not told:
        return None
    return RULES(rules=told) if len(told) > 1 else ONE_RULE(rule=told[0])


def time(view: View) -> Claim | None:
    """How long answering took."""
    seconds = next(iter(known(view, MEDIAN_SECONDS)), None)
    if seconds is None:
        return None
    is_long = (seconds.value or 0.0) >= LONG
    return MINUTES(time=Derived("minutes", seconds)) if is_long else SECONDS(time=seconds)


def _title(view: View) -> Claim:
    """The rule that left out most."""
    out = left_out(view)
    return TITLE_MOST(rule=rule(out[0].other), row=out[0]) if out else TITLE_NONE()


def _rows(view: View) -> Rows:
    return [row for measure in (ROWS_IN, LEFT_OUT, ROWS_KEPT) for row in view.rows(measure)]


def _what(view: View, row: Finding) -> str:
    return (rule(row.other) if row.other else row.kind.words)[view.language]


TABLE = TableSpec(
    "ledger",
    (ROWS_IN, LEFT_OUT, ROWS_KEPT),
    _rows,
    columns.row(columns.worded(RULE, _what), columns.answers, columns.share_of_base),
    _title,
    strong=lambda _, rows: (0, len(rows) - 1),
)


TITLE_ANY = Wording(zh="答卷的回收与剔除", en="Responses received and kept")
TITLE_COUNTED = Wording(zh="回收 {received} 份答卷，有效 {kept} 份", en="{kept} of {received} responses are valid")
ALT = Words(
    "收回 {received} 份答卷，其中 {kept} 份有效（{share}）", "{kept} of {received} responses are valid ({share})"
)
OUT = Words("剔除", "Left out")

_ROOM = 20.0


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Responses received, what is left of them rule by rule in their order, and those that count."""
    received, kept = (known_rows(everybody(figures, look, measure)) for measure in (ROWS_IN, ROWS_KEPT))
    out = sorted(known_rows(everybody(figures, look, LEFT_OUT)), key=lambda row: int(row.path))
    if not received or not kept or not received[0].value:
        return None
    whole, left = received[0], received[0].value
    names = [look.say(words) for words in (ROWS_IN.words, *(rule(row.other) for row in out), ROWS_KEPT.words)]
    with paper(look) as page:
        bands = stack(page, [BandLabel(name) for name in names], 0.0, Setting(pitch=6.2, share=0.4, lines=2))
        scale = Scale(0, whole.value, bands.gutter, page.width - _ROOM)
        for band, row in zip(bands.rows, (whole, *out, kept[0]), strict=True):
            gone = row.value if row in out else 0.0
            left -= gone
            _bar(page, band, (scale.at(0), scale.at(left)), page.accent if row is kept[0] else tint(page.accent, 0.2))
            _bar(page, band, (scale.at(left), scale.at(left + gone)), EARLIER)
            count = joined([numbers.MINUS if gone else "", numbers.whole(row)], "")
            page.text(page.width - 9.5, band.centre, count, VALUE, "right")
            if row is not whole and row.value:
                page.text(page.width, band.centre, _share(row, whole), NOTE, "right")
        bands.draw(page)
        return page.chart(bands.bottom, _alt(look, whole, kept[0], out))


def _bar(page: Page, band: Band, ends: tuple[float, float], colour: str) -> None:
    left, right = ends
    if right > left:
        page.box(Box(left, band.centre - BAR / 2, right - left, BAR), Fill(colour))


def _share(part: Row, received: Row) -> str:
    return numbers.worked_out("over", part.value / received.value, numbers.share, part, received)


def _alt(look: Look, received: Row, kept: Row, out: list[Row]) -> str:
    counts = {"received": numbers.whole(received), "kept": numbers.whole(kept), "share": _share(kept, received)}
    parts = [labelled(look.say(rule(row.other)), numbers.whole(row)) for row in out]
    return tell(look, look.say(ALT, **counts), series(look, parts, look.say(OUT)) if parts else "")


def _how_many(view: View, _: Shown) -> Claim:
    found = counted(view)
    return TITLE_COUNTED(received=found[0], kept=found[1]) if found else TITLE_ANY()


CHART = ChartSpec("flow", (ROWS_IN, LEFT_OUT, ROWS_KEPT), _draw, _how_many)
