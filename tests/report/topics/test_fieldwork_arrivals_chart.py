from __future__ import annotations

from csat_lib.report.topics.fieldwork.arrivals import CHART
from tests.charts.drawn import words
from tests.charts.fake import figure


def frame(p: float | None = 0.001):
    rows = [
        figure("fieldwork", "arrivals", "answers", count, path=day)
        for day, count in {"2025-12-01": 12, "2025-12-04": 40}.items()
    ]
    rows.append(figure("fieldwork", "burst", "answers", 23, path="2025-12-04T14:20", p=p))
    return rows


def test_days_without_an_answer_keep_their_place(en):
    chart = CHART.draw(frame(), en)
    assert chart is not None
    assert chart.alt.startswith(
        "Responses from 1 December 2025 to 4 December 2025; bursts that chance would hardly bring: 1."
    )


def test_a_burst_is_told_with_its_moment_and_its_number(en, zh):
    assert "All responses: 23 from 4 December 2025 14:20" in words(CHART.draw(frame(), en))
    assert "全部答卷：2025 年 12 月 4 日 14:20 起 23 份" in words(CHART.draw(frame(), zh))


def test_what_chance_may_bring_is_no_burst(en):
    for likely in (0.4, None):
        assert not [word for word in words(CHART.draw(frame(likely), en)) if "14:20" in word]


def test_one_slot_is_no_line(en):
    assert CHART.draw([figure("fieldwork", "arrivals", "answers", 3, path="2025-12-01")], en) is None
