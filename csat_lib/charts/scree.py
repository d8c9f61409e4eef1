"""How many factors: eigenvalues of the data beside those of random data, and what other tests keep."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import INK, MUTED, WHITE, tint
from csat_lib.charts.legend import Entry, Key, key_dot, key_line, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.plane import Plane, draw_frame
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import say

_HEIGHT = 46.0
_RANDOM = Stroke(MUTED, 1.1, "--")
_FACTORS = Stroke(MUTED, 1.1)
_FACTORS_RANDOM = Stroke(MUTED, 0.9, ":")

Lines = dict[str, list[Row]]
"""eigenvalue and eigenvalue_random of components, and of factors (factor, factor_random)"""


def chart_scree(findings: pd.DataFrame, look: Look) -> Chart | None:
    """Lines of `factors/eigenvalue` and `eigenvalue_random`, of components and, where recorded, of common factors.

    Those of common factors are drawn as far as they are above zero.

    `n_factors` says how many parallel analysis keeps (filled dots) and how many MAP (the mark below).

    Returns:
        The chart, or None when no eigenvalue is known.
    """
    lines = _lines(findings, look)
    if not lines["component"]:
        return None
    counts = {_test(row): int(row.value) for row in reversed(known(overall(findings, look, "factors", "n_factors")))}
    with paper(look) as page:
        plane = _plane(page, lines, legend(page, _legend(page, lines, counts)))
        write = f"{{:.{_digits(plane)}f}}".format
        draw_frame(page, plane, (say(look, "eigenvalue_axis"), say(look, "component_axis")), write)
        for name, stroke in _strokes(page).items():
            _line(page, plane, lines[name], stroke)
        for row in lines["component"]:
            colour = page.accent if int(row.path) <= counts.get("parallel", 0) else tint(page.accent, 0.45)
            page.dot(plane.x.at(int(row.path)), plane.y.at(row.value), Fill(colour), 6.5)
        if counts.get("map"):
            _map_mark(page, plane.x.at(counts["map"]), plane.y.start)
        return page.chart(plane.bottom, _alt(look, lines, counts))


def _lines(findings: pd.DataFrame, look: Look) -> Lines:
    data = overall(findings, look, "factors", "eigenvalue")
    random = overall(findings, look, "factors", "eigenvalue_random")
    return {
        "component": _ordered(row for row in data if row.subject == "component"),
        "random": _ordered(row for row in random if row.subject == "component"),
        "factor": _ordered(row for row in data if row.subject == "factor" and row.value > 0),
        "factor_random": _ordered(row for row in random if row.subject == "factor" and row.value > 0),
    }


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(known(rows), key=lambda row: int(row.path))


def _test(row: Row) -> str:
    """Which test counted: parallel (of components), factors, map."""
    words = row.method.split(",")[0].split()
    if words[:1] == ["parallel"]:
        return "factors" if words[1:2] == ["factors"] else "parallel"
    return " ".join(words) or "parallel"


def _strokes(page: Page) -> dict[str, Stroke]:
    return {
        "factor_random": _FACTORS_RANDOM,
        "factor": _FACTORS,
        "random": _RANDOM,
        "component": Stroke(page.accent, 1.4),
    }


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
    entries: list[Entry] = [(key_line(_strokes(page)["component"]), say(look, "eigenvalues"))]
    if counts.get("parallel"):
        entries.append((key_dot(page.accent), _count(look, counts["parallel"])))
    entries += [(key_line(_RANDOM), say(look, "random"))] if lines["random"] else []
    if lines["factor"]:
        kept = _count(look, counts["factors"]) if "factors" in counts else ""
        words = say(look, "common_factors")
        entries.append((key_line(_FACTORS), say(look, "with_count", words=words, kept=kept) if kept else words))
        entries.append((key_line(_FACTORS_RANDOM), say(look, "common_factors_random")))
    mark: Key = _map_mark
    return entries + ([(mark, say(look, "map_keeps", n=counts["map"]))] if counts.get("map") else [])


def _count(look: Look, kept: int) -> str:
    return say(look, "n_factors_one" if kept == 1 else "n_factors", n=kept)


def _alt(look: Look, lines: Lines, counts: dict[str, int]) -> str:
    chance = {row.path: row.value for row in lines["random"]}
    parts = [
        say(
            look,
            "component",
            number=row.path,
            value=numbers.coefficient(row.value),
            random=numbers.coefficient(chance[row.path]) if row.path in chance else "–",
        )
        for row in lines["component"]
    ]
    first = say(look, "scree_alt", factors=_count(look, counts.get("parallel", 0)))
    kept = say(look, "map_keeps", n=counts["map"]) if counts.get("map") else ""
    return tell(look, first, kept, series(look, parts, say(look, "by_component")))
