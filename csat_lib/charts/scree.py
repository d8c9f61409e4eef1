"""How many factors: eigenvalues of the data beside those of random data."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts import numbers
from csat_lib.charts.alt import series, tell
from csat_lib.charts.colours import MUTED, tint
from csat_lib.charts.legend import Entry, key_dot, key_line, legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.page import Fill, Page, Stroke, paper
from csat_lib.charts.plane import Plane, draw_frame
from csat_lib.charts.rows import Row, known, overall
from csat_lib.charts.scale import Scale, fitted_scale
from csat_lib.charts.words import say

_HEIGHT = 46.0


def chart_scree(findings: pd.DataFrame, look: Look) -> Chart | None:
    """Lines of `factors/eigenvalue` and `eigenvalue_random` by component; `n_factors` says how many are kept.

    Returns:
        The chart, or None when no eigenvalue is known.
    """
    data = _ordered(overall(findings, look, "factors", "eigenvalue"))
    random = _ordered(overall(findings, look, "factors", "eigenvalue_random"))
    if not data:
        return None
    kept = known(overall(findings, look, "factors", "n_factors"))
    with paper(look) as page:
        n_kept = int(kept[0].value) if kept else 0
        plane = _plane(page, data, random, legend(page, _legend(page, random, n_kept)))
        draw_frame(
            page, plane, (say(look, "eigenvalue_axis"), say(look, "component_axis")), f"{{:.{_digits(plane)}f}}".format
        )
        _line(page, plane, random, Stroke(MUTED, 1.1, "--"))
        _line(page, plane, data, Stroke(page.accent, 1.4))
        for row in data:
            colour = page.accent if int(row.path) <= n_kept else tint(page.accent, 0.45)
            page.dot(plane.x.at(int(row.path)), plane.y.at(row.value), Fill(colour), 6.5)
        return page.chart(plane.bottom, _alt(look, data, random, n_kept))


def _ordered(rows: list[Row]) -> list[Row]:
    return sorted(known(rows), key=lambda row: int(row.path))


def _plane(page: Page, data: list[Row], random: list[Row], top: float) -> Plane:
    y = fitted_scale([0, *(row.value for row in (*data, *random))], top + _HEIGHT, top + 5.6)
    last = max(2, *(int(row.path) for row in data)) if len(data) > 1 else 2
    step = next(step for step in (1, 2, 5, 10) if last / step <= (15 if page.look.is_narrow else 30))
    ticks = tuple(float(number) for number in range(1, last + 1) if number == 1 or number % step == 0)
    return Plane(Scale(0.5, last + 0.5, 9, page.width - 1, ticks), y)


def _digits(plane: Plane) -> int:
    return 0 if all(tick == int(tick) for tick in plane.y.ticks) else 1


def _line(page: Page, plane: Plane, rows: list[Row], stroke: Stroke) -> None:
    if len(rows) > 1:
        page.line([(plane.x.at(int(row.path)), plane.y.at(row.value)) for row in rows], stroke)


def _legend(page: Page, random: list[Row], n_kept: int) -> list[Entry]:
    look = page.look
    entries: list[Entry] = [(key_line(Stroke(page.accent, 1.4)), say(look, "eigenvalues"))]
    if n_kept:
        entries.append((key_dot(page.accent), _count(look, n_kept)))
    if random:
        entries.append((key_line(Stroke(MUTED, 1.1, "--")), say(look, "random")))
    return entries


def _count(look: Look, n_kept: int) -> str:
    return say(look, "n_factors_one" if n_kept == 1 else "n_factors", n=n_kept)


def _alt(look: Look, data: list[Row], random: list[Row], n_kept: int) -> str:
    chance = {row.path: row.value for row in random}
    parts = [
        say(
            look,
            "component",
            number=row.path,
            value=numbers.coefficient(row.value),
            random=numbers.coefficient(chance[row.path]) if row.path in chance else "–",
        )
        for row in data
    ]
    return tell(
        look, say(look, "scree_alt", factors=_count(look, n_kept)), series(look, parts, say(look, "by_component"))
    )
