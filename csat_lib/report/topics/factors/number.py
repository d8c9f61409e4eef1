"""How many factors, by which test, against the number of dimensions: sentence, table, and the chart of eigenvalues."""

from collections.abc import Iterable

from csat_lib.charts import Chart, Look, numbers
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import Entry, Key, key_dot, key_line, legend
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.plane import Plane, draw_frame
from csat_lib.charts.rows import Row, everybody, known_rows
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import series, tell
from csat_lib.findings.catalogue.factors import EIGENVALUE, EIGENVALUE_RANDOM, MAP, N_FACTORS
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.told import piece
from csat_lib.report.declared import ChartSpec, Finding, Rows, Shown, TableSpec, View, absent, columns, known
from csat_lib.report.topics.factors.adequacy import kmo_of
from csat_lib.report.wording import Claim, Wording, Words

FEW_FACTORS = 2 / 3
"""Factors per dimension up to which the reader is warned that the dimensions run together."""
CHOSEN, MAP_TEST, COMMON, COMPONENTS = "chosen", "map", "parallel factors", "parallel components"
TESTS = (CHOSEN, "map fourth power", MAP_TEST, COMMON, COMPONENTS)
"""What the methods of a number of factors note, the more telling first."""

AS_DESIGNED = Wording(
    zh="{tests} {kept} 个因子，与问卷设计的维度数相同。",
    en="{tests} {kept.count:factor}, as many as the study has dimensions.",
)
FEWER = Wording(
    zh="{tests} {kept} 个因子，而问卷设计了 {designed} 个维度：部分维度在受访者的回答中合在了一起。",
    en="{tests} {kept.count:factor} where the study has {designed:dimension}: some dimensions run together in these "
    "answers.",
)
MORE = Wording(
    zh="{tests} {kept} 个因子，而问卷设计了 {designed} 个维度：有的维度在受访者的回答中分成了几个因子。",
    en="{tests} {kept.count:factor} where the study has {designed:dimension}: some dimension falls apart in these "
    "answers.",
)
BY_ONE = Wording(zh="平行分析保留", en="Parallel analysis keeps")
BY_SEVERAL = Wording(
    zh="平行分析保留 {components} 个主成分、{common} 个公因子{map}；综合取",
    en="Parallel analysis keeps {components.count:component} and {common.count:common factor}{map}; that makes",
)
BY_MAP = Wording(zh="，MAP 保留 {map} 个", en=", MAP keeps {map.count:word}")


def test_of(row: Finding | Row) -> str:
    """By which test a number of factors was found."""
    return next((test for test in TESTS if row.noted(test)), COMPONENTS)


def n_factors(view: View) -> Finding | None:
    """How many factors: the number chosen among several tests, else that of the first."""
    found = view.rows(N_FACTORS, subject="items")
    return next((row for row in found if test_of(row) == CHOSEN), found[0] if found else None)


def collapsed(view: View) -> Finding | None:
    """The number of factors, when it is far smaller than the number of dimensions."""
    found, designed = n_factors(view), len(view.study.constructs)
    if found is None or found.value is None or designed < 2:
        return None
    return found if found.value <= FEW_FACTORS * designed else None


def number(view: View) -> Claim | None:
    """How many factors the tests keep, against the number of dimensions; a reason told of the KMO is not told again."""
    found, kmo = n_factors(view), kmo_of(view)
    if found is None:
        return None
    if found.value is None:
        is_told = kmo is not None and kmo.value is None and kmo.reason == found.reason
        return None if is_told else absent(view, found)
    designed = len(view.study.constructs)
    if round(found.value) == designed:
        return AS_DESIGNED(tests=_tests(view), kept=found)
    return (FEWER if found.value < designed else MORE)(tests=_tests(view), kept=found, designed=designed)


def _tests(view: View) -> Claim:
    """Which tests were asked, and what each of them keeps."""
    kept = {test_of(row): row for row in known(view, N_FACTORS)}
    if COMPONENTS not in kept or COMMON not in kept:
        return BY_ONE()
    by_map = BY_MAP(map=kept[MAP_TEST]) if MAP_TEST in kept else None
    return BY_SEVERAL(components=kept[COMPONENTS], common=kept[COMMON], map=by_map)


HOW_MANY = Wording(zh="因子个数", en="How many factors")
ALL_ALIKE = Wording(zh="各种检验都保留 {kept} 个因子", en="All tests keep {kept.count:factor}")
RANGE = Wording(zh="各种检验保留 {least} 至 {most} 个因子", en="The tests keep {least} to {most} factors")
METHOD = Words("方法", "Method")


def _range(view: View) -> Claim:
    """Between which numbers the tests lie."""
    order = sorted(known(view, N_FACTORS), key=lambda row: row.value or 0.0)
    if not order:
        return HOW_MANY()
    if order[0].value == order[-1].value:
        return ALL_ALIKE(kept=order[0])
    return RANGE(least=order[0], most=order[-1])


