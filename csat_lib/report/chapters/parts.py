"""What chapters are put together from: headings, leads, and sections of figure, reading and table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csat_lib.report.blocks import Block, Figure, Heading, Paragraph, ParagraphStyle, Table
from csat_lib.report.chapters.titles import CHAPTERS, SECTIONS
from csat_lib.report.declared import TableSpec, make_told
from csat_lib.report.prose import en
from csat_lib.report.prose.spoken import paragraph
from csat_lib.report.view import View

_SEE = {"en": ("See {0}.", " and "), "zh": ("详见{0}。", "和")}


def opening(view: View, chapter: str) -> Heading:
    """The heading that opens a chapter."""
    return Heading(1, CHAPTERS[chapter][view.language], f"ch-{chapter.replace('_', '-')}")


def heading(view: View, section: str) -> Heading:
    """A section's heading."""
    return Heading(2, SECTIONS[section][view.language], f"sec-{section.replace('_', '-')}")


def heading_by(view: View, segment_by: str) -> Heading:
    """A section's heading that names the segment question: by hotel, 按酒店看."""
    label = view.label(segment_by)
    words = f"按{label}看" if view.language == "zh" else f"By {en.grammar.among(label)}"
    return Heading(2, words, f"sec-by-{slug(segment_by)}")


def slug(name: str) -> str:
    """A study's name as part of an anchor."""
    return name.lower().replace("_", "-").replace(".", "-")


def said(view: View, sentences: Iterable[str], style: ParagraphStyle = "body") -> tuple[Paragraph, ...]:
    """Sentences as one paragraph; none give none."""
    return paragraph(view, list(sentences), style)


def section(
    view: View, figure: Sequence[Block], reading: Sequence[str], table: TableSpec | None = None
) -> tuple[Block, ...]:
    """Figure, reading (which points to both) and table; what is not there, or holds no value, is left out."""
    made = make_told(view, table) if table is not None else None
    tables = (made,) if made is not None else ()
    anchors = [block.anchor for block in (*figure, *tables) if isinstance(block, (Figure, Table))]
    told = [sentence for sentence in reading if sentence]
    return (*figure, *said(view, [*told, *([see(view, anchors)] if told and anchors else [])]), *tables)


def see(view: View, anchors: Sequence[str]) -> str:
    """A sentence that points to figures and tables."""
    sentence, between = _SEE[view.language]
    return sentence.format(between.join(f"[[{anchor}]]" for anchor in anchors))


def judgement(view: View, chapter: str) -> tuple[Paragraph, ...]:
    """The analyst's commentary, kept apart and marked as judgement."""
    words = view.judgement(chapter)
    return (Paragraph(words, "judgement"),) if words else ()
