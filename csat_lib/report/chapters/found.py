"""What was found: scores, segments, drivers, trends, voice. Each opens with its answer in one sentence."""

from __future__ import annotations

from csat_lib.findings import Text
from csat_lib.findings.catalogue.voice import SHARE
from csat_lib.report.absent import why_no_chapter
from csat_lib.report.blocks import Block
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.parts import heading, heading_by, judgement, opening, said, section
from csat_lib.report.clear import valued
from csat_lib.report.declared import known
from csat_lib.report.slots import tell
from csat_lib.report.standing import standing as stands_at
from csat_lib.report.tables import quotes
from csat_lib.report.topics.comparability.waves import consequence
from csat_lib.report.topics.drivers import importance
from csat_lib.report.topics.drivers.priorities import first
from csat_lib.report.topics.scores import answers, dimensions, standing
from csat_lib.report.topics.segments import gaps, heat, places, ranking_chart
from csat_lib.report.topics.segments.levels import hidden, segments_shown
from csat_lib.report.topics.trends import changes, moves, titles, told, waves
from csat_lib.report.topics.voice import topics_mentioned
from csat_lib.report.view import View


def _absent(view: View, chapter: str) -> list[Block]:
    return [
        opening(view, chapter),
        *said(view, [tell(view, why_no_chapter(view, chapter))], "lead"),
        *judgement(view, chapter),
    ]


def scores(view: View) -> list[Block]:
    """The index and its parts, the answers behind them, the recommendation question."""
    root, nps = stands_at(view, view.study.root), view.study.nps
    if root is None or root.value is None:
        return _absent(view, "scores")
    blocks: list[Block] = [opening(view, "scores"), *said(view, [tell(view, standing.answer(view, root))], "lead")]
    blocks += section(view, draw(view, "scores"), [tell(view, dimensions.strengths(view))], dimensions.TABLE)
    if answers.are_recorded(view):
        claims = [claim for name in _rating_outcomes(view) for claim in standing.say(view, name)]
        reading = [tell(view, claim) for claim in claims or [answers.spread(view)]]
        blocks += [heading(view, "answers"), *section(view, draw(view, "distribution"), reading, answers.TABLE)]
    if nps and stands_at(view, nps) is not None:
        reading = [tell(view, claim) for claim in standing.say(view, nps)]
        blocks += [heading(view, "recommend"), *section(view, draw(view, "nps"), reading)]
    return [*blocks, *judgement(view, "scores")]


def _rating_outcomes(view: View) -> list[str]:
    found = (stands_at(view, name) for name in view.study.outcomes if name != view.study.nps)
    return [row.subject for row in found if row is not None]


def segments(view: View) -> list[Block]:
    """Who differs, one segment question after the other, the unit first."""
    names = segments_shown(view)
    if not names:
        return _absent(view, "segments")
    blocks: list[Block] = [
        opening(view, "segments"),
        *said(view, [tell(view, gaps.differences(view, names[0]))], "lead"),
    ]
    for name in names:
        told = [gaps.differences(view, name) if name != names[0] else None, hidden(view, name)]
        reading = [tell(view, claim) for claim in told if claim] or [tell(view, ranking_chart.READING())]
        blocks += section(view, draw(view, "ranking", segment_by=name), reading, gaps.table(name))
        blocks += _first_unit(view, has_fallen=False) if name == view.study.unit else []
        if len(dimensions.dimensions(view)) > 1:
            blocks += section(view, draw(view, "heat", segment_by=name), [tell(view, heat.READING())])
    return [*blocks, *judgement(view, "segments")]


def _first_unit(view: View, *, has_fallen: bool) -> list[Block]:
    """The dimensions of the unit that page one begins with, where its change or its difference is told."""
    unit = next((row for row in places.troubled(view) if places.fell(row) == has_fallen), None)
    if unit is None or places.dimensions(view, unit) is None:
        return []
    return [*section(view, (), [tell(view, places.within(view, unit))], places.table(unit))]


def drivers(view: View) -> list[Block]:
    """What goes with the headline outcome, and what comes first."""
    if not valued(importance.importances(view)):
        return _absent(view, "drivers")
    blocks: list[Block] = [opening(view, "drivers"), *said(view, [tell(view, importance.strongest(view))], "lead")]
    told = [tell(view, importance.explained(view)), tell(view, importance.CAUTION())]
    blocks += section(view, draw(view, "drivers"), told, importance.TABLE)
    blocks += [heading(view, "priorities"), *section(view, draw(view, "priority_map"), [tell(view, first(view))])]
    return [*blocks, *judgement(view, "drivers")]


def trends(view: View) -> list[Block]:
    """What changed: the whole, the dimensions, the units, and the line of all waves."""
    if not valued(changes.every(view)):
        return [opening(view, "trends"), *said(view, [_no_change(view)], "lead"), *judgement(view, "trends")]
    blocks: list[Block] = [opening(view, "trends"), *said(view, [tell(view, told.one(view, view.study.root))], "lead")]
    blocks += section(view, draw(view, "change"), [tell(view, moves.dimensions(view))], titles.TABLE)
    unit = view.study.unit or ""
    if changes.of_groups(view, unit):
        figure, reading = draw(view, "change", segment_by=unit), tell(view, moves.groups(view, unit))
        blocks += [heading_by(view, unit), *section(view, figure, [reading], titles.of_question(unit))]
        blocks += _first_unit(view, has_fallen=True)
    if line := tell(view, waves.line(view)):
        blocks += [heading(view, "waves"), *section(view, draw(view, "trend"), [line], waves.TABLE)]
    return [*blocks, *judgement(view, "trends")]


def _no_change(view: View) -> str:
    """Why no change can be told: no earlier wave, or none that compares."""
    if changes.is_recorded(view):
        return tell(view, consequence(view)) or tell(view, why_no_chapter(view, "trends"))
    return tell(view, told.NO_EARLIER())


def _by_mentions(view: View) -> list[Text]:
    """Quotes, those of the topic mentioned most first; in the reader's language where there are any."""
    told: list[Text] = []
    for row in topics_mentioned.ranking(view, SHARE):
        said_so = view.words("voice", "quote", subject=row.subject)
        told += [text for text in said_so if text.language in {"", view.language}] or said_so
    return told


def voice(view: View) -> list[Block]:
    """What they say: the codes, how those who mention them score, and masked quotes."""
    if not known(view, SHARE):
        return _absent(view, "voice")
    blocks: list[Block] = [opening(view, "voice"), *said(view, [tell(view, topics_mentioned.front(view))], "lead")]
    blocks += section(view, draw(view, "pareto"), [tell(view, topics_mentioned.lowest(view))], topics_mentioned.TABLE)
    most = view.study.voice.quotes if view.study.voice else 0
    shown = quotes(view, _by_mentions(view), most) if most else ()
    blocks += [*shown, *said(view, [tell(view, topics_mentioned.QUOTED())], "note")] if shown else []
    return [*blocks, *judgement(view, "voice")]
