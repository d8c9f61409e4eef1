import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from csat_lib.findings import Finding, to_frame, way
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cell, Column, Cover, Table
from csat_lib.report.look import Look
from csat_lib.report.workbook import render_workbook
from tests.report.sample import DATED, HOSTILE, sample

FINDING = Finding(
    topic="scores", subject="room", other="=1+1", measure="index", value=71.84321, method=way("taylor"), n=1134
)


def rendered(language="en"):
    return render_workbook(assemble(sample(language), language), Look(), DATED, to_frame([FINDING]))


@pytest.fixture(scope="module")
def book():
    return load_workbook(io.BytesIO(rendered()))


@pytest.fixture(scope="module")
def sheet(book):
    return book.worksheets[1]


def test_the_same_report_gives_the_same_bytes():
    assert rendered("zh") == rendered("zh")


def test_there_is_a_sheet_for_each_table_between_contents_and_findings(book):
    assert book.sheetnames == ["Contents", "Table 1", "All findings"]
    assert book.properties.created.date() == DATED


def test_chinese_sheets_have_chinese_names():
    assert load_workbook(io.BytesIO(rendered("zh"))).sheetnames == ["目录", "表 1", "全部结果"]


def test_the_contents_lead_to_the_sheets(book):
    links = [cell.hyperlink.location for row in book["Contents"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Table 1'!A1", "'All findings'!A1"]


def test_title_base_and_head_stand_above(sheet):
    assert sheet["A1"].value == "Table 1  S03 hides behind a small base"
    assert sheet["A2"].value.startswith("Base: 1,134 guests, December 2025. Means are weighted.")
    assert [cell.value for cell in sheet[4]] == [
        "Store",
        "Score (0-100)",
        "95\u00a0% interval, low",
        "95\u00a0% interval, high",
        "Change (points)",
        "p",
        "Share",
        "n",
    ]
    assert sheet.freeze_panes == "B5"


def test_numbers_are_numbers_with_the_page_s_decimals(sheet):
    values = [cell.value for cell in sheet[6]][1:]
    assert values == [71.84, 69.2, 74.4, -2.06, 0.0004, 0.4321, 1134]
    assert [cell.number_format for cell in sheet[6]][1:] == [
        "#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.0;−#,##0.0;#,##0.0",
        "+#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.000;−#,##0.000;#,##0.000",
        "#,##0%;−#,##0%;#,##0%",
        "#,##0;−#,##0;#,##0",
    ]


def test_a_small_base_is_a_number_with_a_mark_and_a_masked_one_only_a_sign(sheet):
    assert sheet["B7"].value == 80
    assert sheet["B7"].number_format == '#,##0.0"†";−#,##0.0"†";#,##0.0"†"'
    assert [cell.value for cell in sheet[9]] == ["Store S03", "×", None, None, None, None, None, "×"]


def test_no_text_is_a_formula(book, sheet):
    assert sheet["A6"].value == HOSTILE
    assert {cell.data_type for ws in book for row in ws.iter_rows() for cell in row} <= {"s", "n"}


def test_all_findings_are_there_unrounded(book):
    head, row = book["All findings"].iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["subject"], found["value"], found["n"], found["other"], found["p"]) == (
        "room",
        71.84321,
        1134,
        "=1+1",
        None,
    )


def test_a_shaded_figure_keeps_its_colour_and_is_still_a_number():
    column = Column("F1", "10%", "number", decimals=2)
    shaded = Table("tbl-a", "A", (Column("Item"), column), (("x", Cell(0.8, shade=0.8)), ("y", "")))
    report = assemble([Cover("T", "P"), shaded], "zh")
    sheet = load_workbook(io.BytesIO(render_workbook(report, Look(), DATED, pd.DataFrame())))["表 1"]
    assert (sheet["B4"].value, sheet["B5"].value, sheet["B6"].value) == ("F1（10%）", 0.8, None)
    assert sheet["B5"].fill.fgColor.rgb.startswith("FF")
    assert sheet["B5"].fill.patternType == "solid"


def test_a_number_of_its_own_decimals_has_them_in_the_sheet_too():
    column = Column("Figure", kind="number", decimals=4)
    table = Table(
        "tbl-a", "A", (Column("Item"), column), (("chi2", Cell(85.3055, decimals=4)), ("df", Cell(24, decimals=0)))
    )
    blocks = assemble([Cover("A", "B"), table], "en")
    book = load_workbook(io.BytesIO(render_workbook(blocks, Look(), DATED, to_frame([FINDING]))))
    assert [row[1].number_format.split(";")[0] for row in book["Table 1"].iter_rows(min_row=5)] == [
        "#,##0.0000",
        "#,##0",
    ]


def test_without_findings_there_is_no_sheet_of_them():
    book = load_workbook(io.BytesIO(render_workbook(assemble(sample("en"), "en"), Look(), DATED, to_frame([]))))
    assert book.sheetnames == ["Contents", "Table 1"]


def test_its_first_sheet_says_that_data_are_simulated():
    cover = Cover("A", "B", client="Hotels", banner="Nobody answered.")
    file = render_workbook(assemble([cover], "zh"), Look(), DATED, to_frame([]))
    assert load_workbook(io.BytesIO(file)).worksheets[0]["A2"].value == "模拟数据 · Hotels"
