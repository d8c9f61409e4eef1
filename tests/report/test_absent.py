"""What a report says where the figures of measurement cannot be had: a sentence each, and no empty table."""

from __future__ import annotations

from csat_lib.report.blocks import Paragraph, Table
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.cautions.verdict import gravest_first
from csat_lib.report.topics.reliability import alpha
from csat_lib.report.topics.validity import htmt
from tests.report.composed import compose

from .fake_wave import figure, make_view

ALIKE = figure("scores", "answer_share", "q02", 1.0, other="8")
REASON = "all respondents gave the same answer to “Comfort of the bed”"
CHINESE_REASON = "所有受访者对“床铺舒适”的回答完全相同"


def verdict_on(view):
    return tell_all(view, gravest_first(view))


def lost(topic, measure, subject, other="", reason="no_variance"):
    return figure(topic, measure, subject, None, other=other, reason=reason)


FOOD_AND_SERVICE = figure("validity", "htmt", "food", 0.4, other="service", low=0.3, high=0.5, confidence=0.95)
ROWS = [
    ALIKE,
    lost("reliability", "alpha", "room"),
    figure("reliability", "alpha", "service", 0.86, low=0.8, high=0.9),
    figure("reliability", "alpha", "food", 0.81, low=0.76, high=0.85),
    lost("reliability", "alpha", "price", reason="one_item"),
    lost("factors", "kmo", "items"),
    lost("factors", "bartlett", "items"),
    lost("factors", "n_factors", "items"),
    lost("factors", "loading", "q01", "F1"),
    figure("factors", "correlation", "q01", 0.5, other="q03"),
    lost("model", "loading", "q01", "room"),
    lost("model", "cfi", "model"),
    lost("validity", "htmt", "room", "service"),
    lost("validity", "ave", "room"),
    FOOD_AND_SERVICE,
]


def sentences(language, chapter="measured", rows=ROWS):
    return [block.text for block in compose(make_view(language, rows), chapter) if isinstance(block, Paragraph)]


def tables(chapter, rows=ROWS):
    return [block.anchor for block in compose(make_view("en", rows), chapter) if isinstance(block, Table)]


def test_the_model_says_why_it_could_not_be_fitted():
    told = f"The model of four dimensions that the questionnaire was built on could not be fitted: {REASON}."
    assert told in sentences("en")
    assert f"问卷所依据的 4 个维度的测量模型未能拟合：{CHINESE_REASON}。" in sentences("zh")


def test_the_factors_give_one_reason_once_and_no_table_of_dashes():
    assert f"KMO for all items is not shown: {REASON}." in sentences("en")
    assert f"“全部题项”的 KMO 没有给出：{CHINESE_REASON}。" in sentences("zh")
    assert tables("measured") == ["tbl-reliability"]


def test_htmt_tells_the_one_pair_that_it_can_and_those_that_it_cannot():
    assert (
        "Food and Service (0.40, 95% interval 0.30 to 0.50) are distinct: HTMT lies clearly under 0.90. "
        f"HTMT is not shown for Room and Service: {REASON}."
    ) in sentences("en")
    assert (
        "“餐饮”与“服务”（0.40，95% 置信区间 0.30 至 0.50）能够区分：HTMT 明显低于 0.90。"
        f"“客房”与“服务”的 HTMT 没有给出：{CHINESE_REASON}。"
    ) in sentences("zh")


def test_the_verdict_names_the_scale_of_which_nothing_can_be_told():
    assert verdict_on(make_view("en", ROWS)) == (
        "It cannot be told whether the questions of Room agree with one another."
    )
    assert verdict_on(make_view("zh", ROWS)) == "“客房”的题目彼此是否一致，无从判断。"
    many = [*ROWS, *(lost("reliability", "alpha", name) for name in ("service", "food", "price"))]
    assert "Room, Service, Food and Price" in verdict_on(make_view("en", many))


def told(view, decide):
    found = decide(view)
    return str(tell_all(view, found if isinstance(found, list) else [found]))


def test_reliability_counts_only_the_dimensions_whose_alpha_can_be_given():
    assert told(make_view("en", ROWS), alpha.overall).startswith("The two dimensions whose alpha can be given agree")
    assert told(make_view("zh", ROWS), alpha.overall).startswith("可给出 α 系数的 2 个维度的内部一致性都良好")
    whole = [row for row in ROWS if row.subject != "room"]
    assert told(make_view("en", whole), alpha.overall).startswith("All two dimensions measured by several items")


def test_without_any_pair_htmt_says_so_of_the_pairs():
    rows = [ALIKE, lost("validity", "htmt", "room", "service"), lost("validity", "htmt", "room", "food")]
    assert told(make_view("en", rows), htmt.distinct) == (
        f"HTMT is not shown for Room and Service; Room and Food: {REASON}."
    )
    assert (
        told(make_view("zh", rows), htmt.distinct)
        == f"“客房”与“服务”、“客房”与“餐饮”的 HTMT 没有给出：{CHINESE_REASON}。"
    )


def test_the_verdict_tells_a_structure_that_could_not_be_checked():
    rows = [lost("factors", "kmo", "items", reason="few_answers")]
    told = "Whether the questions group as intended could not be checked."
    assert verdict_on(make_view("en", rows)) == told
    assert verdict_on(make_view("zh", rows)) == "题项是否按设计归类，无法检验。"
