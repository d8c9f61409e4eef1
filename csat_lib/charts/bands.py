"""Rows of a chart: one band per row, as tall as its label needs, with headings between groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csat_lib.charts.colours import MUTED, RULE
from csat_lib.charts.page import Page, Stroke, Type
from csat_lib.charts.typeset import width_mm, wrap

LABEL = Type(9.0)
HEADING = Type(8.5, MUTED)
GAP = 3.0
_SEAM = 1e-6


@dataclass(frozen=True)
class Setting:
    """How rows are set: millimetres from row to row, the labels' share of the width, lines a label may take."""

    pitch: float = 5.9
    share: float = 0.36
    lines: int = 3


@dataclass(frozen=True)
class BandLabel:
    """What a band is called, how high it is at least, and how much of it lies under the marks, for words.

    A heading opens a group and holds no marks.
    """

    text: str
    is_heading: bool = False
    height: float = 0.0
    under: float = 0.0


@dataclass(frozen=True)
class Band:
    """A row's place on the paper, in millimetres."""

    lines: tuple[str, ...]
    top: float
    height: float
    is_heading: bool = False
    under: float = 0.0

    @property
    def centre(self) -> float:
        """The middle of the band but for what lies under it: where its marks lie."""
        return self.top + (self.height - self.under) / 2

    @property
    def bottom(self) -> float:
        """Where the next band begins."""
        return self.top + self.height


@dataclass(frozen=True)
class Bands:
    """All bands in order; ``gutter`` is the width of the labels with the gap to the marks."""

    bands: tuple[Band, ...]
    gutter: float
    top: float

    @property
    def rows(self) -> list[Band]:
        """The bands that hold marks."""
        return [band for band in self.bands if not band.is_heading]

    @property
    def bottom(self) -> float:
        """Where the last band ends."""
        return self.bands[-1].bottom

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """(top, bottom) of each run of rows: a grid stops at a heading, and at words under a row, and goes on below."""
        runs: list[tuple[float, float]] = []
        for band in self.rows:
            follows = bool(runs) and abs(runs[-1][1] - band.top) < _SEAM
            end = band.bottom - band.under
            runs[-1:] = [(runs[-1][0], end)] if follows else [*runs[-1:], (band.top, end)]
        return runs

    def draw(self, page: Page) -> None:
        """Write the labels and headings."""
        for band in self.bands:
            if band.is_heading:
                page.line([(0, band.bottom - 0.6), (page.width, band.bottom - 0.6)], Stroke(RULE, 0.5))
                page.lines(0, band.centre + 0.6, band.lines, HEADING)
            else:
                page.lines(0, band.centre, band.lines, LABEL)


def stack(page: Page, labels: Sequence[BandLabel], top: float, setting: Setting = Setting()) -> Bands:
    """Set the labels under each other from ``top``."""
    room = page.width * setting.share
    lines = {row.text: tuple(wrap(row.text, LABEL.size, room, setting.lines)) for row in labels if not row.is_heading}
    widest = max((width_mm(line, LABEL.size) for wrapped in lines.values() for line in wrapped), default=0.0)
    bands: list[Band] = []
    at = top
    for label in labels:
        pitch = max(setting.pitch, label.height)
        bands.append(
            _heading(page, label, at) if label.is_heading else _band(lines[label.text], at, (pitch, label.under))
        )
        at = bands[-1].bottom
    return Bands(tuple(bands), widest + GAP, top)


def grouped(groups: Iterable[tuple[str, Sequence[str]]]) -> list[BandLabel]:
    """Labels under their headings; a group without a name has no heading."""
    labels: list[BandLabel] = []
    for heading, rows in groups:
        labels += [BandLabel(heading, is_heading=True)] if heading else []
        labels += [BandLabel(row) for row in rows]
    return labels


def _band(lines: tuple[str, ...], top: float, heights: tuple[float, float]) -> Band:
    pitch, under = heights
    height = max(pitch, len(lines) * LABEL.leading + 1.4) if len(lines) > 1 else pitch
    return Band(lines, top, height + under, under=under)


def _heading(page: Page, label: BandLabel, top: float) -> Band:
    lines = tuple(wrap(label.text, HEADING.size, page.width, 2))
    return Band(lines, top, len(lines) * HEADING.leading + 3.4, is_heading=True)
