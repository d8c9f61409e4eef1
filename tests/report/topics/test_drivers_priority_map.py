from __future__ import annotations

import pytest

from csat_lib.report.topics.drivers.priority_map import CHART
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import figure

POINTS = {"room": (0.6, 80.0), "food": (0.3, 60.0), "value": (0.1, 70.0)}


def frame(points=POINTS):
    rows = [figure("drivers", "importance", name, importance) for name, (importance, _) in points.items()]
    return rows + [figure("drivers", "performance", name, good) for name, (_, good) in points.items()]


def test_importance_rises_upwards_and_performance_to_the_right(en):
    room, food, value = dots(CHART.draw(frame(), en), "#1f5a7a")
    assert room[1] < food[1] < value[1]
    assert food[0] < value[0] < room[0]
    assert (room[1] - value[1]) / (food[1] - value[1]) == pytest.approx(5 / 2, abs=0.01)


def test_the_quadrants_part_at_the_means(en):
    chart = CHART.draw(frame(), en)
    middle = lines(chart, "#59616a")[0][0]
    assert middle == pytest.approx(dots(chart, "#1f5a7a")[2][0], abs=0.01)
    assert {"Improve first", "Keep up", "Watch", "Maintain"} <= set(words(chart))


def test_one_construct_makes_no_map(en):
    assert CHART.draw(frame({"room": (1.0, 80.0)}), en) is None


def test_constructs_at_nearly_the_same_place_all_keep_their_names(findings, en):
    names = ("room", "service", "food", "wellness", "location", "value")
    crowded = {name: (1 / 6 + 0.001 * at, 80 + 0.05 * at) for at, name in enumerate(names)}
    said = words(CHART.draw(frame(crowded), en))
    assert {"Room", "Food and drink", "Value for money", "Location and transport"} <= {
        *said,
        " ".join(said[said.index("Location and") : said.index("Location and") + 2]) if "Location and" in said else "",
    }


def test_the_alternative_text_gives_the_splits_and_every_point(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Importance against scores, split at the means 33% and 70.0. Room importance 60%, score 80.0; "
        "Food and drink importance 30%, score 60.0; Value for money importance 10%, score 70.0."
    )
    assert chinese is not None
    assert chinese.alt == (
        "重要性与得分对照，以平均重要性 33%、平均得分 70.0 为界。客房 重要性 60%，得分 80.0；"
        "餐饮 重要性 30%，得分 60.0；性价比 重要性 10%，得分 70.0。"
    )
