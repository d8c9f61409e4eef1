"""How sure the loadings are: each item's loading with its interval under the factor it loads on most (chart)."""

from collections.abc import Sequence

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.bands import Setting
from csat_lib.charts.colours import MUTED
from csat_lib.charts.dots import Dot, DotChart, DotLine, Kind, draw_dots
from csat_lib.charts.rows import Row, everybody, gathered, known_rows
from csat_lib.conventions import WEAK_LOADING
from csat_lib.findings.catalogue.factors import LOADING
from csat_lib.report.clear import largest, size
from csat_lib.report.declared import ChartSpec, Rows, Shown, View
from csat_lib.report.wording import Claim, Limit, Wording, Words

ALL_STRONG = Wording(zh="每个题项的最大载荷都不低于 {line}", en="Every item loads {line} or more on its factor")
SOME_WEAK = Wording(
    zh="有 {n} 个题项的最大载荷低于 {line}", en="{n:item} {n|loads|load} under {line} on the factor nearest to it"
)
AXIS = Words("标准化载荷", "standardised loading")
STRONG = Words("载荷不低于 {line}", "loading of {line} or more")
WEAK = Words("载荷低于 {line}", "loading under {line}")
ALT = Words(
    "{items} 个题项的载荷及其区间，绝对值低于 {line} 的有 {weak} 个",
    "Loadings of {items} items with their intervals; {weak} under {line} in absolute value",
)
_SETTING = Setting(pitch=5.4, share=0.46, lines=2)
_MANY = Setting(pitch=5.4, share=0.46, lines=1)
_FEW = 20


def _weak(view: View, _: Shown) -> Claim:
    """How many items load weakly."""
    weak = [row for row in largest(view.rows(LOADING)).values() if size(row) < WEAK_LOADING]
    line = Limit(WEAK_LOADING)
    return SOME_WEAK(n=len(weak), line=line) if weak else ALL_STRONG(line=line)


def _draw(figures: Rows, look: Look) -> Chart | None:
    best: dict[str, Row] = {}
    for row in known_rows(everybody(figures, look, LOADING)):
        if row.subject not in best or abs(row.value) > abs(best[row.subject].value):
            best[row.subject] = row
    return draw_loadings(sorted(best.values(), key=lambda row: (len(row.other), row.other, -abs(row.value))), look)


def draw_loadings(rows: Sequence[Row], look: Look) -> Chart | None:
    """Loadings with their intervals under each factor or construct; None when no loading has an interval."""
    if not any(row.has_interval for row in rows):
        return None
    line = numbers.limit(WEAK_LOADING)
    strong, weak = Kind(look.say(STRONG, line=line), look.ink), Kind(look.say(WEAK, line=line), MUTED)
    marks = [Dot(row, strong if row.known and abs(row.value) >= WEAK_LOADING else weak) for row in rows]
    groups = gathered(marks, lambda mark: look.label(mark.row.other))
    found = {mark.kind for mark in marks if mark.row.known}
    drawn = DotChart(
        groups=[
            (name, [DotLine(look.label(mark.row.subject), [mark]) for mark in own]) for name, own in groups.items()
        ],
        keys=[kind for kind in (strong, weak) if kind in found],
        title=look.say(AXIS),
        limits=[(WEAK_LOADING, "")],
        setting=_SETTING if len(rows) <= _FEW else _MANY,
    )
    below = sum(mark.row.known and mark.kind is weak for mark in marks)
    first = look.say(ALT, items=len(rows), weak=below, line=line)
    return draw_dots(look, drawn, first)


CHART = ChartSpec("loading_intervals", (LOADING,), _draw, _weak)
