from __future__ import annotations

import pytest

from csat_lib.report.topics.fieldwork.response import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def frame():
    cases = {"I": 60, "R": 30, "NC": 10}
    rows = [figure("fieldwork", "disposition", "mail", number, other=code, n=None) for code, number in cases.items()]
    rows.append(figure("fieldwork", "response_rate", "mail", 0.6, other="RR1", n=None))
    rows.append(figure("fieldwork", "response_rate", "mail", 0.7, other="RR2", n=None))
    return rows


def test_the_parts_of_a_bar_are_the_shares_of_the_cases(en):
    chart = CHART.draw(frame(), en)
    complete, refused = bars(chart, "#1f5a7a")[-1], bars(chart, "#c2570c")[-1]
    whole = (complete[1] - complete[0]) / 0.6
    assert (refused[1] - refused[0]) / whole == pytest.approx(0.3, abs=0.01)


def test_the_first_rate_recorded_stands_beside_the_bar(en):
    said = words(CHART.draw(frame(), en))
    assert "60.0%" in said
    assert "70.0%" not in said


def test_only_dispositions_that_occur_are_in_the_legend(zh):
    said = words(CHART.draw(frame(), zh))
    assert {"完成", "拒绝或中断", "未联系上"} <= set(said)
    assert "不合格" not in said


def test_the_alternative_text_gives_every_count(en):
    chart = CHART.draw(frame(), en)
    assert chart is not None
    assert chart.alt == (
        "What became of the cases, by channel (1). mail (100 issued): response rate 60.0%; complete 60; refusal or "
        "break-off 30; no contact 10."
    )
