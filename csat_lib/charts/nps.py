"""Would they recommend: one stacked bar of detractors, passives and promoters, the NPS with its interval beside it."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import reading, tell
from csat_lib.charts.colours import BLUE, INK, MUTED, ORANGE, RULE, WHITE, ink_on
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, confidence, known, overall
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say

_BAR = Box(0, 6.2, 0, 11.0)
_FILLS = {"detractors": ORANGE, "passives": RULE, "promoters": BLUE}
_SCORE = 30.0


def chart_nps(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`scores/nps` and the shares of its three groups.

    Returns:
        The chart, or None when the score or one of the shares is not known.
    """
    scores = known(overall(findings, look, "scores", "nps"))
    shares = {row.measure: row for row in known(overall(findings, look, "scores", tuple(_FILLS)))}
    if not scores or len(shares) < len(_FILLS):
        return None
    with paper(look) as page:
        bar = page.width if look.is_narrow else page.width - _SCORE - 6
        _bar(page, {name: shares[name].value for name in _FILLS}, bar)
        _score(page, scores[0], (0.0, 34.0) if look.is_narrow else (bar + 6, _BAR.top + _BAR.height / 2))
        return page.chart(49.0 if look.is_narrow else 25.0, _alt(look, scores[0], shares))


def _bar(page: Page, shares: dict[str, float], width: float) -> None:
    left = 0.0
    for name, share in shares.items():
        box = Box(left, _BAR.top, width * share, _BAR.height)
        page.box(box, Fill(_FILLS[name], WHITE, 0.8))
        text = numbers.share(share)
        if box.width > width_mm(text, 11.0) + 1:
            page.text(left + box.width / 2, box.top + box.height / 2, text, Type(11.0, ink_on(_FILLS[name])), "center")
        left = box.right
    _names(page, shares, width)


def _names(page: Page, shares: dict[str, float], width: float) -> None:
    """Detractors above at the left, promoters above at the right, passives below the middle: they never meet."""
    colours = {"detractors": ORANGE, "passives": MUTED, "promoters": BLUE}
    words = {name: _words(page.look, name, share, width * share) for name, share in shares.items()}
    page.text(0, 3, words["detractors"], Type(8.5, colours["detractors"]))
    page.text(width, 3, words["promoters"], Type(8.5, colours["promoters"]), "right")
    middle = width * (shares["detractors"] + shares["passives"] / 2)
    half = width_mm(words["passives"], 8.5) / 2
    page.text(min(max(middle, half), width - half), 20.4, words["passives"], Type(8.5, colours["passives"]), "center")


def _words(look: Look, name: str, share: float, room: float) -> str:
    words = say(look, name)
    fits = room > width_mm(numbers.share(share), 11.0) + 1
    return words if fits else f"{words} {numbers.share(share)}"


def _score(page: Page, row: Row, at: tuple[float, float]) -> None:
    left, middle = at
    text = numbers.index(row.value)
    page.text(left, middle, text, Type(22.0, INK))
    page.text(left, middle - 8.7, say(page.look, "nps"), NOTE)
    if row.has_interval:
        ends = say(page.look, "range_short", low=numbers.index(row.low), high=numbers.index(row.high))
        level = confidence([row])
        words = say(page.look, "interval", level=numbers.share(level)) if level else ""
        page.lines(left, middle + 9.2, [words, ends] if words else [ends], NOTE)


def _alt(look: Look, score: Row, shares: dict[str, Row]) -> str:
    words = {name: numbers.share(row.value) for name, row in shares.items()}
    said = reading(look, "", score, numbers.index)
    return tell(look, say(look, "nps_alt", reading=said, period=look.period(score.period), **words))
