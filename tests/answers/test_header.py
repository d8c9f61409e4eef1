"""Which row is the header, and which column the study means."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.answers.binding import Wanted, bind
from csat_lib.answers.header import FileHeading, Header, find_header
from csat_lib.answers.plain_names import plain
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError

PATH = Path("answers.csv")


def read(path: Path, *wanted: str) -> tuple[list[int], dict[str, list[str]]]:
    (batch,) = open_answers(path, wanted).batches(wanted)
    return batch.rows.tolist(), batch.table.to_pydict()


def columns(names, wanted=()):
    return bind(PATH, [FileHeading(name) for name in names], Wanted.of(wanted)).columns


def test_the_first_filled_row_is_the_header_where_nothing_tells_otherwise():
    assert find_header([["", ""], ["q1", "q2"], ["1", "2"]]) == Header(1, 0)
    assert find_header([["q1", "q2"], ["1", "2"]], ["q7"]) == Header(0, 0)
    assert find_header([]) == Header(0, 0)


def test_the_header_is_the_row_that_holds_the_study_s_columns():
    rows = [["Satisfaction 2026", "", ""], ["Items", "", "Who"], ["q1", "q2", "region"], ["1", "2", "N"]]
    assert find_header(rows, ["q1", "q2", "region"]) == Header(2, 0)


def test_rows_of_wordings_and_import_ids_under_it_are_no_answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        'ResponseId,q1\nResponse ID,"How satisfied, all in all?"\n'
        '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\nR_1,4\nR_2,5\n',
        encoding="utf-8",
    )
    assert read(path, "q1", "ResponseId") == ([4, 5], {"q1": ["4", "5"], "ResponseId": ["R_1", "R_2"]})


def test_names_are_alike_but_for_width_case_white_space_and_numbering():
    names = ["１、服务\u00a0态度？", "2、Speed of\nservice", "4、年龄 ", "Q3"]
    assert columns(names, ["1、服务态度？", "speed of service", "年龄", "q3"]) == (
        "1、服务态度？",
        "speed of service",
        "年龄",
        "q3",
    )


def test_the_exact_name_goes_before_one_that_is_alike():
    assert columns(["Q1", "q1", "1、q1"], ["q1"]) == ("Q1", "q1", "1、q1")


def test_columns_that_nobody_wants_may_share_a_name():
    assert columns(["q1", "Other", "Other", ""], ["q1"]) == ("q1", "Other (1)", "Other (2)", "")
    with pytest.raises(CsatError, match="name `q1` more than once"):
        columns(["q1", "q1"], ["q1"])
    with pytest.raises(CsatError, match="name `q1` more than once"):
        columns(["Q1", "Ｑ1"], ["q1"])
    with pytest.raises(CsatError, match="name `Other` more than once"):
        columns(["q1", "Other", "Other"])


def test_numbering_tells_nothing_where_two_columns_differ_in_it_alone():
    assert "reason" not in columns(["1、reason", "2、reason"], ["reason"])


@given(st.lists(st.text(max_size=8), max_size=6))
def test_a_plain_name_is_plain(names):
    for name in names:
        assert plain(plain(name)) == plain(name)
        assert plain(f" {name}\n") == plain(name)


def test_cells_that_lack_at_the_end_are_empty_and_empty_ones_too_many_are_none(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("q1,q2,q3\n1,2\n1,2,3,,\n1\n", encoding="utf-8")
    assert read(path, "q1", "q2", "q3")[1] == {"q1": ["1", "1", "1"], "q2": ["2", "2", ""], "q3": ["", "3", ""]}
    path.write_text("q1,q2\n1,2,,7\n", encoding="utf-8")
    with pytest.raises(CsatError, match="line 2: 4 cells, and the header names 2 columns"):
        read(path, "q1")
