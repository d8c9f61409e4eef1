"""Tables are declarations over findings: raw values, marks for small bases, titles that say the finding."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text
from csat_lib.report.blocks import Cell, Quote, Quotes
from csat_lib.report.tables import insight, make, measurement, quality, scores, show, weights

from .fake_wave import all_figures, figure, make_study, make_view, without


def flat(row):
    return [part for cell in row for part in (cell if isinstance(cell, tuple) else (cell,))]


def heads(table):
    return [column.title for column in table.columns]


def test_the_scores_table_holds_index_interval_change_and_target():
    table = make(make_view("en"), scores.INDEX)
    assert heads(table) == ["Dimension", "Index", "95% interval", "Change", "95% interval", "Target"]
    assert table.rows[0][0] == "Guest satisfaction index"
    assert flat(table.rows[0][1:]) == pytest.approx([76.4, 75.2, 77.6, -2.1, -3.6, -0.6, 80.0])
    assert [row[0] for row in table.rows] == [
        "Guest satisfaction index", "Room", "Service", "Food", "Price", "Overall satisfaction",
    ]  # fmt: skip
    assert table.title == "Room fell from November 2025"
    assert table.base == "1,134 respondents, effective base 1,021"
    assert table.source == "Guest satisfaction tracking, December 2025"
    assert table.strong == (0,)


def test_without_an_earlier_wave_there_is_no_column_for_change():
    table = make(make_view("en", without("trends"), earlier=()), scores.INDEX)
    assert heads(table) == ["Dimension", "Index", "95% interval", "Target"]
    assert table.title == "Index of every dimension, with its interval and base"


def test_without_targets_there_is_no_column_for_them():
    assert "Target" not in heads(make(make_view("en", study=make_study(targets={})), scores.INDEX))


def test_items_stand_under_their_dimension():
    table = make(make_view("zh"), scores.ITEMS)
    assert table.sections == ((0, "客房"), (3, "服务"), (5, "餐饮"), (7, "价格"), (8, "结果指标"))
    assert heads(table) == ["题项", "均值", "95% 置信区间", "前两档占比", "95% 置信区间", "未答比例"]
    assert table.title == "均值最低的是“性价比”（6.30），最高的是“客房整洁”（8.40）"


def test_reliability_lists_every_dimension_and_says_why_one_has_none():
    table = make(make_view("en"), measurement.RELIABILITY)
    assert [row[0] for row in table.rows] == ["Room", "Service", "Food", "Price"]
    assert table.rows[3][1:] == (None, None, None, None)
    assert table.note == "Price: a single item"
    assert table.title == "Two of three alphas are clearly above 0.70"


def test_small_loadings_are_left_blank():
    table = make(make_view("en"), measurement.LOADINGS)
    assert heads(table) == ["Item", "F1", "F2", "F3", "Communality"]
    assert table.rows[0] == ("Room cleanliness", 0.74, "", "", 0.6)


def test_adequacy_holds_kmo_and_bartlett():
    table = make(make_view("en"), measurement.ADEQUACY)
    assert table.rows == (("KMO", 0.84, None, None), ("Bartlett's test", 4211.3, 28, 0.0))


def test_weights_stand_by_rule_beside_those_used():
    table = make(make_view("en"), weights.WEIGHTS)
    assert heads(table) == ["Dimension", "Equal weights", "Johnson's relative weights", "Weight used"]
    assert table.rows[0] == ("Room", 0.25, 0.39, 0.39)
    assert make(make_view("en"), weights.MARGINS).title == "Weighting moves Harbour most: from 20% to 25%"


def test_drivers_carry_their_place_on_the_map():
    table = make(make_view("en"), insight.DRIVERS)
    assert flat(table.rows[2][1:-1]) == pytest.approx([0.33, 0.28, 0.38, 71.5, 70.3, 72.7])
    assert (table.rows[2][0], table.rows[2][-1]) == ("Food", "Improve first")
    assert table.rows[3][-1] == "Not settled"


def test_segments_mask_what_is_too_small_and_mark_what_is_small():
    table = make(make_view("en"), insight.SEGMENTS)
    assert heads(table) == ["Store", "Index", "95% interval", "Difference from the rest", "95% interval", "Base"]
    rows = {row[0]: row for row in table.rows}
    assert rows["Old Town"] == (
        "Old Town",
        Cell(None, "masked"),
        None,
        Cell(None, "masked"),
        None,
        Cell(None, "masked"),
    )
    assert rows["Hillside"][1].mark == "small"
    assert rows["Station"][3] == pytest.approx(-6.1)
    assert (table.minimum_base, table.small_base) == (10, 30)
    assert table.title == "Two of three groups are clear of the rest, by store"


def test_the_ledger_adds_up():
    table = make(make_view("en"), quality.LEDGER)
    assert [row[1] for row in table.rows] == [1246, 21, 28, 63, 1134]
    assert sum(row[2] for row in table.rows[1:]) == pytest.approx(1.0)
    assert table.strong == (0, 4)


def test_codes_come_most_mentioned_first():
    table = make(make_view("en"), quality.CODES)
    assert [row[0] for row in table.rows] == ["Cleanliness", "Noise", "Staff", "Not coded"]
    assert table.title == "Those who mention Noise score clearly lowest (51.3)"


def test_a_table_without_findings_is_not_made():
    assert make(make_view("en", []), scores.INDEX) is None


CASES = {
    ("scores", "index"): "tbl-scores",
    ("scores", "mean", "top2"): "tbl-items",
    ("scores", "nps"): "tbl-nps",
    ("quality", "left_out"): "tbl-ledger",
    ("quality", "missing_share"): "tbl-missing",
    ("quality", "index_effect"): "tbl-effects",
    ("reliability", "alpha", "omega"): "tbl-reliability",
    ("reliability", "item_rest", "alpha_if_dropped"): "tbl-item-reliability",
    ("factors", "kmo", "bartlett"): "tbl-adequacy",
    ("factors", "loading", "communality"): "tbl-loadings",
    ("weights", "share_target", "share_sample", "share_weighted"): "tbl-margins",
    ("weights", "deff", "n_effective"): "tbl-precision",
    ("weights", "weight", "weight_used"): "tbl-index-weights",
    ("drivers", "importance", "performance"): "tbl-drivers",
    ("segments", "gap"): "tbl-segments",
    ("segments", "index"): "tbl-heat",
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


def test_findings_that_fit_no_declaration_are_shown_plainly():
    recorded = [figure("factors", "factor_correlation", "F1", 0.31, other="F2", unit="ratio")]
    (table,) = show(make_view("en"), recorded)
    assert table.title == "Correlation of factors"
    assert heads(table) == ["Subject", "Of", "Measure", "Value", "Base", "Effective base"]
    assert table.rows == (("F1", "F2", "Correlation of factors", 0.31, 1134, 1021.4),)


def test_recorded_quotes_are_shown_as_quotes():
    texts = [Text(topic="voice", subject="clean", kind="quote", text="The bathroom was dirty.")]
    assert show(make_view("en"), texts) == (Quotes((Quote("The bathroom was dirty.", "Cleanliness"),)),)


def test_nothing_recorded_shows_nothing():
    assert show(make_view("en"), []) == ()
