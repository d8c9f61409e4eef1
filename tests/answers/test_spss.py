"""What files of SPSS and Stata say themselves: sets of options, ranges of missing codes, long texts, labels."""

from __future__ import annotations

import struct

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.needs import wanted_of
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.read import open_answers
from csat_lib.errors import CsatError
from csat_lib.study import Study

WORDS = {"zh": "用过什么", "en": "What did you use?"}
OPTIONS = {"spa": {"zh": "水疗", "en": "Spa"}, "bar": {"zh": "酒吧", "en": "Bar"}}


def study(*names: str, **uses):
    questions = {
        "uses": {"text": WORDS, "kind": "multiple", "options": OPTIONS, **uses},
        "nights": {"text": {"zh": "晚", "en": "Nights"}, "kind": "number", "role": "profile", "unit": WORDS},
        "why": {"text": {"zh": "原因", "en": "Why?"}, "kind": "text"},
    }
    chosen = {name: questions[name] for name in names}
    return Study.model_validate({"study": "stay", "title": WORDS, "questions": chosen})


def read(path, asked, **told):
    matcher = Matcher.of(asked, open_answers(path, wanted_of(asked), AsTold(**told)), b"key")
    (found,) = matcher.batches(100)
    matcher.faults.raise_any()
    return found, matcher.faults.taken


def answers(found, name: str) -> list[float]:
    return list(found.columns[name].values)


def with_set(path, definition: str) -> None:
    """Put a definition of multiple response sets (record 7, subtype 7) at the end of a file's dictionary."""
    content = path.read_bytes()
    end = content.index(struct.pack("<ii", 999, 0))
    text = definition.encode()
    record = struct.pack("<iiii", 7, 7, 1, len(text)) + text
    path.write_bytes(content[:end] + record + content[end:])


@pytest.mark.parametrize(("counted", "cells"), [("1", [[1, 0, np.nan], [0, 1, np.nan]]), ("2", [[2, 1, 9], [1, 2, 9]])])
@pytest.mark.parametrize("label", ["", "What did you use?"])
def test_a_multiple_response_set_is_a_multiple_choice(tmp_path, counted, cells, label):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"V1": np.array(cells[0], dtype=float), "V2": np.array(cells[1], dtype=float)})
    pyreadstat.write_sav(
        frame, path, column_labels={"V1": "Spa", "V2": "Bar"}, missing_ranges={"V1": [9], "V2": [9]}, compress=False
    )
    name = "$SET1" if label else "$uses"
    with_set(path, f"{name}=D1 {counted} {len(label)} {label} v1 v2\n")
    found, taken = read(path, study("uses"))
    assert answers(found, "uses.spa") == pytest.approx([1, 0, np.nan], nan_ok=True)
    assert answers(found, "uses.bar") == pytest.approx([0, 1, np.nan], nan_ok=True)
    assert [what for (_, given, what) in taken if not given] == ["2 columns, such as `V1`, as `uses`"]


def test_options_of_which_2_is_no_by_their_labels(tmp_path):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"uses_spa": [1.0, 2.0], "uses_bar": [2.0, 2.0]})
    labels = {name: {1: "Yes", 2: "No"} for name in frame}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels)
    found, _ = read(path, study("uses"))
    assert [answers(found, f"uses.{option}") for option in OPTIONS] == [[1, 0], [0, 0]]


def test_options_that_are_labelled_by_their_own_wording(tmp_path):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"U_1": [1.0, np.nan], "U_2": [np.nan, 1.0]})
    words = {"U_1": "Used - Spa", "U_2": "Used - Bar"}
    pyreadstat.write_sav(frame, path, column_labels=words, variable_value_labels={"U_1": {1: "Spa"}, "U_2": {1: "Bar"}})
    found, _ = read(path, study("uses", column="U"))
    assert [answers(found, f"uses.{option}") for option in OPTIONS] == [[1, 0], [0, 1]]


def test_ranges_of_missing_codes_and_one_code_beside_them(tmp_path):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"nights": [3.0, 97.0, 98.5, 99.0, -1.0]})
    pyreadstat.write_sav(frame, path, missing_ranges={"nights": [{"lo": 97, "hi": 99}, -1]})
    found, _ = read(path, study("nights"))
    assert answers(found, "nights") == pytest.approx([3, *[np.nan] * 4], nan_ok=True)


