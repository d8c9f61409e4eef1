"""The respondent beside the answers."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.read import open_answers
from csat_lib.errors import Faults

FIELDS = {"id": "rid", "finished": "end", "duration": "sec", "stratum": "str", "psu": "shop", "base_weight": "w"}
HEADER = "q1,rid,end,sec,str,shop,w"


@pytest.fixture
def match(make_study, write_csv):
    def matched(*lines, key=b"key"):
        study = make_study(fields=FIELDS)
        matcher = Matcher.of(study, open_answers(write_csv(*lines, header=HEADER)), key, ("q1",))
        found = list(matcher.batches(100))
        matcher.faults.raise_any()
        return found[0]

    return matched


def test_seconds_are_whole_and_moments_count_from_1970(match):
    numbers = match("7,a,2025-03-01 00:01,123秒,n,s1,1.5", "7,b,,7.9,n,s1,1", "7,c,2025-03-01,,n,s1,2").numbers
    np.testing.assert_array_equal(numbers["duration"].values, [123, 7, np.nan])
    np.testing.assert_array_equal(numbers["finished"].values, [20_148 * 86_400 + 60, np.nan, 20_148 * 86_400])
    np.testing.assert_array_equal(numbers["base_weight"].values, [1.5, 1, 2])


def test_who_somebody_is_never_comes_out_of_matching(match):
    texts = match("7,anna@example.com,,,north,s1,1", "7,,,,north,s2,1", "7,anna@example.com,,,south,s1,1").texts
    first, second, third = texts["id"].to_pylist()
    assert first == third
    assert second is None
    assert len(first) == 32
    assert int(first, 16)
    assert texts["psu"].to_pylist()[0] == texts["psu"].to_pylist()[2] != "s1"
    assert texts["stratum"].to_pylist() == ["north", "north", "south"]


def test_another_key_gives_another_hash(match):
    assert match("7,a,,,n,s,1").texts["id"] != match("7,a,,,n,s,1", key=b"other").texts["id"]


def test_faults_of_fields_are_listed(match):
    with pytest.raises(Faults) as caught:
        match("7,a,soon,-5,,,0", "7,a,,x,n,s,")
    assert str(caught.value).splitlines()[1:] == [
        "  answers.csv, column `str`, row 2: the cell is empty, and every row needs a value.",
        "  answers.csv, column `shop`, row 2: the cell is empty, and every row needs a value.",
        "  answers.csv, column `end`, row 2: `soon` is not a day (2025-03-01) or moment (2025-03-01 17:45:00).",
        "  answers.csv, column `sec`, row 2: `-5` is not a number of seconds.",
        "  answers.csv, column `w`, row 2: `0` is not a number above 0.",
        "  answers.csv, column `sec`, row 3: `x` is not a number of seconds.",
        "  answers.csv, column `w`, row 3: the cell is empty, and every row needs a value.",
    ]


def test_ids_that_a_spreadsheet_has_cut_are_refused(make_study, write_csv):
    study = make_study(fields={"id": "id"})
    path = write_csv("1.38E+10,7", "7e6508840837,7", header="id,q1")
    matcher = Matcher.of(study, open_answers(path), b"key", ("q1",))
    list(matcher.batches(100))
    with pytest.raises(Faults, match=r"row 2: `1\.38E\+10` is a long id in scientific notation") as found:
        matcher.faults.raise_any()
    assert len(found.value.faults) == 1
