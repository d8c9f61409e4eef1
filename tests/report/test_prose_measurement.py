"""Model, validity, comparability and fieldwork in words, in both languages: whole sentences on the made-up wave."""

from __future__ import annotations

import re

import pytest

from csat_lib.findings import to_frame
from csat_lib.report.by_name import draw, say
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.reliability import consistency
from csat_lib.report.topics.validity import htmt
from tests.report.composed import compose

from . import fake_evidence
from .fake_wave import altered, figure, make_view


def measured(language="en", rows=None, texts=None):
    told = fake_evidence.texts() if texts is None else texts
    return make_view(language, fake_evidence.figures() if rows is None else rows, texts=to_frame(told))


def spoken(topic, subject="", language="en", rows=None, texts=None):
    return " ".join(paragraph.text for paragraph in say(measured(language, rows, texts), topic, subject))


def said(view, decide):
    found = decide(view)
    return str(tell_all(view, found if isinstance(found, list) else [found]))


def test_dimensions_are_distinct_only_as_far_as_their_intervals_carry():
    assert said(measured(), htmt.distinct) == (
        "By HTMT (customary limit 0.90), not distinct from one another: Room and Service (0.93, 95% interval 0.91 to "
        "0.96); not clearly distinct: Service and Food (0.88, 95% interval 0.85 to 0.91)."
    )
    assert said(measured("zh"), htmt.distinct) == (
        "按 HTMT（惯用上限 0.90），“客房”与“服务”（0.93，95% 置信区间 0.91 至 0.96）无法区分；“服务”与“餐饮”"
        "（0.88，95% 置信区间 0.85 至 0.91）能否区分尚不能断定。"
    )
    apart = altered(fake_evidence.figures(), {"measure": "htmt"}, value=0.5, low=0.45, high=0.55)
    assert said(measured(rows=apart), htmt.distinct).startswith(
        "All three pairs of dimensions are distinct: HTMT lies clearly under 0.90, highest for Room and Service (0.50"
    )
    assert said(measured("zh", apart), htmt.distinct).startswith("3 对维度都能区分：HTMT 均明显低于 0.90")


def test_validity_goes_from_the_items_to_the_criterion():
    told = spoken("validity")
    assert told.startswith(
        "The average variance that the items share with their dimension is between 0.48 and 0.66, customary minimum "
        "0.50; under it: Room (0.48). "
    )
    assert (
        "By Fornell and Larcker's stricter rule Room and Service (0.78) and Service and Food (0.73) share more with "
        "each other than with their items. “Quiet in the room” goes more with another dimension than with its own. "
        "Six experts rated the items' relevance: content validity 0.94, above the customary 0.90; under 0.78: “Quiet "
        "in the room”. The dimensions' correlations with Overall satisfaction run from 0.48 (Food) to 0.61 (Room)."
    ) in told
    assert spoken("validity", language="zh").endswith(
        "6 位专家评定了题项的相关性，内容效度为 0.94，高于 0.90 的惯用下限；“客房安静”低于 0.78。"
        "各维度与“总体满意度”的相关在 0.48（“餐饮”）与 0.61（“客房”）之间。"
    )


def test_a_dimension_s_validity_names_its_nearest_neighbour():
    assert spoken("validity", "room") == (
        "Room: composite reliability 0.73, average variance extracted 0.48, nearest to Service (HTMT 0.93)."
    )
    assert spoken("validity", "room", "zh") == (
        "“客房”：组合信度 0.73，平均方差抽取量 0.48，与它最接近的是“服务”（HTMT 0.93）。"
    )


def test_the_fieldwork_is_told_by_response_repeats_and_bursts():
    assert spoken("fieldwork") == (
        "The response rate of 2,070 cases issued was 54.8% (AAPOR RR1): highest by S02 (77.9%), lowest by S01 "
        "(36.0%). Of all responses received, 21 came from a device used before. Responses arrived in bursts that "
        "chance would hardly bring (Station, 2025-12-03 14:20: 38): ask how they were collected."
    )
    assert spoken("fieldwork", language="zh") == (
        "共发出样本 2,070 个，回收率为 54.8%（AAPOR RR1），最高的是“S02”（77.9%），最低的是“S01”（36.0%）。"
        "全部回收答卷中，同一设备重复提交的 21 份。有些答卷的提交时间异常集中，偶然难以解释"
        "（车站店，2025-12-03 14:20，38 份），应了解这些答卷是如何收集的。"
    )
    assert spoken("fieldwork", "S01") == "S01: response rate 36.0% (AAPOR RR1)."


def test_a_burst_that_chance_may_bring_is_none():
    rows = altered(fake_evidence.figures(), {"measure": "burst"}, p=0.2)
    assert "The times of arrival show no unusual concentration." in spoken("fieldwork", rows=rows)


def test_without_dispositions_the_reason_is_told():
    rows = [figure("fieldwork", "response_rate", "answers", None, reason="no_dispositions", other="RR1")]
    assert spoken("fieldwork", rows=rows) == (
        "The response rate cannot be given: what became of those invited is not recorded."
    )


def test_one_factor_common_to_all_items_is_told_with_its_interval():
    assert said(measured(), consistency.general) == (
        "One factor common to all items accounts for 0.74 of the variance of their sum (hierarchical omega; 95% "
        "interval 0.72 to 0.76; 1,134 responses, effective base 1,021); all factors together account for 0.94."
    )
    assert said(measured("zh"), consistency.general) == (
        "全部题项之和的方差中，0.74 可由一个总因子解释（层次 ω 系数；95% 置信区间 0.72 至 0.76；样本量 1,134，"
        "等效样本量 1,021）；全部因子合计解释 0.94。"
    )


def nothing_compares():
    """Every change of the wave without a value."""
    return altered(
        fake_evidence.figures(),
        {"topic": "trends", "measure": "change"},
        value=None,
        low=None,
        high=None,
        reason="not_comparable",
    )


def test_a_wave_of_which_nothing_compares_says_so_instead_of_missing_an_earlier_one():
    (_, lead) = compose(measured(rows=nothing_compares()), "trends")
    assert lead.text.startswith("For the guest satisfaction index and Food this report gives no change")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "not comparable with November 2025"), ("zh", "与 2025 年 11 月不可比")]
)
def test_a_card_says_what_does_not_compare(language, words):
    (_, cards, *_) = compose(measured(language, nothing_compares()), "page_one")
    assert [card.change for card in cards.cards[:3]] == [words] * 3
    assert re.fullmatch(r"\d+\.\d (to|至) \d+\.\d", cards.cards[0].within)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "By store, groups are not compared: they answer the same questions in different ways. "),
        ("zh", "按门店分组，各组不作比较：各组对同样题目的作答方式不同。"),
    ],
)
def test_groups_that_do_not_compare_are_not_told_as_alike(language, told):
    gone = {"value": None, "low": None, "high": None, "reason": "not_comparable"}
    rows = altered(fake_evidence.figures(), {"measure": "gap"}, **gone)
    assert spoken("segments", "", language, rows).startswith(told)
    titled = {"en": "By store, groups are not compared", "zh": "按门店分组，各组不作比较"}
    assert draw(measured(language, rows), "ranking")[0].title == titled[language]
