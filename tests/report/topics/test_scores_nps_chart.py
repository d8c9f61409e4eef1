from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.topics.scores.nps import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def frame(score: float, promoters: float, passives: float, detractors: float):
    shares = {"promoters": promoters, "passives": passives, "detractors": detractors}
    rows = [figure("scores", measure, "nps", share) for measure, share in shares.items()]
    return [figure("scores", "nps", "nps", score, half=4.4), *rows]


def test_three_parts_fill_the_bar_in_proportion(en):
    chart = CHART.draw(frame(31.6, 0.482, 0.352, 0.166), en)
    ends = [bars(chart, colour)[0] for colour in ("#c2570c", "#dde1e5", "#0b6aa8")]
    whole = ends[2][1]
    assert [(right - left) / whole for left, right in ends] == pytest.approx([0.166, 0.352, 0.482], abs=2e-3)


def test_the_score_stands_beside_the_bar_with_its_interval(en):
    said = words(CHART.draw(frame(-62.3, 0.02, 0.334, 0.643), en))
    assert {"−62.3", "−66.7 to −57.9", "95% interval"} <= set(said)


def test_a_part_too_thin_for_its_share_says_it_beside_its_name(zh):
    said = words(CHART.draw(frame(0.0, 0.01, 0.98, 0.01), replace(zh, width_mm=95.0)))
    assert {"贬损者（0–6 分） 1%", "推荐者（9–10 分） 1%", "98%"} <= set(said)


def test_without_one_of_the_shares_there_is_no_bar(en):
    assert CHART.draw([figure("scores", "nps", "nps", 12.0)], en) is None


def test_the_alternative_text_gives_the_score_and_its_parts(findings, en, zh):
    english, chinese = CHART.draw(as_findings(findings), en), CHART.draw(as_findings(findings), zh)
    assert english is not None
    assert english.alt == ("NPS 31.6 (27.2 to 36.0), December 2025: promoters 48%, passives 35%, detractors 17%..")
    assert chinese is not None
    assert chinese.alt == "2025 年 12 月 NPS 31.6（27.2 至 36.0）：推荐者 48%，中立者 35%，贬损者 17%。。"
