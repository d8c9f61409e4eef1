"""What comes first by weighted gap: a ranked list with intervals, where the map decides nothing."""

from statistics import fmean

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import BandLabel, Setting
from csat_lib.charts.beside import Beside, draw_columns, stack_beside
from csat_lib.charts.colours import MUTED
from csat_lib.charts.columns import interval_column
from csat_lib.charts.dots import FIGURE, Sides, estimate
from csat_lib.charts.legend import Entry, base_entries, interval_entry, key_dot, legend
from csat_lib.charts.marks import Axis, draw_axis, zero
from csat_lib.charts.page import Page, paper
from csat_lib.charts.rows import Row, by_subject, everybody, known_rows
from csat_lib.charts.scale import fitted_scale
from csat_lib.charts.words import reading, series, tell
from csat_lib.findings.catalogue.drivers import IMPORTANCE, PERFORMANCE, WEIGHTED_GAP
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import column_of
from csat_lib.report.declared import (
    ChartSpec,
    Field,
    Finding,
    Rows,
    Shown,
    TableSpec,
    View,
    columns,
    known,
    valued,
)
from csat_lib.report.topics.drivers import importance, priorities
from csat_lib.report.wording import Average, Claim, Derived, Wording, Words

FIRST = Wording(
    zh="就全体受访者而言，{row.quoted}的加权差距最大（−{row:size} 分，{row.signed_ends} 分）{gap}",
    en="Over all respondents, {row.label} has the largest weighted gap ({row:signed}, {row.signed_ends}){gap}",
)
BELOW = Wording(zh="，得分比各维度平均低 {gap:size} 分", en=", {gap:size} points below the average of the dimensions")
NONE = Wording(zh="从这些回答中还定不出优先改进的维度", en="No priority can be named from these answers")
AXIS = Words(
    "加权差距（分）：与各维度平均之差，按重要性加权",
    "weighted gap, points: distance from the average of the dimensions, times relative importance",
)
SIDES = Sides(
    Words("明显低于平均", "clearly rated below average"),
    Words("低于还是高于平均尚难断定", "below or above average: open"),
    Words("明显高于平均", "clearly rated above average"),
)
WEIGHTED = Words("加权差距", "weighted gap")
GAP = Words("与平均之差", "from average")
FROM_AVERAGE = Words("与平均之差", "From average")
ALT = Words("加权差距，低于平均最多的在前", "Weighted gap, furthest below average first")


def _draw(figures: Rows, look: Look) -> Chart | None:
    """The weighted gaps, the lowest on top, with the figures that they are made of."""
    rows = sorted(everybody(figures, look, WEIGHTED_GAP), key=lambda row: row.value if row.known else float("inf"))
    if not known_rows(rows):
        return None
    with paper(look) as page:
        columns, labels = _columns(figures, look, rows), [BandLabel(look.label(row.subject)) for row in rows]
        bands, right = stack_beside(page, labels, (rows, columns), legend(page, _legend(page, rows)), Setting())
        scale = fitted_scale([0.0, *(end for row in rows for end in row.ends)], bands.gutter, right - FIGURE)
        bottom = draw_axis(page, scale, bands, Axis(look.say(AXIS), numbers.tick))
        zero(page, scale, bands)
        for band, row in zip(bands.rows, rows, strict=True):
            estimate(page, scale, (right, band.centre), row, SIDES.kind(look, row))
        draw_columns(page, bands, rows, columns)
        bands.draw(page)
        return page.chart(bottom, _alt(look, rows))


def _columns(figures: Rows, look: Look, rows: list[Row]) -> list[Beside]:
    """The values and their intervals, importance and score, as far as they are known."""
    matters = {row.subject: row for row in importance.shares(figures, look)}
    good = by_subject(known_rows(everybody(figures, look, PERFORMANCE)))

    def column(words: Words, found: dict[str, Row], write: numbers.Write) -> Beside:
        return Beside(look.say(words), lambda row: write(found[row.subject]) if row.subject in found else "")

    columns = [Beside(look.say(WEIGHTED)), *interval_column(look, rows, numbers.signed, lambda row: row)]
    columns += [column(importance.IMPORTANT, matters, numbers.share)] if matters else []
    columns += [column(importance.SCORED, good, numbers.index)] if good else []
    if len(good) < len(everybody(figures, look, WEIGHTED_GAP)):
        return columns
    return [*columns, column(GAP, good, lambda row: _from_average(row, list(good.values())))]


def _from_average(row: Row, all_scores: list[Row]) -> str:
    """How far a score lies from the plain mean of all."""
    average = numbers.made_of("average", *all_scores)
    return numbers.worked_out("less", row.value - fmean(one.value for one in all_scores), numbers.signed, row, average)


def _legend(page: Page, rows: list[Row]) -> list[Entry]:
    return (
        SIDES.entries(page.look, rows)
        + interval_entry(page, rows, MUTED)
        + base_entries(page, rows, key_dot(MUTED, hollow=True))
    )


def _alt(look: Look, rows: list[Row]) -> str:
    return tell(
        look, series(look, (reading(look, look.label(r.subject), r, numbers.signed) for r in rows), look.say(ALT))
    )


def _title(view: View, _: Shown) -> Claim:
    """Whose weighted gap is the largest, if it is clear of all others."""
    row = priorities.furthest(view)
    gap = priorities.below_average(view, row.subject) if row else None
    return FIRST(row=row, gap=BELOW(gap=gap) if gap else None) if row else NONE()


def _figures(view: View, _: Shown) -> Rows:
    return (*view.rows(WEIGHTED_GAP), *importance.importances(view), *view.rows(PERFORMANCE))


def _rows(view: View) -> Rows:
    """The lowest first, as they are drawn."""
    return sorted(valued(view.rows(WEIGHTED_GAP)), key=lambda row: row.value or 0.0)


def _made_of(view: View, rows: Rows) -> tuple[Field, ...]:
    """Importance, score, and how far that lies from the plain mean of all."""
    matters = {row.subject: row for row in importance.importances(view)}
    good = {row.subject: row for row in known(view, PERFORMANCE)}
    average = Average(tuple(good[row.subject] for row in rows if row.subject in good))

    def apart(row: Finding) -> Cell | None:
        if row.subject not in good or len(average.of) < len(rows):
            return None
        less = Derived("less", good[row.subject], average)
        return Cell(less.value, of=less.id, part="value")

    return (
        columns.figure(view, IMPORTANCE, lambda row: matters.get(row.subject)),
        columns.figure(view, PERFORMANCE, lambda row: good.get(row.subject)),
        Field(column_of(view, WEIGHTED_GAP.unit, FROM_AVERAGE, signed=True), apart),
    )


TABLE = TableSpec(
    "priorities",
    (WEIGHTED_GAP, PERFORMANCE),
    _rows,
    columns.row(columns.DIMENSION, columns.with_ends(WEIGHTED_GAP, signed=True), _made_of, columns.bases),
    lambda view: _title(view, Shown()),
    differences=lambda _view, rows: rows,
    beside=PERFORMANCE,
)
NOTE = Wording(
    zh="加权差距：得分与各维度平均之差，乘以重要性与平均重要性之比",
    en="Weighted gap: how far a score lies from the average of the dimensions, times importance over its average",
)
CHART = ChartSpec(
    "priorities",
    (*TABLE.measures, IMPORTANCE),
    _draw,
    _title,
    _figures,
    lambda *_: NOTE(),
    beside=PERFORMANCE,
    held=(WEIGHTED_GAP,),
)
