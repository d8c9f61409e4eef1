from __future__ import annotations

import pytest

from csat_lib.report.topics.quality.blanks import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def frame():
    shares = {"q01": 0.02, "q02": 0.171, "q03": 0.003}
    return [figure("quality", "missing_share", item, share) for item, share in shares.items()]


def test_the_item_most_often_left_blank_stands_on_top_and_bars_are_in_proportion(en):
    drawn = bars(CHART.draw(frame(), en), "#1f5a7a")
    lengths = [right - left for left, right in drawn]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.02 / 0.171, 0.003 / 0.171], abs=2e-3)


def test_a_share_that_rounds_to_nothing_is_not_written_as_nothing(en):
    assert [word for word in words(CHART.draw(frame(), en)) if "%" in word and "," not in word][-3:] == [
        *("17%", "2%", "<1%"),
    ]


def test_the_alternative_text_names_the_item(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Most often left blank: Room: Comfort of bed, pillows and linen (17%). Room: Comfort of bed, pillows and linen "
        "17%; Room: Cleanliness on arrival 2%; Room: Warmth and competence of staff <1%."
    )
    assert chinese is not None
    assert chinese.alt == (
        "漏答最多的是“客房：床品与寝具的舒适程度”（17%）。客房：床品与寝具的舒适程度 17%；客房：整洁程度 2%；"
        "客房：员工的热情与专业 <1%。"
    )


def test_many_items_are_told_in_one_line_after_the_dozen_most_often_left_blank(en):
    shares = [0.30 - 0.01 * number for number in range(20)]
    rows = [figure("quality", "missing_share", f"item{number}", share) for number, share in enumerate(shares)]
    chart = CHART.draw(rows, en)
    assert len(bars(chart, "#1f5a7a")) == 12
    assert words(chart)[-1] == "8 more items: at most 18% each"


def test_items_that_nobody_left_blank_have_no_bar(en, zh):
    rows = [figure("quality", "missing_share", item, share) for item, share in [("q01", 0.02), ("q02", 0), ("q03", 0)]]
    assert words(CHART.draw(rows, en))[-1] == "2 more items: none left blank"
    assert words(CHART.draw(rows, zh))[-1] == "其余 2 个题项没有漏答"
