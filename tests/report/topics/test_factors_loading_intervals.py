from __future__ import annotations

from csat_lib.report.slots import tell
from csat_lib.report.topics.factors.loading_intervals import CHART
from tests.charts.drawn import words
from tests.charts.fake import figure
from tests.report.fake_wave import make_view


def test_an_item_stands_under_the_factor_that_it_loads_on_most(en):
    rows = [
        figure("factors", "loading", item, value, half=0.05, other=factor)
        for item, values in {"q01": (0.7, 0.2), "q02": (0.1, -0.8), "q03": (0.6, 0.3)}.items()
        for factor, value in zip(("F1", "F2"), values, strict=True)
    ]
    said = words(CHART.draw(rows, en))
    shown = [word for word in said if word in {"F1", "F2", "0.70", "0.60", "−0.80"}]
    assert shown == ["0.70", "0.60", "−0.80", "F1", "F2"]


def test_without_any_interval_there_is_nothing_to_be_sure_of(en):
    assert CHART.draw([figure("factors", "loading", "q01", 0.7, other="F1")], en) is None


def test_the_title_counts_the_items_that_load_weakly():
    view = make_view("en")
    assert tell(view, CHART.title(view, None)) == "Every item loads 0.50 or more on its factor"
    weak = make_view("en", [figure("factors", "loading", "q01", 0.3, other="F1")])
    assert tell(weak, CHART.title(weak, None)) == "One item loads under 0.50 on the factor nearest to it"
    assert tell(make_view("zh"), CHART.title(view, None)) == "每个题项的最大载荷都不低于 0.50"
