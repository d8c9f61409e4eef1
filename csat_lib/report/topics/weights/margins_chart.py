"""Shares in the sample, after weighting and in the target, level by level: the chart."""

from __future__ import annotations

from dataclasses import dataclass

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Band, grouped, stack
from csat_lib.charts.colours import EARLIER, RULE
from csat_lib.charts.legend import Entry, key_dot, key_target, legend
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, target_tick, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import everybody, known
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import width_mm
from csat_lib.conventions import EXACT_SHARE
from csat_lib.findings.catalogue.weights import SHARE_SAMPLE, SHARE_TARGET, SHARE_WEIGHTED
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.weights.respondents import largest_error
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

TITLE = Wording(zh="样本结构与目标结构", en="The sample and its targets")
TITLE_MEETS = Wording(zh="加权后样本结构与目标结构吻合", en="Weighting brings the sample to its targets")
TITLE_OFF = Wording(
    zh="加权后样本结构与目标结构相差不超过 {error:points} 个百分点",
    en="Weighting brings the sample within {error:points} percentage points of its targets",
)
AXIS = Words("占比（%）", "share, %")
ALT = Words(
    "样本、加权后与目标的构成；加权后与目标最大相差 {gap} 个百分点",
    "Sample, weighted and target shares; after weighting the largest gap to the target is {gap} percentage points",
)
MARGIN = Words("{label} {sample}、{weighted}、{target}", "{label} {sample}, {weighted}, {target}")
_HEADS = {
    SHARE_SAMPLE: Words("样本", "sample"),
    SHARE_WEIGHTED: Words("加权后", "weighted"),
    SHARE_TARGET: Words("目标", "target"),
}
_COLUMN_GAP = 3.5


@dataclass(frozen=True)
class _Level:
    """One level of a raked question with its three shares (sample, weighted, target), each None when not known."""

    question: str
    level: str
    shares: tuple[float | None, float | None, float | None]


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Shares by question (subject) and level (other)."""
    levels = _levels(figures, look)
    if not levels:
        return None
    with paper(look) as page:
        questions = list(dict.fromkeys(level.question for level in levels))
        groups = [(look.label(name), [_name(look, lv) for lv in levels if lv.question == name]) for name in questions]
        top = legend(page, _legend(page)) + 1
        bands = stack(page, grouped(groups), top)
        highest = max(share for level in levels for share in level.shares if share is not None)
        scale = fitted_scale([0, highest], bands.gutter, min(_columns(page)) - 12)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.share))
        for band, level in zip(bands.rows, levels, strict=True):
            _marks(page, scale, band, level)
        bands.draw(page)
        _heads(page, bands.bands[0].centre + 0.6)
        return page.chart(bottom, _alt(look, levels))


def _levels(figures: Rows, look: Look) -> list[_Level]:
    table: dict[tuple[str, str], dict[str, float]] = {}
    for row in known(everybody(figures, look, *_HEADS)):
        table.setdefault((row.subject, row.other), {})[row.measure] = row.value
    questions = list(dict.fromkeys(question for question, _ in table))
    ordered = sorted(table, key=lambda key: questions.index(key[0]))
    sample, weighted, target = _HEADS
    return [
        _Level(*key, (table[key].get(sample.name), table[key].get(weighted.name), table[key].get(target.name)))
        for key in ordered
    ]


def _name(look: Look, level: _Level) -> str:
    return look.level(level.question, level.level)


def _marks(page: Page, scale: Scale, band: Band, level: _Level) -> None:
    y = band.centre
    sample, weighted, target = level.shares
    if sample is not None and weighted is not None:
        page.line([(scale.at(sample), y), (scale.at(weighted), y)], Stroke(RULE, 2.0))
    if target is not None:
        target_tick(page, scale.at(target), y, 5.6)
    if sample is not None:
        value_dot(page, (scale.at(sample), y), EARLIER)
    if weighted is not None:
        value_dot(page, (scale.at(weighted), y), page.accent)
    for place, right in zip(_shown(page), _columns(page), strict=True):
        share = level.shares[place]
        page.text(right, y, "–" if share is None else numbers.share(share), VALUE if place == 1 else NOTE, "right")


def _shown(page: Page) -> tuple[int, ...]:
    """Which of the three shares stand as figures; a telephone shows the weighted ones only."""
    return (1,) if page.look.is_narrow else (0, 1, 2)


def _columns(page: Page) -> list[float]:
    """The right edges of the columns of figures."""
    heads = [page.look.say(words) for words in _HEADS.values()]
    edges: list[float] = []
    right = page.width
    for place in reversed(_shown(page)):
        edges.insert(0, right)
        right -= width_mm(heads[place], NOTE.size) + _COLUMN_GAP
    return edges


def _heads(page: Page, y: float) -> None:
    heads = [page.look.say(words) for words in _HEADS.values()]
    for place, right in zip(_shown(page), _columns(page), strict=True):
        page.text(right, y, heads[place], NOTE, "right")


def _legend(page: Page) -> list[Entry]:
    words = [page.look.say(words) for words in _HEADS.values()]
    return list(zip((key_dot(EARLIER), key_dot(page.accent), key_target), words, strict=True))


def _alt(look: Look, levels: list[_Level]) -> str:
    gaps = [abs(lv.shares[1] - lv.shares[2]) for lv in levels if lv.shares[1] is not None and lv.shares[2] is not None]
    head = look.say(ALT, gap=numbers.index(100 * max(gaps, default=0.0)))
    parts = []
    for level in levels:
        words = ["–" if share is None else numbers.share(share) for share in level.shares]
        slots = dict(zip(("sample", "weighted", "target"), words, strict=True))
        parts.append(look.say(MARGIN, label=_name(look, level), **slots))
    return tell(look, head, series(look, parts))


def _title(view: View, shown: Shown) -> Claim:
    """How closely the sample meets its targets."""
    del shown
    error = largest_error(view)
    if error is None:
        return TITLE()
    return TITLE_MEETS() if error[0] < EXACT_SHARE else TITLE_OFF(error=error[1])


CHART = ChartSpec("margins", tuple(_HEADS), _draw, _title)
