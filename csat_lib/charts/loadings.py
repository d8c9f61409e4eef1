"""Do the items fall as designed: a heat table of loadings, items grouped by the factor they load on most."""

from __future__ import annotations

import re

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Bands, Label, Setting, stack
from csat_lib.charts.colours import RULE, ink_on, shade
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row, by_subject, known, overall
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import say

_BLANK = 0.30
_SETTING = Setting(pitch=5.3, share=0.5, lines=2)
_NARROW = Setting(pitch=5.6, share=0.4, lines=3)
_HEAD = 10.0
_COMMUNALITY = 20.0

Table = dict[str, dict[str, Row]]
"""item -> factor -> loading"""


def chart_loadings(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`factors/loading` of each item on each factor, with its `communality` and the factors' `variance_share`.

    Returns:
        The chart, or None when no loading is known.
    """
    rows = known(overall(findings, look, "factors", "loading"))
    if not rows:
        return None
    factors = sorted({row.other for row in rows}, key=_number)
    groups = _grouped(_table(rows), factors)
    shared = by_subject(known(overall(findings, look, "factors", "communality")))
    with paper(look) as page:
        items = [item for group in groups.values() for item in group]
        setting = _NARROW if look.is_narrow else _SETTING
        bands = stack(page, [Label(look.label(item)) for item in items], _key(page) + _HEAD, setting)
        columns = _columns(page, bands, factors, bool(shared))
        _heads(page, columns, by_subject(known(overall(findings, look, "factors", "variance_share"))))
        _cells(page, bands, columns, groups)
        if shared:
            right = max(box.right for box in columns.values()) + _COMMUNALITY
            _communalities(page, bands, right, [shared.get(item) for item in items])
        bands.draw(page)
        return page.chart(bands.bottom + 0.6, _alt(look, groups, factors))


def _key(page: Page) -> float:
    """What blanks and percentages mean, along the top; returns where that ends."""
    lines = wrap(say(page.look, "loadings_key"), NOTE.size, page.width, 2)
    for number, line in enumerate(lines):
        page.text(0, 2.4 + number * NOTE.leading, line, NOTE)
    return 5.0 + (len(lines) - 1) * NOTE.leading


def _number(name: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", name)
    return int(digits) if digits else 0, name


def _table(rows: list[Row]) -> Table:
    table: Table = {}
    for row in rows:
        table.setdefault(row.subject, {})[row.other] = row
    return table


def _grouped(table: Table, factors: list[str]) -> dict[str, Table]:
    """Factor: the items that load on it most, strongest first; a factor that leads no item is left out."""
    groups: dict[str, Table] = {factor: {} for factor in factors}
    for item, loadings in table.items():
        main = max(loadings.values(), key=lambda row: abs(row.value))
        groups[main.other][item] = loadings
    for factor, items in groups.items():
        strength = {item: abs(loadings[factor].value) for item, loadings in items.items()}
        groups[factor] = {item: items[item] for item in sorted(items, key=lambda name: -strength[name])}
    return {factor: items for factor, items in groups.items() if items}


def _columns(page: Page, bands: Bands, factors: list[str], has_communality: bool) -> dict[str, Box]:  # noqa: FBT001
    right = page.width - (_COMMUNALITY if has_communality else 0)
    width = min((right - bands.gutter) / len(factors), 24.0)
    left = bands.gutter
    height = bands.bottom - bands.top
    return {factor: Box(left + at * width, bands.top, width, height) for at, factor in enumerate(factors)}


def _heads(page: Page, columns: dict[str, Box], variance: dict[str, Row]) -> None:
    for factor, box in columns.items():
        middle = box.left + box.width / 2
        page.text(middle, box.top - 7.0, factor, align="center")
        if factor in variance:
            share = numbers.share(variance[factor].value)
            page.text(middle, box.top - 2.8, share, NOTE, "center")


def _cells(page: Page, bands: Bands, columns: dict[str, Box], groups: dict[str, Table]) -> None:
    rows = iter(bands.rows)
    for items in groups.values():
        for number, loadings in enumerate(items.values()):
            band = next(rows)
            if number == 0:
                page.line([(0, band.top), (page.width, band.top)], Stroke(RULE, 0.8))
            for factor, box in columns.items():
                if factor in loadings and abs(loadings[factor].value) >= _BLANK:
                    _cell(page, Box(box.left, band.top, box.width, band.height), loadings[factor].value)


def _cell(page: Page, box: Box, value: float) -> None:
    fill = shade(value)
    page.box(Box(box.left + 0.3, box.top + 0.3, box.width - 0.6, box.height - 0.6), Fill(fill))
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    page.text(*middle, numbers.coefficient(value), Type(8.5, ink_on(fill)), "center")


def _communalities(page: Page, bands: Bands, right: float, shared: list[Row | None]) -> None:
    page.text(right, bands.top - 2.8, say(page.look, "communality"), NOTE, "right")
    for band, row in zip(bands.rows, shared, strict=True):
        if row is not None:
            page.text(right, band.centre, numbers.coefficient(row.value), NOTE, "right")


def _alt(look: Look, groups: dict[str, Table], factors: list[str]) -> str:
    count = sum(len(items) for items in groups.values())
    sentences = [
        series(
            look,
            (f"{look.label(item)} {numbers.coefficient(loadings[factor].value)}" for item, loadings in items.items()),
            factor,
        )
        for factor, items in groups.items()
    ]
    return tell(look, say(look, "loadings_alt", items=count, factors=len(factors)), *sentences)
