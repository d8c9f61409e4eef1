"""Tables of model, validity, comparability and fieldwork, as notebooks show them and as the appendix has them."""

from __future__ import annotations

import pytest

from csat_lib.findings import to_frame
from csat_lib.report.blocks import Cell
from csat_lib.report.declared import make
from csat_lib.report.tables import show
from csat_lib.report.topics.fieldwork import response
from csat_lib.report.topics.quality import careless
from csat_lib.report.topics.reliability import consistency
from csat_lib.report.topics.validity import variance
from csat_lib.report.written import write_table

from . import fake_evidence
from .fake_wave import BEFORE, figure, make_view


def measured(language="en"):
    return make_view(language, fake_evidence.figures(), texts=to_frame(fake_evidence.texts()))


def shown(maker, *measures, language="en"):
    rows = [row for row in maker() if not measures or row.measure in measures]
    (block,) = show(measured(language), rows)
    return block


def plain(table):
    return [tuple(cell.value if isinstance(cell, Cell) else cell for cell in row) for row in table.rows]


def test_dimensions_stand_with_what_they_share_with_their_items_and_with_the_nearest_other():
    table = make(measured(), variance.TABLE)
    assert table is not None
    assert [column.title for column in table.columns] == [
        *("Dimension", "Average variance extracted", "Composite reliability", "Root of the variance extracted"),
        "Largest correlation with another",
    ]
    assert plain(table)[0] == ("Room", 0.48, 0.73, pytest.approx(0.48**0.5), pytest.approx(0.78))


def test_htmt_is_a_list_of_pairs_with_both_variants_and_a_matrix_without_the_second():
    pairs = shown(fake_evidence.validity, "htmt", "htmt2")
    assert plain(pairs)[0] == (
        "Room – Service",
        0.93,
        (pytest.approx(0.905), pytest.approx(0.955)),
        pytest.approx(0.92),
    )
    matrix = shown(fake_evidence.validity, "htmt")
    assert [column.title for column in matrix.columns] == ["Dimension", "Room", "Service"]
    assert plain(matrix) == [("Service", 0.93, ""), ("Food", 0.71, 0.88)]


def test_cross_loadings_experts_and_criterion_have_their_tables():
    assert shown(fake_evidence.validity, "cross_loading").title == "One item goes more with another dimension"
    assert plain(shown(fake_evidence.validity, "i_cvi"))[2] == ("Quiet in the room", 0.5, 6)
    table = shown(fake_evidence.validity, "criterion_r", language="zh")
    assert table.title == "与“总体满意度”的相关为 0.48（“餐饮”）至 0.61（“客房”）"


def test_cases_stand_by_channel_with_the_response_rate():
    table = make(measured(), response.TABLE)
    assert table is not None
    assert table.title == "Response rate 54.8%"
    assert plain(table)[2] == ("All channels", 2070, 1134, 936, 0, pytest.approx(0.5478, abs=1e-4))
    assert [column.title for column in table.columns][2:5] == ["Complete", "Refusal or break-off", "No contact"]
    assert table.strong == (2,)


def test_signs_of_carelessness_say_their_line_and_whether_they_leave_anybody_out():
    table = make(measured("zh"), careless.TABLE)
    assert table is not None
    assert plain(table) == [
        ("连续同一答案过长", 38, pytest.approx(38 / 1246), "连续超过 12 题同一答案", "仅观察"),
        ("作答过快（低于时限）", 28, pytest.approx(28 / 1246), "不足 60 秒", "本研究的规则"),
    ]


def test_the_share_flagged_stands_beside_the_share_expected_of_careful_answers():
    view = make_view("en", [*fake_evidence.fieldwork(), *fake_evidence.expected()])
    table = make(view, careless.TABLE)
    assert table is not None
    written = [[cell.text for cell in row.cells[1:4]] for row in write_table(table, "en").rows]
    assert [head.unit for head in write_table(table, "en").heads[1:4]] == ["", "%", "%"]
    assert written == [["38", "3.0", "1.0"], ["28", "2.2", "–"]]


def test_bursts_and_repeats_have_their_tables():
    bursts = shown(fake_evidence.fieldwork, "burst")
    assert plain(bursts) == [("Station", "2025-12-03 14:20", 38, 0.0004)]
    assert plain(shown(fake_evidence.fieldwork, "duplicates")) == [
        ("From a device used before", 21),
        ("Equal in every answer", 0),
    ]


def test_split_halves_stand_alone_or_with_the_factor_common_to_all():
    table = make(measured(), consistency.TABLE)
    assert table is not None
    assert [row[0] for row in table.rows] == ["Room", "Service", "Food"]
    whole = shown(fake_evidence.further, "split_half_greatest", "omega_total", "omega_hierarchical")
    assert plain(whole)[-1] == ("All items", None, 0.94, 0.74)


def test_customers_asked_twice_are_a_row_a_dimension_and_a_column_a_form():
    at = {"against": BEFORE, "unit": "ratio", "n": 40, "n_effective": None}
    rows = [
        figure("reliability", "retest", "room", 0.71, half=0.1, **at),
        *(figure("reliability", "icc", "room", 0.69, other=form, **at) for form in ("ICC(1,1)", "ICC(2,1)")),
    ]
    (table,) = show(measured(), rows)
    assert [column.title for column in table.columns[3:5]] == ["ICC(1,1)", "ICC(2,1)"]
    assert table.title == "Customers who answered twice: correlation 0.71"
