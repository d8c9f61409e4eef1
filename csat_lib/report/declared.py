"""Tables and charts are declared: which figures they show, what their title claims, how they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from csat_lib.charts import PHONE_MM, Chart, Look
from csat_lib.findings import ALL, Finding
from csat_lib.findings.measure import Measure, Words
from csat_lib.findings.told import piece, wording
from csat_lib.report import columns
from csat_lib.report.absent import absent, why_no_figure
from csat_lib.report.blocks import Block, Cell, Column, Figure, Paragraph, Table
from csat_lib.report.clear import ranked, valued
from csat_lib.report.columns import Field
from csat_lib.report.inline import bare
from csat_lib.report.notes import base_of, held_together, notes, notes_on, source_of
from csat_lib.report.slots import tell
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording
from csat_lib.study.questions import Rating

__all__ = ["ChartSpec", "Field", "Finding", "TableSpec", "View", "absent", "columns", "known", "ranked", "valued"]
"""What a topic is declared with, whichever file it stands in."""

Rows = Sequence[Finding]
BASE_PARTS = ("n", "n_effective")


@dataclass(frozen=True)
class TableSpec:
    """How one table is made.

    ``rows`` picks one finding per row; ``fields`` gives the columns for those rows; ``title`` claims what was found.
    ``measures`` are what a notebook must have recorded for it to fit. ``strong`` names rows in bold, ``sections`` the
    rows with a line above them, ``differences`` the figures whose intervals may hold together. ``idle`` says that there
    is nothing to show where recorded figures may hold nothing worth a table; ``key`` says how the table is read;
    ``based_on`` gives the figures of a matrix, whose rows stand for several each; the base of the measure ``beside``
    theirs is told by its name.
    """

    name: str
    measures: tuple[Measure, ...]
    rows: Callable[[View], Rows]
    fields: Callable[[View, Rows], tuple[Field, ...]]
    title: Callable[[View], Claim | None]
    strong: Callable[[View, Rows], tuple[int, ...]] = field(default=lambda _view, _rows: ())
    sections: Callable[[View, Rows], tuple[tuple[int, str], ...]] = field(default=lambda _view, _rows: ())
    differences: Callable[[View, Rows], Rows] = field(default=lambda _view, _rows: ())
    idle: Callable[[View], Claim] | None = None
    key: Callable[[View], Claim | None] = field(default=lambda _view: None)
    based_on: Callable[[View, Rows], Rows] = field(default=lambda _view, rows: rows)
    beside: Measure | None = None

    @property
    def anchor(self) -> str:
        """What references to it name."""
        return f"tbl-{slug(self.name)}"


def make(view: View, spec: TableSpec) -> Table | None:
    """The declared table, or None when nothing was recorded for it."""
    rows = spec.rows(view)
    if not rows:
        return None
    given, differences = spec.fields(view, rows), spec.differences(view, rows)
    fields = [part for part in given if part.column.kind != "interval" or any(map(part.cell, rows))]
    return Table(
        anchor=spec.anchor,
        title=tell(view, spec.title(view)),
        columns=tuple(part.column for part in fields),
        rows=tuple(tuple(part.cell(row) for part in fields) for row in rows),
        base=base_of(view, spec.based_on(view, rows), view.rows(spec.beside) if spec.beside else ()),
        note=notes(view, spec.key(view), notes_on(view, rows), held_together(differences)),
        source=source_of(view),
        strong=spec.strong(view, rows),
        sections=spec.sections(view, rows),
        minimum_base=view.study.minimum_base,
        small_base=view.study.small_base,
    )


def of_words(view: View, name: str, title: Claim, heads: Sequence[Words], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table of words alone."""
    shown = tuple(Column(head[view.language]) for head in heads)
    told = tuple(tuple(map(wording, row)) for row in rows)
    return Table(f"tbl-{name}", tell(view, title), shown, told, source=source_of(view))


def make_told(view: View, spec: TableSpec) -> Table | None:
    """The table for a report; None also where not one figure in it has a value: sentences say that better."""
    table = make(view, spec)
    if table is None or any(row.value is not None for row in spec.rows(view)):
        return table
    cells = (cell for row in table.rows for cell in row if isinstance(cell, Cell) and cell.part not in BASE_PARTS)
    return table if any(cell.value is not None for cell in cells) else None


@dataclass(frozen=True)
class Shown:
    """What a chart shows: of which ``subject``, by which segment question; empty for the chart's own choice."""

    subject: str = ""
    segment_by: str = ""


@dataclass(frozen=True)
class ChartSpec:
    """How one chart is made.

    ``measures`` are what it draws, the first of which gives the base under it, and that of ``beside`` is told by its
    name; ``figures`` picks them (all recorded figures of the measures unless given). ``title`` claims what was found,
    ``note`` says more under it; the intervals of the measures ``held`` may hold together, which is said there, too. A
    chart that ``needs_segment`` compares the groups of a segment question (the study's unit unless told) and rests on
    them alone; one of ``all_waves`` rests on each wave's figures of its first two measures (index, NPS); one is drawn
    for each subject that ``each`` gives, unless one is asked; ``followed_by`` shows what this one has no room for.
    """

    name: str
    measures: tuple[Measure, ...]
    draw: Callable[[Rows, Look], Chart | None]
    title: Callable[[View, Shown], Claim | None]
    figures: Callable[[View, Shown], Rows] | None = None
    note: Callable[[View, Rows], Claim | None] = field(default=lambda _view, _rows: None)
    needs_segment: Literal["", "segment"] = ""
    all_waves: bool = False
    beside: Measure | None = None
    held: tuple[Measure, ...] = ()
    followed_by: ChartSpec | None = None
    each: Callable[[View], Sequence[str]] = field(default=lambda _view: ())


