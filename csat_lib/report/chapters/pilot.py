"""The report on a pilot: what to keep, what to change, how many answers the main study needs, what not to conclude."""

from __future__ import annotations

from types import ModuleType

from csat_lib.findings.catalogue.pilot import OTHER_R
from csat_lib.period import parse
from csat_lib.report.blocks import Block, Cards, Cover, Points
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.method import made_from, references
from csat_lib.report.chapters.parts import heading, judgement, opening, said, section
from csat_lib.report.declared import TableSpec
from csat_lib.report.prose import en, zh
from csat_lib.report.references import resolve
from csat_lib.report.setting import set_text
from csat_lib.report.slots import tell
from csat_lib.report.topics.method.definitions import definitions_of
from csat_lib.report.topics.method.variants import variants_table
from csat_lib.report.topics.pilot import (
    alphas,
    answers,
    decisions,
    method,
    places,
    sizes,
    within,
)
from csat_lib.report.topics.pilot import changes as revision
from csat_lib.report.topics.pilot import page as front
from csat_lib.report.topics.quality import ledger
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}


def _told(view: View, *claims: Claim | None) -> list[str]:
    return [told for claim in claims if (told := tell(view, claim))]


def cover(view: View) -> list[Block]:
    """Study, period, client, how many took part, date of data."""
    study, language = view.study, view.language
    first, last = view.period.first, view.period.last
    return [
        Cover(
            title=set_text(study.title.get(language), language),
            period=view.period.label(language),
            client=set_text(study.client.get(language), language) if study.client else "",
            base=tell(view, front.base(view)),
            date_of_data=parse(f"{first}..{last}").label(language),
            subtitle=front.SUBTITLE[language],
        )
    ]


def page(view: View) -> list[Block]:
    """Cards of the decisions and the size, the sentences that come first, the analyst's judgement."""
    cards = front.cards(view)
    shown = (Cards(cards),) if cards else ()
    sentences = tuple(_told(view, *front.page(view)))
    return [opening(view, "pilot_page"), *shown, Points(sentences, "ranked"), *judgement(view, "pilot")]


def items(view: View) -> list[Block]:
    """Decisions item by item, and the figures behind them."""
    lead = said(view, _told(view, decisions.verdict(view)), "lead")
    told = _told(view, decisions.reading(view), decisions.overruled(view))
    blocks: list[Block] = [opening(view, "pilot_items"), *lead]
    blocks += section(view, draw(view, "pilot_items"), told, decisions.TABLE)
    sections: list[tuple[str, list[Claim | None], TableSpec]] = [("pilot_within", [within.within(view)], within.TABLE)]
    if view.rows(OTHER_R):
        sections.append(("pilot_places", [places.elsewhere(view), places.merged(view)], places.TABLE))
    sections.append(("pilot_answers", answers.answered(view), answers.TABLE))
    sections.append(("pilot_alphas", [alphas.alphas(view)], alphas.TABLE))
    for name, claims, table in sections:
        blocks += [heading(view, name), *section(view, (), _told(view, *claims), table)]
    return [*blocks, *_who_took_part(view)]


def _who_took_part(view: View) -> list[Block]:
    if not view.has("quality"):
        return []
    told = _told(view, ledger.kept(view), ledger.rules(view))
    return [heading(view, "pilot_answered"), *section(view, (), told, ledger.TABLE)]


def size(view: View) -> list[Block]:
    """Answers that the main study needs, for alpha and for the measurement model."""
    lead = said(view, _told(view, *sizes.size(view)), "lead")
    of_alpha = section(view, (), _told(view, sizes.alpha_size(view)), sizes.ALPHA_TABLE)
    blocks: list[Block] = [opening(view, "pilot_size"), *lead, heading(view, "pilot_alpha_size"), *of_alpha]
    if sizes.model_needs(view) is not None:
        of_model = section(view, (), _told(view, sizes.model_size(view)), sizes.MODEL_TABLE)
        blocks += [heading(view, "pilot_model_size"), *of_model]
    return blocks


def changes(view: View) -> list[Block]:
    """What the revised study file changes."""
    table = revision.table(view)
    told = said(view, _told(view, revision.changes(view)), "lead")
    return [opening(view, "pilot_changes"), *told, *([table] if table is not None else [])]


def limits(view: View) -> list[Block]:
    """What must not be concluded from a pilot."""
    lead = said(view, _told(view, front.warning(view)), "lead")
    return [opening(view, "pilot_limits"), *lead, Points(method.limits(view))]


def procedure(view: View) -> list[Block]:
    """Rules and thresholds with their sources, definitions, methods as recorded, works, provenance."""
    defined = definitions_of(view, "pilot")
    lead = said(view, _told(view, method.LEAD()), "lead")
    blocks: list[Block] = [opening(view, "pilot_method"), *lead, heading(view, "pilot_rules")]
    blocks += [Points(method.rules(view)), method.thresholds(view)]
    if defined:
        blocks += [heading(view, "pilot_terms"), Points(tuple(resolve(text, view.language) for text in defined))]
    variants = variants_table(view)
    blocks += [heading(view, "variants"), variants] if variants is not None else []
    return [*blocks, *references(view, [*method.sources(), *defined]), *made_from(view)]


CHAPTERS = {
    "pilot_cover": cover,
    "pilot_page": page,
    "pilot_items": items,
    "pilot_size": size,
    "pilot_changes": changes,
    "pilot_limits": limits,
    "pilot_method": procedure,
}
