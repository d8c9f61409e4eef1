"""Method and provenance: what lets a statistician repeat each figure."""

from __future__ import annotations

from collections.abc import Iterable

from csat_lib.report.blocks import Block, Paragraph, Points, Provenance, References
from csat_lib.report.chapters.parts import heading, opening, said
from csat_lib.report.references import cited_in, resolve
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.method import definitions, procedure, variants
from csat_lib.report.topics.method.provenance import HASHES, provenance
from csat_lib.report.view import View


def method(view: View) -> list[Block]:
    """Procedure, definitions, formulas, variants, the works that these cite, provenance."""
    defined, explained = definitions.definitions(view), variants.explanations(view)
    blocks: list[Block] = [opening(view, "method"), *said(view, [tell(view, procedure.LEAD())], "lead")]
    blocks += said(view, [tell_all(view, procedure.procedure(view))], "method")
    blocks += [heading(view, "definitions"), _points(view, defined)]
    formulas = definitions.formulas(view)
    blocks += [heading(view, "formulas"), *formulas] if formulas else []
    blocks += said(view, [tell(view, definitions.symbols(view))], "method")
    table = variants.variants_table(view)
    blocks += [heading(view, "variants"), _points(view, explained), table] if table is not None else []
    blocks += references(view, [*defined, *explained, *definitions.spoken(view)])
    return [*blocks, *made_from(view)]


def _points(view: View, texts: Iterable[str]) -> Points:
    return Points(tuple(resolve(text, view.language) for text in texts))


def references(view: View, texts: Iterable[str]) -> list[Block]:
    """The works that the texts cite."""
    works = tuple(cited_in(texts).values())
    return [heading(view, "references"), References(works)] if works else []


def made_from(view: View) -> list[Block]:
    """What the report was made from, when a run noted it."""
    facts = provenance(view)
    noted = Paragraph(HASHES[view.language], "method")
    return [heading(view, "provenance"), noted, Provenance(facts)] if facts else []
