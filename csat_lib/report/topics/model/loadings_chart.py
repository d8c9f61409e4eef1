"""How sure the loadings are: each item's loading with its interval under its dimension (chart)."""

from __future__ import annotations

from csat_lib.charts import Chart, Look
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.findings.catalogue.model import LOADING
from csat_lib.report.declared import ChartSpec, Rows, Shown
from csat_lib.report.topics.factors.loading_intervals import draw_groups
from csat_lib.report.topics.model.loadings import how_many_weak
from csat_lib.report.view import View
from csat_lib.report.wording import Claim


def _weak(view: View, shown: Shown) -> Claim:
    del shown
    return how_many_weak(view)


def _draw(figures: Rows, look: Look) -> Chart | None:
    rows = everybody(figures, look, LOADING)
    owners = {row.other for row in rows}
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.subject not in owners:
            groups.setdefault(row.other, []).append(row)
    return draw_groups({name: own for name, own in groups.items() if known(own)}, look)


CHART = ChartSpec("model_loadings", (LOADING,), _draw, _weak)
