import io
from itertools import chain

import pytest
from openpyxl import load_workbook

from csat_lib.report import topics
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cell, Column, Cover, Figure, Quote, Quotes, Table
from csat_lib.report.by_name import draw, make
from csat_lib.report.look import Look
from csat_lib.report.workbook import render_workbook
from tests.report import fake_evidence
from tests.report.fake_wave import all_figures, make_view
from tests.report.sample import DATED, HOSTILE, sample, table


def rendered(language="en"):
    return render_workbook([assemble(sample(language), language)], Look(), DATED)


def opened(*blocks, language="en", view=None):
    reports = [assemble(own, language) for own in blocks]
    return load_workbook(io.BytesIO(render_workbook(reports, Look(), DATED, view)))


def everything(view):
    """Every declared chart and table of a wave, each anchor once."""
    drawn = chain.from_iterable(draw(view, name) for name in topics.charts())
    blocks = [*drawn, *(make(view, name) for name in topics.tables())]
    own = {block.anchor: block for block in blocks if isinstance(block, (Figure, Table))}
    return [Cover("A", "B"), *own.values()]


def as_written(value):
    """A workbook holds a number with sixteen digits."""
    return float(f"{value:.14g}") if isinstance(value, float) else value


@pytest.fixture(scope="module")
def wave():
    return make_view("zh", [*all_figures(), *fake_evidence.figures()])


@pytest.fixture(scope="module")
def whole(wave):
    return opened(everything(wave), language="zh", view=wave)


@pytest.fixture(scope="module")
def book():
    return load_workbook(io.BytesIO(rendered()))


@pytest.fixture(scope="module")
def sheet(book):
    return book.worksheets[2]


def test_the_same_report_gives_the_same_bytes():
    assert rendered("zh") == rendered("zh")


def test_each_table_has_a_sheet_named_after_it_behind_contents_and_notes(book):
    assert book.sheetnames == ["Contents", "Notes", "Table 1 S03 hides behind a", "In their own words"]
    assert book.properties.created.date() == DATED


def test_two_products_make_one_book_each_under_its_name():
    annex = [Cover("Guest tracking", "December 2025", subtitle="Annex"), table()]
    book = opened(sample("en"), annex)
    said = "In their own words"
    assert book.sheetnames[2:] == ["Table 1 S03 hides behind a", said, "Table 1 S03 hides behind a (2)"]
    assert [row[0].value for row in book["Contents"].iter_rows(min_row=4)] == [
        "Notes",
        "Eight stores",
        "Table 1 S03 hides behind a",
        said,
        "Annex",
        "Table 1 S03 hides behind a (2)",
    ]


def test_what_respondents_wrote_has_a_sheet_in_every_script_and_is_no_formula():
    said = Quotes((Quote("방이 깨끗해요", "Room"), Quote("=1+1", "Room")))
    sheet = opened([Cover("Guest tracking", "December 2025"), said])["In their own words"]
    rows = list(sheet.iter_rows(min_row=4))
    assert [[cell.value for cell in row[:2]] for row in rows][:3] == [
        ["Topic", "Comment"],
        ["Room", "방이 깨끗해요"],
        ["Room", "=1+1"],
    ]
    assert {cell.data_type for row in rows for cell in row[:2]} == {"s"}


