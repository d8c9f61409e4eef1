"""Who counts: a stream of answers that narrows wherever a rule takes some out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import EARLIER, INK, WHITE, tint
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Fill, Page, Type, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.typeset import width_mm, wrap
from csat_lib.findings.catalogue.quality import LEFT_OUT, ROWS_IN, ROWS_KEPT
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.quality.ledger import counted
from csat_lib.report.topics.quality.rules import rule
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

TITLE = Wording(zh="答卷的回收与剔除", en="Answers received and kept")
TITLE_COUNTED = Wording(zh="回收 {received} 份答卷，有效 {kept} 份", en="{kept} of {received} answers count")
ALT = Words("收回 {received} 份答卷，其中 {kept} 份有效（{share}）", "{kept} of {received} answers count ({share})")
OUT = Words("剔除", "Left out")

_TOTAL = 9.5
_STEP = 9.0
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
    received, kept = (known(everybody(figures, look, measure)) for measure in (ROWS_IN, ROWS_KEPT))
    out = sorted(known(everybody(figures, look, LEFT_OUT)), key=lambda row: int(row.path))
    if not received or not kept or not received[0].value:
        return None
    total = received[0].value
    with paper(look) as page:
        widest = page.width * (0.5 if look.is_narrow else 0.6)
        stages = _stages(page, out, total, page.width - widest - _BRANCH - 2)
        bottom = stages[-1].top + stages[-1].height if stages else _TOTAL
        _stream(page, stages, (total, widest / total), bottom)
        for stage in stages:
            _branch(page, stage, total, widest)
        _foot(page, (kept[0].value, total), widest / total, bottom)
        return page.chart(bottom + _TOTAL, _alt(look, total, kept[0].value, out))


def _stages(page: Page, out: list[Row], total: float, room: float) -> list[_Stage]:
    counts = accumulate([total, *(-row.value for row in out)])
    stages: list[_Stage] = []
    top = _TOTAL
    for row, (before, after) in zip(out, pairwise(counts), strict=True):
        name = tuple(wrap(page.look.say(rule(row.other)), NOTE.size, room, 2))
        stages.append(_Stage(row, before, after, name, top, _STEP + (len(name) - 1) * NOTE.leading))
        top += stages[-1].height
    return stages


def _stream(page: Page, stages: list[_Stage], measure: tuple[float, float], bottom: float) -> None:
    """The stream as one outline, so that no seam shows, with what is left after each rule."""
    total, per_head = measure
    edge = [(total * per_head, 0.4), (total * per_head, stages[0].top if stages else bottom)]
    for stage in stages:
        edge += [(stage.after * per_head, stage.top), (stage.after * per_head, stage.top + stage.height)]
    page.area([(0, 0.4), *edge, (0, bottom)], Fill(tint(page.accent, 0.2)))
    _count(page, (2, _TOTAL / 2), numbers.whole(total), page.look.say(ROWS_IN.words), INK)
    for stage in stages:
        count = numbers.whole(stage.after)
        if stage.after * per_head > width_mm(count, NOTE.size) + 4:
            page.text(2, stage.middle, count, NOTE)


def _branch(page: Page, stage: _Stage, total: float, widest: float) -> None:
    stay, edge = (heads * widest / total for heads in (stage.after, stage.before))
    end = widest + _BRANCH
    if stage.row.value:
        edge = max(edge, stay + _THINNEST)
        half = min(edge - stay, _THICKEST) / 2
        low, high = stage.middle - half, stage.middle + half
        bend = [(stay, stage.top), (edge, stage.top), (edge, low), (end, low), (end, high), (stay, high)]
        page.area(bend, Fill(EARLIER))
    first = stage.middle - len(stage.name) * NOTE.leading / 2
    count = f"{numbers.MINUS}{numbers.whole(stage.row.value)}" if stage.row.value else "0"
    page.text(end + 2, first, count)
    if stage.row.value:
        page.text(end + 2 + width_mm(count, 9.0) + 2, first, numbers.share(stage.row.value / total), NOTE)
    page.lines(end + 2, stage.middle + NOTE.leading / 2, stage.name, NOTE)


def _foot(page: Page, counts: tuple[float, float], per_head: float, top: float) -> None:
    kept, total = counts
    right = kept * per_head
    page.area([(0, top), (right, top), (right, top + _TOTAL - 0.4), (0, top + _TOTAL - 0.4)], Fill(page.accent))
    number, name = numbers.whole(kept), f"{page.look.say(ROWS_KEPT.words)} {numbers.share(kept / total)}"
    inside = width_mm(number, _COUNT) + width_mm(name, 9.0) + 7 < right
    at = (2 if inside else right + 2, top + _TOTAL / 2)
    _count(page, at, number, name, WHITE if inside else INK)


def _count(page: Page, at: tuple[float, float], number: str, name: str, colour: str) -> None:
    page.text(*at, number, Type(_COUNT, colour))
    page.text(at[0] + width_mm(number, _COUNT) + 2.4, at[1] + 0.25, name, Type(9.0, colour))


def _alt(look: Look, total: float, kept: float, out: list[Row]) -> str:
    counts = {"received": numbers.whole(total), "kept": numbers.whole(kept), "share": numbers.share(kept / total)}
    parts = [f"{look.say(rule(row.other))} {numbers.whole(row.value)}" for row in out]
    return tell(look, look.say(ALT, **counts), series(look, parts, look.say(OUT)) if parts else "")


def _title(view: View, shown: Shown) -> Claim:
    del shown
    found = counted(view)
    return TITLE_COUNTED(received=found[0], kept=found[1]) if found else TITLE()


CHART = ChartSpec("flow", (ROWS_IN, LEFT_OUT, ROWS_KEPT), _draw, _title)
