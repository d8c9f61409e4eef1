"""Alpha and omega with their intervals against the named thresholds: the chart."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import reading, series, tell
from csat_lib.charts.bands import BandLabel, Bands, Setting, stack
from csat_lib.charts.colours import MUTED
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, interval, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody
from csat_lib.charts.rows import known as known_rows
from csat_lib.charts.scale import Scale, fixed_scale
from csat_lib.conventions import ENOUGH_ALPHA, GOOD_ALPHA
from csat_lib.findings.catalogue.reliability import ALPHA, OMEGA
from csat_lib.findings.measure import Words
from csat_lib.report.clear import beside
from csat_lib.report.declared import ChartSpec, Rows, Shown, known
from csat_lib.report.topics.reliability.alpha import MINIMUM, poor
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

SOME_POOR = Wording(
    zh="{poor.quoted}的 α 系数明显低于 {minimum}",
    en="The {poor|alpha|alphas} of {poor.label} {poor|is|are} clearly below {minimum}",
)
ALL_ABOVE = Wording(zh="各维度的 α 系数均明显高于 {minimum}", en="Every alpha is clearly above {minimum}")
NONE_BELOW = Wording(zh="没有维度的 α 系数明显低于 {minimum}", en="No alpha is clearly below {minimum}")
AXIS = Words("信度系数（0–1）", "reliability coefficient, 0–1")
THRESHOLDS = {ENOUGH_ALPHA: Words("可接受", "acceptable"), GOOD_ALPHA: Words("良好", "good")}
ALT = Words(
    "{count} 个维度中有 {reached} 个的 α 系数达到 0.70", "{reached} of {count} dimensions reach an alpha of 0.70"
)
_SHAPES = {ALPHA.name: "o", OMEGA.name: "D"}
_SHIFTS = {ALPHA.name: -1.9, OMEGA.name: 1.9}
_WORDS = {ALPHA.name: Words("α 系数", "alpha"), OMEGA.name: Words("ω 系数", "omega")}


def _all_hold_together(view: View, shown: Shown) -> Claim:
    del shown
    alphas = known(view, ALPHA)
    if low := poor(view):
        return SOME_POOR(poor=low, minimum=MINIMUM)
    clear = alphas and all(beside(row, ENOUGH_ALPHA) == "above" for row in alphas)
    return (ALL_ABOVE if clear else NONE_BELOW)(minimum=MINIMUM)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Dots of alpha and omega by construct; a construct without a value keeps its row."""
    rows = everybody(figures, look, ALPHA, OMEGA)
    if not known_rows(rows):
        return None
    with paper(look) as page:
        subjects = list(by_subject(rows))
        top = legend(page, _legend(page, rows)) + 4.4
        bands = stack(page, [BandLabel(look.label(name)) for name in subjects], top, Setting(pitch=8.8))
        scale = _scale(rows, bands.gutter, page.width - 11)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.index))
        _thresholds(page, scale, bands)
        _marks(page, scale, bands, rows)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, subjects))


def _scale(rows: list[Row], start: float, end: float) -> Scale:
    """From .4 (or lower, if a figure is) to 1."""
    least = min(0.4, *(row.low if row.has_interval else row.value for row in known_rows(rows)))
    first = max(-10, int(least * 10 // 1))
    step = 1 if first >= 0 else 2
    return fixed_scale(tuple(tenth / 10 for tenth in sorted(range(10, first - step, -step))), start, end)


def _thresholds(page: Page, scale: Scale, bands: Bands) -> None:
    for (value, words), align in zip(THRESHOLDS.items(), ("right", "left"), strict=True):
        reference(page, scale.at(value), bands.top - 4, bands.bottom + 0.8)
        aside = -1.2 if align == "right" else 1.2
        page.tick(scale.at(value) + aside, bands.top - 2.4, page.look.say(words), NOTE, align)


def _marks(page: Page, scale: Scale, bands: Bands, rows: list[Row]) -> None:
    for measure, shift in _SHIFTS.items():
        table = by_subject(row for row in rows if row.measure == measure)
        for band, name in zip(bands.rows, by_subject(rows), strict=True):
            if name in table:
                _mark(page, scale, band.centre + shift, table[name])


def _mark(page: Page, scale: Scale, y: float, row: Row) -> None:
    is_alpha = row.measure == ALPHA.name
    colour = page.accent if is_alpha else MUTED
    if not row.known:
        masked_sign(page, page.width, y, "right")
        return
    interval(page, scale, y, row, colour)
    value_dot(page, (scale.at(row.value), y), colour, _SHAPES[row.measure], hollow=row.is_small(page.look))
    page.text(page.width, y, numbers.coefficient(row.value), VALUE if is_alpha else NOTE, "right")


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    colours = {ALPHA.name: page.accent, OMEGA.name: MUTED}
    present = [name for name in colours if any(row.measure == name and row.known for row in rows)]
    entries: list[Entry] = [(key_dot(colours[name], _SHAPES[name]), page.look.say(_WORDS[name])) for name in present]
    return entries + interval_entry(page, rows, MUTED) + base_entries(page, rows, key_dot(page.accent, hollow=True))


def _alt(look: Look, rows: list[Row], subjects: list[str]) -> str:
    alphas = by_subject(row for row in rows if row.measure == ALPHA.name)
    reached = sum(row.value >= ENOUGH_ALPHA for row in alphas.values())
    parts = []
    for name in subjects:
        own = [row for row in rows if row.subject == name]
        words = [reading(look, look.say(_WORDS[row.measure]), row, numbers.coefficient) for row in own]
        parts.append(f"{look.label(name)} {look.say(Words('、', ', ')).join(words)}")
    return tell(look, look.say(ALT, reached=reached, count=len(subjects)), series(look, parts))


CHART = ChartSpec("reliability", (ALPHA, OMEGA), _draw, _all_hold_together)
