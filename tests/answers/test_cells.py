"""What one cell means."""

from __future__ import annotations

import math
from datetime import date, datetime

import pytest

from csat_lib.answers.cells import ANSWERED, UNANSWERED, WRONG, reader_of
from csat_lib.answers.dates import moment_of
from csat_lib.answers.file_codes import FileCodes, as_number, as_text
from csat_lib.study.questions import Rating
from csat_lib.study.words import StudyText


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (5.0, "5"),
        (7.25, "7.25"),
        (5, "5"),
        (True, "1"),
        (None, ""),
        (math.nan, ""),
        (" a ", "a"),
        (138e14, "13800000000000000"),
        (0.1, "0.1"),
    ],
)
def test_a_cell_is_written_as_one_would_type_it(raw, text):
    assert as_text(raw) == text


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("7.50", 7.5), ("-99", -99), ("", None), ("x", None), ("inf", None)]
)
def test_a_number_is_finite_or_none(text, number):
    assert as_number(text) == number


def rating(step=1.0):
    scale = {"from": 0, "to": 1 if step < 1 else 100, "step": step}
    return reader_of(
        Rating.model_validate({"text": StudyText(en="x"), "role": "perception", "scale": scale}), FileCodes()
    )


def test_a_scale_in_steps_takes_its_steps_only():
    read = rating(20)
    assert (read("80").status, read("80").value) == (ANSWERED, 80)
    assert read("85").status == WRONG


def test_a_step_that_is_no_binary_fraction_is_met():
    assert rating(0.1)("0.7").value == pytest.approx(0.7, abs=1e-15)


def test_a_blank_is_no_answer():
    assert rating()("  ").status == UNANSWERED


DAY = 20_148 * 86_400


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        ("2025-03-01", 0),
        ("2025/3/1", 0),
        ("2025年3月1日", 0),
        ("2025-03-01T09:05:00", 9 * 3600 + 300),
        ("2025/3/1 9:05", 9 * 3600 + 300),
        ("2025年3月1日 9:05:07", 9 * 3600 + 307),
        (date(2025, 3, 1), 0),
        (datetime(2025, 3, 1, 9, 5), 9 * 3600 + 300),
    ],
)
def test_a_moment_is_read_however_it_is_written(raw, seconds):
    assert moment_of(raw, as_text(raw)) == DAY + seconds


@pytest.mark.parametrize("text", ["yesterday", "2025-02-30", "2025-03", "01/03/2025", "2025-03-01 25:00"])
def test_what_names_no_day_is_no_moment(text):
    assert moment_of(text, text) is None
