"""HTMT of each pair of dimensions against its customary limits: sentences, the matrix, the list of pairs, the chart."""

from collections.abc import Sequence

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.rows import everybody, known_rows
from csat_lib.conventions import DISTINCT, FAR
from csat_lib.findings.catalogue.validity import HTMT, HTMT2
from csat_lib.findings.told import joined
from csat_lib.report.absent import because
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import cell_of
from csat_lib.report.clear import beside
from csat_lib.report.declared import ChartSpec, Field, Finding, Rows, TableSpec, View, columns, known
from csat_lib.report.wording import MOST_NAMED, Claim, Limit, Slot, Wording, Words, some

LIMIT = Limit(DISTINCT)
PAIR = Wording(zh="“{r.label}”与“{r.other}”", en="{r.label} and {r.other}")
MEASURED = Wording(zh="“{r.label}”与“{r.other}”（{r}{ends}）", en="{r.label} and {r.other} ({r}{ends})")
ENDS = Wording(zh="，{r.interval}", en=", {r.interval}")
OTHER_PAIRS = Wording(zh="另外 {n} 对维度", en="{n:other pair}")
ONE_DISTINCT = Wording(
    zh="{pair}能够区分：HTMT 明显低于 {limit}。", en="{pair} are distinct: HTMT lies clearly under {limit}."
)
ALL_DISTINCT = Wording(
    zh="{n} 对维度都能区分：HTMT 均明显低于 {limit}，最高的是{highest}。",
    en="All {n:pair} of dimensions are distinct: HTMT lies clearly under {limit}, highest for {highest}.",
)
NOT_ALL = Wording(zh="按 HTMT（惯用上限 {limit}），{clauses:;}。", en="By HTMT (customary limit {limit}), {clauses:;}.")
SAME = Wording(zh="{pairs}无法区分", en="not distinct from one another: {pairs}")
UNSURE = Wording(zh="{pairs}能否区分尚不能断定", en="not clearly distinct: {pairs}")
UNTOLD = Wording(zh="{pairs:list}的 HTMT 没有给出：{why}。", en="HTMT is not shown for {pairs:;}: {why}.")
TITLE_SAME = Wording(zh="{pairs}无法区分", en="Not distinct from one another: {pairs:;}")
TITLE_UNSURE = Wording(
    zh="有 {n} 对维度能否区分尚不能断定（HTMT 上限 {limit}）",
    en="{n:pair} of dimensions not clearly distinct (HTMT limit {limit})",
)
TITLE_ALL = Wording(zh="{n} 对维度都能区分", en="All {n:pair} of dimensions are distinct")
TITLE_BOTH = Wording(zh="两个维度能够区分", en="The dimensions are distinct")
KEY = Wording(
    zh="越接近 1，两个维度越难区分；惯用上限为 {far}，含义相近的维度为 {near}",
    en="The nearer to 1, the less two dimensions differ; customary limit {far}, for dimensions near in kind {near}",
)
PAIR_OF = Words("维度对", "Pair of dimensions")


def pairs(view: View, side: str = "") -> tuple[Finding, ...]:
    """HTMT of pairs of constructs, highest first; those on one side of the limit when asked."""
    rows = sorted(known(view, HTMT), key=lambda row: -(row.value or 0.0))
    return tuple(row for row in rows if not side or _side(row) == side)


def _side(row: Finding) -> str:
    """below: distinct; above: not distinct; open: the interval holds the limit, or there is none."""
    if row.low is None or row.high is None:
        return "open" if (row.value or 0.0) > DISTINCT else "below"
    return beside(row, DISTINCT)


def distinct(view: View) -> list[Claim | None]:
    """Pairs of dimensions that HTMT cannot tell apart, by their intervals; then those of which it cannot be had."""
    return [_distinct(view), _untold(view)]


def _distinct(view: View) -> Claim | None:
    rows, same, unsure = pairs(view), pairs(view, "above"), pairs(view, "open")
    if not rows:
        return None
    if same or unsure:
        clauses = [wording(pairs=_several(found)) for wording, found in ((SAME, same), (UNSURE, unsure)) if found]
        return NOT_ALL(limit=LIMIT, clauses=clauses)
    if len(rows) == 1:
        return ONE_DISTINCT(pair=measured(rows[0]), limit=LIMIT)
    return ALL_DISTINCT(n=len(rows), limit=LIMIT, highest=measured(rows[0]))


def measured(row: Finding) -> Claim:
    """Room and Service (0.81, 95% interval 0.78 to 0.84)."""
    return MEASURED(r=row, ends=ENDS(r=row) if row.low is not None and row.high is not None else None)


def _several(rows: Sequence[Finding]) -> list[Slot]:
    return some([measured(row) for row in rows], OTHER_PAIRS)


