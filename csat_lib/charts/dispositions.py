"""What became of every case: final dispositions by channel as one stacked bar each, with the response rate."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.bands import BandLabel, Setting, stack
from csat_lib.charts.colours import EARLIER, INK, MUTED, ORANGE, PALE, RULE, WHITE, ink_on, tint
from csat_lib.charts.legend import Entry, key_bar, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.marks import NOTE, VALUE
from csat_lib.charts.page import Box, Fill, Page, Type, paper
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.typeset import width_mm
from csat_lib.charts.words import say

ORDER = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
_SETTING = Setting(pitch=9.0, share=0.24, lines=2)
_BAR = 5.6
_RATE = 22.0


@dataclass(frozen=True)
class _Channel:
    """A channel's cases by disposition, and its response rate when it has one."""

    name: str
    cases: dict[str, float]
    rate: Row | None

    @property
    def issued(self) -> float:
        """All cases."""
        return sum(self.cases.values())


def chart_dispositions(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`fieldwork/disposition` (other) of each channel (subject), and its `response_rate` (the first recorded).

    Returns:
        The chart, or None when no case was recorded.
    """
    channels = _channels(findings, look)
    if not channels:
        return None
    with paper(look) as page:
        top = legend(page, _legend(page, channels)) + 4.6
        bands = stack(page, [BandLabel(_name(look, own.name)) for own in channels], top, _SETTING)
        right = page.width - _RATE
        page.text(page.width, top - 2.4, say(look, "response_rate"), NOTE, "right")
        for band, own in zip(bands.rows, channels, strict=True):
            _bar(page, Box(bands.gutter, band.centre - _BAR / 2, right - bands.gutter, _BAR), own)
            if own.rate is not None:
                page.text(page.width, band.centre, f"{100 * own.rate.value:.1f}%", VALUE, "right")
        bands.draw(page)
        page.text(bands.gutter, bands.bottom + 2.6, say(look, "cases_axis"), NOTE)
        return page.chart(bands.bottom + 5.4, _alt(look, channels))


def _channels(findings: pd.DataFrame, look: Look) -> list[_Channel]:
    cases: dict[str, dict[str, float]] = {}
    for row in known(overall(findings, look, "fieldwork", "disposition")):
        cases.setdefault(row.subject, {})[row.other] = row.value
    rates: dict[str, Row] = {}
    for row in known(overall(findings, look, "fieldwork", "response_rate")):
        rates.setdefault(row.subject, row)
    return [_Channel(name, own, rates.get(name)) for name, own in cases.items() if sum(own.values())]


def _name(look: Look, channel: str) -> str:
    return say(look, "all_channels") if channel == "answers" else look.label(channel)


def _fills(page: Page) -> dict[str, Fill]:
    faces = (page.accent, tint(page.accent, 0.5), ORANGE, EARLIER, tint(ORANGE, 0.45), RULE, PALE, WHITE)
    return {code: Fill(face, MUTED if face == WHITE else WHITE, 0.8) for code, face in zip(ORDER, faces, strict=True)}


def _bar(page: Page, room: Box, own: _Channel) -> None:
    left, fills = room.left, _fills(page)
    for code in (code for code in ORDER if own.cases.get(code)):
        share = own.cases[code] / own.issued
        box = Box(left, room.top, room.width * share, room.height)
        page.box(box, fills[code])
        words = numbers.share(share)
        if box.width > width_mm(words, NOTE.size) + 1.2:
            ink = INK if fills[code].face == WHITE else ink_on(fills[code].face)
            page.text(left + box.width / 2, room.top + room.height / 2, words, Type(NOTE.size, ink), "center")
        left = box.right


def _legend(page: Page, channels: list[_Channel]) -> list[Entry]:
    present = [code for code in ORDER if any(own.cases.get(code) for own in channels)]
    return [(key_bar(_fills(page)[code]), say(page.look, f"disposition_{code}")) for code in present]


def _alt(look: Look, channels: list[_Channel]) -> str:
    return tell(look, say(look, "dispositions_alt", n=len(channels)), *(_told(look, own) for own in channels))


def _told(look: Look, own: _Channel) -> str:
    head = f"{_name(look, own.name)}{say(look, 'issued', n=numbers.whole(own.issued))}"
    parts = [f"{say(look, 'response_rate')} {100 * own.rate.value:.1f}%"] if own.rate is not None else []
    shown = (code for code in ORDER if own.cases.get(code))
    parts += [f"{say(look, f'disposition_{code}')} {numbers.whole(own.cases[code])}" for code in shown]
    return series(look, parts, head)
