"""The report on a pilot: what to keep, what to change, how many answers the main study needs, what not to conclude."""

from collections.abc import Callable, Iterable, Iterator

from csat_lib.findings.catalogue.pilot import OTHER_R
from csat_lib.report.blocks import Block, Cards, Paragraph, Points
from csat_lib.report.chapters.arrange import Part, Passage, Section, lead
from csat_lib.report.chapters.front import contents, cover_of, notice
from csat_lib.report.chapters.method import made_from, points, references
from csat_lib.report.chapters.titles import SECTIONS
from csat_lib.report.slots import tell
from csat_lib.report.topics.method.definitions import definitions_of
from csat_lib.report.topics.method.variants import variants_table
from csat_lib.report.topics.pilot import alphas, decisions, method, signs, sizes
from csat_lib.report.topics.pilot import changes as revision
from csat_lib.report.topics.pilot import page as front
from csat_lib.report.topics.quality import ledger
from csat_lib.report.view import View


def cover(view: View) -> list[Block]:
    """Study, period, client, how many took part, date of data."""
    return [cover_of(view, front.SUBTITLE[view.language])]


def page(view: View) -> list[Block]:
    """Cards of the decisions and the size, the sentences that come first, what must not be concluded."""
    cards = front.cards(view)
    sentences = tuple(words for claim in front.page(view) if (words := tell(view, claim)))
    told: list[Block] = [*notice(view), *([Cards(cards)] if cards else []), Points(sentences, "ranked")]
    return [*told, Paragraph(SECTIONS["limits"][view.language], "care"), Points(method.limits(view), "small")]


def items(view: View) -> Iterator[Part]:
    """Decisions item by item, and the figures behind them."""
    yield lead(decisions.verdict(view))
    yield Passage([decisions.reading(view), decisions.overruled(view)], chart="pilot_items", table="pilot_decisions")
    yield Section("pilot_within", [Passage([signs.within(view)], table="pilot_within")])
    if view.rows(OTHER_R):
        yield Section("pilot_places", [Passage([signs.elsewhere(view), signs.merged(view)], table="pilot_places")])
    yield Section("pilot_answers", [Passage(signs.answered(view), table="pilot_answers")])
    yield Section("pilot_alphas", [Passage([alphas.alphas(view)], table="pilot_alphas")])
    if view.has("quality"):
        yield Section("pilot_answered", [Passage([ledger.kept(view), ledger.rules(view)], table="ledger")])


def size(view: View) -> Iterator[Part]:
    """Answers that the main study needs, for alpha and for the measurement model."""
    yield lead(*sizes.size(view))
    yield Section("pilot_alpha_size", [Passage([sizes.alpha_size(view)], table="pilot_sizes")])
    if sizes.model_needs(view) is not None:
        yield Section("pilot_model_size", [Passage([sizes.model_size(view)], table="pilot_trials")])


def changes(view: View) -> Iterator[Part]:
    """What the revised study file changes."""
    table = revision.table(view)
    yield lead(revision.changes(view))
    yield from [table] if table is not None else []


def procedure(view: View) -> Iterator[Part]:
    """Rules and thresholds with their sources, definitions, methods as recorded, works, provenance."""
    defined = definitions_of(view, "pilot")
    table = variants_table(view)
    yield lead(method.LEAD())
    yield Section("pilot_rules", [Points(method.rules(view)), method.thresholds(view)])
    yield Section("pilot_terms", [points(view, defined)] if defined else [])
    yield Section("variants", [table] if table is not None else [])
    yield from references([*method.sources(), *defined])
    yield from made_from(view)


CHAPTERS: dict[str, Callable[[View], Iterable[Part]]] = {
    "pilot_cover": cover,
    "pilot_page": page,
    "contents": contents,
    "pilot_items": items,
    "pilot_size": size,
    "pilot_changes": changes,
    "pilot_method": procedure,
}
