"""Workbooks as people keep them: titles, groups of headings, merged cells, formulas, old formats, several sheets."""

from __future__ import annotations

import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from csat_lib.answers.read import open_answers
from csat_lib.errors import Faults

WANTED = ("q1", "q2", "region")


def write(path, rows, more=lambda book, sheet: None, name="answers"):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        more(book, sheet)
    return path


def read(path):
    (batch,) = open_answers(path, WANTED).batches(WANTED)
    return batch.rows.tolist(), batch.table.to_pydict()


ROWS = [["q1", "q2", "region"], [5, 4, "N"], [3, 2, "S"]]


def test_a_title_and_merged_headings_stand_over_the_header(tmp_path):
    path = write(
        tmp_path / "a.xlsx",
        [["Survey 2026", None, None], [None] * 3, *ROWS],
        lambda _, sheet: sheet.merge_range(1, 0, 1, 1, "Items"),
    )
    assert read(path) == ([4, 5], {"q1": ["5", "3"], "q2": ["4", "2"], "region": ["N", "S"]})


def test_the_sheet_that_holds_the_columns_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("notes").write_row(0, 0, ["made by", "somebody"])
        sheet = book.add_worksheet("data")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
    assert read(path)[1]["region"] == ["N", "S"]


def test_a_merged_cell_speaks_for_every_row_that_it_covers(tmp_path):
    rows = [["q1", "q2", "region"], *[[5, 4, None]] * 4]

    def merge(_, sheet):
        sheet.merge_range("C2:C4", "N")

    assert read(write(tmp_path / "a.xlsx", rows, merge))[1]["region"] == ["N", "N", "N", ""]


def without_values(path):
    """The workbook as a script leaves it that computes nothing: formulas without the values that Excel keeps."""
    with ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[sheet])
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def test_formulas_without_a_value_and_errors_are_no_empty_cells(tmp_path):
    def formulas(_, sheet):
        sheet.write_formula("B2", "=A2-1")
        sheet.write_formula("B3", "=A3-1")
        sheet.write_formula("C3", "=NA()", None, "#N/A")

    path = without_values(write(tmp_path / "a.xlsx", ROWS, formulas))
    with pytest.raises(Faults) as found:
        open_answers(path, WANTED)
    assert "column `q2`: it holds 2 formulas without a value." in str(found.value)
    assert "open and save the file in Excel" in str(found.value)


def test_formulas_that_excel_has_computed_have_their_values(tmp_path):
    def formulas(_, sheet):
        sheet.write_formula("B2", "=A2-1", None, 4)
        sheet.write_formula("E2", "=A2-1", None, "")  # a column that nobody wants

    assert read(write(tmp_path / "a.xlsx", ROWS, formulas))[1]["q2"] == ["4", "2"]


def test_columns_are_the_same_however_many_rows_are_read_at_once(tmp_path):
    rows = [
        ["q1", "q2", "region"],
        *([at % 5, "" if at % 7 == 0 else at / 2, ["N ", "N", " S"][at % 3]] for at in range(40)),
    ]
    rows[9:9] = [["", " ", None]]
    source = open_answers(write(tmp_path / "a.xlsx", rows), WANTED)
    (whole,) = source.batches(WANTED)
    parts = list(source.batches(WANTED, 7))
    assert whole.rows.tolist() == [number for part in parts for number in part.rows.tolist()]
    assert 10 not in whole.rows
    for name in WANTED:
        cells = whole.table.column(name).to_pylist()
        assert [cell for part in parts for cell in part.table.column(name).to_pylist()] == cells
    assert set(whole.table.column("region").dictionary.to_pylist()) == {"N", "S"}


def test_formulas_alone_are_told_and_not_taken_for_no_rows(tmp_path):
    def formulas(_, sheet):
        for at in (1, 2):
            for column in range(3):
                sheet.write_formula(at, column, "=1+1", None, "")

    with pytest.raises(Faults, match="2 formulas without a value"):
        open_answers(write(tmp_path / "a.xlsx", [["q1", "q2", "region"]], formulas), WANTED)
