from __future__ import annotations

from csat_lib.report.topics.model.loadings import CHART
from tests.charts.drawn import words
from tests.charts.fake import figure


def test_weak_loadings_of_a_model_are_told_apart(en):
    rows = [
        figure("model", "loading", item, value, half=0.05, other="room")
        for item, value in {"q01": 0.7, "q02": 0.3}.items()
    ]
    chart = CHART.draw(rows, en)
    assert {"loading of 0.50 or more", "loading under 0.50"} <= set(words(chart))
    assert chart is not None
    assert chart.alt.startswith("Loadings of 2 items with their intervals; 1 under 0.50 in absolute value. Room: ")


def test_the_loadings_of_constructs_on_a_second_factor_are_left_out(en):
    rows = [figure("model", "loading", "q01", 0.7, half=0.05, other="room")]
    rows.append(figure("model", "loading", "room", 0.6, half=0.05, other="satisfaction"))
    assert "0.60" not in words(CHART.draw(rows, en))
