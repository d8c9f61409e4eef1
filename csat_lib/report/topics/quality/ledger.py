"""How many answers came in, which rules left some out, how many count: sentences, table, and a stream that narrows."""

from dataclasses import dataclass
from itertools import accumulate, pairwise

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import EARLIER, INK, WHITE, tint
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Fill, Page, Type, paper
from csat_lib.charts.rows import Row, everybody, known_rows
from csat_lib.charts.typeset import width_mm, wrap
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

_TOTAL = 8.0
_STEP = 7.6
_BRANCH = 7.0
_THINNEST, _THICKEST = 0.5, 3.2
_COUNT = 11.0


@dataclass(frozen=True)
class _Stage:
    """One rule at work: the answers before and after it, where its label stands."""

    row: Row
    before: float
    after: float
    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Answers received, those left out rule by rule in their order, and those that count."""
    received, kept = (known_rows(everybody(figures, look, measure)) for measure in (ROWS_IN, ROWS_KEPT))
    out = sorted(known_rows(everybody(figures, look, LEFT_OUT)), key=lambda row: int(row.path))
    if not received or not kept or not received[0].value:
        return None
    total = received[0].value
    with paper(look) as page:
        widest = page.width * (0.5 if look.is_narrow else 0.6)
        stages = _stages(page, out, total, page.width - widest - _BRANCH - 2)
        bottom = stages[-1].top + stages[-1].height if stages else _TOTAL
        _stream(page, stages, (received[0], widest / total), bottom)
        for stage in stages:
            _branch(page, stage, received[0], widest)
        _foot(page, (kept[0], received[0]), widest / total, bottom)
        return page.chart(bottom + _TOTAL, _alt(look, received[0], kept[0], out))


def _stages(page: Page, out: list[Row], total: float, room: float) -> list[_Stage]:
    counts = accumulate([total, *(-row.value for row in out)])
    stages: list[_Stage] = []
    top = _TOTAL
    for row, (before, after) in zip(out, pairwise(counts), strict=True):
        name = tuple(wrap(page.look.say(rule(row.other)), NOTE.size, room, 2))
        stages.append(_Stage(row, before, after, name, top, _STEP + (len(name) - 1) * NOTE.leading))
        top += stages[-1].height
    return stages


def _stream(page: Page, stages: list[_Stage], measure: tuple[Row, float], bottom: float) -> None:
    """The stream as one outline, so that no seam shows, with what is left after each rule."""
    received, per_head = measure
    widest = received.value * per_head
    edge = [(widest, 0.4), (widest, stages[0].top if stages else bottom)]
    for stage in stages:
        edge += [(stage.after * per_head, stage.top), (stage.after * per_head, stage.top + stage.height)]
    page.area([(0, 0.4), *edge, (0, bottom)], Fill(tint(page.accent, 0.2)))
    _count(page, (2, _TOTAL / 2), numbers.whole(received), page.look.say(ROWS_IN.words), INK)
    for number, stage in enumerate(stages, start=1):
        gone = [earlier.row for earlier in stages[:number]]
        count = numbers.worked_out("less", stage.after, numbers.whole, received, *gone)
        if stage.after * per_head > width_mm(count, NOTE.size) + 4:
            page.text(2, stage.middle, count, NOTE)


def _branch(page: Page, stage: _Stage, received: Row, widest: float) -> None:
    stay, edge = (heads * widest / received.value for heads in (stage.after, stage.before))
    end = widest + _BRANCH
    if stage.row.value:
        edge = max(edge, stay + _THINNEST)
        half = min(edge - stay, _THICKEST) / 2
        low, high = stage.middle - half, stage.middle + half
        bend = [(stay, stage.top), (edge, stage.top), (edge, low), (end, low), (end, high), (stay, high)]
        page.area(bend, Fill(EARLIER))
    first = stage.middle - len(stage.name) * NOTE.leading / 2
    count = joined([numbers.MINUS if stage.row.value else "", numbers.whole(stage.row)], "")
    page.text(end + 2, first, count)
    if stage.row.value:
        page.text(end + 2 + width_mm(count, 9.0) + 2, first, _share(stage.row, received), NOTE)
    page.lines(end + 2, stage.middle + NOTE.leading / 2, stage.name, NOTE)


def _share(part: Row, received: Row) -> str:
    return numbers.worked_out("over", part.value / received.value, numbers.share, part, received)


def _foot(page: Page, counts: tuple[Row, Row], per_head: float, top: float) -> None:
    kept, received = counts
    right = kept.value * per_head
    page.area([(0, top), (right, top), (right, top + _TOTAL - 0.4), (0, top + _TOTAL - 0.4)], Fill(page.accent))
    number, name = numbers.whole(kept), labelled(page.look.say(ROWS_KEPT.words), _share(kept, received))
    inside = width_mm(number, _COUNT) + width_mm(name, 9.0) + 7 < right
    at = (2 if inside else right + 2, top + _TOTAL / 2)
    _count(page, at, number, name, WHITE if inside else INK)


def _count(page: Page, at: tuple[float, float], number: str, name: str, colour: str) -> None:
    page.text(*at, number, Type(_COUNT, colour))
    page.text(at[0] + width_mm(number, _COUNT) + 2.4, at[1] + 0.25, name, Type(9.0, colour))


def _alt(look: Look, received: Row, kept: Row, out: list[Row]) -> str:
    counts = {"received": numbers.whole(received), "kept": numbers.whole(kept), "share": _share(kept, received)}
    parts = [labelled(look.say(rule(row.other)), numbers.whole(row)) for row in out]
    return tell(look, look.say(ALT, **counts), series(look, parts, look.say(OUT)) if parts else "")


def _how_many(view: View, _: Shown) -> Claim:
    found = counted(view)
    return TITLE_COUNTED(received=found[0], kept=found[1]) if found else TITLE_ANY()


CHART = ChartSpec("flow", (ROWS_IN, LEFT_OUT, ROWS_KEPT), _draw, _how_many)
