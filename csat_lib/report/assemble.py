"""From blocks to reports: cleaned, numbered, with references resolved, checked whole before anything is drawn.

A run writes several products that refer to one another (report and annex): they are assembled together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from csat_lib.errors import Fault, Faults
from csat_lib.errors.report import duplicate_anchor, no_cover, report_faults, unknown_reference
from csat_lib.findings.told import piece, pieces_of
from csat_lib.report.blocks import Block, Contents, Cover, Figure, Heading, Sources, Table
from csat_lib.report.codec import from_json
from csat_lib.report.inline import Run, references, runs
from csat_lib.report.labels import Language, label
from csat_lib.report.texts import clean_block, reading_first, sentences_in
from csat_lib.report.traced import rows_in, traced

BLOCK_MIME = "application/vnd.csat.block+json"
PREFIXES = {"annex": "A"}
"""Stands before the numbers of a product, so that a number alone says in which it is."""


@dataclass(frozen=True)
class Item:
    """A block with its number as shown: "Figure 3", 表 2, "4.1"; unnumbered blocks have none."""

    block: Block
    number: str = ""


@dataclass(frozen=True)
class Standing:
    """How a thing is called, the file in which it stands (nothing: this one), its heading, and where it is itself."""

    words: str
    file: str
    heading: str
    anchor: str


@dataclass(frozen=True)
class Report:
    """Everything that the renderers need: numbered blocks in order, in one language, references resolved.

    ``elsewhere``: what stands in another product of the run, by its anchor. ``rows``: where the findings have their
    rows.
    """

    language: Language
    items: tuple[Item, ...]
    labels: Mapping[str, str]
    elsewhere: Mapping[str, Standing] = field(default_factory=dict)
    rows: Mapping[str, Standing] = field(default_factory=dict)

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
        return tuple(self._resolved(run) if run.anchor else run for run in self._numbers(text))

    def _resolved(self, run: Run) -> Run:
        if run.anchor in self.labels:
            return replace(run, text=self.labels[run.anchor])
        place = self.elsewhere[run.anchor]
        return replace(run, text=place.words, file=place.file)

    def _numbers(self, text: str) -> tuple[Run, ...]:
        """The runs, a number whose source is told as one of its own."""
        plain = runs(text)
        return traced(plain, pieces_of(text), self.sources) if self.sources else plain

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """What is told of the findings behind the sentences' numbers."""
        found = (source for item in self.items if isinstance(item.block, Sources) for source in item.block.items)
        return {source.of: source.text for source in found}

    def plain(self, text: str) -> str:
        """A text without its marks, references in words."""
        return "".join(run.text for run in self.runs(text))


def blocks_of(notebook: Mapping[str, Any]) -> dict[str, list[Block]]:
    """The blocks that an executed notebook shows, in the order of its cells, by product ("" for none)."""
    found: dict[str, list[Block]] = {}
    for cell in notebook["cells"]:
        for bundle in _bundles(cell):
            found.setdefault(bundle.get("product", ""), []).extend(map(from_json, bundle["blocks"]))
    return found


