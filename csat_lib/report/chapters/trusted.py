"""Can we trust it, in one page: the verdict, who counts, what was checked, and what must not be concluded."""

from collections.abc import Callable, Iterator, Sequence, Set

from csat_lib.findings.measure import Words
from csat_lib.findings.told import joined, wording
from csat_lib.report.blocks import Heading, Points
from csat_lib.report.chapters.annex import EXAMINED
from csat_lib.report.chapters.arrange import SEE, Part, Passage, Section, Told, lead, mark
from csat_lib.report.chapters.cite import Places, cited_with, holding, numbers_in, places_of
from csat_lib.report.chapters.front import FOUND
from csat_lib.report.chapters.titles import CHAPTERS, SECTIONS
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.cautions import checked
from csat_lib.report.topics.cautions.answered import many_left_out
from csat_lib.report.topics.cautions.limits import limits
from csat_lib.report.topics.cautions.verdict import answered, gravest_first, verdict
from csat_lib.report.topics.comparability import verdicts
from csat_lib.report.topics.model import loadings
from csat_lib.report.topics.quality import effects, ledger
from csat_lib.report.topics.questions import profile
from csat_lib.report.topics.weights import respondents, which
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

GAP = Words("　", " ")


def trust(view: View, chapters: Callable[[str], Sequence[Told]]) -> Iterator[Part]:
    """The chapter on trust: each line is said in full, with its figures, in a section of the annex."""
    anchors = {block.anchor for name in EXAMINED for block in chapters(name) if isinstance(block, Heading)}
    yield lead(answered(view), ledger.kept(view) if view.has("quality") else None, *verdict(view))
    places = places_of(view, [block for name in (*FOUND, *EXAMINED) for block in chapters(name)])
    told = tuple(cited_with(view, claim, SEE, places) for claim in gravest_first(view))
    yield from [Points(told, "small")] if told else []
    if ledger.left_out(view):
        drawn = "flow" if many_left_out(view) else ""
        out = [ledger.rules(view), effects.effect(view), checked.careless_signs(view)]
        yield Passage(out, drawn, "ledger", quiet=True)
    lines = [_line(view, (name, claims), anchors, places) for name, claims in _checked(view) if any(claims)]
    yield from [Points(tuple(lines))] if lines else []
    yield Section("limits", [Points(tuple(tell_all(view, [limit]) for limit in limits(view)), "small")])


def _line(view: View, told: tuple[str, Sequence[Claim | None]], anchors: Set[str], places: Places) -> str:
    """**What was asked.** What was found. See Table A23; or section A2.1, where no number is told."""
    name, claims = told
    anchor = f"sec-{name}" if f"sec-{name}" in anchors else f"ch-{name}"
    held = holding(set().union(*(numbers_in(tell(view, claim), view.by_id) for claim in claims if claim)), places)
    shown = held or ([anchor] if anchor in anchors else [])
    see = SEE(anchors=list(map(mark, shown))) if shown else None
    title = (SECTIONS | CHAPTERS)[name][view.language]
    stop = "." if view.language == "en" and not title.endswith("?") else ""
    head = wording(f"**{title}{stop}**")
    return joined([head, tell_all(view, [*claims, see])], GAP[view.language])


def _checked(view: View) -> Iterator[tuple[str, Sequence[Claim | None]]]:
    """Each section of the annex that examined something, and what it found in a sentence or two."""
    if view.has("fieldwork"):
        yield "asked", checked.asked(view)
    if view.has("questions"):
        yield "profile", [profile.largest(view, profile.PLAIN)]
    if view.has("weights"):
        yield "weighted", [respondents.precision(view), respondents.margins(view)]
        yield "parts", [which.matters(view)]
    told = checked.reliable(view) if view.has("reliability") else []
    if view.has("factors"):
        told = [*told, *checked.designed(view), *(checked.model(view) if loadings.is_recorded(view) else [])]
    yield "measured", [*told, *([*checked.distinct(view), *checked.shared(view)] if view.has("reliability") else [])]
    yield "compared", checked.compared(view) if verdicts.recorded(view) else []
