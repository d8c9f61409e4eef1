"""Lambda 2 of each dimension beside the customary minimum: sentences, table, chart, and where they are told."""

from csat_lib.charts import Chart, Look
from csat_lib.charts.bands import Setting
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.rows import everybody, known_rows
from csat_lib.conventions import ENOUGH_ALPHA
from csat_lib.findings.catalogue.reliability import ALPHA, LAMBDA2
from csat_lib.report.clear import on_side
from csat_lib.report.declared import ChartSpec, Placed, Rows, Shown, TableSpec, View, columns, known, span
from csat_lib.report.wording import Claim, Limit, Wording, Words

RUNS = Wording(
    zh="λ2 系数是总不低于 α 系数的信度下界，各维度在 {lowest}（“{lowest.label}”）与 "
    "{highest}（“{highest.label}”）之间。",
    en="Lambda-2, a lower bound of reliability that is never below alpha, runs from {lowest} ({lowest.label}) to "
    "{highest} ({highest.label}).",
)
IS = Wording(
    zh="“{lowest.label}”的 λ2 系数（总不低于 α 系数的信度下界）为 {lowest}。",
    en="Lambda-2 of {lowest.label}, a lower bound of reliability that is never below alpha, is {lowest}.",
)
HELD = Wording(
    zh="按 λ2 系数，{rows.quoted}也明显高于 {minimum}，而按 α 系数尚不能断定。",
    en="By lambda-2, {rows.label} {rows|is|are} clearly above {minimum} as well, which alpha leaves open.",
)
CLEAR = Wording(
    zh="{all} 个维度中有 {n} 个的 λ2 系数明显高于 {minimum}",
    en="Lambda-2 is clearly above {minimum} for {n:word} of {all:dimension}",
)
ALL_CLEAR = Wording(zh="各维度的 λ2 系数均明显高于 {minimum}", en="Every lambda-2 is clearly above {minimum}")
TITLE = Wording(
    zh="λ2 系数在 {lowest}（“{lowest.label}”）与 {highest}（“{highest.label}”）之间",
    en="Lambda-2 runs from {lowest} ({lowest.label}) to {highest} ({highest.label})",
)
TITLE_ONE = Wording(zh="“{lowest.label}”的 λ2 系数为 {lowest}", en="Lambda-2 of {lowest.label} is {lowest}")
AXIS = Words("λ2 系数（0–1）", "lambda-2, 0–1")
LIMIT = Words("可接受", "acceptable")
MINIMUM = Limit(ENOUGH_ALPHA)


def lambda2(view: View) -> list[Claim | None]:
    """Between which values it lies, and which dimensions are clear of the minimum by it alone."""
    alphas = {row.subject for row in on_side(view.rows(ALPHA), ENOUGH_ALPHA, "open")}
    held = [row for row in _clear(view) if row.subject in alphas]
    return [span(view.rows(LAMBDA2), RUNS, IS), HELD(rows=held, minimum=MINIMUM) if held else None]


def _clear(view: View) -> Rows:
    return on_side(view.rows(LAMBDA2), ENOUGH_ALPHA, "above")


def _verdict(view: View, _: Shown) -> Claim:
    clear, every = len(_clear(view)), len(known(view, LAMBDA2))
    return ALL_CLEAR(minimum=MINIMUM) if clear == every else CLEAR(n=clear, all=every, minimum=MINIMUM)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """One dot a dimension."""
    rows = known_rows(everybody(figures, look, LAMBDA2))
    if not rows:
        return None
    kind = Kind("", look.ink)
    drawn = DotChart(
        groups=[("", [DotLine(look.label(row.subject), [Dot(row, kind)]) for row in rows])],
        title=look.say(AXIS),
        limits=[(ENOUGH_ALPHA, look.say(LIMIT))],
        setting=Setting(pitch=6.0),
        head="λ2",
    )
    return draw_dots(look, drawn)


TABLE = TableSpec(
    "lambda2",
    (LAMBDA2,),
    lambda view: known(view, LAMBDA2),
    columns.row(columns.DIMENSION, columns.with_ends(LAMBDA2), ALPHA, columns.bases),
    lambda view: span(view.rows(LAMBDA2), TITLE, TITLE_ONE),
)
CHART = ChartSpec("lambda2", (LAMBDA2,), _draw, _verdict)
PLACED = Placed("reliable", lambda2, chart="lambda2", table="lambda2")
