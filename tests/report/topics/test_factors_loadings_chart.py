from __future__ import annotations

from csat_lib.report.topics.factors.places import CHART
from tests.charts.drawn import words
from tests.charts.fake import figure

LOADINGS = {"q01": (0.2, 0.62), "q02": (0.81, 0.31), "q03": (-0.70, 0.29), "q04": (0.1, 0.75)}


def frame():
    rows = [
        figure("factors", "loading", item, value, other=f"F{at}")
        for item, values in LOADINGS.items()
        for at, value in enumerate(values, start=1)
    ]
    return [*rows, figure("factors", "variance_share", "F1", 0.3), figure("factors", "communality", "q01", 0.42)]


def test_items_are_grouped_by_their_factor_strongest_first_and_small_loadings_left_blank(en):
    said = words(CHART.draw(frame(), en))
    figures = [word for word in said if word.lstrip("−").replace(".", "").isdigit()]
    assert figures == ["0.81", "0.31", "−0.70", "0.75", "0.62", "0.42"]


def test_heads_give_the_factor_and_its_share_of_variance(en):
    said = words(CHART.draw(frame(), en))
    assert said[:4] == [
        *("loadings under 0.30 are left blank; under each factor its share of the variance", "F1", "30%", "F2")
    ]
    assert "communality" in said


def test_factors_are_ordered_by_number(en):
    rows = [figure("factors", "loading", "q01", 0.5, other=name) for name in ("F10", "F2", "F1")]
    said = words(CHART.draw(rows, en))
    assert [word for word in said if word.startswith("F")] == ["F1", "F2", "F10"]


def test_the_alternative_text_lists_each_factor_s_items(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Loadings of 4 items on 2 factors; those under 0.30 are left blank. F1: Room: Comfort of bed, pillows and "
        "linen 0.81; Room: Warmth and competence of staff −0.70. F2: Room: Waiting times and speed of formalities, "
        "also at peak hours 0.75; Room: Cleanliness on arrival 0.62."
    )
    assert chinese is not None
    assert chinese.alt == (
        "4 个题项在 2 个因子上的载荷，绝对值小于 0.30 者留空。F1：客房：床品与寝具的舒适程度 0.81；"
        "客房：员工的热情与专业 −0.70。F2：客房：等候时间与办理手续的快慢（含高峰时段）0.75；客房：整洁程度 0.62。"
    )
