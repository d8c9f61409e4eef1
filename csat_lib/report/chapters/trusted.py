"""Can we trust it: who answered, weights, reliability, factors, and what must not be concluded."""

from collections.abc import Callable, Iterable, Iterator

from csat_lib.findings.catalogue.fieldwork import DISPOSITION, RESPONSE_RATE
from csat_lib.findings.catalogue.reliability import ALPHA
from csat_lib.findings.catalogue.validity import HTMT
from csat_lib.findings.catalogue.weights import SHARE_TARGET, WEIGHT_USED
from csat_lib.report.absent import absent_all, why_no_chapter
from csat_lib.report.blocks import Points
from csat_lib.report.chapters.arrange import Part, Passage, Section, judgement, lead, section
from csat_lib.report.clear import valued
from csat_lib.report.declared import known
from csat_lib.report.slots import tell
from csat_lib.report.topics import comparability, fieldwork
from csat_lib.report.topics.cautions.limits import limits
from csat_lib.report.topics.cautions.verdict import verdict
from csat_lib.report.topics.comparability import verdicts
from csat_lib.report.topics.factors import adequacy, number, places
from csat_lib.report.topics.fieldwork import arrivals
from csat_lib.report.topics.model import fit, loadings
from csat_lib.report.topics.quality import blanks, careless, effects, ledger
from csat_lib.report.topics.reliability import alpha
from csat_lib.report.topics.validity import htmt, variance
from csat_lib.report.topics.weights import parts, respondents
from csat_lib.report.view import View


def trust(view: View) -> Iterator[Part]:
    """The chapter on trust, one section a topic that the study has; the last says what must not be concluded."""
    kept = [ledger.kept(view)] if view.has("quality") else []
    yield lead(verdict(view), *kept, *(alpha.overall(view) if view.has("reliability") else []))
    for name, (topic, parts_of) in _SECTIONS.items():
        if topic in view.study.chapters:
            yield section(view, name, parts_of(view) if view.has(topic) else [Passage([why_no_chapter(view, topic)])])
            yield from judgement(view, topic) if _LAST[topic] == name else ()
    yield Section("limits", [Points(tuple(tell(view, limit) for limit in limits(view)))])


def _asked(view: View) -> Iterator[Part]:
    """Response rates and dispositions, repeats and bursts."""
    if known(view, RESPONSE_RATE) or arrivals.bursts(view):
        yield Passage(fieldwork.say(view), chart="dispositions" if known(view, DISPOSITION) else "")


def _counted(view: View) -> Iterator[Part]:
    """Flow, ledger and effects when a rule left somebody out; the blanks when there are any."""
    if ledger.left_out(view):
        yield Passage([ledger.rules(view), effects.effect(view)], chart="flow", table="ledger")
        yield Passage(table="effects")
    told = [careless.careless(view), blanks.blank(view), ledger.time(view)]
    yield Passage(told, chart="missing" if blanks.blanks(view) else "", table="blanks")


def _weighted(view: View) -> Iterator[Part]:
    """Precision and margins; a sentence alone when nobody is weighted."""
    told = [respondents.precision(view), respondents.margins(view), respondents.span(view)]
    if known(view, SHARE_TARGET):
        yield Passage(told, chart="margins", table="margins")
    else:
        yield Passage(told, table="precision" if respondents.is_weighted(view) else "")


def _parts(view: View) -> Iterator[Part]:
    """What each node's parts weigh; a sentence alone when no node has two parts."""
    used = known(view, WEIGHT_USED)
    told = [parts.parts(view, node) for node in view.study.index] if used else [why_no_chapter(view, "weights")]
    are_several = len({row.other for row in used}) < len(used)
    yield Passage(told, chart="index_weights", table="index_weights") if are_several else Passage(told)


def _reliable(view: View) -> Iterator[Part]:
    found = view.rows(ALPHA)
    told = [*absent_all(view, [row for row in found if row.value is None]), alpha.overall_omega(view)]
    yield Passage(told, chart="reliability" if valued(found) else "", table="reliability")
    yield Passage([alpha.better_without(view, row) for row in valued(found)], table="item_reliability")


def _designed(view: View) -> Iterator[Part]:
    yield Passage([adequacy.fit(view), number.number(view)], chart="scree", table="adequacy", silent=True)
    yield Passage([places.elsewhere(view)], table="loadings")


def _modelled(view: View) -> Iterator[Part]:
    """The fit in plain words; its figures stand in the appendix. One dimension of one item is no model."""
    if loadings.is_recorded(view):
        yield Passage([fit.fit(view), loadings.improper(view), loadings.weak_items(view)])


def _distinct(view: View) -> Iterator[Part]:
    """Whether the dimensions are distinct; the figures stand in the appendix."""
    if view.rows(HTMT):
        yield Passage([*htmt.distinct(view), variance.extracted(view)])


def _comparable(view: View) -> Iterator[Part]:
    """What may be compared, and what follows for the changes."""
    if verdicts.recorded(view):
        yield Passage(comparability.say(view))


_SECTIONS: dict[str, tuple[str, Callable[[View], Iterable[Part]]]] = {
    "asked": ("quality", _asked),
    "counted": ("quality", _counted),
    "weighted": ("weights", _weighted),
    "parts": ("weights", _parts),
    "reliable": ("reliability", _reliable),
    "designed": ("factors", _designed),
    "model": ("factors", _modelled),
    "distinct": ("reliability", _distinct),
    "comparable": ("trends", _comparable),
}
"""Each with the chapter of the study that examines it."""
_LAST = {topic: name for name, (topic, _) in _SECTIONS.items()}
