"""Messages that no small file can call up, or that other tests read only in part."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from csat_lib.answers.dates import why_no_day
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError, answer_files
from csat_lib.errors import answers as say

PATH = Path("answers.xlsx")


def test_a_workbook_with_a_password():
    assert str(answer_files.locked(PATH)) == (
        "The answers answers.xlsx are locked with a password. Save a copy without the password."
    )


def test_a_damaged_file_says_why():
    assert str(answer_files.damaged(PATH, "an Excel workbook", ValueError("no\n sheet."))) == (
        "The answers answers.xlsx cannot be read as an Excel workbook: no sheet. "
        "Open and save the file again in the program that made it, or export it as CSV."
    )


def test_a_cell_of_a_multiple_choice():
    assert say.not_chosen_or_left("2") == "`2` is neither 1 (chosen) nor 0 (not chosen)."


def test_a_bound_on_one_side():
    assert say.out_of_bounds("-1", 0, inf) == "`-1` is less than 0."
    assert say.out_of_bounds("31", -inf, 30) == "`31` is more than 30."


def test_formulas_that_nothing_has_computed():
    found = {"q1": (1, []), "q2": (0, ["#N/A", "#REF!"])}
    assert str(answer_files.formulas_without_values(PATH, found)) == (
        "The answers answers.xlsx hold cells without a value; open and save the file in Excel, mend errors: 2 faults.\n"
        "  answers.xlsx, column `q1`: it holds 1 formula without a value.\n"
        "  answers.xlsx, column `q2`: it holds the errors #N/A, #REF!."
    )


def test_days_that_nothing_settles():
    assert why_no_day("03/04/2025") == (
        "`03/04/2025` is ambiguous: nothing in the column tells day from month. Write the year first (2025-03-01)."
    )


def test_a_column_of_lists(tmp_path):
    path = tmp_path / "answers.parquet"
    pq.write_table(pa.table({"q1": [1, 2], "uses": [["spa"], []]}), path)
    source = open_answers(path)
    assert len(list(source.batches(["q1"]))) == 1
    with pytest.raises(CsatError) as caught:
        list(source.batches(["q1", "uses"]))
    assert str(caught.value) == (
        f"The answers {path}, column `uses`: its cells are of the type list<element: string>, and a cell holds one "
        "value. Write one column per value, or the values as text between separators."
    )
