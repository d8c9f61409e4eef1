"""How sure the loadings are: each item's loading with its interval under the factor it loads on most (chart)."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.conventions import WEAK_LOADING
from csat_lib.findings.catalogue.factors import LOADING
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.factors.places import strongest
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Limit, Wording

ALL_STRONG = Wording(zh="每个题项的最大载荷都不低于 {line}", en="Every item loads {line} or more on its factor")
SOME_WEAK = Wording(
    zh="有 {n} 个题项的最大载荷低于 {line}",
    en="{n:item} {n|loads|load} under {line} on the factor nearest to it",
)
AXIS = Words("标准化载荷", "standardised loading")
STRONG = Words("载荷不低于 {line}", "loading of {line} or more")
WEAK = Words("载荷低于 {line}", "loading under {line}")
ALT = Words(
    "{items} 个题项的载荷及其区间，绝对值低于 {line} 的有 {weak} 个",
    "Loadings of {items} items with their intervals; {weak} under {line} in absolute value",
)
_LINE = numbers.coefficient(WEAK_LOADING)
_SETTING = Setting(pitch=5.4, share=0.46, lines=2)
_MANY = Setting(pitch=5.4, share=0.46, lines=1)
_FEW = 20
_FIGURE = 11.0

Groups = dict[str, list[Row]]
"""factor or construct -> loadings of its items"""


def _weak(view: View, shown: Shown) -> Claim:
    """How many items load weakly."""
    del shown
    weak = [row for row in strongest(view).values() if abs(row.value or 0.0) < WEAK_LOADING]
    line = Limit(WEAK_LOADING)
    return SOME_WEAK(n=len(weak), line=line) if weak else ALL_STRONG(line=line)


def _draw(figures: Rows, look: Look) -> Chart | None:
    best: dict[str, Row] = {}
    for row in known(everybody(figures, look, LOADING)):
        if row.subject not in best or abs(row.value) > abs(best[row.subject].value):
            best[row.subject] = row
    groups: Groups = {}
    for row in sorted(best.values(), key=lambda row: (len(row.other), row.other, -abs(row.value))):
        groups.setdefault(row.other, []).append(row)
    return draw_groups(groups, look)


def draw_groups(groups: Groups, look: Look) -> Chart | None:
    """Loadings with their intervals under each factor or construct; None when no loading has an interval."""
    rows = [row for own in groups.values() for row in own]
    if not any(row.has_interval for row in rows):
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, rows))
        labels = grouped((look.label(name), [look.label(row.subject) for row in own]) for name, own in groups.items())
        bands = stack(page, labels, top, _SETTING if len(rows) <= _FEW else _MANY)
        scale = _scale(rows, bands.gutter, page.width - _FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.index))
        for start, end in bands.stretches:
            reference(page, scale.at(WEAK_LOADING), start, end)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, groups))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From 0, or lower if an interval reaches below, to 1, or higher in a Heywood case."""
    ends = [end for row in known(rows) for end in ((row.low, row.high) if row.has_interval else (row.value,))]
    low, high = min(0, int(min(ends) * 5 // 1)), max(5, int(-(-max(ends) * 5 // 1)))
    return fixed_scale(tuple(fifth / 5 for fifth in range(low, high + 1)), start, end)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for band, row in zip(bands.rows, rows, strict=True):
        if not row.known:
            masked_sign(page, page.width, band.centre, "right")
            continue
        colour = page.accent if _is_strong(row) else MUTED
        interval(page, scale, band.centre, row, colour)
        value_dot(page, (scale.at(row.value), band.centre), colour, hollow=row.is_small(page.look))
        page.text(page.width, band.centre, numbers.coefficient(row.value), VALUE, "right")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    found = {_is_strong(row) for row in known(rows)}
    kinds = ((True, STRONG, page.accent), (False, WEAK, MUTED))
    entries: list[Entry] = [
        (key_dot(colour), page.look.say(words, line=_LINE)) for kind, words, colour in kinds if kind in found
    ]
    return [*entries, *interval_entry(page, rows, MUTED), *base_entries(page, rows, key_dot(page.accent, hollow=True))]


def _is_strong(row: Row) -> bool:
    return row.known and abs(row.value) >= WEAK_LOADING


def _alt(look: Look, groups: Groups) -> str:
    rows = [row for own in groups.values() for row in own]
    first = look.say(ALT, items=len(rows), weak=sum(not _is_strong(row) for row in known(rows)), line=_LINE)
    told = (
        series(
            look, (reading(look, look.label(row.subject), row, numbers.coefficient) for row in own), look.label(name)
        )
        for name, own in groups.items()
    )
    return tell(look, first, *told)


CHART = ChartSpec("loading_intervals", (LOADING,), _draw, _weak)
