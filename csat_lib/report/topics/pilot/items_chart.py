"""Which items of a pilot stay: each item's correlation with the rest of its dimension, by what was decided on it."""

from __future__ import annotations

from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED, ORANGE
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, key_upright, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.conventions import ENOUGH_ITEM_REST, POOR_ITEM_REST
from csat_lib.findings.catalogue.pilot import ITEM_REST
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.pilot.decisions import verdict
from csat_lib.report.topics.pilot.judged import DECISIONS, judged
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

TITLE = Wording(
    zh="{verdict}：各题与所属维度其余题项的相关",
    en="{verdict}: correlation of each item with the rest of its dimension",
)
AXIS = Words("校正题总相关", "correlation with the rest of the dimension")
THRESHOLDS = Words("界限 {poor} 与 {enough}", "thresholds {poor} and {enough}")
ALT = Words(
    "{items} 个题项与所属维度其余题项的相关：{keep} 个保留，{review} 个待修改，{drop} 个删除",
    "Correlation of {items} items with the rest of their dimension: {keep} stay, {review} to review, {drop} to drop",
)
_LIMITS = {"poor": POOR_ITEM_REST, "enough": ENOUGH_ITEM_REST}
_SETTING = Setting(pitch=5.4, share=0.40, lines=2)
_SHAPES = {"keep": "o", "review": "D", "drop": "X"}
_FIGURE = 11.0

Groups = dict[str, list[Row]]
"""construct -> its items"""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Dots of the item-rest correlations with intervals under their construct, told apart by decision."""
    groups: Groups = {}
    for row in everybody(figures, look, ITEM_REST):
        groups.setdefault(row.other, []).append(row)
    rows = [row for own in groups.values() for row in own]
    if not known(rows):
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, rows)) + 3.0
        labels = grouped((look.label(name), [look.label(row.subject) for row in own]) for name, own in groups.items())
        bands = stack(page, labels, top, _SETTING)
        scale = _scale(rows, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.index))
        for value in _LIMITS.values():
            for start, end in bands.stretches:
                reference(page, scale.at(value), start, end)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, groups))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From 0, or lower where an interval reaches below, to 1."""
    least = min(0.0, *(row.low if row.has_interval else row.value for row in known(rows)))
    return fixed_scale(tuple(fifth / 5 for fifth in range(int(least * 5 // 1), 6)), start, end)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        if not row.known:
            masked_sign(page, page.width, band.centre, "right")
            continue
        decision = row.path
        colour, shape = _colour(page, decision), _SHAPES.get(decision, "o")
        interval(page, scale, band.centre, row, colour)
        value_dot(page, (scale.at(row.value), band.centre), colour, shape, hollow=row.is_small(page.look))
        kind = VALUE if decision == "keep" else NOTE
        page.text(page.width, band.centre, numbers.coefficient(row.value), kind, "right")


def _colour(page: Page, decision: str) -> str:
    return {"review": MUTED, "drop": ORANGE}.get(decision, page.accent)


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    present = [name for name in _SHAPES if any(row.path == name for row in rows)]
    entries: list[Entry] = [
        (key_dot(_colour(page, name), _SHAPES[name]), page.look.say(DECISIONS[name])) for name in present
    ]
    limits = {name: numbers.coefficient(value) for name, value in _LIMITS.items()}
    entries.append((key_upright(Stroke(MUTED, 0.8, "--")), page.look.say(THRESHOLDS, **limits)))
    return [*entries, *interval_entry(page, rows, MUTED), *base_entries(page, rows, key_dot(page.accent, hollow=True))]


def _alt(look: Look, groups: Groups) -> str:
    rows = [row for own in groups.values() for row in own]
    counts = {name: sum(row.path == name for row in rows) for name in _SHAPES}
    told = [
        series(
            look, (reading(look, look.label(row.subject), row, numbers.coefficient) for row in own), look.label(name)
        )
        for name, own in groups.items()
    ]
    return tell(look, look.say(ALT, items=len(rows), **counts), *told)


def _figures(view: View, shown: Shown) -> Rows:
    """The correlations, each with what was decided on its item as its path."""
    del shown
    finals = {one.item: one.final for one in judged(view)}
    rows = view.rows(ITEM_REST)
    return [replace(row, path=finals.get(row.subject, "")) for row in rows]


def _title(view: View, shown: Shown) -> Claim:
    del shown
    return TITLE(verdict=verdict(view, None))


CHART = ChartSpec("pilot_items", (ITEM_REST,), _draw, _title, _figures)
