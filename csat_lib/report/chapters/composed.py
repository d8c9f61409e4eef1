"""The chapters of the client report, in their order."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.errors.report_words import unknown_chapter
from csat_lib.report.blocks import Block
from csat_lib.report.chapters import appendix, found, front, method, pilot, trusted
from csat_lib.report.prose import TOPICS
from csat_lib.report.view import View

CLIENT_REPORT: dict[str, Callable[[View], list[Block]]] = {
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


def compose(view: View, chapter: str) -> tuple[Block, ...]:
    """The blocks of one chapter; none of a chapter that the study does not name.

    Raises:
        CsatError: the report has no such chapter.
    """
    if chapter not in CHAPTERS:
        raise unknown_chapter(chapter, list(CHAPTERS))
    left_out = chapter in TOPICS and chapter not in view.study.chapters
    return () if left_out else tuple(CHAPTERS[chapter](view))
