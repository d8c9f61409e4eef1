"""Which item goes with which factor: items away from their dimension, the table of loadings and their map."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import RULE
from csat_lib.charts.marks import NOTE, heat
from csat_lib.charts.page import Box, Page, Stroke, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.typeset import wrap
from csat_lib.charts.words import labelled, series
from csat_lib.charts.words import tell as tell_alt
from csat_lib.conventions import BLANK_UNDER
from csat_lib.findings.catalogue.factors import COMMUNALITY, LOADING, VARIANCE_SHARE
from csat_lib.findings.told import piece
from csat_lib.report import sections
from csat_lib.report.clear import largest, size
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, TableSpec, View, columns, known, one_each
from csat_lib.report.slots import tell
from csat_lib.report.wording import Claim, Limit, Wording, Words

MOST_NAMED = 4

ALL_AT_HOME = Wording(
    zh="每个题项都在所属维度对应的因子上载荷最高。", en="Every item loads highest on the factor of its own dimension."
)
MANY_AWAY = Wording(
    zh="有 {n} 个题项载荷最高的因子与同维度的其他题项不同。",
    en="{n:item} load highest away from the rest of their dimension.",
)
FEW_AWAY = Wording(
    zh="{items.quoted}载荷最高的因子与同维度的其他题项不同。",
    en="{items.quoted} {items|loads|load} highest away from the rest of {items|its|their} dimension.",
)


def strays(view: View) -> Sequence[Finding] | None:
    """Items away from the factor on which most of their dimension load, by their largest loadings; None without any.

    A dimension of two items that part has no such factor: both are named.
    """
    homes = largest(view.rows(LOADING))
    if not homes:
        return None
    found: list[Finding] = []
    for construct in view.study.constructs.values():
        own = [homes[item] for item in construct.items if item in homes]
        votes = Counter(row.other for row in own).most_common()
        tied = len(votes) > 1 and votes[0][1] == votes[1][1]
        found += [row for row in own if tied or row.other != votes[0][0]]
    return found


def elsewhere(view: View) -> Claim | None:
    """Items that load more on another factor than on that of their dimension."""
    found = strays(view)
    if found is None:
        return None
    if not found:
        return ALL_AT_HOME()
    return MANY_AWAY(n=len(found)) if len(found) > MOST_NAMED else FEW_AWAY(items=found)


LOADINGS = Wording(zh="题项的因子载荷", en="Loadings of the items")
EACH_WITH_ITS_OWN = Wording(zh="每个题项都归入了所属维度", en="Every item loads with its own dimension")
SOME_AWAY = Wording(
    zh="有 {n} 个题项偏离所属维度", en="{n:item} {n|loads away from its dimension|load away from their dimensions}"
)
KEY = Wording(
    zh="绝对值小于 {blank} 的载荷留空；因子名下为其解释的方差占比",
    en="Loadings under {blank} are left blank; under each factor stands its share of the variance",
)
SHARE = Wording(zh="{share}", en="{share}")


def as_designed(view: View) -> Claim:
    """Whether the items load as designed."""
    found = strays(view)
    if found is None:
        return LOADINGS()
    return SOME_AWAY(n=len(found)) if found else EACH_WITH_ITS_OWN()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    loadings = {(row.subject, row.other): row for row in view.rows(LOADING)}
    factors = dict.fromkeys(factor for _, factor in loadings)
    shared = columns.figure(view, COMMUNALITY, columns.of(view, COMMUNALITY, other=""))
    return (
        columns.subject(view, columns.ITEM),
        *(_factor(view, factor, loadings) for factor in factors),
        *((shared,) if view.rows(COMMUNALITY) else ()),
        *columns.bases(view, rows),
    )


def _factor(view: View, factor: str, loadings: dict[tuple[str, str], Finding]) -> Field:
    """A factor's loadings, headed by the share of the variance that it accounts for."""
    share = next(iter(known(view, VARIANCE_SHARE, subject=factor)), None)
    head, unit = piece("label", "", factor), tell(view, SHARE(share=share))
    field = columns.shaded(view, LOADING, head, lambda row: loadings.get((row.subject, factor)), unit)

    def cell(row: Finding) -> object:
        found = loadings.get((row.subject, factor))
        is_blank = found is not None and found.value is not None and size(found) < BLANK_UNDER
        return "" if is_blank else field.cell(row)

    return replace(field, cell=cell)


