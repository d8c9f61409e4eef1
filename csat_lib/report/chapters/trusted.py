"""Can we trust it: who answered, weights, reliability, factors, and what must not be concluded."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from csat_lib.findings.catalogue.fieldwork import DISPOSITION, RESPONSE_RATE
from csat_lib.findings.catalogue.reliability import ALPHA
from csat_lib.findings.catalogue.validity import HTMT
from csat_lib.findings.catalogue.weights import SHARE_TARGET, WEIGHT_USED
from csat_lib.report.absent import absent_all, why_no_chapter
from csat_lib.report.blocks import Block, Figure, Points
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.parts import heading, judgement, opening, said, section
from csat_lib.report.clear import valued
from csat_lib.report.declared import known, make
from csat_lib.report.prose import en, zh
from csat_lib.report.setting import set_text
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics import fieldwork
from csat_lib.report.topics.comparability import verdicts, waves
from csat_lib.report.topics.factors import adequacy, number, places
from csat_lib.report.topics.fieldwork import arrivals
from csat_lib.report.topics.model import fit, loadings
from csat_lib.report.topics.quality import blanks, careless, effects, ledger
from csat_lib.report.topics.reliability import alpha, items
from csat_lib.report.topics.validity import htmt, variance
from csat_lib.report.topics.weights import parts, respondents
from csat_lib.report.view import View

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}


def _words(view: View, topic: str) -> Any:
    return getattr(_LANGUAGES[view.language], topic)


def trust(view: View) -> list[Block]:
    """The chapter on trust, one section a topic that the study has; the last says what must not be concluded."""
    lead = [_words(view, "cautions").verdict(view)]
    lead += [tell(view, ledger.kept(view))] if view.has("quality") else []
    lead += [tell_all(view, alpha.overall(view))] if view.has("reliability") else []
    blocks: list[Block] = [opening(view, "trust"), *said(view, lead, "lead")]
    for name, topic in _TOPIC_OF.items():
        blocks += _section(view, name, topic) if topic in view.study.chapters else []
    limits = tuple(set_text(text, view.language) for text in _words(view, "limits").limits(view))
    return [*blocks, heading(view, "limits"), Points(limits)]


def _section(view: View, name: str, topic: str) -> list[Block]:
    """A section, and after the last of its topic the analyst's judgement on it; one on the rest needs something."""
    told = _SECTIONS[name](view) if view.has(topic) else list(said(view, [tell(view, why_no_chapter(view, topic))]))
    last = [section for section, of in _TOPIC_OF.items() if of == topic][-1] == name
    said_so = judgement(view, topic) if last else ()
    return [heading(view, name), *told, *said_so] if told or name not in _ONLY_IF_ANY else [*said_so]


def _counted(view: View) -> list[Block]:
    """Flow, ledger and effects when a rule left somebody out; the blanks when there are any."""
    blocks: list[Block] = []
    if ledger.left_out(view):
        why = [tell(view, ledger.rules(view)), tell(view, effects.effect(view))]
        blocks += section(view, draw(view, "flow"), why, ledger.TABLE)
        made = make(view, effects.TABLE)
        blocks += [made] if made is not None else []
    told = (careless.careless(view), blanks.blank(view), ledger.time(view))
    figure = draw(view, "missing") if blanks.blanks(view) else ()
    return [*blocks, *section(view, figure, [tell(view, claim) for claim in told], blanks.TABLE)]


def _weighted(view: View) -> list[Block]:
    """Precision and margins; a sentence alone when nobody is weighted."""
    told = [
        tell(view, claim) for claim in (respondents.precision(view), respondents.margins(view), respondents.span(view))
    ]
    if known(view, SHARE_TARGET):
        return [*section(view, draw(view, "margins"), told, respondents.MARGINS)]
    return [*section(view, (), told, respondents.PRECISION if respondents.is_weighted(view) else None)]


def _parts(view: View) -> list[Block]:
    """What each node's parts weigh; a sentence alone when no node has two parts."""
    used = known(view, WEIGHT_USED)
    if not used:
        return [*said(view, [tell(view, why_no_chapter(view, "weights"))])]
    told = [tell(view, parts.parts(view, node)) for node in view.study.index]
    if len({row.other for row in used}) == len(used):
        return [*said(view, told)]
    return [*section(view, draw(view, "index_weights"), told, parts.TABLE)]


def _reliable(view: View) -> list[Block]:
    found = view.rows(ALPHA)
    values = valued(found)
    told = [*absent_all(view, [row for row in found if row.value is None]), alpha.overall_omega(view)]
    dropped = [tell(view, alpha.better_without(view, row)) for row in values]
    figure = draw(view, "reliability") if values else ()
    blocks = [*section(view, figure, [tell(view, claim) for claim in told], alpha.TABLE)]
    return [*blocks, *section(view, (), dropped, items.TABLE)]


def _designed(view: View) -> list[Block]:
    scree = [block for block in draw(view, "scree") if isinstance(block, Figure)]
    told = [tell(view, claim) for claim in (adequacy.fit(view), number.number(view))]
    away = tell(view, places.elsewhere(view))
    return [*section(view, scree, told, adequacy.TABLE), *section(view, (), [away], places.TABLE)]


def _asked(view: View) -> list[Block]:
    """Response rates and dispositions, repeats and bursts."""
    if not known(view, RESPONSE_RATE) and not arrivals.bursts(view):
        return []
    figure = draw(view, "dispositions") if known(view, DISPOSITION) else ()
    return [*section(view, figure, [tell(view, claim) for claim in fieldwork.say(view)])]


def _modelled(view: View) -> list[Block]:
    """The fit in plain words; its figures stand in the appendix. One dimension of one item is no model."""
    if not loadings.is_recorded(view):
        return []
    told = (fit.fit(view), loadings.improper(view), loadings.weak_items(view))
    return [*said(view, [tell(view, claim) for claim in told])]


def _distinct(view: View) -> list[Block]:
    """Whether the dimensions are distinct; the figures stand in the appendix."""
    told = [*htmt.distinct(view), variance.extracted(view)]
    return [*said(view, [tell_all(view, told)])] if view.rows(HTMT) else []


def _comparable(view: View) -> list[Block]:
    """What may be compared, and what follows for the changes."""
    return [*said(view, [tell_all(view, waves.say(view))])] if verdicts.recorded(view) else []


_SECTIONS = {
    "counted": _counted,
    "weighted": _weighted,
    "parts": _parts,
    "reliable": _reliable,
    "designed": _designed,
    "asked": _asked,
    "model": _modelled,
    "distinct": _distinct,
    "comparable": _comparable,
}
_ONLY_IF_ANY = ("asked", "model", "distinct", "comparable")
_TOPIC_OF = {
    "asked": "quality",
    "counted": "quality",
    "weighted": "weights",
    "parts": "weights",
    "reliable": "reliability",
    "designed": "factors",
    "model": "factors",
    "distinct": "reliability",
    "comparable": "trends",
}
