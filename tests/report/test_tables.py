"""Tables are declarations over findings: raw values, marks for small bases, titles that say the finding."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text
from csat_lib.report.blocks import Cell, Paragraph, Quote, Quotes
from csat_lib.report.declared import make
from csat_lib.report.tables import show
from csat_lib.report.topics.quality import blanks, effects, ledger
from csat_lib.report.topics.reliability import alpha
from csat_lib.report.topics.scores import answers, dimensions
from csat_lib.report.topics.voice import topics_mentioned
from csat_lib.report.topics.weights import parts, respondents

from .fake_wave import all_figures, altered, figure, make_study, make_view, without


def flat(row):
    values = [cell.value if isinstance(cell, Cell) else cell for cell in row]
    return [part for value in values for part in (value if isinstance(value, tuple) else (value,))]


def heads(table):
    return [column.title for column in table.columns]


def test_the_scores_table_holds_index_interval_change_and_target():
    table = make(make_view("en"), dimensions.TABLE)
    assert heads(table) == ["Dimension", "Index", "95% interval", "Change", "95% interval (joint)", "Target"]
    assert table.rows[0][0] == "Guest satisfaction index"
    assert flat(table.rows[0][1:]) == pytest.approx([76.4, 75.2, 77.6, -2.1, -3.6, -0.6, 80.0])
    assert [row[0] for row in table.rows] == [
        "Guest satisfaction index", "Room", "Service", "Food", "Price", "Overall satisfaction",
    ]  # fmt: skip
    assert table.title == "Clearly below target: the guest satisfaction index"
    assert table.note == (
        "The intervals of changes and differences are adjusted jointly for all 40 comparisons;"
        " clear means that 0 is left out"
    )
    chinese = make(make_view("zh"), dimensions.TABLE)
    assert chinese.title == "“宾客满意度指数”明显低于目标"
    assert chinese.note == "变化与差距的区间已就全部 40 项比较联合调整，不含 0 才说“明显”"
    assert table.base == "1,134 responses, effective base 1,021"
    assert table.source == "Guest satisfaction tracking, December 2025"
    assert table.strong == (0,)


def test_without_an_earlier_wave_there_is_no_column_for_change():
    table = make(make_view("en", without("trends"), earlier=()), dimensions.TABLE)
    assert heads(table) == ["Dimension", "Index", "95% interval", "Target"]
    assert table.note == ""


def test_without_targets_the_scores_table_says_how_far_apart_the_dimensions_are():
    study = make_study(targets={})
    assert (
        make(make_view("en", study=study), dimensions.TABLE).title
        == "Dimensions measured from 61.0 (Price) to 84.9 (Service)"
    )
    assert (
        make(make_view("zh", study=study), dimensions.TABLE).title
        == "各维度实测在 61.0 分（“价格”）与 84.9 分（“服务”）之间"
    )


def test_a_target_that_is_met_or_open_is_told_as_such():
    met, unsettled = make_study(targets={"room": 75.0}), make_study(targets={"room": 81.0})
    assert make(make_view("en", study=met), dimensions.TABLE).title == "Clearly above target: Room"
    assert make(make_view("zh", study=met), dimensions.TABLE).title == "“客房”明显高于目标"
    assert make(make_view("en", study=unsettled), dimensions.TABLE).title == "Whether Room meets its target is open"
    assert make(make_view("zh", study=unsettled), dimensions.TABLE).title == "“客房”是否达标尚难断定"


def test_without_targets_there_is_no_column_for_them():
    assert "Target" not in heads(make(make_view("en", study=make_study(targets={})), dimensions.TABLE))


def test_items_stand_under_their_dimension():
    table = make(make_view("zh"), answers.TABLE)
    assert table.sections == ((0, "客房"), (3, "服务"), (5, "餐饮"), (7, "价格"), (8, "结果指标"))
    assert heads(table) == ["题项", "均值", "95% 置信区间", "最高两档占比", "95% 置信区间", "未答比例"]
    assert table.title == "均值最低的是“性价比”（6.30），最高的是“客房整洁”（8.40）"


def test_reliability_lists_every_dimension_and_says_why_one_has_none():
    table = make(make_view("en"), alpha.TABLE)
    assert [row[0] for row in table.rows] == ["Room", "Service", "Food", "Price"]
    assert [getattr(cell, "value", cell) for cell in table.rows[3][1:]] == [None] * 4
    assert table.note == "Price: a single item"
    assert table.title == "Alpha runs from 0.58 (Food) to 0.87 (Room)"
    assert make(make_view("zh"), alpha.TABLE).title == "α 系数在 0.58（“餐饮”）与 0.87（“客房”）之间"


def test_weights_stand_by_rule_beside_those_used():
    table = make(make_view("en"), parts.TABLE)
    assert heads(table) == ["Dimension", "Equal weights", "Johnson's relative weights", "Weight used"]
    assert [cell.value for cell in table.rows[0][1:]] == [0.25, 0.39, 0.39]
    assert table.title == "Price counts 10%, against 25% if all parts counted alike"
    assert make(make_view("zh"), parts.TABLE).title == "“价格”的权重为 10%，若等权则为 25%"
    assert make(make_view("en"), respondents.MARGINS).title == "Weighting moves Harbour most: from 20% to 25%"


def test_items_left_blank_are_counted():
    table = make(make_view("en"), blanks.TABLE)
    assert heads(table) == ["Items left blank", "Responses", "Share"]
    assert [(row[0].value, row[1].value) for row in table.rows] == [(0, 700), (1, 300), (2, 134)]
    assert sum(row[2].value for row in table.rows) == pytest.approx(1.0)
    assert table.title == "62% of 1,134 responses answered every item"
    assert make(make_view("zh"), blanks.TABLE).title == "1,134 份有效答卷中，62% 没有漏答"


def test_without_a_blank_there_is_no_table_of_blanks():
    rows = [figure("quality", "missing_items", "answers", 250, other="0", n=250)]
    assert make(make_view("en", rows), blanks.TABLE) is None


def test_rules_that_left_nobody_out_have_no_table_of_effects_but_a_sentence():
    rows = [figure("quality", "index_effect", "satisfaction", 0.0, other="missing")]
    assert make(make_view("en", rows), effects.TABLE) is None
    assert show(make_view("en", rows), rows) == (Paragraph("No rule left anybody out."),)
    assert show(make_view("zh", rows), rows) == (Paragraph("没有规则剔除任何答卷。"),)


def test_the_ledger_adds_up():
    table = make(make_view("en"), ledger.TABLE)
    assert [row[1].value for row in table.rows] == [1246, 21, 28, 63, 1134]
    assert sum(row[2].value for row in table.rows[1:]) == pytest.approx(1.0)
    assert table.strong == (0, 4)
    assert heads(table) == ["Rule", "Responses", "Share"]
    assert table.title == "“Same answer throughout” left out most: 63 responses"
    assert make(make_view("zh"), ledger.TABLE).title == "因“通篇同一答案”剔除的最多，共 63 份"
    undone = make(make_view("en"), effects.TABLE)
    assert undone.title == "Undoing “same answer throughout” would move the index most, by −0.3 points"
    assert make(make_view("zh"), effects.TABLE).title == "如果不执行“通篇同一答案”，指数变动最大（−0.3 分）"


def test_topics_say_what_they_range_over():
    rows = altered(all_figures(), {"topic": "voice", "measure": "score", "subject": "noise"}, value=60.0, high=64.0)
    assert make(make_view("en", rows), topics_mentioned.TABLE).title == (
        "Topics came up with 10% (Staff) to 37% (Cleanliness) of those who wrote"
    )
    assert (
        make(make_view("zh", rows), topics_mentioned.TABLE).title
        == "留言者中，提及各主题的占比从“员工”的 10% 到“清洁”的 37%"
    )


def test_codes_come_most_mentioned_first():
    table = make(make_view("en"), topics_mentioned.TABLE)
    assert [row[0] for row in table.rows] == ["Cleanliness", "Noise", "Staff", "Not coded"]
    assert table.title == "Those who mention Noise score clearly lowest (51.3)"


def test_a_table_without_findings_is_not_made():
    assert make(make_view("en", []), dimensions.TABLE) is None


CASES = {
    ("scores", "index"): "tbl-scores",
    ("scores", "mean", "top2"): "tbl-items",
    ("scores", "nps"): "tbl-nps",
    ("quality", "rows_in", "left_out", "rows_kept"): "tbl-ledger",
    ("quality", "missing_share"): "tbl-missing",
    ("quality", "index_effect"): "tbl-effects",
    ("reliability", "alpha", "omega"): "tbl-reliability",
    ("reliability", "item_rest", "alpha_if_dropped"): "tbl-item-reliability",
    ("factors", "kmo", "bartlett"): "tbl-adequacy",
    ("factors", "loading", "communality"): "tbl-loadings",
    ("weights", "share_target", "share_sample", "share_weighted"): "tbl-margins",
    ("weights", "deff", "effective_n"): "tbl-precision",
    ("weights", "rule_weight", "weight_used"): "tbl-index-weights",
    ("drivers", "importance", "performance"): "tbl-drivers",
    ("segments", "gap"): "tbl-segments",
    ("trends", "change"): "tbl-changes",
    ("trends", "index"): "tbl-waves",
    ("voice", "share", "mentions", "score"): "tbl-codes",
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_notebook_is_shown_the_table_declared_for_what_it_recorded(case, language):
    topic, *measures = case
    recorded = [row for row in all_figures() if row.topic == topic and row.measure in measures]
    (table,) = show(make_view(language), recorded)
    assert table.anchor == CASES[case]
    assert table.rows


def test_a_notebook_is_shown_a_heat_table_for_the_index_of_groups():
    recorded = [
        row for row in all_figures() if (row.topic, row.measure, row.segment_by) == ("scores", "index", "store")
    ]
    (table,) = show(make_view("en"), recorded)
    assert table.anchor == "tbl-heat"


def test_findings_that_fit_no_declaration_are_shown_plainly():
    recorded = [figure("factors", "factor_correlation", "F1", 0.31, other="F2")]
    (table,) = show(make_view("en"), recorded)
    assert table.title == "Correlation of factors"
    assert heads(table) == ["Subject", "Of", "Measure", "Value", "Base", "Eff. base"]
    assert table.rows[0] == ("F1", "F2", "Correlation of factors", Cell(0.31), Cell(1134), Cell(1021.4))


def test_recorded_quotes_are_shown_as_quotes():
    texts = [Text(topic="voice", subject="clean", kind="quote", text="The bathroom was dirty.")]
    assert show(make_view("en"), texts) == (Quotes((Quote("The bathroom was dirty.", "Cleanliness"),)),)


def test_nothing_recorded_shows_nothing():
    assert show(make_view("en"), []) == ()
