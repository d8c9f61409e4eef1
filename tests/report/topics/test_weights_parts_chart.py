from __future__ import annotations

import pytest

from csat_lib.report.topics.weights.parts import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure

EQUAL, JOHNSON = {"room": 0.5, "food": 0.5}, {"room": 0.7, "food": 0.3}


def weights(measure: str, method: str, values: dict[str, float], node: str = "satisfaction"):
    return [figure("weights", measure, name, value, other=node, method=method) for name, value in values.items()]


def test_the_weights_in_use_are_solid_and_the_others_light(en):
    rows = weights("rule_weight", "equal", EQUAL) + weights("rule_weight", "johnson", JOHNSON)
    chart = CHART.draw(rows + weights("weight_used", "johnson", JOHNSON), en)
    solid = [right - left for left, right in bars(chart, "#1f5a7a")]
    assert solid[0] / solid[1] == pytest.approx(7 / 3, abs=1e-3)
    assert len(bars(chart, "#8a929a")) == 2
    assert {"Equal", "Johnson (used)"} <= set(words(chart))


def test_weights_that_the_study_gives_stand_in_a_column_of_their_own(en):
    rows = weights("rule_weight", "equal", EQUAL) + weights("weight_used", "given", {"room": 0.6, "food": 0.4})
    chart = CHART.draw(rows, en)
    assert {"Equal", "Set by the study (used)", "60%", "40%"} <= set(words(chart))


def test_nodes_that_weigh_differently_each_have_their_own_solid_bars(en):
    rows = weights("rule_weight", "equal", EQUAL) + weights("rule_weight", "equal", EQUAL, "quality")
    rows += weights("weight_used", "equal", EQUAL) + weights("weight_used", "given", JOHNSON, "quality")
    chart = CHART.draw(rows, en)
    assert len(bars(chart, "#1f5a7a")) == 4
    assert {"Guest satisfaction index", "quality"} <= set(words(chart))


def test_a_rule_that_could_not_be_had_has_no_column(en):
    rows = weights("rule_weight", "equal", EQUAL)
    rows += [figure("weights", "rule_weight", "room", None, other="satisfaction", method="johnson", reason="collinear")]
    assert "Johnson" not in words(CHART.draw(rows, en))


def test_the_alternative_text_names_the_weights_in_use(en, zh):
    rows = weights("rule_weight", "equal", EQUAL) + weights("rule_weight", "johnson", JOHNSON)
    frame = rows + weights("weight_used", "johnson", JOHNSON)
    english, chinese = CHART.draw(frame, en), CHART.draw(frame, zh)
    assert english is not None
    assert english.alt == (
        "Weights in the index; used: Johnson. Equal: Room 50%; Food and drink 50%. "
        "Johnson: Room 70%; Food and drink 30%."
    )
    assert chinese is not None
    assert chinese.alt == (
        "指数权重，采用 Johnson 相对权重。等权：客房 50%；餐饮 50%。Johnson 相对权重：客房 70%；餐饮 30%。"
    )
