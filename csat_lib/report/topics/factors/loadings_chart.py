"""Do the items fall as designed: a heat table of loadings, items grouped by the factor they load on most."""

from __future__ import annotations

import re

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import RULE, ink_on, shade
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Stroke, Type, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known
from csat_lib.charts.typeset import wrap
from csat_lib.conventions import BLANK_UNDER
from csat_lib.findings.catalogue.factors import COMMUNALITY, LOADING, VARIANCE_SHARE
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.factors.places import as_designed
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

KEY = Words(
    "绝对值小于 {blank} 的载荷留空；因子名下为其解释的方差占比",
    "loadings under {blank} are left blank; under each factor its share of the variance",
)
ALT = Words(
    "{items} 个题项在 {factors} 个因子上的载荷，绝对值小于 {blank} 者留空",
    "Loadings of {items} items on {factors} factors; those under {blank} are left blank",
)
SHARED = Words("共同度", "communality")
_BLANK = numbers.coefficient(BLANK_UNDER)
_SETTING = Setting(pitch=5.3, share=0.5, lines=2)
_NARROW = Setting(pitch=5.6, share=0.4, lines=3)
_HEAD = 10.0
_COMMUNALITY = 20.0

Loadings = dict[str, dict[str, Row]]
"""item -> factor -> loading"""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Loadings of each item on each factor, with its communality and the factors' shares of the variance."""
    rows = known(everybody(figures, look, LOADING))
    if not rows:
        return None
    factors = sorted({row.other for row in rows}, key=_number)
    groups = _grouped(rows, factors)
    shared = by_subject(known(everybody(figures, look, COMMUNALITY)))
    with paper(look) as page:
        items = [item for group in groups.values() for item in group]
        setting = _NARROW if look.is_narrow else _SETTING
        bands = stack(page, [BandLabel(look.label(item)) for item in items], _key(page) + _HEAD, setting)
        columns = _columns(bands, factors, page.width - (_COMMUNALITY if shared else 0))
        _heads(page, columns, by_subject(known(everybody(figures, look, VARIANCE_SHARE))))
        _cells(page, bands, columns, groups)
        if shared:
            right = max(box.right for box in columns.values()) + _COMMUNALITY
            _communalities(page, bands, right, [shared.get(item) for item in items])
        bands.draw(page)
        return page.chart(bands.bottom + 0.6, _alt(look, groups, factors))


def _key(page: Page) -> float:
    """What blanks and percentages mean, along the top; returns where that ends."""
    lines = wrap(page.look.say(KEY, blank=_BLANK), NOTE.size, page.width, 2)
    for number, line in enumerate(lines):
        page.tick(0, 2.4 + number * NOTE.leading, line, NOTE, "left")
    return 5.0 + (len(lines) - 1) * NOTE.leading


def _number(name: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", name)
    return int(digits) if digits else 0, name


def _grouped(rows: list[Row], factors: list[str]) -> dict[str, Loadings]:
    """Factor: the items that load on it most, strongest first; a factor that leads no item is left out."""
    table: Loadings = {}
    for row in rows:
        table.setdefault(row.subject, {})[row.other] = row
    groups: dict[str, Loadings] = {factor: {} for factor in factors}
    main = {item: max(own.values(), key=lambda row: abs(row.value)) for item, own in table.items()}
    for item in sorted(table, key=lambda item: -abs(main[item].value)):
        groups[main[item].other][item] = table[item]
    return {factor: items for factor, items in groups.items() if items}


def _columns(bands: Bands, factors: list[str], right: float) -> dict[str, Box]:
    width = min((right - bands.gutter) / len(factors), 24.0)
    height = bands.bottom - bands.top
    return {factor: Box(bands.gutter + at * width, bands.top, width, height) for at, factor in enumerate(factors)}


def _heads(page: Page, columns: dict[str, Box], variance: dict[str, Row]) -> None:
    for factor, box in columns.items():
        middle = box.left + box.width / 2
        page.tick(middle, box.top - 7.0, factor)
        if factor in variance:
            page.text(middle, box.top - 2.8, numbers.share(variance[factor].value), NOTE, "center")


def _cells(page: Page, bands: Bands, columns: dict[str, Box], groups: dict[str, Loadings]) -> None:
    rows = iter(bands.rows)
    for items in groups.values():
        for number, loadings in enumerate(items.values()):
            band = next(rows)
            if number == 0:
                page.line([(0, band.top), (page.width, band.top)], Stroke(RULE, 0.8))
            for factor, box in columns.items():
                if factor in loadings and abs(loadings[factor].value) >= BLANK_UNDER:
                    _cell(page, Box(box.left, band.top, box.width, band.height), loadings[factor].value)


def _cell(page: Page, box: Box, value: float) -> None:
    fill = shade(value)
    page.box(Box(box.left + 0.3, box.top + 0.3, box.width - 0.6, box.height - 0.6), Fill(fill))
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    page.text(*middle, numbers.coefficient(value), Type(8.5, ink_on(fill)), "center")


def _communalities(page: Page, bands: Bands, right: float, shared: list[Row | None]) -> None:
    page.text(right, bands.top - 2.8, page.look.say(SHARED), NOTE, "right")
    for band, row in zip(bands.rows, shared, strict=True):
        if row is not None:
            page.text(right, band.centre, numbers.coefficient(row.value), NOTE, "right")


def _alt(look: Look, groups: dict[str, Loadings], factors: list[str]) -> str:
    count = sum(len(items) for items in groups.values())
    sentences = [
        series(
            look,
            (f"{look.label(item)} {numbers.coefficient(own[factor].value)}" for item, own in items.items()),
            factor,
        )
        for factor, items in groups.items()
    ]
    return tell(look, look.say(ALT, items=count, factors=len(factors), blank=_BLANK), *sentences)


def _as_designed(view: View, shown: Shown) -> Claim:
    del shown
    return as_designed(view)


CHART = ChartSpec("loadings", (LOADING, COMMUNALITY, VARIANCE_SHARE), _draw, _as_designed)
