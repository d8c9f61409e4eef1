"""`csat simulate` writes new files, whole."""

from __future__ import annotations

import os

import pytest

from csat_lib.errors import CsatError
from csat_lib.runs.simulating import simulate_to

from .conftest import WAVE


def message(file) -> str:
    with pytest.raises(CsatError) as caught:
        simulate_to(WAVE, {}, file, n=20, seed=1)
    return str(caught.value)


def test_a_file_that_exists_is_never_written_over(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("real answers")
    assert message(file) == (
        f"{file} is not written: there is a file of this name, and it may hold real answers. "
        "Name a new file, or delete this one."
    )
    assert file.read_text() == "real answers"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    file = tmp_path / "nowhere" / "answers.csv"
    assert message(file) == (
        f"`csat simulate` cannot write {file}: there is no folder {file.parent}. Make it, or name another file."
    )


def test_a_name_that_the_system_refuses_is_told(tmp_path):
    file = tmp_path / f"{'a' * 300}.csv"
    assert message(file) == (
        f"`csat simulate` cannot write {str(file)[:200]}...: File name too long. Name another file, in a folder that "
        "you may write to."
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"n": 10**12, "seed": 1}, "`--n` is 1000000000000; allowed: 1000000 or less."),
        ({"n": 20, "seed": -1}, "`--seed` is -1; allowed: 0 or more."),
    ],
)
def test_numbers_that_no_answers_can_be_drawn_with_are_told(tmp_path, given, told):
    with pytest.raises(CsatError) as caught:
        simulate_to(WAVE, {}, tmp_path / "answers.csv", **given)
    assert str(caught.value) == f"`csat simulate` cannot draw answers: {told}"


def test_the_ending_may_be_in_capitals_and_nothing_else_is_left(tmp_path):
    simulate_to(WAVE, {}, tmp_path / "ANSWERS.CSV", n=20, seed=1)
    assert os.listdir(tmp_path) == ["ANSWERS.CSV"]