def test_the_contents_lead_to_every_sheet_and_each_leads_back(whole):
    links = {cell.hyperlink.location for row in whole["目录"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in whole.sheetnames[1:]}
    assert {whole[name]["A3"].hyperlink.location for name in whole.sheetnames[1:]} == {"'目录'!A1"}


def test_title_base_and_head_stand_above(sheet):
    assert sheet["A1"].value == "Table 1  S03 hides behind a small base"
    assert sheet["A2"].value.startswith("Base: 1,134 guests, December 2025. Means are weighted.")
    assert [cell.value for cell in sheet[4]] == [
        "Group",
        "Store",
        "Score (0-100)",
        "Score: 95\u00a0% interval, low",
        "Score: 95\u00a0% interval, high",
        "Change (points)",
        "p",
        "Share",
        "n",
    ]
    assert sheet.freeze_panes == "B5"


def test_what_rows_belong_to_is_a_column(sheet):
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == ["East", "East", "West"]


def test_numbers_are_numbers_with_the_page_s_decimals(sheet):
    values = [cell.value for cell in sheet[5]][2:]
    assert values == [71.84, 69.2, 74.4, -2.06, 0.0004, 0.4321, 1134]
    assert [cell.number_format for cell in sheet[5]][2:] == [
        "#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.0;−#,##0.0;#,##0.0",
        "+#,##0.0;−#,##0.0;#,##0.0",
        "#,##0.000;−#,##0.000;#,##0.000",
        "#,##0%;−#,##0%;#,##0%",
        "#,##0;−#,##0;#,##0",
    ]


def test_a_small_base_is_a_number_with_a_mark_and_a_masked_one_only_a_sign(sheet):
    assert sheet["C6"].value == 80
    assert sheet["C6"].number_format == '#,##0.0"†";−#,##0.0"†";#,##0.0"†"'
    assert [cell.value for cell in sheet[7]] == ["West", "Store S03", "×", None, None, None, None, None, "×"]


def test_no_text_is_a_formula(book, sheet, whole):
    assert sheet["B5"].value == HOSTILE
    assert all(
        cell.data_type in "sn" for each in (book, whole) for ws in each for row in ws.iter_rows() for cell in row
    )


def test_every_sheet_has_one_row_of_heads_each_its_own_and_no_merged_cell(whole):
    assert len(whole.sheetnames) > 40
    for ws in whole.worksheets[2:]:
        (own,) = ws.tables.values() if ws.tables else [None]
        last = len(own.tableColumns) if own else ws.max_column
        heads = [str(cell.value).lower() for cell in ws[4][:last]]
        assert len(set(heads)) == len(heads), ws.title
        assert "none" not in heads, ws.title
        assert not ws.merged_cells.ranges


def test_every_value_of_every_table_is_in_its_sheet(wave, whole):
    report = assemble(everything(wave), "zh")
    tables = [item for item in report.items if isinstance(item.block, Table)]
    assert len(tables) > 25
    for item in tables:
        ws = next(each for each in whole if each["A1"].value.startswith(f"{item.number}  "))
        rows = list(ws.iter_rows(5, 4 + len(item.block.rows), values_only=True))
        for given, found in zip(item.block.rows, rows, strict=True):
            cells = [cell.value if isinstance(cell, Cell) else cell for cell in given]
            values = chain.from_iterable(value if isinstance(value, tuple) else [value] for value in cells)
            assert {as_written(value) for value in values} - {None, ""} <= {as_written(value) for value in found}


def test_every_figure_has_the_findings_that_it_draws(wave, whole):
    known = {row.id: row for row in wave.all_figures()}
    report = assemble(everything(wave), "zh")
    figures = [item for item in report.items if isinstance(item.block, Figure)]
    assert len(figures) >= 20
    for item in figures:
        ws = next(each for each in whole if each["A1"].value.startswith(f"{item.number}  "))
        drawn = [known[name] for name in item.block.data]
        (own,) = ws.tables.values()
        place = next((number for number, head in enumerate(own.tableColumns) if head.name == "数值"), None)
        found = [row[place].value if place is not None else None for row in ws.iter_rows(5, 4 + len(drawn))]
        assert found == pytest.approx([row.value for row in drawn])


def test_a_shaded_figure_keeps_its_colour_and_is_still_a_number():
    column = Column("F1", "10%", "number", decimals=2)
    shaded = Table("tbl-a", "A", (Column("Item"), column), (("x", Cell(0.8, shade=0.8)), ("y", "")))
    sheet = opened([Cover("T", "P"), shaded], language="zh")["表 1 A"]
    assert (sheet["B4"].value, sheet["B5"].value, sheet["B6"].value) == ("F1（10%）", 0.8, None)
    assert sheet["B5"].fill.fgColor.rgb.startswith("FF")
    assert sheet["B5"].fill.patternType == "solid"


def test_a_number_of_its_own_decimals_has_them_in_the_sheet_too():
    column = Column("Figure", kind="number", decimals=4)
    mixed = Table(
        "tbl-a", "A", (Column("Item"), column), (("chi2", Cell(85.3055, decimals=4)), ("df", Cell(24, decimals=0)))
    )
    sheet = opened([Cover("A", "B"), mixed])["Table 1 A"]
    assert [row[1].number_format.split(";")[0] for row in sheet.iter_rows(min_row=5)] == ["#,##0.0000", "#,##0"]


def test_a_wave_without_findings_has_no_sheet_of_them():
    assert opened(sample("en"), view=make_view("en", [])).sheetnames[2:] == [
        "Table 1 S03 hides behind a",
        "In their own words",
    ]


def test_its_first_sheets_say_that_data_are_simulated():
    book = opened([Cover("A", "B", client="Hotels", banner="没有人作答。")], language="zh")
    assert book["目录"]["A2"].value == "模拟数据 · Hotels"
    assert ("模拟数据", "没有人作答。") in list(book["说明"].iter_rows(values_only=True))
