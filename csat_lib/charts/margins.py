"""Whom the sample speaks for: shares in the sample, after weighting and in the target, level by level."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Band, grouped, stack
from csat_lib.charts.colours import EARLIER, RULE
from csat_lib.charts.legend import Entry, key_dot, key_target, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, Axis, draw_axis, target_tick, value_dot
from csat_lib.charts.page import Page, Stroke, paper
from csat_lib.charts.rows import known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say

_MEASURES = ("share_sample", "share_weighted", "share_target")
_COLUMN_GAP = 3.5


@dataclass(frozen=True)
class _Level:
    """One level of a raked question with its three shares, each None when not known."""

    question: str
    level: str
    sample: float | None
    weighted: float | None
    target: float | None

    @property
    def shares(self) -> tuple[float | None, float | None, float | None]:
        return self.sample, self.weighted, self.target


def chart_margins(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`weights/share_sample`, `share_weighted` and `share_target` by question (subject) and level (other).

    Returns:
        The chart, or None when no share is known.
    """
    levels = _levels(findings, look)
    if not levels:
        return None
    with paper(look) as page:
        questions = list(dict.fromkeys(level.question for level in levels))
        groups = [(look.label(name), [_name(look, lv) for lv in levels if lv.question == name]) for name in questions]
        top = legend(page, _legend(page)) + 1
        bands = stack(page, grouped(groups), top)
        highest = max(share for level in levels for share in level.shares if share is not None)
        scale = fitted_scale([0, highest], bands.gutter, min(_columns(page).values()) - 12)
        bottom = draw_axis(page, scale, bands, Axis(say(look, "share_axis"), numbers.share))
        for band, level in zip(bands.rows, levels, strict=True):
            _marks(page, scale, band, level)
        bands.draw(page)
        _heads(page, bands.bands[0].centre + 0.6)
        return page.chart(bottom, _alt(look, levels))


def _levels(findings: pd.DataFrame, look: Look) -> list[_Level]:
    rows = known(overall(findings, look, "weights", _MEASURES))
    table: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        table.setdefault((row.subject, row.other), {})[row.measure] = row.value
    ordered = sorted(table, key=lambda key: list(dict.fromkeys(question for question, _ in table)).index(key[0]))
    return [_Level(*key, *(table[key].get(measure) for measure in _MEASURES)) for key in ordered]


def _name(look: Look, level: _Level) -> str:
    return look.level(level.question, level.level)


def _marks(page: Page, scale: Scale, band: Band, level: _Level) -> None:
    y = band.centre
    if level.sample is not None and level.weighted is not None:
        page.line([(scale.at(level.sample), y), (scale.at(level.weighted), y)], Stroke(RULE, 2.0))
    if level.target is not None:
        target_tick(page, scale.at(level.target), y, 5.6)
    if level.sample is not None:
        value_dot(page, (scale.at(level.sample), y), EARLIER)
    if level.weighted is not None:
        value_dot(page, (scale.at(level.weighted), y), page.accent)
    shares = dict(zip(_MEASURES, level.shares, strict=True))
    for measure, right in _columns(page).items():
        share = shares[measure]
        kind = VALUE if measure == "share_weighted" else NOTE
        page.text(right, y, "–" if share is None else numbers.share(share), kind, "right")


def _columns(page: Page) -> dict[str, float]:
    """Measure: the right edge of its column of figures; a telephone shows the weighted shares only."""
    shown = ("share_weighted",) if page.look.is_narrow else _MEASURES
    edges: dict[str, float] = {}
    right = page.width
    for measure in reversed(shown):
        edges[measure] = right
        right -= width_mm(say(page.look, measure.removeprefix("share_")), NOTE.size) + _COLUMN_GAP
    return edges


def _heads(page: Page, y: float) -> None:
    for measure, right in _columns(page).items():
        page.text(right, y, say(page.look, measure.removeprefix("share_")), NOTE, "right")


def _legend(page: Page) -> list[Entry]:
    words = [say(page.look, key) for key in ("sample", "weighted", "target")]
    return list(zip((key_dot(EARLIER), key_dot(page.accent), key_target), words, strict=True))


def _alt(look: Look, levels: list[_Level]) -> str:
    gaps = [abs(lv.weighted - lv.target) for lv in levels if lv.weighted is not None and lv.target is not None]
    head = say(look, "margins_alt", gap=numbers.index(100 * max(gaps, default=0.0)))
    parts = []
    for level in levels:
        words = ["–" if share is None else numbers.share(share) for share in level.shares]
        slots = dict(zip(("sample", "weighted", "target"), words, strict=True))
        parts.append(say(look, "margin", label=_name(look, level), **slots))
    return tell(look, head, series(look, parts))
