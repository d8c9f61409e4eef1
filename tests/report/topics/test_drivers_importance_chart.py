from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.charts.colours import tint
from csat_lib.report.by_name import draw
from csat_lib.report.topics.drivers.importance import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure
from tests.report.fake_wave import all_figures, altered, make_view


def frame():
    return [
        figure("drivers", "importance", "food", 0.25, half=0.05, method="johnson"),
        figure("drivers", "importance", "room", 0.75, half=0.05, method="johnson"),
        figure("drivers", "importance", "room", 0.61, half=0.05, method="lmg"),
        figure("drivers", "performance", "room", 81.2, half=1.3),
        figure("drivers", "performance", "food", 20.0, n=25),
        figure("drivers", "r2", "overall", 0.58),
    ]


def test_the_most_important_stands_on_top_and_the_first_method_is_drawn(en):
    lengths = [right - left for left, right in bars(CHART.draw(frame(), en), tint("#1f5a7a", 0.4))]
    assert lengths[0] / lengths[1] == pytest.approx(3, abs=0.01)
    assert "61%" not in words(CHART.draw(frame(), en))


def test_interval_and_performance_stand_beside_as_numbers_and_on_a_telephone_below(en):
    said = words(CHART.draw(frame(), en))
    assert {"importance", "95% interval", "20% to 30%", "70% to 80%", "score", "81.2", "20.0"} <= set(said)
    assert "70% to 80%; score 81.2" in words(CHART.draw(frame(), replace(en, width_mm=95.0)))


def test_the_axis_says_of_what_importance_is_a_share(en):
    assert "importance, % of what is explained" in words(CHART.draw(frame(), en))


@pytest.mark.parametrize(("half", "note"), [(0.05, False), (None, True)])
def test_importance_without_an_interval_says_so_under_the_figure(half, note):
    ends = {} if half else {"low": None, "high": None}
    rows = altered(all_figures(), {"topic": "drivers", "measure": "importance"}, **ends)
    assert ("Importance has no interval here" in draw(make_view("en", rows), "drivers")[0].note) == note


def test_the_alternative_text_gives_both_figures(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Highest importance: Room (75%). Room importance 75%, score 81.2; Food and drink importance 25%, score 20.0."
    )
    assert chinese is not None
    assert chinese.alt == (
        "重要性估计值最高的是“客房”（75%）。客房 重要性 75%，得分 81.2；餐饮 重要性 25%，得分 20.0。"
    )
