from __future__ import annotations

import pytest

from csat_lib.report.topics.voice.pareto_chart import CHART
from tests.charts.drawn import bars, dots, words
from tests.charts.fake import figure


def frame():
    rows = [figure("voice", "share", code, share) for code, share in (("staff", 0.2), ("clean", 0.5), ("wifi", 0.3))]
    rows += [figure("voice", "mentions", "clean", 50), figure("voice", "score", "clean", 64.2, half=3, n=50)]
    return [*rows, figure("voice", "score", "wifi", None, n=8)]


def test_the_most_mentioned_stands_on_top_and_bars_are_in_proportion(en):
    lengths = [right - left for left, right in bars(CHART.draw(frame(), en), "#1f5a7a")]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.6, 0.4], abs=2e-3)


def test_the_running_total_climbs_to_the_whole(en):
    totals = [x for x, _ in dots(CHART.draw(frame(), en), "#8a929a")]
    assert (totals[1] - totals[0]) / (totals[2] - totals[1]) == pytest.approx(3 / 2, abs=0.01)


def test_a_score_of_too_few_is_a_dash(en):
    said = words(CHART.draw(frame(), en))
    assert "64.2" in said
    assert said.count("–") == 3  # its sample in the legend, WiFi, and a code without any score


def test_without_scores_the_bars_take_the_page(en):
    said = words(CHART.draw([figure("voice", "share", "clean", 0.5)], en))
    assert "overall score, 0–100" not in said


def test_the_alternative_text_gives_share_people_and_score(findings, en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Mentioned most: Cleanliness (50%). Cleanliness 50% (50 people), score 64.2; WiFi 30% (– people), score –; "
        "Staff 20% (– people), score –."
    )
    assert chinese is not None
    assert chinese.alt == (
        "提及最多的是“清洁卫生”（50%）。清洁卫生 50%（50 人），得分 64.2；无线网络 WiFi 30%（– 人），得分 –；"
        "员工态度 20%（– 人），得分 –。"
    )


def test_where_nobody_mentions_a_code_the_running_total_stays_at_nothing(en):
    rows = [figure("voice", "share", "clean", 0.0), figure("voice", "share", "wifi", 0.0)]
    rows += [figure("voice", "share", "uncoded", 1.0)]
    totals = {round(x, 2) for x, _ in dots(CHART.draw(rows, en), "#8a929a")}
    assert len(totals) == 1
