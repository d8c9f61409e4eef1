"""The constructs of a measurement model among themselves, where the path figure has no room for them."""

from __future__ import annotations

import pandas as pd

from csat_lib.charts.alt import tell
from csat_lib.charts.legend import legend
from csat_lib.charts.look import Chart, Look
from csat_lib.charts.model_shape import model_shape
from csat_lib.charts.page import paper
from csat_lib.charts.path_model import is_apart
from csat_lib.charts.paths import path_legend
from csat_lib.charts.structure import draw_structure, structure_alt, structure_keys
from csat_lib.charts.words import say


def chart_path_structure(findings: pd.DataFrame, look: Look) -> Chart | None:
    """`model/construct_correlation` as arcs, `loading` of constructs on second-order factors as arrows.

    Returns:
        The chart, or None when `path_model` shows it or there is one construct alone.
    """
    shape = model_shape(findings, look)
    if shape is None or len(shape.items) == 1 or not is_apart(look, shape):
        return None
    with paper(look) as page:
        top = legend(page, path_legend(page, *structure_keys(shape)))
        bottom = draw_structure(page, shape, top + 2.0)
        first = say(look, "structure_alt", constructs=len(shape.items))
        return page.chart(bottom + 0.6, tell(look, first, *structure_alt(look, shape)))
