"""Answers files of every kind, and every way in which one cannot be read."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
import xlsxwriter

from csat_lib.answers import delimited as text_reader
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError

ROWS = [["S1", "7", "房间, clean"], ["S2", "", 'a "quoted"\nword'], ["S1", "10", ""]]


def read(path, columns=None, size=65_536):
    source = open_answers(path)
    batches = list(source.batches(columns or source.columns, size))
    table = pa.Table.from_batches([batch.table for batch in batches])
    return np.concatenate([batch.rows for batch in batches]).tolist(), table.to_pydict()


def delimited(rows, separator):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    return "\r\n".join(separator.join(row) for row in [["store", "q1", "why"], *quoted])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_is_read_whatever_its_encoding_and_separator(tmp_path, encoding, separator):
    path = tmp_path / "answers.csv"
    path.write_bytes(delimited(ROWS, separator).encode(encoding))
    rows, table = read(path)
    assert rows == [2, 3, 4]
    assert table == {"store": ["S1", "S2", "S1"], "q1": ["7", "", "10"], "why": [row[2] for row in ROWS]}


def test_utf_16_with_a_big_endian_mark_is_read(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"\xfe\xff" + delimited(ROWS, ",").encode("utf-16-be"))
    assert read(path)[1]["why"][0] == "房间, clean"


def test_blank_rows_are_no_answers_but_count_as_rows(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1,q2\n1,2\n\n,\n3,4\n", encoding="utf-8")
    assert read(path) == ([2, 5], {"q1": ["1", "3"], "q2": ["2", "4"]})


def test_a_separator_inside_the_wording_of_the_header_does_not_mislead(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("How clean, and how quiet;All in all, how good\n1;2\n3;4\n", encoding="utf-8")
    assert read(path)[1] == {"How clean, and how quiet": ["1", "3"], "All in all, how good": ["2", "4"]}


def test_a_file_of_one_column_is_read(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1\n1\n2\n", encoding="utf-8")
    assert read(path) == ([2, 3], {"q1": ["1", "2"]})


def test_only_the_wanted_columns_are_read_in_the_order_wanted(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("a,,b,c\n1,x,2,3\n", encoding="utf-8")
    assert read(path, ["c", "a"])[1] == {"c": ["3"], "a": ["1"]}


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batches_are_as_large_as_asked_and_lose_no_row(tmp_path, size):
    path = tmp_path / "answers.csv"
    path.write_text("a\n" + "".join(f"{n}\n" for n in range(7)), encoding="utf-8")
    assert read(path, size=size) == ([2, 3, 4, 5, 6, 7, 8], {"a": [str(n) for n in range(7)]})


def test_a_workbook_gives_the_text_that_one_would_type(tmp_path):
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("data")
        book.add_worksheet("notes").write(0, 0, "not read")
        sheet.write_row(0, 0, ["id", "q1", "stay", "end", "member"])
        sheet.write_row(1, 0, [1001, 7, date(2025, 3, 1), datetime(2025, 3, 1, 9, 5), True])
        sheet.write_row(3, 0, ["A-2", 7.5, "", "", False])
    rows, table = read(path)
    assert rows == [2, 4]
    assert table["id"] == ["1001", "A-2"]
    assert table["q1"] == ["7", "7.5"]
    assert table["stay"] == ["2025-03-01", ""]
    assert table["end"] == ["2025-03-01 09:05:00", ""]
    assert table["member"] == ["1", "0"]


@pytest.fixture
def spss(tmp_path):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame(
        {"q1": [1.0, 99.0, np.nan], "store": ["S1", "S2", ""], "stay": pd.to_datetime(["2025-03-01"] * 3)}
    )
    labels = {"q1": {1: "bad", 5: "good"}}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges={"q1": [99]})
    return path


def test_an_spss_file_keeps_its_labels_and_missing_codes(spss):
    source = open_answers(spss)
    assert source.labels == {"q1": {1.0: "bad", 5.0: "good"}}
    assert source.missing == {"q1": [(99.0, 99.0)]}
    assert source.n_rows == 3


@pytest.mark.parametrize("size", [1, 2, 10])
def test_an_spss_file_is_read_in_chunks(spss, size):
    rows, table = read(spss, ["store", "q1"], size)
    assert rows == [1, 2, 3]
    assert table["store"] == ["S1", "S2", ""]
    assert table["q1"][:2] == [1.0, 99.0]


@pytest.mark.parametrize("size", [2, 3, 100])
def test_a_parquet_file_is_streamed_across_its_row_groups(tmp_path, size):
    path = tmp_path / "answers.parquet"
    pq.write_table(pa.table({"b": list("abcdefg"), "a": range(7)}), path, row_group_size=3)
    assert read(path, ["a", "b"], size) == ([1, 2, 3, 4, 5, 6, 7], {"a": list(range(7)), "b": list("abcdefg")})
    assert open_answers(path).n_rows == 7


def message(path):
    with pytest.raises(CsatError) as caught:
        read(path)
    return str(caught.value)


def test_a_missing_file_is_one_error(tmp_path):
    path = tmp_path / "none.csv"
    assert message(path) == (
        f"The answers {path} cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )


def test_a_folder_is_one_error(tmp_path):
    path = tmp_path / "folder.csv"
    path.mkdir()
    assert message(path) == (
        f"The answers {path} cannot be opened: Is a directory. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )


def test_an_unknown_ending_is_one_error(tmp_path):
    path = tmp_path / "answers.docx"
    assert message(path) == (
        f"The answers {path} end in `.docx`; answers are read from .csv, .tsv, .txt, .zip, .xlsx, .xlsm, .xls, "
        ".ods, .sav, .zsav, .por, .dta, .parquet, .arrow, .feather, .ipc, .sss. "
        "Export them from the survey tool as one of these."
    )


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_error(tmp_path, content):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert message(path) == (
        f"The file {path} is empty: there is no header and no row. "
        "Export it again, with the names of the columns in the first row."
    )


def test_an_empty_sheet_is_one_error(tmp_path):
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    assert message(path).startswith(f"The file {path} is empty: ")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "sav", "parquet"])
def test_a_header_without_rows_is_one_error(tmp_path, ending):
    path = tmp_path / f"answers.{ending}"
    frame = pd.DataFrame({"q1": pd.Series([], dtype=float), "q2": pd.Series([], dtype=float)})
    if ending == "csv":
        frame.to_csv(path, index=False)
    elif ending == "parquet":
        frame.to_parquet(path)
    elif ending == "sav":
        pyreadstat.write_sav(frame, path)
    else:
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet().write_row(0, 0, ["q1", "q2"])
    assert message(path) == (
        f"The file {path} holds a header and no row under it; at least one is needed. "
        "Export it again; of answers, check that fieldwork has begun."
    )


def test_binary_content_is_one_error(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"\x89PNG" + bytes(range(256)) * 8)
    assert message(path) == (
        f"The answers {path} are not text: they begin with the bytes 89 50 4e 47. A `.csv` file holds rows of text. "
        "Give the file the ending of what it is, or export it as CSV."
    )


def test_bytes_of_no_known_encoding_are_one_error_with_the_line(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"q1,why\n1,fine\n2,\xff\xfe\n")
    assert message(path) == (
        f"The answers {path} are not UTF-8 or GB18030 or BIG5: line 3 holds bytes that are no character. "
        "Save the file as UTF-8."
    )


def test_a_ragged_line_is_one_error_with_the_line(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text('q1,why\n1,"two\nlines"\n2,dirty, loud\n', encoding="utf-8")
    assert message(path) == (
        f"The answers {path}, line 4: 3 cells, and the header names 2 columns. "
        "Put cells that hold a separator in double quotes, or export the file again."
    )


def test_quotes_that_do_not_close_are_one_error_with_the_line(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text('q1,why\n1,fine\n2,"dirty\n3,loud\n', encoding="utf-8")
    assert message(path) == (
        f"The answers {path}, line 3: a cell begins with a double quote and does not end with one. "
        'Close the quotes, and write a double quote inside a cell twice ("").'
    )


def test_a_column_named_twice_is_one_error(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1,q2, q1 ,,\n1,2,3,4,5\n", encoding="utf-8")
    assert message(path) == (
        f"The answers {path} name `q1` more than once; every column needs its own name. Rename or delete one of "
        "each, or ask for `q1 (1)` or `q1 (2)`, counted from the left."
    )


@pytest.mark.parametrize(
    ("ending", "kind"), [("xlsx", "a workbook"), ("sav", "an SPSS file"), ("parquet", "a Parquet file")]
)
def test_a_damaged_file_is_one_error(tmp_path, ending, kind):
    path = tmp_path / f"answers.{ending}"
    path.write_bytes(b"q1,q2\n1,2\n")
    given = message(path)
    assert given.startswith(f"The answers {path} cannot be read as {kind}: ")
    assert given.endswith("Open and save the file again in the program that made it, or export it as CSV.")
    assert "\n" not in given


@pytest.mark.parametrize(("ending", "wrong"), [("xlsx", "xls"), ("xlsx", "csv"), ("sav", "txt"), ("parquet", "csv")])
def test_what_a_file_is_its_content_says_not_its_ending(tmp_path, ending, wrong):
    frame = pd.DataFrame({"q1": [7.0, 9.0], "store": ["S1", "S2"]})
    right, path = tmp_path / f"right.{ending}", tmp_path / f"answers.{wrong}"
    {"xlsx": lambda: frame.to_excel(right, index=False, engine="xlsxwriter")}.get(
        ending, lambda: frame.to_parquet(right) if ending == "parquet" else pyreadstat.write_sav(frame, right)
    )()
    right.rename(path)
    (batch,) = open_answers(path).batches(["q1", "store"])
    assert batch.table.column("store").to_pylist() == ["S1", "S2"]


def test_a_file_that_was_cut_off_is_one_error_and_short_rows_are_none(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1,q2,q3\n1,2,3\n4,5,6\n7,8", encoding="utf-8")
    assert message(path) == (
        f"The answers {path} seem to be cut off: the last row, line 4, ends after 2 of 3 cells without an end of line, "
        "and all rows before it are whole. Download the file again, or take that row out."
    )
    path.write_text("q1,q2,q3\n1,2,3\n4,5,6\n7,8\n", encoding="utf-8")
    assert read(path)[1]["q3"] == ["3", "6", ""]
    path.write_text("q1,q2,q3\n1,2\n4,5,6\n7,8", encoding="utf-8")
    assert read(path)[1]["q3"] == ["", "6", ""]


@pytest.mark.parametrize("ending", [".xlsx", ".sav", ".parquet"])
def test_half_a_file_of_another_kind_is_one_error(tmp_path, ending):
    path = tmp_path / f"answers{ending}"
    frame = pd.DataFrame({"q1": np.arange(5000.0), "why": [f"word {at}" for at in range(5000)]})
    write = {".xlsx": frame.to_excel, ".parquet": frame.to_parquet, ".sav": lambda to: pyreadstat.write_sav(frame, to)}
    write[ending](path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert f"The answers {path} cannot be read as " in message(path)


ODD = [
    'q1,q2\n1,"a, ""b"""\n\n2,"c\nd"\n,\n3,e\n',
    "q1,q2\r\n1,a\r\n2,b\r\n3,c\r\n",
    'q1,q2\n1,"a"\n2\n3,c\n',
    'q1,q2\n1,a"b"\n2,say "hi" twice\n3,c\n',
    "q1,q2\n1,a\n2,b,,\n3,c\n",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_both_ways_to_read_text_read_the_same(tmp_path, monkeypatch, text, size):
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8", newline="")
    by_either = read(path, ["q2", "q1"], size)
    monkeypatch.setattr(text_reader, "_is_plain", lambda *_: False)
    assert read(path, ["q2", "q1"], size) == by_either


def test_plain_text_takes_the_fast_way(tmp_path):
    path = tmp_path / "answers.csv"
    for text, is_plain in zip(ODD, (False, True, True, False, True), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
        text_reader._is_plain.cache_clear()
        assert text_reader._is_plain(path, "utf-8", ",") is is_plain