TABLE = TableSpec(
    "loadings",
    (LOADING,),
    lambda view: one_each(view.rows(LOADING), view.study.items),
    _fields,
    as_designed,
    sections=sections.by_construct,
    key=lambda _view: KEY(blank=Limit(BLANK_UNDER)),
)


LEGEND = Words(
    "绝对值小于 {blank} 的载荷留空；因子名下为其解释的方差占比",
    "loadings under {blank} are left blank; under each factor its share of the variance",
)
ALT = Words(
    "{items} 个题项在 {factors} 个因子上的载荷，绝对值小于 {blank} 者留空",
    "Loadings of {items} items on {factors} factors; those under {blank} are left blank",
)
SHARED = Words("共同度", "communality")
_BLANK = numbers.limit(BLANK_UNDER)
_SETTING = Setting(pitch=5.3, share=0.5, lines=2)
_NARROW = Setting(pitch=5.6, share=0.4, lines=3)
_HEAD = 10.0
_COMMUNALITY = 20.0

Loadings = dict[str, dict[str, Row]]
"""item -> factor -> loading"""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Loadings of each item on each factor, with its communality and the factors' shares of the variance."""
    rows = known_rows(everybody(figures, look, LOADING))
    if not rows:
        return None
    factors = sorted({row.other for row in rows}, key=_number)
    groups = _grouped(rows, factors)
    shared = by_subject(known_rows(everybody(figures, look, COMMUNALITY)))
    with paper(look) as page:
        items = [item for group in groups.values() for item in group]
        setting = _NARROW if look.is_narrow else _SETTING
        bands = stack(page, [BandLabel(look.label(item)) for item in items], _key(page) + _HEAD, setting)
        columns = _columns(bands, factors, page.width - (_COMMUNALITY if shared else 0))
        _heads(page, columns, by_subject(known_rows(everybody(figures, look, VARIANCE_SHARE))))
        _cells(page, bands, columns, groups)
        if shared:
            right = max(box.right for box in columns.values()) + _COMMUNALITY
            _communalities(page, bands, right, [shared.get(item) for item in items])
        bands.draw(page)
        return page.chart(bands.bottom + 0.6, _alt(look, groups, factors))


def _key(page: Page) -> float:
    """What blanks and percentages mean, along the top; returns where that ends."""
    lines = wrap(page.look.say(LEGEND, blank=_BLANK), NOTE.size, page.width, 2)
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
            page.text(middle, box.top - 2.8, numbers.share(variance[factor]), NOTE, "center")


def _cells(page: Page, bands: Bands, columns: dict[str, Box], groups: dict[str, Loadings]) -> None:
    rows = iter(bands.rows)
    for items in groups.values():
        for number, loadings in enumerate(items.values()):
            band = next(rows)
            if number == 0:
                page.line([(0, band.top), (page.width, band.top)], Stroke(RULE, 0.8))
            for factor, box in columns.items():
                if factor in loadings and abs((row := loadings[factor]).value) >= BLANK_UNDER:
                    inside = Box(box.left + 0.3, band.top + 0.3, box.width - 0.6, band.height - 0.6)
                    heat(page, inside, row.value, numbers.coefficient(row))


def _communalities(page: Page, bands: Bands, right: float, shared: list[Row | None]) -> None:
    page.text(right, bands.top - 2.8, page.look.say(SHARED), NOTE, "right")
    for band, row in zip(bands.rows, shared, strict=True):
        if row is not None:
            page.text(right, band.centre, numbers.coefficient(row), NOTE, "right")


def _alt(look: Look, groups: dict[str, Loadings], factors: list[str]) -> str:
    count = sum(len(items) for items in groups.values())
    sentences = [
        series(
            look,
            (labelled(look.label(item), numbers.coefficient(own[factor])) for item, own in items.items()),
            piece("label", "", factor),
        )
        for factor, items in groups.items()
    ]
    return tell_alt(look, look.say(ALT, items=count, factors=len(factors), blank=_BLANK), *sentences)


CHART = ChartSpec("loadings", (LOADING, COMMUNALITY, VARIANCE_SHARE), _draw, lambda view, _: as_designed(view))
