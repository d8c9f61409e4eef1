"""How the answers spread: stacked bars centred on the middle of the scale, with the two ends' shares beside them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import Band, BandLabel, Setting, stack
from csat_lib.charts.colours import BLUE, ORANGE, RULE, WHITE, ink_on, shade
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE, reference
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say

_BAR = 4.6
_SETTING = Setting(pitch=7.2)
_DENSE = Setting(pitch=5.5, share=0.42, lines=2)
_MANY = 15
_LONGEST = 10


@dataclass(frozen=True)
class _Spread:
    """The answers to one question from the lowest to the highest; ``middle`` is the middle of the scale."""

    question: str
    answers: tuple[tuple[float, float], ...]
    middle: float

    @property
    def left(self) -> float:
        """Share left of the middle: what lies under it and half of what lies on it."""
        return sum(share for answer, share in self.answers if answer < self.middle) + self._on_it / 2

    @property
    def right(self) -> float:
        return sum(share for answer, share in self.answers if answer > self.middle) + self._on_it / 2

    @property
    def _on_it(self) -> float:
        return sum(share for answer, share in self.answers if answer == self.middle)

    def ends(self, ladder: tuple[float, ...]) -> tuple[float, float]:
        """Shares of the two lowest and of the two highest answers of the scale."""
        shares = dict(self.answers)
        return sum(shares.get(a, 0.0) for a in ladder[:2]), sum(shares.get(a, 0.0) for a in ladder[-2:])


def chart_distribution(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`scores/answer_share` of rating questions; the look's `scale` tells the ends that nobody may have ticked.

    Returns:
        The chart, or None when no question has shares of numbered answers.
    """
    rows = [row for row in known(overall(findings, look, "scores", "answer_share")) if _is_number(row.other)]
    ladders = _ladders(rows, look)
    spreads = [_spread(name, rows, ladder) for name, ladder in ladders.items()]
    if not spreads:
        return None
    setting = _DENSE if len(spreads) > _MANY else _SETTING
    with paper(look) as page:
        labels = [BandLabel(look.label(spread.question)) for spread in spreads]
        bands = stack(page, labels, legend(page, _legend(look, spreads)), setting)
        scale = _scale(page, bands.gutter, spreads)
        reference(page, scale.at(0), bands.top, bands.bottom)
        for band, spread in zip(bands.rows, spreads, strict=True):
            _bar(page, scale, band, spread)
            _ends(page, scale, band, spread.ends(ladders[spread.question]))
        bands.draw(page)
        page.text((scale.start + scale.end) / 2, bands.bottom + 3.2, say(look, "answers_axis"), NOTE, "center")
        return page.chart(bands.bottom + 6, _alt(look, spreads, ladders))


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def _ladders(rows: list[Row], look: Look) -> dict[str, tuple[float, ...]]:
    """Question: its answers from the lowest to the highest, the scale's ends included."""
    found: dict[str, set[float]] = {}
    for row in rows:
        found.setdefault(row.subject, set()).add(float(row.other))
    return {name: ladder for name, answers in found.items() if (ladder := _ladder(name, answers, look))}


def _ladder(question: str, found: set[float], look: Look) -> tuple[float, ...]:
    """The answers found and those that nobody ticked; the step is 1, or what the answers show. Empty for no rating."""
    if look.scale is None:
        return tuple(sorted(found))
    ends = look.scale(question)
    if ends is None:
        return ()
    low, high = ends
    gaps = [b - a for a, b in pairwise(sorted(found | {low, high}))]
    step = 1.0 if high - low <= _LONGEST else min(gaps)
    missing = {low + number * step for number in range(round((high - low) / step) + 1)}
    return tuple(sorted(found | missing))


def _spread(question: str, rows: list[Row], ladder: tuple[float, ...]) -> _Spread:
    answers = sorted((float(row.other), row.value) for row in rows if row.subject == question)
    return _Spread(question, tuple(answers), (ladder[0] + ladder[-1]) / 2)


def _scale(page: Page, gutter: float, spreads: list[_Spread]) -> Scale:
    """Share left of the middle is negative; room for the ends' figures is left on both sides."""
    room = width_mm("100%", VALUE.size) + 2.5
    low, high = -max(spread.left for spread in spreads), max(spread.right for spread in spreads)
    half = 0.0 if high > low else 0.5  # nobody ticked anything that is shown: the middle stays in the middle
    return Scale(low - half, high + half, gutter + room, page.width - room)


def _bar(page: Page, scale: Scale, band: Band, spread: _Spread) -> None:
    at = -spread.left
    reach = max(abs(answer - spread.middle) for answer, _ in spread.answers) or 1.0
    for answer, share in spread.answers:
        left, right = scale.at(at), scale.at(at + share)
        face = _colour((answer - spread.middle) / reach)
        page.box(Box(left, band.centre - _BAR / 2, right - left, _BAR), Fill(face, WHITE, 0.5))
        label = numbers.tick(answer)
        if right - left > width_mm(label, 8.5) + 1.4:
            page.text((left + right) / 2, band.centre, label, Type(8.5, ink_on(face)), "center")
        at += share


def _colour(place: float) -> str:
    """From orange (-1) over grey (0) to blue (1); next to the middle the colour is already to be seen."""
    return shade(place * 0.75 + (0.25 if place > 0 else -0.25)) if place else RULE


def _ends(page: Page, scale: Scale, band: Band, ends: tuple[float, float]) -> None:
    page.text(scale.start - 1.8, band.centre, numbers.share(ends[0]), Type(9.0, ORANGE), "right")
    page.text(page.width, band.centre, numbers.share(ends[1]), Type(9.0, BLUE), "right")


def _legend(look: Look, spreads: list[_Spread]) -> list[Entry]:
    has_middle = any(answer == spread.middle for spread in spreads for answer, _ in spread.answers)
    middle = [(key_bar(Fill(RULE)), say(look, "neutral"))] if has_middle else []
    low, high = (key_bar(Fill(_colour(end))) for end in (-1.0, 1.0))
    return [(low, say(look, "bottom2")), *middle, (high, say(look, "top2"))]


def _alt(look: Look, spreads: list[_Spread], ladders: dict[str, tuple[float, ...]]) -> str:
    parts = []
    for spread in spreads:
        bottom, top = (numbers.share(share) for share in spread.ends(ladders[spread.question]))
        parts.append(say(look, "boxes", label=look.label(spread.question), bottom=bottom, top=top))
    return tell(look, series(look, parts, say(look, "distribution_alt")))
