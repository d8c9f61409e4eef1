from __future__ import annotations

import pytest

from csat_lib.report.topics.reliability.alpha import CHART
from tests.charts.drawn import dots, lines, words
from tests.charts.fake import figure

ACCENT, MUTED = "#1f5a7a", "#59616a"


def frame():
    return [
        figure("reliability", "alpha", "room", 0.87, half=0.02),
        figure("reliability", "omega", "room", 0.88, half=0.02),
        figure("reliability", "alpha", "value", None, reason="one_item"),
    ]


def test_alpha_stands_between_the_thresholds_where_its_value_puts_it(en):
    chart = CHART.draw(frame(), en)
    acceptable, good = (line[0] for line in lines(chart, MUTED)[1:3])
    alpha = dots(chart, ACCENT)[1][0]
    assert (alpha - good) / (good - acceptable) == pytest.approx(0.7, abs=0.01)


def test_omega_is_told_from_alpha_by_its_shape_and_both_by_their_words(en):
    chart = CHART.draw(frame(), en)
    assert words(chart)[:5] == ["alpha", "omega", "95% interval", "–", "cannot be given"]
    assert [word for word in words(chart) if word in {"0.87", "0.88"}] == ["0.87", "0.88"]
    assert len(dots(chart, ACCENT)) == len(dots(chart, MUTED)) == 2


def test_a_negative_alpha_widens_the_scale(en):
    rows = [figure("reliability", "alpha", "room", -0.31, half=0.2)]
    said = words(CHART.draw(rows, en))
    assert "−0.6" in said
    assert "−0.31" in said


def test_the_alternative_text_counts_what_reaches_the_threshold(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "1 of 2 dimensions reach an alpha of 0.70. Room alpha 0.87 (0.85 to 0.89), omega 0.88 (0.86 to 0.90); "
        "Value for money alpha –."
    )
    assert chinese is not None
    assert chinese.alt == (
        "2 个维度中有 1 个的 α 系数达到 0.70。客房 α 系数 0.87（0.85 至 0.89）、ω 系数 0.88（0.86 至 0.90）；"
        "性价比 α 系数 –。"
    )