FIELDS = columns.row(columns.worded(METHOD, lambda view, row: METHODS[test_of(row)][view.language]), N_FACTORS)
TABLE = TableSpec("n_factors", (N_FACTORS, MAP), lambda view: known(view, N_FACTORS), FIELDS, _range)


EIGENVALUES = Wording(zh="题项的特征值", en="Eigenvalues of the items")
STAND_OUT = Wording(
    zh="有 {kept} 个因子高于随机水平", en="{kept.count:factor} {kept.count|stands|stand} out from chance"
)
AXES = (Words("特征值", "eigenvalue"), Words("成分序号", "component"))
DATA = Words("实际数据", "data")
RANDOM = Words("随机数据（平行分析）", "random data (parallel analysis)")
KEPT = Words("保留 {n} 个因子", "{n} factors above chance")
ONE_KEPT = Words("保留 {n} 个因子", "{n} factor above chance")
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


def _kept(view: View, _: Shown) -> Claim:
    """How many factors are kept."""
    found = n_factors(view)
    return EIGENVALUES() if found is None or found.value is None else STAND_OUT(kept=found)


def _draw(figures: Rows, look: Look) -> Chart | None:
    """Lines of eigenvalues, of components and, where recorded, of common factors (as far as they are above zero).

    Filled dots are what parallel analysis keeps, the mark below is what MAP keeps.
    """
    lines = _lines(figures, look)
    if not lines["component"]:
        return None
    counts = {test_of(row): row for row in reversed(known_rows(everybody(figures, look, N_FACTORS)))}
    with paper(look) as page:
        plane = _plane(page, lines, legend(page, _legend(page, lines, counts)))
        digits = 0 if all(tick == int(tick) for tick in plane.y.ticks) else 1
        draw_frame(page, plane, (look.say(AXES[0]), look.say(AXES[1])), f"{{:.{digits}f}}".format)
        for name, stroke in _strokes(page).items():
            _line(page, plane, lines[name], stroke)
        for row in lines["component"]:
            is_kept = COMPONENTS in counts and int(row.path) <= counts[COMPONENTS].value
            colour = page.accent if is_kept else tint(page.accent, 0.45)
            page.dot(plane.x.at(int(row.path)), plane.y.at(row.value), Fill(colour), 6.5)
        if kept := _above_none(counts, MAP_TEST):
            _map_mark(page, plane.x.at(kept.value), plane.y.start)
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
    return sorted(known_rows(rows), key=lambda row: int(row.path))


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


def _line(page: Page, plane: Plane, rows: list[Row], stroke: Stroke) -> None:
    if len(rows) > 1:
        page.line([(plane.x.at(int(row.path)), plane.y.at(row.value)) for row in rows], stroke)


def _map_mark(page: Page, x: float, y: float) -> None:
    """A mark on the axis: as many factors as MAP keeps."""
    page.dot(x, y, Fill(WHITE, INK, 1.2), 5.8, "s")


def _legend(page: Page, lines: Lines, counts: dict[str, Row]) -> list[Entry]:
    look = page.look
    entries: list[Entry] = [(key_line(_strokes(page)["component"]), look.say(DATA))]
    if components := _above_none(counts, COMPONENTS):
        entries.append((key_dot(page.accent), _count(look, components)))
    entries += [(key_line(_RANDOM), look.say(RANDOM))] if lines["random"] else []
    if lines["factor"]:
        kept = _count(look, counts[COMMON]) if COMMON in counts else ""
        name = look.say(FACTORS)
        entries.append((key_line(_FACTORS), look.say(WITH_COUNT, name=name, kept=kept) if kept else name))
        entries.append((key_line(_FACTORS_RANDOM), look.say(FACTORS_RANDOM)))
    mark: Key = _map_mark
    by_map = _above_none(counts, MAP_TEST)
    return entries + ([(mark, look.say(MAP_KEEPS, n=numbers.whole(by_map)))] if by_map else [])


def _above_none(counts: dict[str, Row], test: str) -> Row | None:
    return counts[test] if test in counts and counts[test].value else None


def _count(look: Look, kept: Row | None) -> str:
    return look.say(ONE_KEPT if kept and kept.value == 1 else KEPT, n=numbers.whole(kept) if kept else 0)


def _alt(look: Look, lines: Lines, counts: dict[str, Row]) -> str:
    chance = {row.path: numbers.coefficient(row) for row in lines["random"]}
    numbered = [(row, piece("label", "", row.path)) for row in lines["component"]]
    parts = [
        look.say(COMPONENT, number=number, value=numbers.coefficient(row), random=chance.get(row.path, "–"))
        for row, number in numbered
    ]
    first = look.say(ALT, factors=_count(look, counts.get(COMPONENTS)))
    by_map = _above_none(counts, MAP_TEST)
    kept = look.say(MAP_KEEPS, n=numbers.whole(by_map)) if by_map else ""
    return tell(look, first, kept, series(look, parts, look.say(BY_COMPONENT)))


CHART = ChartSpec("scree", (EIGENVALUE, EIGENVALUE_RANDOM, N_FACTORS), _draw, _kept)