@dataclass(frozen=True)
class Placed:
    """Where a thing told stands: at the end of a section, its claims with its chart and table, when it was recorded."""

    section: str
    claims: Callable[[View], Sequence[Claim | None]]
    chart: str = ""
    table: str = ""


def draw(view: View, spec: ChartSpec, shown: Shown = Shown()) -> tuple[Block, ...]:
    """The chart as a figure for page and telephone; without figures to draw, a sentence that says why."""
    if not shown.subject and len(subjects := spec.each(view)) > 1:
        return tuple(block for name in subjects for block in draw(view, spec, replace(shown, subject=name)))
    asked = shown
    if spec.needs_segment and not shown.segment_by:
        shown = replace(shown, segment_by=_first_segment(view, spec))
    figures = spec.figures(view, shown) if spec.figures else every(view, spec.measures)
    look = look_of(view)
    page = spec.draw(figures, look)
    if page is None:
        return (Paragraph(tell(view, why_no_figure(view, figures)), "note"),)
    phone = spec.draw(figures, replace(look, width_mm=PHONE_MM))
    drawn = Figure(
        anchor=_anchor(spec, asked),
        title=tell(view, spec.title(view, shown)),
        svg=page.svg,
        alt=page.alt,
        base=base_of(view, _based_on(view, spec, figures), view.rows(spec.beside) if spec.beside else ()),
        source=source_of(view),
        note=notes(view, held_together([row for row in figures if row.kind in spec.held]), spec.note(view, figures)),
        narrow=phone.svg if phone is not None else "",
        data=tuple(figure.id for figure in figures),
    )
    after = draw(view, spec.followed_by, asked) if spec.followed_by else ()
    return (drawn, *(block for block in after if isinstance(block, Figure)))


def _anchor(spec: ChartSpec, asked: Shown) -> str:
    return "-".join(["fig", spec.name.replace("_", "-"), *map(slug, filter(None, (asked.segment_by, asked.subject)))])


def slug(name: str) -> str:
    """A study's name as part of an anchor."""
    return name.lower().replace("_", "-").replace(".", "-")


def every(view: View, measures: Sequence[Measure]) -> Rows:
    """All recorded figures of the measures, of all waves and groups, in the order recorded."""
    keys = {measure.key for measure in measures}
    return [row for row in view.all_figures() if (row.topic, row.measure) in keys]


def _based_on(view: View, spec: ChartSpec, figures: Rows) -> Rows:
    first = {measure.key for measure in spec.measures[: 1 + spec.all_waves]}
    rows = [row for row in figures if (row.topic, row.measure) in first]
    rows = rows if spec.all_waves else [row for row in rows if row.period == view.period.text]
    return [row for row in rows if row.segment_by != ALL] if spec.needs_segment else rows


def _first_segment(view: View, spec: ChartSpec) -> str:
    """The unit when it has figures, else the first segment question that has."""
    named = dict.fromkeys([*([view.study.unit] if view.study.unit else []), *view.study.segments])
    found = {row.segment_by for row in every(view, spec.measures)}
    return next((name for name in named if name in found), next(iter(named), ""))


def look_of(view: View) -> Look:
    """The charts' wording, colour and bases, from the study."""

    def scale(question: str) -> tuple[float, float] | None:
        asked = view.study.variables.get(question)
        return asked.range if isinstance(asked, Rating) else None

    return Look(
        language=cast(Literal["zh", "en"], view.language),
        label=lambda name: piece("label", "", bare(view.measured(name))),
        level=lambda segment, level: piece("label", "", bare(view.level(segment, level))),
        targets=view.study.aims(view.cell),
        scale=scale,
        accent=view.study.look.accent,
        minimum_base=view.study.minimum_base,
        small_base=view.study.small_base,
    )


def known(view: View, measure: Measure, **where: object) -> tuple[Finding, ...]:
    """The figures of a measure that have a value."""
    return valued(view.rows(measure, **where))


def known_row(view: View, measure: Measure, subject: str, **where: object) -> Finding | None:
    """The figure of a measure about a subject, if it has a value."""
    return next(iter(known(view, measure, subject=subject, **where)), None)


def one_each(rows: Rows, names: Iterable[str]) -> Rows:
    """The first of the figures about each subject, in the order of the names."""
    first: dict[str, Finding] = {}
    for row in rows:
        first.setdefault(row.subject, row)
    return [first[name] for name in names if name in first]


def of_one(row: Finding | None, some: Wording, none: Wording) -> Claim:
    """What is told of a figure, which fills the only slot of the wording; the other wording where there is none."""
    return some(**dict.fromkeys(some.slots, row)) if row else none()


def span(rows: Rows, several: Wording, one: Wording | None = None, none: Wording | None = None) -> Claim | None:
    """Between which values figures lie: slots ``lowest`` and ``highest``, of a single figure ``lowest`` alone."""
    order = ranked(rows)
    if not order:
        return none() if none else None
    return one(lowest=order[0]) if one and len(order) == 1 else several(lowest=order[-1], highest=order[0])
