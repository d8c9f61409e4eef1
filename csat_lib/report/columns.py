"""What a table's columns may be: each gives the raw value of the finding that its row stands for, in its unit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from csat_lib.findings import HIDDEN, Finding
from csat_lib.findings.catalogue import units
from csat_lib.findings.measure import Measure, Words
from csat_lib.findings.told import wording
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.cells import cell_of, column_of, ends_of, interval_head
from csat_lib.report.clear import is_weighted
from csat_lib.report.view import ANY, View
from csat_lib.report.wording import Derived

SUBJECT = Words("对象", "Subject")
DIMENSION = Words("维度", "Dimension")
ITEM = Words("题项", "Item")
MEASURE = Words("指标", "Measure")
ANSWERS = Words("份数", "Responses")
SHARE = Words("占比", "Share")
SIGN = Words("迹象", "Sign")
VALUE = Words("数值", "Value")
BASE = Words("样本量", "Base")
EFFECTIVE = Words("等效样本量", "Eff. base")
DF = Words("自由度", "df")
P = Words("p 值", "p")

Of = Callable[[Finding], Finding | None]
"""Which finding a cell shows, for the one that its row stands for."""


@dataclass(frozen=True)
class Field:
    """One column: its head, and the cell of the finding that a row stands for."""

    column: Column
    cell: Callable[[Finding], Any]


def itself(row: Finding) -> Finding:
    """The finding that the row stands for."""
    return row


def text(view: View, head: Words, words: Callable[[Finding], str]) -> Field:
    """A column of words."""
    return Field(Column(wording(head[view.language])), words)


def subject(view: View, head: Words = DIMENSION) -> Field:
    """What the row is about."""
    return text(view, head, lambda row: view.measured(row.subject))


def segment(view: View, segment_by: str) -> Field:
    """The group that the row is about."""
    return Field(Column(view.label(segment_by)), lambda row: view.level(row.segment_by, row.segment))


def of(view: View, measure: Measure, **where: object) -> Of:
    """The figure of another measure about the same subject (and other, where the row has one)."""

    def pick(row: Finding) -> Finding | None:
        same = {"other": row.other} if row.other else {}
        return view.row(measure, row.subject, **{**same, **where})

    return pick


def figure(
    view: View, measure: Measure, pick: Of = itself, head: Words | None = None, *, signed: bool = False
) -> Field:
    """A figure of a measure in its unit: the row's own, or the one that ``pick`` finds for the row."""
    column = column_of(view, measure.unit, head or measure.words, signed=signed)
    return Field(column, lambda row: cell_of(view, pick(row)))


def shaded(view: View, measure: Measure, head: str, pick: Of, unit: str = "") -> Field:
    """A column of a matrix: coefficients on a colour as strong as they are."""

    def cell(row: Finding) -> Cell | None:
        found = pick(row)
        return cell_of(view, found, shade=found.value if found else None)

    return Field(Column(head, unit, kind="number", decimals=measure.unit.decimals, align="centre"), cell)


def finer(field: Field, decimals: int = 1) -> Field:
    """The same column with more decimals than its unit has."""
    return replace(field, column=replace(field.column, decimals=field.column.decimals + decimals))


def interval(view: View, measure: Measure, pick: Of = itself, *, signed: bool = False) -> Field:
    """Both ends of the interval of that figure, in its unit."""
    unit = measure.unit
    head = interval_head(view, is_joint=any(row.family > 1 for row in view.rows(measure, segment_by=ANY)))
    column = Column(head, kind="interval", decimals=unit.decimals, percent=unit.percent, signed=signed)
    return Field(column, lambda row: ends_of(pick(row)))


def estimate(view: View, measure: Measure, pick: Of = itself, *, signed: bool = False) -> tuple[Field, Field]:
    """A figure and its interval."""
    return figure(view, measure, pick, signed=signed), interval(view, measure, pick, signed=signed)


def number(view: View, head: Words, part: str, pick: Of = itself) -> Field:
    """A number of a figure as it is: ``df``, ``p``, or a ``value`` that counts answers."""

    def cell(row: Finding) -> Cell | None:
        found = pick(row)
        return Cell(getattr(found, part), of=found.id, part=part) if found is not None else None

    return Field(Column(wording(head[view.language]), kind="p" if part == "p" else "number"), cell)


def share_of_base(view: View, _: Sequence[Finding]) -> tuple[Field, ...]:
    """What part of its base a count is."""
    column = replace(column_of(view, units.SHARE, SHARE), decimals=1)

    def cell(row: Finding) -> Cell:
        share = Derived("of_base", row)
        return Cell(share.value, of=share.id, part="value")

    return (Field(column, cell),)


