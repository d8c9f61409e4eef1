"""How much fit is lost when loadings, then intercepts, are held equal, between waves and between groups: the chart."""

from __future__ import annotations

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Bands, Setting, grouped, stack
from csat_lib.charts.colours import MUTED, ORANGE
from csat_lib.charts.legend import Entry, key_dot, key_masked, legend
from csat_lib.charts.marks import NOTE, Axis, draw_axis, masked_sign, reference, value_dot
from csat_lib.charts.page import Page, Type, paper
from csat_lib.charts.rows import Row, everybody, groups, known
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import say
from csat_lib.conventions import LARGEST_CFI_LOSS
from csat_lib.findings import ALL
from csat_lib.findings.catalogue.comparability import DELTA_CFI
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.comparability.steps import title
from csat_lib.report.topics.comparability.verdicts import MODEL, STEPS
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

AXIS = Words("CFI 的损失（越大越不可比）", "CFI lost (the more, the less comparable)")
LIMIT = Words("0.01 界限", "limit 0.01")
BEYOND = Words("超过界限，不可比", "beyond the limit: not comparable")
WHOLE_MODEL = Words("整个模型", "Whole model")
BETWEEN_WAVES = Words("与 {wave}相比", "Against {wave}")
BETWEEN_GROUPS = Words("各组之间：{question}", "Between groups: {question}")
ALT = Words(
    "{count} 项比较中有 {broken} 项的 CFI 损失超过 0.01", "CFI lost exceeds 0.01 in {broken} of {count} comparisons"
)
_SHAPES = {"threshold": "s", "metric": "o", "scalar": "D"}
_SHIFTS = {1: (0.0,), 2: (-1.9, 1.9), 3: (-2.4, 0.0, 2.4)}
_FIGURE = 12.0

Key = tuple[str, str]
"""(segment question or all, subject)"""


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Loss of CFI by construct and step, against the wave before and between the groups of each question."""
    rows = [*everybody(figures, look, DELTA_CFI), *groups(figures, look, DELTA_CFI)]
    rows = [row for row in rows if row.other in _SHAPES]
    if not known(rows):
        return None
    keys = list(dict.fromkeys((row.segment_by, row.subject) for row in rows))
    with paper(look) as page:
        top = legend(page, _legend(page, rows)) + 4.4
        bands = stack(page, grouped(_groups(look, rows, keys)), top, Setting(pitch=8.0))
        scale = fitted_scale([0.0, 0.02, *(row.value for row in rows)], bands.gutter, page.width - _FIGURE, 4)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.tick))
        reference(page, scale.at(LARGEST_CFI_LOSS), bands.top - 4, bands.bottom + 0.8)
        page.tick(scale.at(LARGEST_CFI_LOSS) + 1.0, bands.top - 2.4, look.say(LIMIT), NOTE, "left")
        _marks(page, scale, bands, (keys, rows))
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows, keys))


def _groups(look: Look, rows: list[Row], keys: list[Key]) -> list[tuple[str, list[str]]]:
    against = next((row.against for row in rows if row.segment_by == ALL), "")
    told = []
    for by in dict.fromkeys(by for by, _ in keys):
        waves = look.say(BETWEEN_WAVES, wave=look.period(against))
        head = waves if by == ALL else look.say(BETWEEN_GROUPS, question=look.label(by))
        told.append((head, [_name(look, name) for at, name in keys if at == by]))
    return told


def _name(look: Look, subject: str) -> str:
    return look.say(WHOLE_MODEL) if subject == MODEL else look.label(subject)


def _marks(page: Page, scale: Scale, bands: Bands, shown: tuple[list[Key], list[Row]]) -> None:
    keys, rows = shown
    table = {(row.segment_by, row.subject, row.other): row for row in rows}
    steps = [step for step in _SHAPES if any(row.other == step for row in rows)]
    for band, key in zip(bands.rows, keys, strict=True):
        for step, shift in zip(steps, _SHIFTS[len(steps)], strict=True):
            if row := table.get((*key, step)):
                _mark(page, scale, band.centre + shift, row)


def _mark(page: Page, scale: Scale, y: float, row: Row) -> None:
    if not row.known:
        masked_sign(page, page.width, y, "right")
        return
    is_beyond = row.value > LARGEST_CFI_LOSS
    value_dot(page, (scale.at(row.value), y), ORANGE if is_beyond else page.accent, _SHAPES[row.other])
    page.text(page.width, y, _written(row), Type(NOTE.size, ORANGE if is_beyond else MUTED), "right")


def _written(row: Row) -> str:
    return f"{row.value:.3f}".replace("-", numbers.MINUS)


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    steps = [step for step in _SHAPES if any(row.other == step and row.known for row in rows)]
    entries: list[Entry] = [(key_dot(page.accent, _SHAPES[step]), page.look.say(STEPS[step])) for step in steps]
    if any(row.value > LARGEST_CFI_LOSS for row in known(rows)):
        entries.append((key_dot(ORANGE), page.look.say(BEYOND)))
    return entries + ([(key_masked, say(page.look, "absent"))] if len(known(rows)) < len(rows) else [])


def _alt(look: Look, rows: list[Row], keys: list[Key]) -> str:
    broken = {(row.segment_by, row.subject) for row in known(rows) if row.value > LARGEST_CFI_LOSS}
    parts = []
    for by, name in keys:
        own = [row for row in known(rows) if (row.segment_by, row.subject) == (by, name)]
        told = say(look, "comma").join(f"{look.say(STEPS[row.other])} {_written(row)}" for row in own)
        where = "" if by == ALL else f"{look.label(by)} · "
        parts.append(f"{where}{_name(look, name)} {told}".strip())
    return tell(look, look.say(ALT, broken=len(broken), count=len(keys)), series(look, parts))


def _title(view: View, shown: Shown) -> Claim:
    del shown
    return title(view)


CHART = ChartSpec("comparability", (DELTA_CFI,), _draw, _title)
