from __future__ import annotations

from dataclasses import replace

from csat_lib.charts.colours import BLUE, MUTED, ORANGE
from csat_lib.report.topics.drivers.priority_list import CHART
from tests.charts.drawn import dots, set_words, words
from tests.charts.fake import figure

GAPS = {"room": 4.0, "food": -6.0, "value": -0.5}


def frame():
    rows = [figure("drivers", "weighted_gap", name, gap, half=1.0, other="overall") for name, gap in GAPS.items()]
    rows += [figure("drivers", "importance", "food", 0.25, method="johnson", other="overall")]
    return [*rows, figure("drivers", "performance", "food", 61.0)]


def test_the_largest_gap_stands_on_top_with_the_figures_it_is_made_of(en):
    said = [word.text for word in set_words(CHART.draw(frame(), en))]
    names = [word for word in said if word in {"Room", "Food and drink", "Value for money"}]
    assert names == ["Food and drink", "Value for money", "Room"]
    assert {"importance", "25%", "score", "61.0", "−6.0", "−0.5", "+4.0"} <= set(said)
    assert "importance 25%; score 61.0" in " ".join(words(CHART.draw(frame(), replace(en, width_mm=95.0))))


def test_where_every_score_is_known_the_plain_gap_stands_beside_the_weighted_one(en):
    scores = [figure("drivers", "performance", name, value) for name, value in {"room": 70.0, "value": 64.0}.items()]
    said = words(CHART.draw([*frame(), *scores], en))
    assert {"from", "average", "+5.0", "−4.0", "−1.0"} <= set(said)  # of 70, 61 and 64, whose mean is 65
    assert "from" not in words(CHART.draw(frame(), en))


def test_only_what_is_clear_of_zero_has_a_colour_and_a_side(en):
    chart = CHART.draw(frame(), en)
    assert {"clearly rated below average", "clearly rated above average", "below or above average: open"} <= set(
        words(chart)
    )
    # each with its sample in the legend, all of one shape: triangles are for changes over time
    assert [len(dots(chart, colour)) for colour in (ORANGE, BLUE, MUTED)] == [2, 2, 2]


def test_one_without_a_value_is_a_dash_at_the_end(en):
    rows = [*frame(), figure("drivers", "weighted_gap", "service", None, reason="against_outcome")]
    said = [word.text for word in set_words(CHART.draw(rows, en))]
    assert "–" in said
    assert "cannot be given" in said
    assert said.index("Front desk and room service") > said.index("Room")


def test_the_alternative_text_gives_every_gap_with_its_interval(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Weighted gap, furthest below average first: Food and drink −6.0 (−7.0 to −5.0); "
        "Value for money −0.5 (−1.5 to +0.5); Room +4.0 (+3.0 to +5.0)."
    )
    assert chinese is not None
    assert chinese.alt.startswith("加权差距，低于平均最多的在前：餐饮 −6.0")