def bases(view: View, rows: Sequence[Finding]) -> tuple[Field, ...]:
    """The base, and the effective base when any row is weighted; none when all rows share the base below the table."""
    shared = {(row.n, row.n_effective) for row in rows}
    if len(shared) == 1 and len(rows) > 1:
        return ()
    shown = _base(view, BASE, "n")
    return (shown, _base(view, EFFECTIVE, "n_effective")) if any(is_weighted(row) for row in rows) else (shown,)


def _base(view: View, head: Words, part: str) -> Field:
    def cell(row: Finding) -> Cell:
        masked = row.reason in HIDDEN
        return Cell(None, "masked") if masked else Cell(getattr(row, part), of=row.id, part=part)

    return Field(Column(wording(head[view.language]), kind="number"), cell)


Part = Measure | Words | Callable[[View, Sequence[Finding]], Iterable[Field]]
"""Columns of a table: a measure, what rows are about under a head, or what makes some for the rows."""


def row(*parts: Part) -> Callable[[View, Sequence[Finding]], tuple[Field, ...]]:
    """The columns of a table in order; a measure that was not recorded has none."""

    def fields(view: View, rows: Sequence[Finding]) -> tuple[Field, ...]:
        return tuple(chain.from_iterable(_made(view, rows, part) for part in parts))

    return fields


def _made(view: View, rows: Sequence[Finding], part: Part) -> Iterable[Field]:
    if isinstance(part, Words):
        return (subject(view, part),)
    if isinstance(part, Measure):
        return (figure(view, part, _pick(view, rows, part)),) if view.rows(part) else ()
    return part(view, rows)


def _pick(view: View, rows: Sequence[Finding], measure: Measure) -> Of:
    """The row's own figure, or that of another measure: beside the same other subject, else of the subject alone."""
    if all(row.kind is measure for row in rows):
        return itself
    same = of(view, measure)
    return lambda row: same(row) or view.row(measure, row.subject)


def with_ends(measure: Measure, head: Words | None = None, *, signed: bool = False) -> Part:
    """A measure with its interval; ``signed`` of differences."""

    def fields(view: View, rows: Sequence[Finding]) -> tuple[Field, ...]:
        pick = _pick(view, rows, measure)
        return figure(view, measure, pick, head, signed=signed), interval(view, measure, pick, signed=signed)

    return fields


def fine(measure: Measure, *, signed: bool = False) -> Part:
    """A measure with a decimal more than its unit has; none where it was not recorded."""

    def fields(view: View, rows: Sequence[Finding]) -> tuple[Field, ...]:
        shown = figure(view, measure, _pick(view, rows, measure), signed=signed)
        return (finer(shown),) if view.rows(measure) else ()

    return fields


def worded(head: Words, words: Callable[[View, Finding], str]) -> Part:
    """A column of words."""
    return lambda view, _: (text(view, head, lambda row: words(view, row)),)


def named(head: Words = MEASURE) -> Part:
    """Which measure the row is of."""
    return worded(head, lambda view, row: row.kind.words[view.language])


def beside(
    measure: Measure,
    pick: Callable[[View, Finding], Finding | None],
    head: Words | None = None,
    *,
    signed: bool = False,
) -> Part:
    """The figure of a measure that ``pick`` finds for the row."""
    return lambda view, _: (figure(view, measure, lambda row: pick(view, row), head, signed=signed),)


def headed(measure: Measure, head: Words) -> Part:
    """The row's own figure under another head than its measure's."""
    return beside(measure, lambda _, row: row, head)


def mixed(decimals: int, own: Callable[[Finding], int | None]) -> Part:
    """Figures of several units in one column: with so many decimals, or a row's ``own``."""

    def fields(view: View, _: Sequence[Finding]) -> tuple[Field, ...]:
        column = Column(VALUE[view.language], kind="number", decimals=decimals)
        return (Field(column, lambda row: Cell(row.value, decimals=own(row), of=row.id, part="value")),)

    return fields


def numbered(head: Words, part: str) -> Part:
    """A number of the row's figure as it is."""
    return lambda view, _: (number(view, head, part),)


def keyed(head: Words, key: Callable[[Finding], str], of: str = "label") -> Part:
    """A whole number that tells the rows apart; ``of`` says what it is."""

    def fields(view: View, _: Sequence[Finding]) -> tuple[Field, ...]:
        return (Field(Column(head[view.language], kind="number"), lambda row: Cell(int(key(row)), of=of)),)

    return fields


answers, degrees, probability = numbered(ANSWERS, "value"), numbered(DF, "df"), numbered(P, "p")
