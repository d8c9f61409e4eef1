"""From blocks to a report: cleaned, numbered, with references resolved, checked whole before anything is drawn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from csat_lib.errors import Fault, Faults
from csat_lib.errors.report import duplicate_anchor, no_cover, report_faults, undrawable, unknown_reference
from csat_lib.report.blocks import Block, Contents, Cover, Figure, Heading, Table
from csat_lib.report.codec import from_json
from csat_lib.report.fonts import missing_characters
from csat_lib.report.inline import Run, bare, references, runs
from csat_lib.report.labels import Language, label
from csat_lib.report.texts import clean_block, sentences_in, texts_in

BLOCK_MIME = "application/vnd.csat.block+json"


@dataclass(frozen=True)
class Item:
    """A block with its number as shown: "Figure 3", 表 2, "4.1"; unnumbered blocks have none."""

    block: Block
    number: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that the renderers need: numbered blocks in order, in one language, references resolved."""

    language: Language
    items: tuple[Item, ...]
    labels: Mapping[str, str]

    @cached_property
    def cover(self) -> Cover:
        """The cover; :func:`assemble` has made sure that there is one."""
        return next(item.block for item in self.items if isinstance(item.block, Cover))

    @property
    def headings(self) -> list[Item]:
        """Numbered chapters and sections, for the contents."""
        return [item for item in self.items if isinstance(item.block, Heading) and item.number]

    def runs(self, text: str) -> tuple[Run, ...]:
        """The pieces of a text with each reference in words: "Figure 3"."""
        return tuple(replace(run, text=self.labels[run.anchor]) if run.anchor else run for run in runs(text))

    def plain(self, text: str) -> str:
        """A text without its marks, references in words."""
        return "".join(run.text for run in self.runs(text))


def blocks_of(notebook: Mapping[str, Any]) -> list[Block]:
    """The blocks that an executed notebook shows, in the order of its cells."""
    return [from_json(value) for cell in notebook["cells"] for value in shown_in(cell)]


def shown_in(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The JSON of the blocks in a cell's outputs."""
    bundles = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [value for bundle in bundles for value in bundle.get(BLOCK_MIME, {}).get("blocks", [])]


def assemble(blocks: Sequence[Block], language: Language) -> Report:
    """Clean and number the blocks.

    Raises:
        Faults: all at once: no cover, an anchor twice, a reference to nothing, a character that cannot be drawn.
    """
    items = tuple(_numbered([clean_block(block) for block in blocks], language))
    report = Report(language, items, _labels(items, language))
    faults = list(_faults(report))
    if faults:
        raise Faults(report_faults(language), faults)
    return report


def _numbered(blocks: Sequence[Block], language: Language) -> Iterator[Item]:
    """Figures and tables are counted through the report; headings after the contents by chapter."""
    counts: Counter[str] = Counter()
    in_front = any(isinstance(block, Contents) for block in blocks)
    for block in blocks:
        number = ""
        if isinstance(block, (Figure, Table)):
            kind = type(block).__name__.lower()
            counts[kind] += 1
            number = label(kind, language, counts[kind])
        elif isinstance(block, Heading) and not in_front:
            number = _heading_number(block, counts)
        in_front = in_front and not isinstance(block, Contents)
        yield Item(block, number)


def _heading_number(heading: Heading, counts: Counter[str]) -> str:
    if heading.level == 1:
        counts["chapter"] += 1
        counts["section"] = 0
        return str(counts["chapter"])
    if heading.level == 2:
        counts["section"] += 1
        return f"{counts['chapter']}.{counts['section']}"
    return ""


def _labels(items: Iterable[Item], language: Language) -> dict[str, str]:
    labels = {}
    for item in items:
        if isinstance(item.block, (Figure, Table)):
            labels[item.block.anchor] = item.number
        elif isinstance(item.block, Heading):
            kind = "chapter" if item.block.level == 1 else "section"
            labels[item.block.anchor] = label(kind, language, item.number) if item.number else item.block.text
    return labels


def _faults(report: Report) -> Iterator[Fault]:
    if not any(isinstance(item.block, Cover) for item in report.items):
        yield no_cover()
    seen: set[str] = set()
    place = ""
    for item in report.items:
        block = item.block
        place = block.text if isinstance(block, Heading) else place
        where = item.number or f"{type(block).__name__} ({place})" if place else type(block).__name__
        if isinstance(block, (Heading, Figure, Table)):
            if block.anchor in seen:
                yield duplicate_anchor(where, block.anchor)
            seen.add(block.anchor)
        yield from _text_faults(block, where, report.labels)


def _text_faults(block: Block, where: str, labels: Mapping[str, str]) -> Iterator[Fault]:
    for anchor in dict.fromkeys(references("\n".join(sentences_in(block)))):
        if anchor not in labels:
            yield unknown_reference(where, anchor, list(labels))
    missing = missing_characters(bare("\n".join(texts_in(block))))
    if missing:
        yield undrawable(where, missing)
