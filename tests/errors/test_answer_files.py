"""What is said of what the wave file tells of its answers, and they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.answers.platforms import AsTold
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError


def message(path: Path, **told: str) -> str:
    with pytest.raises(CsatError) as caught:
        open_answers(path, given=AsTold(**told))
    return str(caught.value)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes("q1,why\n1,服务很好\n".encode("gb18030"))
    return path


def test_an_encoding_that_is_none_and_one_in_which_the_file_is_not(answers):
    assert message(answers, encoding="chinese-ish") == (
        f"The answers {answers}: `encoding: chinese-ish` is no encoding; others are utf-8, gb18030, big5, shift_jis, "
        "cp1252. Name one of these, or leave `encoding` out."
    )
    assert message(answers, encoding="utf-8") == (
        f"The answers {answers} are not in the encoding `utf-8` that the wave file tells: line 2 holds bytes that are "
        "no character in it. Leave `encoding` out, or tell the right one."
    )
    assert open_answers(answers, given=AsTold(encoding="gb18030")).told == ()
    assert open_answers(answers).told == ("GB18030 as the encoding",)


def test_a_format_that_is_none_and_one_of_which_the_file_is_not(answers):
    told = message(answers, format="wps")
    assert told.startswith(f"The answers {answers}: `format: wps` is not read; formats are csv, tsv, txt, zip, xlsx, ")
    assert told.endswith("Name one of these, or leave `format` out: it is found out from the file.")
    answers.write_bytes(b"PK\x03\x04")
    assert message(answers, format="csv") == (
        f"The answers {answers} are told to be `format: csv`, and what they hold is a workbook. "
        "Leave `format` out, or name the file that is meant."
    )


def test_a_sheet_that_is_not_there(tmp_path):
    import xlsxwriter

    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("notes").write_column(0, 0, ["q1", 7])
        book.add_worksheet("data").write_column(0, 0, ["q1", 8])
    assert message(path, sheet="Data") == (
        f"The answers {path} have no sheet `Data`; there are `notes`, `data`. "
        "Name one of these under `sheet`, or leave it out."
    )
    (batch,) = open_answers(path, given=AsTold(sheet="data")).batches(["q1"])
    assert batch.table.to_pydict() == {"q1": ["8"]}
    assert open_answers(path).told == ("the sheet `notes`",)