def shown_in(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The JSON of the blocks in a cell's outputs."""
    return [value for bundle in _bundles(cell) for value in bundle["blocks"]]


def _bundles(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [each[BLOCK_MIME] for each in data if BLOCK_MIME in each]


def assemble(blocks: Sequence[Block], language: Language) -> Report:
    """Clean and number the blocks of a report that stands alone.

    Raises:
        Faults: all at once: no cover, an anchor twice, a reference to nothing.
    """
    return assemble_all({"": blocks}, language)[""]


def assemble_all(products: Mapping[str, Sequence[Block]], language: Language) -> dict[str, Report]:
    """The same of several products, by their names; each may refer to what stands in another.

    Raises:
        Faults: those of all, an anchor in two of them among them.
    """
    reports: dict[str, Report] = {}
    for name, blocks in products.items():
        items = tuple(_numbered(reading_first(map(clean_block, blocks)), language, PREFIXES.get(name, "")))
        labels = _labels(items, language)
        reports[name] = Report(language, tuple(_referring(item, labels) for item in items), labels)
    for name, report in reports.items():
        elsewhere: dict[str, Standing] = {}
        rows = _rows(report, "")
        for other, its in ((other, its) for other, its in reports.items() if other != name):
            elsewhere |= _seen_from_outside(other, its)
            rows |= _rows(its, f"{other}.{language}") if other in PREFIXES else {}
        reports[name] = replace(report, elsewhere=elsewhere, rows=rows)
    seen: set[str] = set()
    faults = [fault for report in reports.values() for fault in _faults(report, seen)]
    if faults:
        raise Faults(report_faults(language), faults)
    return reports


def _seen_from_outside(name: str, report: Report) -> dict[str, Standing]:
    """Where things of a product stand, as another one calls them: Table A3 of the annex."""
    places = _places(report, f"{name}.{report.language}")
    return {
        anchor: replace(place, words=label(f"in_{name}", report.language, place.words))
        for anchor, place in places.items()
    }


def _places(report: Report, file: str) -> dict[str, Standing]:
    """Where what can be referred to stands, by its anchor."""
    places: dict[str, Standing] = {}
    heading = ""
    for item in report.items:
        heading = item.block.anchor if isinstance(item.block, Heading) else heading
        if isinstance(item.block, (Heading, Figure, Table)):
            anchor = item.block.anchor
            places[anchor] = Standing(report.labels[anchor], file, heading, anchor)
    return places


def _rows(report: Report, file: str) -> dict[str, Standing]:
    """Where the rows of findings stand: in the first table that has the finding."""
    places, found = _places(report, file), dict[str, Standing]()
    for of, table in rows_in(item.block for item in report.items):
        found.setdefault(of, places[table.anchor])
    return found


def _numbered(blocks: Sequence[Block], language: Language, prefix: str) -> Iterator[Item]:
    """Figures and tables are counted through the report; headings after the contents by chapter."""
    counts: Counter[str] = Counter()
    in_front = any(isinstance(block, Contents) for block in blocks)
    for block in blocks:
        number = ""
        if isinstance(block, (Figure, Table)):
            kind = type(block).__name__.lower()
            counts[kind] += 1
            number = label(kind, language, f"{prefix}{counts[kind]}")
        elif isinstance(block, Heading) and not in_front:
            number = _heading_number(block, counts, prefix)
        in_front = in_front and not isinstance(block, Contents)
        yield Item(block, number)


def _referring(item: Item, labels: Mapping[str, str]) -> Item:
    """A cell that begins with a reference says what it refers to."""
    if not isinstance(item.block, Table):
        return item

    def told(cell: Any) -> Any:
        anchor, _, rest = cell.partition("]]") if isinstance(cell, str) else ("", "", "")
        is_reference = anchor.startswith("[[") and anchor[2:] in labels
        return piece("label", "", labels[anchor[2:]] + rest) if is_reference else cell

    return replace(item, block=replace(item.block, rows=tuple(tuple(map(told, row)) for row in item.block.rows)))


def _heading_number(heading: Heading, counts: Counter[str], prefix: str) -> str:
    if heading.level == 1:
        counts["chapter"] += 1
        counts["section"] = 0
        return f"{prefix}{counts['chapter']}"
    if heading.level == 2:
        counts["section"] += 1
        return f"{prefix}{counts['chapter']}.{counts['section']}"
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


def _faults(report: Report, seen: set[str]) -> Iterator[Fault]:
    if not any(isinstance(item.block, Cover) for item in report.items):
        yield no_cover()
    place = ""
    for item in report.items:
        block = item.block
        place = block.text if isinstance(block, Heading) else place
        where = item.number or f"{type(block).__name__} ({place})" if place else type(block).__name__
        if isinstance(block, (Heading, Figure, Table)):
            if block.anchor in seen:
                yield duplicate_anchor(where, block.anchor)
            seen.add(block.anchor)
        yield from _text_faults(block, where, (*report.labels, *report.elsewhere))


def _text_faults(block: Block, where: str, known: Sequence[str]) -> Iterator[Fault]:
    for anchor in dict.fromkeys(references("\n".join(sentences_in(block)))):
        if anchor not in known:
            yield unknown_reference(where, anchor, known)
