"""What the cells of a column tell together, over the whole file."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.answers.column_facts import ColumnFacts
from csat_lib.answers.match import Matcher
from csat_lib.answers.read import open_answers


def facts(*cells):
    found = ColumnFacts()
    for cell in cells:  # whatever comes together
        found.see([cell])
    return found


def test_a_column_tells_day_from_month_by_what_cannot_be_a_month():
    assert facts("01/03/2026 9:00", "01/20/2026 9:00", None).order == "month"
    assert facts("03.01.2026", "20.01.2026").order == "day"
    assert facts("01/03/2026", "02/04/2026").order == ""
    assert facts("13/01/2026", "01/13/2026").order == ""
    assert facts("2026-01-20").order == ""


@pytest.mark.parametrize(
    ("cells", "comma"),
    [
        (("0,75", "1"), True),
        (("1.250,50", "3,00"), True),
        (("7,5", "8", ""), True),
        (("1,250", "2,500"), False),
        (("1,250", "0,5"), True),
        (("0,75", "0.5"), False),
        (("5", "7"), False),
        (("-2,5", "-99"), True),
    ],
)
def test_a_comma_is_the_decimal_point_where_no_cell_says_otherwise(cells, comma):
    assert facts(*cells).comma is comma


def test_numbers_with_decimal_commas_are_told():
    found = facts("1.250,50", "0,75")
    assert (found.number("1.250,50"), found.number("0,75"), found.number("x")) == (1250.5, 0.75, None)
    assert found.guesses == ["commas as decimal points"]
    assert facts("13.01.2026", "02.01.2026").guesses == ["days with the day first"]


def matched(make_study, path, size=65_536, **question):
    asked = make_study(
        fields={"finished": "at", "base_weight": "w"}, questions={"q1": {**RATING}, "n": NUMBER | question}
    )
    source = open_answers(path)
    matcher = Matcher.of(asked, source, b"key")
    parts = list(matcher.batches(size))
    matcher.faults.raise_any()
    values = np.concatenate([part.columns["n"].values for part in parts])
    weights = np.concatenate([part.numbers["base_weight"].values for part in parts])
    return values.tolist(), weights.tolist(), {key: n for key, n in matcher.faults.taken.items() if key[0] != "at"}


RATING = {"text": {"en": "x", "zh": "x"}, "scale": "ten", "role": "perception"}
NUMBER = {"text": {"en": "n", "zh": "n"}, "kind": "number", "role": "profile", "unit": {"en": "u", "zh": "u"}}
STUDY = {"constructs": {}, "index": {}, "segments": []}


@pytest.fixture
def make(make_study):
    return lambda **changes: make_study(**STUDY, **changes)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_comma_is_settled_by_the_last_row_as_well(make, tmp_path, size):
    path = tmp_path / "answers.csv"
    path.write_text("q1;n;at;w\n1;1,250;03.01.2026;1\n2;2,500;04.01.2026;2\n3;0,5;20.01.2026;0,5\n", encoding="utf-8")
    numbers, weights, taken = matched(make, path, size)
    assert numbers == [1.25, 2.5, 0.5]
    assert weights == [1, 2, 0.5]
    assert taken == {("n", "", "commas as decimal points"): 0, ("w", "", "commas as decimal points"): 0}


def write(tmp_path, *cells):
    path = tmp_path / "answers.csv"
    path.write_text("q1,n,at,w\n" + "".join(f"1,{cell},2026-01-03,1\n" for cell in cells), encoding="utf-8")
    return path


def test_codes_for_no_answer_are_no_numbers_where_no_other_number_is_below_zero(make, tmp_path):
    numbers, _, taken = matched(make, write(tmp_path, "-2", "-3", "-99", "7"))
    assert numbers == pytest.approx([np.nan, np.nan, np.nan, 7], nan_ok=True)
    assert taken == {("n", "-2", "no answer"): 1, ("n", "-3", "not asked"): 1, ("n", "-99", "no answer"): 1}


def test_they_are_numbers_where_others_are_below_zero_and_told(make, tmp_path):
    numbers, _, taken = matched(make, write(tmp_path, "-2", "-5", "7"))
    assert numbers == [-2, -5, 7]
    assert taken == {("n", "-2", "the number -2"): 1}


def test_bounds_say_what_may_be_below_zero(make, tmp_path):
    assert matched(make, write(tmp_path, "-2", "7"), min=-10)[0] == [-2, 7]
    assert matched(make, write(tmp_path, "-2", "7"), min=0)[0] == pytest.approx([np.nan, 7], nan_ok=True)
