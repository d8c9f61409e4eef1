"""How many factors: eigenvalues of the data beside those of random data, and what other tests keep (chart)."""

from __future__ import annotations

from collections.abc import Iterable

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import Entry, Key, key_dot, key_line, legend
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.plane import Plane, draw_frame
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.findings.catalogue.factors import EIGENVALUE, EIGENVALUE_RANDOM, N_FACTORS
from csat_lib.findings.measure import Words
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.factors.number import COMMON, COMPONENTS, MAP_TEST, n_factors, test_of
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

EIGENVALUES = Wording(zh="题项的特征值", en="Eigenvalues of the items")
STAND_OUT = Wording(
    zh="有 {kept} 个因子高于随机水平", en="{kept.count:factor} {kept.count|stands|stand} out from chance"
)
AXES = (Words("特征值", "eigenvalue"), Words("成分序号", "component"))
DATA = Words("实际数据", "data")
RANDOM = Words("随机数据（平行分析）", "random data (parallel analysis)")
KEPT = Words("保留 {n} 个因子", "{n} factors above chance")
ONE_KEPT = Words("保留 1 个因子", "1 factor above chance")
FACTORS = Words("公因子", "common factors")
FACTORS_RANDOM = Words("随机数据的公因子", "common factors of random data")
WITH_COUNT = Words("{name}：{kept}", "{name}: {kept}")
MAP_KEEPS = Words("MAP 保留 {n} 个", "MAP keeps {n}")
ALT = Words("特征值与随机数据相比，{factors}", "Eigenvalues against random data: {factors}")
COMPONENT = Words("{number} 为 {value}（随机 {random}）", "{number} is {value} (random {random})")
BY_COMPONENT = Words("各成分", "By component")
_HEIGHT = 46.0
_RANDOM = Stroke(MUTED, 1.1, "--")
_FACTORS = Stroke(MUTED, 1.1)
_FACTORS_RANDOM = Stroke(MUTED, 0.9, ":")

Lines = dict[str, list[Row]]
"""eigenvalue and eigenvalue_random of components, and of factors (factor, factor_random)"""


def _kept(view: View, shown: Shown) -> Claim:
    """How many factors are kept."""
    del shown
    found = n_factors(view)
    if found is None or found.value is None:
        return EIGENVALUES()
    return STAND_OUT(kept=found)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Lines of eigenvalues, of components and, where recorded, of common factors (as far as they are above zero).

    Filled dots are what parallel analysis keeps, the mark below is what MAP keeps.
    """
    lines = _lines(figures, look)
    if not lines["component"]:
        return None
    counts = {test_of(row): int(row.value) for row in reversed(known(everybody(figures, look, N_FACTORS)))}
    with paper(look) as page:
        plane = _plane(page, lines, legend(page, _legend(page, lines, counts)))
        write = f"{{:.{_digits(plane)}f}}".format
        draw_frame(page, plane, (look.say(AXES[0]), look.say(AXES[1])), write)
        for name, stroke in _strokes(page).items():
            _line(page, plane, lines[name], stroke)
        for row in lines["component"]:
            colour = page.accent if int(row.path) <= counts.get(COMPONENTS, 0) else tint(page.accent, 0.45)
            page.dot(plane.x.at(int(row.path)), plane.y.at(row.value), Fill(colour), 6.5)
        if counts.get(MAP_TEST):
            _map_mark(page, plane.x.at(counts[MAP_TEST]), plane.y.start)
        return page.chart(plane.bottom, _alt(look, lines, counts))


def _lines(figures: Rows, look: Look) -> Lines:
    data, random = (everybody(figures, look, measure) for measure in (EIGENVALUE, EIGENVALUE_RANDOM))
    return {
        "component": _ordered(row for row in data if row.subject == "component"),
        "random": _ordered(row for row in random if row.subject == "component"),
        "factor": _ordered(row for row in data if row.subject == "factor" and row.value > 0),
        "factor_random": _ordered(row for row in random if row.subject == "factor" and row.value > 0),
    }


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(known(rows), key=lambda row: int(row.path))


def _strokes(page: Page) -> dict[str, Stroke]:
    data = Stroke(page.accent, 1.4)
    return {"factor_random": _FACTORS_RANDOM, "factor": _FACTORS, "random": _RANDOM, "component": data}


def _plane(page: Page, lines: Lines, top: float) -> Plane:
    rows, data = [row for own in lines.values() for row in own], lines["component"]
    y = fitted_scale([0, *(row.value for row in rows)], top + _HEIGHT, top + 5.6)
    last = max(2, *(int(row.path) for row in data)) if len(data) > 1 else 2
    step = next(step for step in (1, 2, 5, 10) if last / step <= (15 if page.look.is_narrow else 30))
    ticks = tuple(float(number) for number in range(1, last + 1) if number == 1 or number % step == 0)
    return Plane(Scale(0.5, last + 0.5, 9, page.width - 1, ticks), y)


def _digits(plane: Plane) -> int:
    return 0 if all(tick == int(tick) for tick in plane.y.ticks) else 1


def _line(page: Page, plane: Plane, rows: list[Row], stroke: Stroke) -> None:
    if len(rows) > 1:
        page.line([(plane.x.at(int(row.path)), plane.y.at(row.value)) for row in rows], stroke)


def _map_mark(page: Page, x: float, y: float) -> None:
    """A mark on the axis: as many factors as MAP keeps."""
    page.dot(x, y, Fill(WHITE, INK, 1.2), 6.5, "^")


def _legend(page: Page, lines: Lines, counts: dict[str, int]) -> list[Entry]:
    look = page.look
    entries: list[Entry] = [(key_line(_strokes(page)["component"]), look.say(DATA))]
    if counts.get(COMPONENTS):
        entries.append((key_dot(page.accent), _count(look, counts[COMPONENTS])))
    entries += [(key_line(_RANDOM), look.say(RANDOM))] if lines["random"] else []
    if lines["factor"]:
        kept = _count(look, counts[COMMON]) if COMMON in counts else ""
        name = look.say(FACTORS)
        entries.append((key_line(_FACTORS), look.say(WITH_COUNT, name=name, kept=kept) if kept else name))
        entries.append((key_line(_FACTORS_RANDOM), look.say(FACTORS_RANDOM)))
    mark: Key = _map_mark
    return entries + ([(mark, look.say(MAP_KEEPS, n=counts[MAP_TEST]))] if counts.get(MAP_TEST) else [])


def _count(look: Look, kept: int) -> str:
    return look.say(ONE_KEPT if kept == 1 else KEPT, n=kept)


def _alt(look: Look, lines: Lines, counts: dict[str, int]) -> str:
    chance = {row.path: numbers.coefficient(row.value) for row in lines["random"]}
    parts = [
        look.say(COMPONENT, number=row.path, value=numbers.coefficient(row.value), random=chance.get(row.path, "–"))
        for row in lines["component"]
    ]
    first = look.say(ALT, factors=_count(look, counts.get(COMPONENTS, 0)))
    kept = look.say(MAP_KEEPS, n=counts[MAP_TEST]) if counts.get(MAP_TEST) else ""
    return tell(look, first, kept, series(look, parts, look.say(BY_COMPONENT)))


CHART = ChartSpec("scree", (EIGENVALUE, EIGENVALUE_RANDOM, N_FACTORS), _draw, _kept)
