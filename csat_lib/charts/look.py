"""What every chart is given beside the findings (:class:`Look`) and what it gives back (:class:`Chart`)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from csat_lib.charts.colours import legible
from csat_lib.errors.charts import not_a_colour, too_narrow, unknown_language
from csat_lib.findings.measure import Words
from csat_lib.findings.told import Told, filled, piece
from csat_lib.period import parse

PAGE_MM = 160.0
PHONE_MM = 95.0
NARROWEST_MM = 80.0


def _as_written(name: str) -> str:
    return name


def _no_rating(_question: str) -> tuple[float, float] | None:
    return None


def _level_as_written(_segment: str, level: str) -> str:
    return level


@dataclass(frozen=True, kw_only=True)
class Look:
    """Wording, colour, bases and width: how a study's charts are said.

    ``label`` words a question, construct, index node or voice code; ``level`` words a level of a segment or an answer
    of a question; ``targets`` are the study's, by subject; ``scale`` gives the (lowest, highest) answer of a rating
    question and None for a question that is no rating.
    Cells under ``minimum_base`` respondents are never drawn, those under ``small_base`` are drawn hollow.
    ``width_mm`` is 160 for a page and 95 for a telephone (`dataclasses.replace(look, width_mm=PHONE_MM)`).
    """

    language: Literal["zh", "en"]
    label: Callable[[str], str] = _as_written
    level: Callable[[str, str], str] = _level_as_written
    targets: Mapping[str, float] = field(default_factory=dict)
    scale: Callable[[str], tuple[float, float] | None] = _no_rating
    accent: str = "#1f5a7a"
    minimum_base: int = 10
    small_base: int = 30
    width_mm: float = PAGE_MM

    def __post_init__(self) -> None:
        if self.language not in {"zh", "en"}:
            raise unknown_language(self.language)
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", self.accent):
            raise not_a_colour(self.accent)
        if self.width_mm < NARROWEST_MM:
            raise too_narrow(self.width_mm, NARROWEST_MM)

    def say(self, words: Words, **slots: object) -> Told:
        """A chart's own words in the look's language, its slots filled."""
        return filled(words[self.language], **slots)

    @property
    def ink(self) -> str:
        """The accent, dark enough to be read as words."""
        return legible(self.accent)

    @property
    def is_narrow(self) -> bool:
        """Whether the chart is for a telephone: columns that a table repeats are left out."""
        return self.width_mm < (PAGE_MM + PHONE_MM) / 2

    def period(self, text: str) -> Told:
        """How a reader calls a period: December 2025, 2025 年 12 月."""
        return piece("period", "", parse(text).label(self.language) if text else "")


@dataclass(frozen=True)
class Chart:
    """A drawn chart: one SVG element without outside references, its alternative text, its size on paper.

    Each text in it, and the alternative text, knows which findings its numbers are.
    """

    svg: str
    alt: str
    width_mm: float
    height_mm: float