def _untold(view: View) -> Claim | None:
    """The pairs of several items each of which HTMT cannot be had, with the reason of the first."""
    rows = [row for row in view.rows(HTMT) if row.value is None and row.reason != "one_item"]
    named = some([PAIR(r=row) for row in rows], OTHER_PAIRS)
    return UNTOLD(pairs=named, why=because(view, rows[0])) if rows else None


def title(view: View) -> Claim:
    """Which pairs of dimensions are not distinct."""
    rows, same, unsure = pairs(view), pairs(view, "above"), pairs(view, "open")
    if same:
        return TITLE_SAME(pairs=[PAIR(r=row) for row in same[:MOST_NAMED]])
    if unsure:
        return TITLE_UNSURE(n=len(unsure), limit=LIMIT)
    return TITLE_ALL(n=len(rows)) if len(rows) > 1 else TITLE_BOTH()


def _oriented(view: View) -> dict[tuple[str, str], Finding]:
    """(column, row) -> HTMT of each pair: the construct that stands first in the study heads the column."""
    order = list(view.study.constructs)
    return {
        (min(ends, key=order.index), max(ends, key=order.index)): row for row in view.rows(HTMT) if (ends := _ends(row))
    }


def _matrix_rows(view: View) -> Rows:
    """One row per construct that is the second of a pair, in the study's order."""
    first = {line: row for (_, line), row in reversed(_oriented(view).items())}
    return [first[name] for name in view.study.constructs if name in first]


def _matrix_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    order, cells = list(view.study.constructs), _oriented(view)

    def line_of(row: Finding) -> str:
        return max(_ends(row), key=order.index)

    def column(name: str) -> Field:
        head = columns.shaded(view, HTMT, view.label(name), columns.itself).column
        return Field(head, lambda row: _shaded(view, cells.get((name, line_of(row)))))

    shown = [column(name) for name in order if any(key[0] == name for key in cells)]
    head = columns.text(view, columns.DIMENSION, lambda row: view.label(line_of(row)))
    return (head, *shown, *columns.bases(view, rows))


def _ends(row: Finding) -> tuple[str, str]:
    return row.subject, row.other


def _shaded(view: View, row: Finding | None) -> Cell | str | None:
    if row is None:
        return ""
    over = (row.value or 0.0) - DISTINCT + 0.1
    return cell_of(view, row, shade=-min(max(over * 4, 0.0), 1.0)) if row.value is not None else None


def _pair_name(view: View, row: Finding) -> str:
    return f"{view.label(row.subject)} – {view.label(row.other)}"


PAIRS = TableSpec(
    "htmt_pairs",
    (HTMT, HTMT2),
    pairs,
    columns.row(columns.worded(PAIR_OF, _pair_name), columns.with_ends(HTMT), HTMT2, columns.bases),
    title,
)
MATRIX = TableSpec(
    "htmt", (HTMT,), _matrix_rows, _matrix_fields, title, key=lambda _view: KEY(far=Limit(FAR), near=LIMIT)
)


MOST = 15
AXIS = Words("异质–单质比（越接近 1，两个维度越难区分）", "heterotrait-monotrait ratio (near 1: one and the same)")
REST = Words("另有 {n} 对维度的比值更低", "{n} more pairs have lower ratios")
ALT = Words(
    "{pairs} 对维度中，异质–单质比高于 {limit} 的有 {above} 对",
    "Heterotrait-monotrait ratio over {limit} in {above} of {pairs} pairs of dimensions",
)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Each pair of constructs, highest first; of many pairs the highest fifteen."""
    rows = sorted(known_rows(everybody(figures, look, HTMT)), key=lambda row: -abs(row.value))
    if not rows:
        return None
    ratio = Kind(look.say(HTMT.words), look.ink)
    names = (joined([look.label(row.subject), look.label(row.other)], " – ") for row in rows)
    lines = [DotLine(name, [Dot(row, ratio)]) for name, row in zip(names, rows, strict=True)]
    drawn = DotChart(
        groups=[("", lines[:MOST])],
        head=look.say(HTMT.words),
        title=look.say(AXIS),
        limits=[(limit, numbers.limit(limit)) for limit in (FAR, DISTINCT)],
        setting=Setting(pitch=6.2, share=0.44, lines=2),
        rest=look.say(REST, n=len(rows) - MOST) if len(rows) > MOST else "",
    )
    above = sum(row.value > DISTINCT for row in rows)
    first = look.say(ALT, pairs=len(rows), above=above, limit=numbers.limit(DISTINCT))
    return draw_dots(look, drawn, first, [("", lines)])


CHART = ChartSpec("htmt", (HTMT,), _draw, lambda view, _: title(view))
