"""How a chapter is put together: it is a list of things told, each with its figure, its reading and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from csat_lib.findings.measure import Words
from csat_lib.report import topics
from csat_lib.report.blocks import Block, Figure, Heading, Paragraph, ParagraphStyle, Table
from csat_lib.report.by_name import draw, make
from csat_lib.report.chapters.titles import CHAPTERS, ONE_OFF, SECTIONS
from csat_lib.report.declared import TableSpec, slug
from csat_lib.report.inline import references
from csat_lib.report.labels import Language
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.view import View
from csat_lib.report.widths import share_width
from csat_lib.report.wording import Claim, Wording
from csat_lib.report.written import write_table

LEAD: ParagraphStyle = "lead"
SEE = Wording(zh="详见{anchors}。", en="See {anchors}.")
HOLDS = Wording(zh="本节列有{anchors}。", en="This section holds {anchors}.")
Prefers = Literal["both", "figures", "tables"]
"""What stands where a figure and a table print the same numbers: both, or the one, and the other elsewhere."""


@dataclass(frozen=True)
class Passage:
    """One thing told: a figure, the reading (which points to both), a table; what holds nothing is left out.

    Chart and table are declared, and named; a table may also be made for the occasion. A chart of one segment question,
    or of one subject, names it; a ``silent`` one is left out where there is nothing to draw, which is else said. A
    ``quiet`` table stands apart, where there is such a place, even if no figure shows its numbers.
    """

    claims: Sequence[Claim | None] = ()
    chart: str = ""
    table: str | TableSpec = ""
    segment_by: str = ""
    subject: str = ""
    style: ParagraphStyle = "body"
    silent: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Section:
    """Things told under a heading of their own, which stands only above something; ``title`` where it needs a claim."""

    name: str
    parts: Iterable[Part]
    title: Claim | None = None


@dataclass(frozen=True)
class Apart:
    """A table that is only referred to here and stands in another product; ``figures`` are those that draw it."""

    table: Table
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citing(Paragraph):
    """A paragraph that is yet to refer to what holds the numbers of its ``claims``; ``own``: what stands beside it."""

    claims: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


Part = Passage | Section | Block
Told = Block | Apart


def section(view: View, name: str, parts: Iterable[Part]) -> Section:
    """A section of these parts and of what topics place there."""
    placed = topics.placed(name)
    own = (Passage(one.claims(view), one.chart, one.table, silent=True, quiet=bool(one.chart)) for one in placed)
    return Section(name, [*parts, *own])


def lead(*claims: Claim | None) -> Passage:
    """The sentences that open a chapter with its answer."""
    return Passage(claims, style=LEAD)


def titles_of(view: View) -> Mapping[str, Words]:
    """What the chapters are called in a wave among several, or in a study of its own."""
    return CHAPTERS | (ONE_OFF if not view.earlier else {})


def chapter(view: View, name: str, told: Sequence[Told], commentary: str) -> tuple[Told, ...]:
    """What a chapter tells under its heading, closed by the analyst's judgement; none of one that tells nothing."""
    opening = Heading(1, titles_of(view)[name][view.language], f"ch-{slug(name)}")
    return (opening, *told, *judgement(view, commentary)) if told else ()


def arrange(view: View, parts: Iterable[Part], prefers: Prefers = "both") -> tuple[Told, ...]:
    """The blocks of the parts, in their order."""
    return tuple(block for part in parts for block in _blocks(view, part, prefers))


def cited(view: View, told: Sequence[Told]) -> tuple[Told, ...]:
    """The same, with every table cited above it: where no sentence does so, behind the first ones of its section.

    Tables that need a turned page stand last in their section, where they may share one.
    """
    sections: list[list[Told]] = [[]]
    for block in told:
        sections += [[]] if isinstance(block, Heading) else []
        sections[-1].append(block)
    return tuple(block for own in sections for block in _cited(view, sorted(own, key=partial(_is_wide, view))))


def _is_wide(view: View, block: Told) -> bool:
    language: Language = "zh" if view.language == "zh" else "en"
    return isinstance(block, Table) and share_width(write_table(block, language).heads).page == "landscape"


def _cited(view: View, told: Sequence[Told]) -> Iterator[Told]:
    above, uncited = set[str](), []
    for block in told:
        if isinstance(block, Table) and block.anchor not in above:
            uncited.append(mark(block.anchor))
        elif isinstance(block, Paragraph):
            above |= set(references(block.text))
    start = next((at for at, block in enumerate(told) if not isinstance(block, Heading)), 0)
    start += start < len(told) and isinstance(told[start], Paragraph)
    yield from told[:start]
    yield from [Paragraph(tell(view, HOLDS(anchors=uncited)))] if uncited else []
    yield from told[start:]


def judgement(view: View, chapter: str) -> tuple[Block, ...]:
    """The analyst's commentary, kept apart and marked as judgement; on simulated data, as an example of one."""
    words = view.judgement(chapter)
    return (Paragraph(words, "example" if view.simulated else "judgement"),) if words else ()


def here(told: Iterable[Told]) -> tuple[Block, ...]:
    """What stands in the product itself."""
    return tuple(block for block in told if not isinstance(block, Apart))


def apart(told: Iterable[Told]) -> tuple[Apart, ...]:
    """What stands elsewhere."""
    return tuple(block for block in told if isinstance(block, Apart))


def _blocks(view: View, part: Part, prefers: Prefers) -> tuple[Told, ...]:
    if isinstance(part, Section):
        told = arrange(view, part.parts, prefers)
        words = tell(view, part.title) if part.title else SECTIONS[part.name][view.language]
        return (Heading(2, words, f"sec-{slug(part.name)}"), *told) if here(told) else told
    return tuple(_passage(view, part, prefers)) if isinstance(part, Passage) else (part,)


def _passage(view: View, passage: Passage, prefers: Prefers) -> Iterator[Told]:
    table = make(view, passage.table) if passage.table else None
    figures = [] if table and prefers == "tables" else _figures(view, passage)
    is_apart = prefers == "figures" and (passage.quiet or any(isinstance(block, Figure) for block in figures))
    shown = [*figures, *([table] if table else [])]
    own = tuple(block.anchor for block in shown if isinstance(block, (Figure, Table)))
    claims = tuple(tell(view, claim) for claim in passage.claims if claim)
    told = tell_all(view, passage.claims)
    yield from figures
    if told:
        yield Citing(told, passage.style, claims, own) if own else Paragraph(told, passage.style)
    if table:
        drawn = tuple(block.anchor for block in figures if isinstance(block, Figure))
        yield Apart(table, drawn) if is_apart else table


def _figures(view: View, passage: Passage) -> list[Block]:
    drawn = draw(view, passage.chart, passage.subject, passage.segment_by) if passage.chart else ()
    return [block for block in drawn if isinstance(block, Figure) or not passage.silent]


def mark(anchor: str) -> Words:
    """A reference, for the slot of a wording."""
    return Words(f"[[{anchor}]]", f"[[{anchor}]]")
