"""The chapters of the reports, in their order."""

from collections.abc import Callable, Iterable

from csat_lib.errors.report_words import unknown_chapter
from csat_lib.report.blocks import Block
from csat_lib.report.chapters import appendix, found, front, method, pilot, trusted
from csat_lib.report.chapters.arrange import Part, arrange, chapter
from csat_lib.report.view import View
from csat_lib.study import CHAPTERS as NAMED

CLIENT_REPORT: dict[str, Callable[[View], Iterable[Part]]] = {
    "cover": front.cover,
    "page_one": front.page_one,
    "contents": front.contents,
    "scores": found.scores,
    "segments": found.segments,
    "drivers": found.drivers,
    "trends": found.trends,
    "voice": found.voice,
    "trust": trusted.trust,
    "appendix": appendix.appendix,
    "method": method.method,
}
CHAPTERS = CLIENT_REPORT | pilot.CHAPTERS
_UNTITLED = ("cover", "contents", "pilot_cover")
_COMMENTED = {"pilot_page": "pilot"}
"""Chapters on which the analyst's commentary stands under another name."""


def compose(view: View, name: str) -> tuple[Block, ...]:
    """The blocks of one chapter; none of a chapter that the study does not name.

    Raises:
        CsatError: the report has no such chapter.
    """
    if name not in CHAPTERS:
        raise unknown_chapter(name, list(CHAPTERS))
    if name in NAMED and name not in view.study.chapters:
        return ()
    parts = CHAPTERS[name](view)
    return arrange(view, parts) if name in _UNTITLED else chapter(view, name, parts, _COMMENTED.get(name, name))
