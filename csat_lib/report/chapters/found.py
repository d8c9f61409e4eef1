"""What was found: scores, segments, drivers, trends, voice. Each opens with its answer in one sentence."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from csat_lib.findings import Text
from csat_lib.report.blocks import Block
from csat_lib.report.chapters.drawing import draw
from csat_lib.report.chapters.parts import heading, heading_by, judgement, opening, said, section
from csat_lib.report.clear import valued
from csat_lib.report.prose import en, facts, zh
from csat_lib.report.prose.absence import why_no_chapter
from csat_lib.report.slots import tell
from csat_lib.report.tables import quality, quotes
from csat_lib.report.tables import scores as score_tables
from csat_lib.report.topics.comparability.waves import consequence
from csat_lib.report.topics.drivers import importance
from csat_lib.report.topics.drivers.priorities import first
from csat_lib.report.topics.segments import gaps, heat, places, ranking_chart
from csat_lib.report.topics.segments.levels import hidden, segments_shown
from csat_lib.report.topics.trends import changes, moves, tables, told, waves
from csat_lib.report.view import View

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}


def _words(view: View, topic: str) -> Any:
    return getattr(_LANGUAGES[view.language], topic)


def _absent(view: View, chapter: str) -> list[Block]:
    return [opening(view, chapter), *said(view, [why_no_chapter(view, chapter)], "lead"), *judgement(view, chapter)]


def scores(view: View) -> list[Block]:
    """The index and its parts, the answers behind them, the recommendation question."""
    words = _words(view, "scores")
    standing = facts.standing(view, view.study.root)
    if standing is None or standing.value is None:
        return _absent(view, "scores")
    blocks: list[Block] = [opening(view, "scores"), *said(view, [words.answer(view, standing)], "lead")]
    blocks += section(view, draw(view, "scores"), [words.strengths(view)], score_tables.INDEX)
    if view.figures("scores", "answer_share") or view.figures("scores", "mean"):
        told = [text for name in _rating_outcomes(view) for text in words.say(view, name)] or [words.spread(view)]
        blocks += [heading(view, "answers"), *section(view, draw(view, "distribution"), told, score_tables.ITEMS)]
    if view.study.nps and facts.standing(view, view.study.nps) is not None:
        told = words.say(view, view.study.nps)
        blocks += [heading(view, "recommend"), *section(view, draw(view, "nps"), told)]
    return [*blocks, *judgement(view, "scores")]


def _rating_outcomes(view: View) -> list[str]:
    return [name for name in view.study.outcomes if view.figure("scores", "index", name) is not None]


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
        if len(facts.constructs(view)) > 1:
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
    blocks += section(view, draw(view, "change"), [tell(view, moves.dimensions(view))], tables.TABLE)
    unit = view.study.unit or ""
    if changes.of_groups(view, unit):
        figure, reading = draw(view, "change", segment_by=unit), tell(view, moves.groups(view, unit))
        blocks += [heading_by(view, unit), *section(view, figure, [reading], tables.of_question(unit))]
        blocks += _first_unit(view, has_fallen=True)
    if line := tell(view, waves.line(view)):
        blocks += [heading(view, "waves"), *section(view, draw(view, "trend"), [line], waves.TABLE)]
    return [*blocks, *judgement(view, "trends")]


def _no_change(view: View) -> str:
    """Why no change can be told: no earlier wave, or none that compares."""
    if changes.is_recorded(view):
        return tell(view, consequence(view)) or why_no_chapter(view, "trends")
    return tell(view, told.NO_EARLIER())


def _by_mentions(view: View) -> list[Text]:
    """Quotes, those of the topic mentioned most first; in the reader's language where there are any."""
    told: list[Text] = []
    for row in facts.topics(view, "share"):
        said_so = view.words("voice", "quote", subject=row.subject)
        told += [text for text in said_so if text.language in {"", view.language}] or said_so
    return told


def voice(view: View) -> list[Block]:
    """What they say: the codes, how those who mention them score, and masked quotes."""
    words = _words(view, "voice")
    if not valued(view.figures("voice", "share")):
        return _absent(view, "voice")
    blocks: list[Block] = [opening(view, "voice"), *said(view, [words.front(view)], "lead")]
    blocks += section(view, draw(view, "pareto"), [words.lowest(view)], quality.CODES)
    most = view.study.voice.quotes if view.study.voice else 0
    shown = quotes(view, _by_mentions(view), most) if most else ()
    blocks += [*shown, *said(view, [words.QUOTED], "note")] if shown else []
    return [*blocks, *judgement(view, "voice")]