@pytest.mark.parametrize("ending", [".sav", ".zsav", ".por", ".dta"])
def test_columns_are_known_by_their_labels_as_well(tmp_path, ending):
    path = tmp_path / f"answers{ending}"
    frame = pd.DataFrame({"V1": [3.0, 2.0], "V2": ["好", "很" * 1000 if ending != ".por" else "很"]})
    frame = frame if ending != ".por" else frame.assign(V2=["good", "very"])
    write = {".sav": pyreadstat.write_sav, ".por": pyreadstat.write_por, ".dta": pyreadstat.write_dta}
    more = {"row_compress": True} if ending == ".zsav" else {}
    write.get(ending, pyreadstat.write_sav)(frame, path, column_labels=["nights", "why"], **more)
    found, taken = read(path, study("nights", "why"))
    assert answers(found, "nights") == [3, 2]
    assert found.words["why"].to_pylist() == frame["V2"].tolist()
    assert ("", "", "`V1` as the column `nights`") in taken


def test_a_portable_file_of_another_ending_is_read_where_it_is_told(tmp_path):
    path = tmp_path / "answers.dat"
    pyreadstat.write_por(pd.DataFrame({"nights": [3.0]}), path)
    assert answers(read(path, study("nights"), format="por")[0], "nights") == [3]
    with pytest.raises(CsatError, match=r"end in `\.dat`"):
        read(path, study("nights"))


def test_a_set_of_variables_that_hold_the_option_chosen_is_a_multiple_choice(tmp_path):
    path, codes = tmp_path / "answers.sav", {1.0: "Spa", 2.0: "Bar", 9.0: "No answer"}
    frame = pd.DataFrame({"V1": [2.0, 1.0, 9.0, 1.0], "V2": [1.0, np.nan, np.nan, 9.0]})
    missing = {"V1": [9], "V2": [9]}
    labels = {"V1": codes, "V2": codes}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges=missing, compress=False)
    with_set(path, "$used=C 4 What V1 V2\n")
    found, _ = read(path, study("uses", column="used"))
    assert answers(found, "uses.spa") == pytest.approx([1, 1, np.nan, 1], nan_ok=True)
    assert answers(found, "uses.bar") == pytest.approx([1, 0, np.nan, 0], nan_ok=True)


def test_an_encoding_told_goes_before_what_an_old_file_says(tmp_path):
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"why": ["AAAA", "BBBB"]}), path)
    path.write_bytes(path.read_bytes().replace(b"AAAA", "满意".encode("gbk")))
    with pytest.raises(CsatError, match="cannot be read as an SPSS file"):
        read(path, study("why"))
    found, _ = read(path, study("why"), encoding="gb18030")
    assert found.words["why"].to_pylist() == ["满意", "BBBB"]
    with pytest.raises(CsatError, match="cannot be read as an SPSS file"):
        read(path, study("why"), encoding="klingon")


def test_a_portable_file_has_no_encoding_to_be_told(tmp_path):
    path = tmp_path / "answers.por"
    pyreadstat.write_por(pd.DataFrame({"nights": [3.0]}), path)
    with pytest.raises(CsatError) as caught:
        read(path, study("nights"), encoding="gbk")
    assert str(caught.value) == (
        f"The answers {path} are an SPSS portable file, of which no `encoding` can be told; one has text in columns or "
        "any other of SPSS or Stata. Leave `encoding` out, or name the file that is meant."
    )


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_amounts_below_zero_are_numbers_in_a_file_that_keeps_numbers(tmp_path, ending):
    path = tmp_path / f"answers.{ending}"
    write = {"sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta}[ending]
    write(pd.DataFrame({"nights": [747.5, -23999.99, 0.0]}), path)
    assert answers(read(path, study("nights"))[0], "nights") == [747.5, -23999.99, 0]
    write(pd.DataFrame({"nights": [747.5, -99.0, 0.0]}), path)
    pd.DataFrame({"nights": [747.5, -99.0, 0.0]}).to_csv(tmp_path / "a.csv", index=False)
    for each in (path, tmp_path / "a.csv"):
        check_code(each)


def check_code(path):
    """The code of an archive is no number, however many digits the file writes it with."""
    found, taken = read(path, study("nights"))
    assert np.isnan(answers(found, "nights")[1])
    assert taken == {("nights", "-99.0", "no answer"): 1}
