from __future__ import annotations

from csat_lib.charts.loading_intervals import chart_loading_intervals, chart_model_loadings
from csat_lib.findings import to_frame

from .drawn import words
from .fake import figure


def test_an_item_stands_under_the_factor_that_it_loads_on_most(en):
    rows = [
        figure("factors", "loading", item, value, half=0.05, other=factor)
        for item, values in {"q01": (0.7, 0.2), "q02": (0.1, -0.8), "q03": (0.6, 0.3)}.items()
        for factor, value in zip(("F1", "F2"), values, strict=True)
    ]
    said = words(chart_loading_intervals(to_frame(rows), en))
    shown = [word for word in said if word in {"F1", "F2", "0.70", "0.60", "−0.80"}]
    assert shown == ["0.70", "0.60", "−0.80", "F1", "F2"]


def test_without_any_interval_there_is_nothing_to_be_sure_of(en):
    rows = [figure("factors", "loading", "q01", 0.7, other="F1")]
    assert chart_loading_intervals(to_frame(rows), en) is None


def test_weak_loadings_of_a_model_are_told_apart(en):
    rows = [
        figure("model", "loading", item, value, half=0.05, other="room")
        for item, value in {"q01": 0.7, "q02": 0.3}.items()
    ]
    chart = chart_model_loadings(to_frame(rows), en)
    assert {"loading of 0.50 or more", "loading under 0.50"} <= set(words(chart))
    assert chart is not None
    assert chart.alt.startswith("Loadings of 2 items with their intervals; 1 under 0.50 in absolute value. Room: ")


def test_the_loadings_of_constructs_on_a_second_factor_are_left_out(en):
    rows = [figure("model", "loading", "q01", 0.7, half=0.05, other="room")]
    rows.append(figure("model", "loading", "room", 0.6, half=0.05, other="satisfaction"))
    assert "0.60" not in words(chart_model_loadings(to_frame(rows), en))
