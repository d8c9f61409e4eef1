"""What was found: scores, segments, drivers, trends, voice. Each opens with its answer in one sentence."""

from collections.abc import Iterator

from csat_lib.findings.catalogue.structure import PATH
from csat_lib.findings.catalogue.voice import SHARE
from csat_lib.report.absent import why_no_chapter
from csat_lib.report.chapters.arrange import Part, Passage, Section, lead, section
from csat_lib.report.clear import valued
from csat_lib.report.declared import Finding, known, slug
from csat_lib.report.standing import drawn_on_page_one
from csat_lib.report.standing import standing as stands_at
from csat_lib.report.topics import scores as standing
from csat_lib.report.topics.comparability.waves import consequence
from csat_lib.report.topics.drivers import importance, order
from csat_lib.report.topics.found import carried, changes, items, listed
from csat_lib.report.topics.kpis import levels as kpis
from csat_lib.report.topics.kpis import parts, units
from csat_lib.report.topics.kpis import sources as kpi_sources
from csat_lib.report.topics.scores import answers, dimensions, grades, targets
from csat_lib.report.topics.segments import gaps, grid, heat, league, orders, places, ranking_chart
from csat_lib.report.topics.segments.levels import hidden, segments_shown
from csat_lib.report.topics.structure import fields, tested
from csat_lib.report.topics.structure import told as paths
from csat_lib.report.topics.trends import alerts, control, moves, titles, told, waves
from csat_lib.report.topics.trends import grid as trend_grid
from csat_lib.report.topics.voice import questions as open_questions
from csat_lib.report.topics.voice import quotes, topics_mentioned
from csat_lib.report.topics.weights import experts
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Label


def scores(view: View) -> Iterator[Part]:
    """The index and its parts, the answers behind them, the recommendation question."""
    index, nps = stands_at(view, view.study.root), view.study.nps
    if index is None or index.value is None:
        yield lead(why_no_chapter(view, "scores"))
        return
    yield lead(standing.answer(view, index))
    is_drawn = drawn_on_page_one(view)[0] == "scores" or len(view.study.constructs) == 1
    chart = "" if is_drawn else "scores"
    told = targets.aims(view, index.subject) or dimensions.strengths(view)
    yield Passage([told], chart=chart, table="scores", silent=True, quiet=True)
    yield Passage(table="targets", quiet=True)
    yield Passage([grades.told(view)], table="grades", quiet=True)
    yield Passage(table="grades_units", quiet=True)
    if weighed := experts.claims(view):
        yield Section("experts", [Passage(weighed)])
    if answers.are_recorded(view):
        reading = [
            claim
            for name in view.study.outcomes
            if name != nps and stands_at(view, name)
            for claim in standing.say(view, name)
        ]
        drawn = Passage([answers.spread(view)], chart="distribution", table="items")
        yield Section("answers", [Passage(reading), drawn])
    if nps and stands_at(view, nps):
        yield Section("recommend", [Passage(standing.say(view, nps), chart="nps", table="nps")])


def operation(view: View) -> Iterator[Part]:
    """What the records say: figures of operation and their targets, and what they make of each unit's index."""
    yield lead(kpis.aims(view))
    yield Passage([kpis.worth(view)], table="kpis")
    yield Passage(table="kpi_worths", quiet=True)
    if pulled := parts.pulled(view):
        yield Section("pulled", [Passage(pulled, table="parts_units")])
    yield Passage(units.felt(view), table="kpis_felt")
    yield Passage([kpi_sources.told(view)], table="sources")
    yield Passage(table="kpi_units", quiet=True)
    yield Passage(table="unit_parts", quiet=True)


def segments(view: View) -> Iterator[Part]:
    """Who differs, one segment question after the other, the unit first."""
    names = segments_shown(view)
    first = next(iter(names), "")
    told_first = listed.all_differing(view) if names else [why_no_chapter(view, "segments")]
    yield lead(*told_first[:1])
    for name in names:
        reading = [gaps.none_apart(view, name), hidden(view, name)]
        is_drawn = name in (first, view.study.unit) or gaps.is_apart(view, name)
        drawn = "ranking" if is_drawn and drawn_on_page_one(view) != ("ranking", name) else ""
        order = ranking_chart.READING() if len(gaps.gaps(view, name)) > 2 else gaps.differences(view, name)
        shown = reading if any(reading) or not drawn else [order]
        shown = [*told_first[1:], *shown] if name == first else shown
        yield Passage(shown, chart=drawn, table=gaps.table(name), segment_by=name, quiet=True)
        if name == view.study.unit:
            yield Passage([targets.of_units(view)], table="unit_targets", quiet=True)
            yield Passage([league.claim(view)], table="places", quiet=True)
            yield Passage([orders.claim(view)], table="unit_orders", quiet=True)
            yield from _first_unit(view, has_fallen=False)
            yield from [_items_behind(view, unit) for unit in places.behind(view)[:1] if places.fallen(view)]
        if is_drawn and len(view.study.constructs) > 1:
            yield Passage([heat.reading(view, name)], chart="heat", table=grid.table(name), segment_by=name)
        elif any(one.gaps for one in listed.found(view) if one.group[0] == name):
            yield Passage(table=grid.table(name), quiet=True)


