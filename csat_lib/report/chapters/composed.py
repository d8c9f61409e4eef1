"""The products of a run and their chapters, in their order: the client's report, the annex, the report on a pilot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from csat_lib.errors.report_words import unknown_chapter
from csat_lib.report.blocks import Block, Figure
from csat_lib.report.chapters import annex, asked, complaints, found, front, method, pilot, sources, trusted
from csat_lib.report.chapters.arrange import Citing, Part, Prefers, Told, arrange, chapter, cited, here
from csat_lib.report.chapters.cite import TOLD_ALONE, places_of, referring
from csat_lib.report.topics.summary import actions
from csat_lib.report.view import View
from csat_lib.study import CHAPTERS as NAMED

Chapter = Callable[[View], Iterable[Part]]


@dataclass(frozen=True)
class OnOthers:
    """A chapter that rests on what other chapters tell, of whichever product: it asks for them by name."""

    parts: Callable[[View, Callable[[str], Sequence[Told]]], Iterable[Part]]


@dataclass(frozen=True)
class Product:
    """What a run writes for one kind of reader: its chapters by name, in their order."""

    chapters: Mapping[str, Chapter | OnOthers]
    prefers: Prefers = "both"


def _figures(told: Callable[[str], Sequence[Told]]) -> list[Figure]:
    """The figures of the chapters on what was found, in their order."""
    return [block for name in front.FOUND for block in told(name) if isinstance(block, Figure)]


def _page_one(view: View, told: Callable[[str], Sequence[Told]]) -> Iterable[Part]:
    shown = [block for name in (*front.FOUND, *annex.EXAMINED) for block in told(name)]
    return front.page_one(view, _figures(told), places_of(view, shown))


REPORT = Product(
    {
        "cover": front.cover,
        "page_one": OnOthers(_page_one),
        "contents": front.contents,
        "scores": found.scores,
        "kpis": found.operation,
        "questions": asked.chapter,
        "segments": found.segments,
        "drivers": found.drivers,
        "structure": found.structure,
        "trends": found.trends,
        "complaints": complaints.chapter,
        "voice": found.voice,
        "actions": OnOthers(lambda view, told: filter(None, [actions.further(view, _figures(told))])),
        "trust": OnOthers(trusted.trust),
        "sources": OnOthers(sources.of_report),
    },
    prefers="figures",
)
ANNEX = Product(
    {
        "annex_cover": annex.cover,
        "numbers": OnOthers(annex.numbers),
        "answered": annex.answered,
        "composition": annex.composition,
        "measured": annex.measured,
        "compared": annex.compared,
        "told": OnOthers(sources.told),
        "method": method.method,
        "annex_sources": OnOthers(sources.of_annex),
    },
    prefers="tables",
)
PILOT = Product(pilot.CHAPTERS)
_UNTITLED = ("cover", "contents", "annex_cover", "pilot_cover", "sources", "annex_sources")
_COMMENTED = {"pilot_page": "pilot"}
"""Chapters on which the analyst's commentary stands under another name."""


@dataclass(frozen=True)
class Composer:
    """Composes products of one view. A chapter is arranged once, also where a second product looks at it."""

    view: View
    _arranged: dict[tuple[int, str], tuple[Told, ...]] = field(default_factory=dict)
    _open: dict[tuple[int, str], tuple[Told, ...]] = field(default_factory=dict)

    def compose(self, product: Product, name: str) -> tuple[Block, ...]:
        """The blocks of one chapter; none of a chapter that the study does not name.

        Raises:
            CsatError: the product has no such chapter.
        """
        return here(self._told(product, name))

    def _told(self, product: Product, name: str) -> tuple[Told, ...]:
        key = (id(product), name)
        if key not in self._arranged:
            self._arranged[key] = self._arrange(product, name)
        return self._arranged[key]

    def _arrange(self, product: Product, name: str) -> tuple[Told, ...]:
        if name not in product.chapters:
            raise unknown_chapter(name, list(product.chapters))
        told = self._raw(product, name)
        if any(isinstance(block, Citing) for block in told):
            told = referring(self.view, told, self._beside(product), "" if product is PILOT else TOLD_ALONE)
        told = cited(self.view, told) if product.prefers == "tables" else told
        return told if name in _UNTITLED else chapter(self.view, name, told, _COMMENTED.get(name, name))

    def _raw(self, product: Product, name: str) -> tuple[Told, ...]:
        """The chapter, its references still open."""
        key = (id(product), name)
        if key not in self._open:
            is_told = name not in NAMED or name in self.view.study.chapters
            self._open[key] = arrange(self.view, self._parts(product, name) if is_told else (), product.prefers)
        return self._open[key]

    def _beside(self, product: Product) -> Iterator[Told]:
        """What the chapters show that rest on no others: those of the same product first."""
        for one in (PILOT,) if product is PILOT else (product, REPORT, ANNEX):
            free = [name for name, parts in one.chapters.items() if not isinstance(parts, OnOthers)]
            yield from (block for name in free for block in self._raw(one, name))

    def _parts(self, product: Product, name: str) -> Iterable[Part]:
        parts = product.chapters[name]
        return parts.parts(self.view, self._named) if isinstance(parts, OnOthers) else parts(self.view)

    def _named(self, name: str) -> tuple[Told, ...]:
        return self._told(REPORT if name in REPORT.chapters else ANNEX, name)
