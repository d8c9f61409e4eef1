"""Method and provenance: what lets a statistician repeat each figure."""

from collections.abc import Iterable, Iterator

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.coverage import of_ways
from csat_lib.findings.told import wording
from csat_lib.report.blocks import Paragraph, Points, Provenance, References
from csat_lib.report.chapters.arrange import Part, Passage, Section, lead
from csat_lib.report.references import cited_in, resolve
from csat_lib.report.topics.method import coverage, definitions, intervals, procedure, questionnaire, variants
from csat_lib.report.topics.method.provenance import HASHES, provenance
from csat_lib.report.view import View


def method(view: View) -> Iterator[Part]:
    """Procedure, definitions, formulas, variants, the works that these cite, provenance."""
    defined, explained = definitions.definitions(view), variants.explanations(view)
    yield lead(procedure.LEAD())
    yield Passage(procedure.procedure(view), style="method")
    if view.cell[0] == ALL:  # the questionnaire names every group, of whom the report on one says nothing
        yield Section("form", [Passage(questionnaire.claims(view)), questionnaire.table(view)])
    shared = intervals.table(view)
    yield Section("intervals", [Passage(intervals.claims(view)), *([shared] if shared else [])])
    yield Section("definitions", [points(view, defined)])
    held = coverage.table(of_ways(variants.named(view)), view.language)
    yield Section("coverage", [held] if held else [])
    yield Section("formulas", definitions.formulas(view))
    yield Passage([definitions.symbols(view)], style="method")
    yield Section("variants", [points(view, explained), Passage([variants.IN_WORKBOOK()])] if explained else [])
    yield from references([*defined, *explained, *definitions.spoken(view)])
    yield from made_from(view)


def points(view: View, texts: Iterable[str]) -> Points:
    """Texts one under the other, their works by author and year."""
    return Points(tuple(resolve(text, view.language) for text in texts))


def references(texts: Iterable[str]) -> Iterator[Part]:
    """The works that the texts cite."""
    works = tuple(cited_in(texts).values())
    yield Section("references", [References(works)] if works else [])


def made_from(view: View) -> Iterator[Part]:
    """What the report was made from, when a run noted it."""
    if facts := provenance(view):
        yield Section("provenance", [Paragraph(wording(HASHES[view.language]), "method"), Provenance(facts)])