def _first_unit(view: View, *, has_fallen: bool) -> Iterator[Part]:
    """The dimensions of the unit that page one begins with, where its change or its difference is told."""
    unit = next((row for row in places.troubled(view) if places.fell(row) == has_fallen), None)
    if unit is not None and places.dimensions(view, unit) is not None:
        yield Passage([places.within(view, unit)], table=places.table(unit))
        yield _items_behind(view, unit)


def _items_behind(view: View, unit: Finding) -> Passage:
    """Which questions carry what is clear of a unit's dimensions."""
    carrying = [items.carrying(view, row) for row in places.dimensions(view, unit) or ()]
    return Passage(carrying, table=items.table(unit), quiet=True)


def drivers(view: View) -> Iterator[Part]:
    """What goes with the headline outcome, and what comes first."""
    if not valued(importance.importances(view)):
        yield lead(why_no_chapter(view, "drivers"))
        return
    yield lead(importance.strongest(view))
    yield Passage([importance.explained(view), importance.CAUTION()], chart="drivers", table="drivers")
    yield Section("priorities", [Passage([order.over_all(view)], order.chart(view), "priorities", quiet=True)])


def structure(view: View) -> Iterator[Part]:
    """The path model: what goes with what along its arrows, the indices in its boxes, what comes first."""
    if not valued(view.rows(PATH)):
        yield lead(why_no_chapter(view, "structure"))
        return
    first, *others, assumed = paths.say(view)
    yield lead(first)
    yield Passage([*others, assumed], chart="path_diagram", table="paths")
    yield Passage(tested.thirds(view), table="mediations", quiet=True)
    yield Passage([tested.near(view)], table="latent_indices", quiet=True)
    yield Passage([fields.reading(view)], chart="strategy_map", table="path_effects")
    yield Passage([tested.predicted(view)], table="predictions", quiet=True)
    yield Passage(tested.composites(view), table="composites", quiet=True)
    yield Passage([tested.objective(view)], table="objective_links", quiet=True)
    yield Passage(table="outer_model", quiet=True)


def trends(view: View) -> Iterator[Part]:
    """What changed: the whole, the dimensions, the units, and the line of all waves."""
    warned = Passage(alerts.claims(view), table="alerts", quiet=True)
    if not valued(changes.every(view)):
        yield lead(_no_change(view))
        yield warned
        return
    unit, line = view.study.unit or "", waves.line(view)
    changed, index = listed.all_changed(view), told.one(view, view.study.root)
    first, *others = [*changed, index] if len(changed) > 1 else [index, *changed]
    yield lead(first)
    drawn = changes.drawn(view)
    chart, silent = "change" if changes.is_news(drawn) or not drawn else "", not view.study.constructs
    yield Passage([*others, moves.dimensions(view)], chart, "changes", silent=silent, quiet=True)
    yield warned
    if changes.of_groups(view, unit):
        yield Section(f"by-{slug(unit)}", _by_unit(view, unit), moves.BY(by=Label(unit)))
        if control.unit_lines(view):
            yield Passage([control.unit_claim(view)], chart="unit_lines", table="unit_lines")
        yield from _first_unit(view, has_fallen=True)
        for name in dict.fromkeys(one.group[0] for one in listed.found(view) if one.changes and one.group[0] != unit):
            yield Passage(table=trend_grid.table(name), quiet=True)
    if line:
        yield section(view, "waves", [Passage([line], chart="trend", table="waves")])
        yield Passage(table="multiples", quiet=True)


def _by_unit(view: View, unit: str) -> Iterator[Part]:
    """How the units changed: on the index, and on what one of them moved; drawn where one of them clearly did."""
    moved = carried.subject_of(view, unit)
    charts = ["change" if changes.is_news(changes.of_groups(view, unit, name)) else "" for name in ("", moved)]
    yield Passage([moves.groups(view, unit)], charts[0], titles.of_question(unit), unit, quiet=True)
    chart = charts[1] if moved != view.study.root else ""
    yield Passage(
        carried.carried(view, unit),
        chart,
        trend_grid.table(unit),
        unit,
        moved,
        quiet=True,
    )
    yield Passage(table=carried.table(unit), quiet=True)


def _no_change(view: View) -> Claim:
    """Why no change can be told: no earlier wave, or none that compares."""
    if changes.is_recorded(view):
        return consequence(view) or why_no_chapter(view, "trends")
    return told.NO_EARLIER()


def voice(view: View) -> Iterator[Part]:
    """What they say: the codes, how those who mention them score, and masked quotes."""
    if not known(view, SHARE):
        yield lead(why_no_chapter(view, "voice"))
        return
    asked = open_questions.questions(view)
    yield lead(topics_mentioned.say(view)[0])
    if len(asked) == 1:
        told = [open_questions.asked(view), *topics_mentioned.say(view)[1:]]
        yield Passage(told, chart="topics", table="codes")
        yield from quotes.by_mentions(view)
    else:
        yield from (_open_question(view, name) for name in asked)


def _open_question(view: View, question: str) -> Section:
    """What they say to one of several open questions."""
    own = open_questions.of_question(view, question)
    told = Passage(topics_mentioned.say(own), chart="topics", subject=question, table=topics_mentioned.table(question))
    title = open_questions.NAME(question=Label(question))
    return Section(f"voice-{slug(question)}", [told, *quotes.by_mentions(own)], title)
