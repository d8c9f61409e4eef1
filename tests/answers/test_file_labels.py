"""SPSS files whose labels say another thing than the study's codes: the labels count, and it is told."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

from csat_lib.answers.cells import ANSWERED, UNANSWERED, reader_of
from csat_lib.answers.file_codes import FileCodes
from csat_lib.answers.match import Matcher
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError
from csat_lib.study.questions import Rating, Recommendation, SingleChoice

WORDS = {"1": "Very dissatisfied", "2": "Dissatisfied", "3": "Neutral", "4": "Satisfied", "5": "Very satisfied"}


def rating() -> Rating:
    labels = {code: {"en": word} for code, word in WORDS.items()}
    scale = {"from": 1, "to": 5, "labels": labels}
    return Rating.model_validate({"text": {"en": "q"}, "role": "perception", "scale": scale, "column": "q1"})


def test_labels_against_the_scale_turn_the_codes():
    turned = {float(6 - int(code)): word for code, word in WORDS.items()}
    read = reader_of(rating(), FileCodes(turned))
    assert [read(float(code)).value for code in range(1, 6)] == [5, 4, 3, 2, 1]
    assert read(1.0).taken == "5, as the file labels it"
    assert read(3.0).taken == ""


def test_labels_at_both_ends_speak_for_the_codes_between():
    read = reader_of(rating(), FileCodes({1.0: "very satisfied", 5.0: "VERY DISSATISFIED"}))
    assert [read(float(code)).value for code in (1, 2, 5)] == [5, 4, 1]


def test_labels_that_agree_with_the_codes_change_nothing():
    read = reader_of(rating(), FileCodes({float(code): word for code, word in WORDS.items()} | {9.0: "no idea"}))
    assert [read(float(code)).value for code in range(1, 6)] == [1, 2, 3, 4, 5]
    assert read(1.0).taken == ""


def test_labels_that_lie_on_no_line_leave_the_codes_as_they_are():
    read = reader_of(rating(), FileCodes({1.0: "Satisfied", 2.0: "Very satisfied", 5.0: "Neutral"}))
    assert [read(float(code)).value for code in (1, 2, 5)] == [1, 2, 5]


def test_a_tool_that_codes_0_to_10_as_1_to_11_is_read_by_its_labels():
    nps = Recommendation.model_validate({"text": {"en": "q"}, "kind": "nps", "column": "nps"})
    labels = {1.0: "0 - not at all", 11.0: "10 - surely"}
    read = reader_of(nps, FileCodes(labels))
    assert [read(float(code)).value for code in (1, 6, 11)] == [0, 5, 10]


def test_a_text_that_the_file_declares_missing_is_no_answer():
    region = {"text": {"en": "q"}, "kind": "single", "role": "segment", "options": {"1": {"en": "N"}, "2": {"en": "S"}}}
    read = reader_of(SingleChoice.model_validate(region | {"column": "A1"}), FileCodes({}, [("9", "9")]))
    assert [read(cell).status for cell in ("1", "9", " 9 ")] == [ANSWERED, UNANSWERED, UNANSWERED]


def test_the_columns_of_an_spss_file_are_called_as_the_study_calls_them(tmp_path, make_study):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"Q1": [7.0, 9.0], "q2": [1.0, 2.0], "STORE": ["S1", "S2"]})
    pyreadstat.write_sav(frame, path, variable_value_labels={"Q1": {7.0: "7", 9.0: "9"}})
    source = open_answers(path, ("q1", "Q2", "store"))
    assert source.columns == ("q1", "Q2", "store")
    assert source.labels == {"q1": {7.0: "7", 9.0: "9"}}
    matcher = Matcher.of(make_study(), source, b"key", ("q1", "store"))
    (matched,) = matcher.batches(10)
    assert matched.columns["q1"].values == pytest.approx([7, 9])  # noqa: PD011 - no frame
    assert list(matched.columns["store"].values) == [0, 1]


@pytest.mark.parametrize("ending", ["por", "dta"])
def test_portable_and_stata_files_are_read_alike(tmp_path, ending, make_study):
    path = tmp_path / f"answers.{ending}"
    frame = pd.DataFrame({"Q1": [7.0, None, 9.0], "STORE": ["S1", "S2", "S1"]})
    if ending == "dta":
        pyreadstat.write_dta(frame, path, variable_value_labels={"Q1": {7: "seven"}})
    else:
        pyreadstat.write_por(frame, path)
    source = open_answers(path, ("q1", "store"))
    assert source.labels.get("q1", {}) == ({7: "seven"} if ending == "dta" else {})
    batches = list(source.batches(("store", "q1"), size=2))
    assert [batch.rows.tolist() for batch in batches] == [[1, 2], [3]]
    matcher = Matcher.of(make_study(), source, b"key", ("q1", "store"))
    (matched,) = matcher.batches(10)
    assert matched.columns["q1"].status.tolist() == [ANSWERED, UNANSWERED, ANSWERED]
    assert list(matched.columns["store"].values) == [0, 1, 0]


def test_a_damaged_stata_file_is_one_error(tmp_path):
    path = tmp_path / "answers.dta"
    path.write_bytes(b"no such thing" * 50)
    with pytest.raises(CsatError, match="cannot be read as a Stata file"):
        open_answers(path)
