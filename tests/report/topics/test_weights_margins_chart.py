from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.topics.weights.respondents import CHART
from tests.charts.drawn import dots, words
from tests.charts.fake import figure


def frame():
    shares = {"north": (0.52, 0.41, 0.40), "south": (0.48, 0.59, 0.60)}
    kinds = ("share_sample", "share_weighted", "share_target")
    return [
        figure("weights", kind, "region", share, other=level)
        for level, values in shares.items()
        for kind, share in zip(kinds, values, strict=True)
    ]


def test_the_sample_is_light_the_weighted_share_solid_on_one_scale(en):
    chart = CHART.draw(frame(), en)
    light, solid = dots(chart, "#8a929a")[1:], dots(chart, "#1f5a7a")[1:]
    per_share = (light[0][0] - light[1][0]) / (0.52 - 0.48)
    assert (solid[1][0] - solid[0][0]) / per_share == pytest.approx(0.59 - 0.41, abs=1e-3)
    assert [y for _, y in light] == [y for _, y in solid]


def test_three_columns_of_figures_on_a_page_one_on_a_telephone(en):
    page, phone = CHART.draw(frame(), en), CHART.draw(frame(), replace(en, width_mm=95.0))
    assert {"52%", "41%"} <= set(words(page))
    assert "52%" not in words(phone)
    assert "41%" in words(phone)


def test_the_alternative_text_says_how_far_the_margins_are_met(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Sample, weighted and target shares; after weighting the largest gap to the target is 1.0 percentage points. "
        "North 52%, 41%, 40%; South 48%, 59%, 60%."
    )
    assert chinese is not None
    assert chinese.alt == (
        "样本、加权后与目标的构成；加权后与目标最大相差 1.0 个百分点。北方 52%、41%、40%；南方 48%、59%、60%。"
    )
