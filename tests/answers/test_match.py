"""Raw rows in the terms of the study, and every cell that does not fit it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.read import open_answers
from csat_lib.errors import Faults

NAN = np.nan


def match(study, path, questions=(), size=100):
    matcher = Matcher.of(study, open_answers(path), b"key", questions)
    matched = list(matcher.batches(size))
    matcher.faults.raise_any()
    assert len(matched) == 1
    return matched[0]


def values(matched, name):
    return matched.columns[name].values  # noqa: PD011 - a Column, no Series


def message(study, path):
    with pytest.raises(Faults) as caught:
        match(study, path)
    return str(caught.value).splitlines()


def test_every_kind_of_question_is_matched(make_study, write_csv):
    path = write_csv("7,2,8,9,10,S1,spa|pool,1,3,2025-03-01,fine", "1,10,5,4,0,S2,pool,2,0.5,2025/3/2,")
    matched = match(make_study(), path)
    np.testing.assert_array_equal(matched.rows, [2, 3])
    np.testing.assert_array_equal(values(matched, "q1"), [7, 1])
    np.testing.assert_array_equal(values(matched, "q2"), [2, 10])
    np.testing.assert_array_equal(values(matched, "nps"), [10, 0])
    np.testing.assert_array_equal(values(matched, "store"), [0, 1])
    np.testing.assert_array_equal(values(matched, "uses.spa"), [1, 0])
    np.testing.assert_array_equal(values(matched, "uses.pool"), [1, 1])
    np.testing.assert_array_equal(values(matched, "again"), [1, 0])
    np.testing.assert_array_equal(values(matched, "nights"), [3, 0.5])
    np.testing.assert_array_equal(values(matched, "stay") / 86_400, [20_148, 20_149])
    assert matched.words["why"].to_pylist() == ["fine", None]


def test_missing_codes_and_blanks_are_no_answer_and_does_not_apply_is_told_apart(make_study, write_csv):
    path = write_csv("99,98,,9,10,S1,spa,1,3,2025-03-01,", "99.0, 98 ,7,,,,,,,,")
    matched = match(make_study(), path)
    assert np.isnan([values(matched, "q1"), values(matched, "q2")]).all()
    np.testing.assert_array_equal(matched.columns["q1"].applies, [True, True])
    np.testing.assert_array_equal(matched.columns["q2"].applies, [False, False])
    np.testing.assert_array_equal(matched.columns["q3"].answered, [False, True])
    np.testing.assert_array_equal(values(matched, "uses.spa"), [1, NAN])


def test_wording_is_taken_for_its_code_in_either_language(make_study, write_csv):
    labels = {10: {"zh": "非常满意", "en": "very satisfied"}}
    study = make_study(scales={"ten": {"from": 1, "to": 10, "labels": labels}})
    path = write_csv("非常满意,very satisfied,3,9,10,北京,水疗|swimming,1,3,2025-03-01,")
    matched = match(study, path)
    assert [values(matched, name)[0] for name in ("q1", "q2", "store", "uses.spa", "uses.pool")] == [10, 10, 0, 1, 1]


def test_labels_and_missing_codes_of_an_spss_file_are_used(make_study, tmp_path):
    path = tmp_path / "answers.sav"
    frame = pd.DataFrame({"q1": [7.0, 97.0, 10.0], "store": [1.0, 2.0, 2.0], "again": [1.0, 2.0, NAN]})
    labels = {"store": {1: "Beijing", 2: "S2"}, "q1": {10: "excellent"}}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges={"q1": [97]})
    matched = match(make_study(), path, ("q1", "store", "again"))
    np.testing.assert_array_equal(values(matched, "q1"), [7, NAN, 10])
    np.testing.assert_array_equal(values(matched, "store"), [0, 1, 1])
    np.testing.assert_array_equal(values(matched, "again"), [1, 0, NAN])


def test_a_multiple_choice_may_have_a_column_per_option(make_study, write_csv):
    columns = {"spa": "u1", "pool": "u2"}
    uses = {"text": {"en": "uses"}, "kind": "multiple", "options": {"spa": {"en": "Spa"}, "pool": {"en": "Pool"}}}
    study = make_study(more_questions={"uses": uses | {"columns": columns}})
    path = write_csv("1,0", ",1", ",", "Spa,0", "0,0", header="u1,u2")
    matched = match(study, path, ("uses",))
    np.testing.assert_array_equal(values(matched, "uses.spa"), [1, 0, 1, 0])
    np.testing.assert_array_equal(values(matched, "uses.pool"), [0, 1, 0, 0])


def test_an_answer_of_somebody_who_was_not_asked_is_set_aside(make_study, write_csv):
    q3 = {"text": {"en": "x"}, "scale": "ten", "role": "perception", "filter": {"question": "q1", "is": [7, 8]}}
    path = write_csv("7,2,8,9,10,S1,spa,1,3,2025-03-01,", "6,2,8,9,10,S2,spa,1,3,2025-03-01,", ",2,,9,10,S2,spa,1,3,,")
    matched = match(make_study(more_questions={"q3": q3}), path)
    np.testing.assert_array_equal(values(matched, "q3"), [8, NAN, NAN])
    np.testing.assert_array_equal(matched.columns["q3"].applies, [True, False, False])
    assert matched.set_aside == {"q3": 1}


def test_an_open_question_and_one_after_a_multiple_choice_can_be_filtered(make_study, write_csv):
    why = {"text": {"en": "why"}, "kind": "text", "filter": {"question": "uses", "is": ["pool"]}}
    path = write_csv("7,2,8,9,10,S1,pool,1,3,,wet", "7,2,8,9,10,S1,spa,1,3,,dry", "7,2,8,9,10,S1,,1,3,,far")
    matched = match(make_study(more_questions={"why": why}), path)
    assert matched.words["why"].to_pylist() == ["wet", None, None]
    assert matched.set_aside == {"why": 2}


def test_only_the_wanted_questions_are_matched_and_those_that_filter_them(make_study, write_csv):
    why = {"text": {"en": "why"}, "kind": "text", "filter": {"question": "store", "is": ["S1"]}}
    path = write_csv("S1,fine", "S2,bad", header="store,why")
    matched = match(make_study(more_questions={"why": why}), path, ("why",))
    assert set(matched.columns) == {"store"}
    assert matched.words["why"].to_pylist() == ["fine", None]


def test_the_words_of_other_go_with_the_choice(make_study, write_csv):
    store = {
        "text": {"en": "store"},
        "kind": "single",
        "role": "segment",
        "options": {"S1": {"en": "A"}, "9": {"en": "Other"}},
    }
    path = write_csv("S1,", "9,at the airport", header="store,store_text")
    matched = match(make_study(more_questions={"store": store | {"other": "store_text"}}), path, ("store",))
    np.testing.assert_array_equal(values(matched, "store"), [0, 1])
    assert matched.words["store.other_words"].to_pylist() == [None, "at the airport"]


def test_all_faults_are_listed_at_once_with_row_and_column(make_study, write_csv):
    path = write_csv(
        "11,2,8,9,10,S1,spa,1,3,2025-03-01,",
        "7,abc,8,9,10,S3,spa,1,3,2025-03-01,",
        "11,2,8,9,10.5,S1,gym|spa,3,31,yesterday,",
        "11,2,8,9,many,S1,spa,1,x,2025-13-01,",
    )
    off_scale = "is not on the scale; the scale runs from 1 to 10, other codes are 99, 98."
    assert message(make_study(), path) == [
        f"The answers {path} do not match the study `hotel` in 13 cells; mend the file or the study: 11 faults.",
        f"  answers.csv, column `q1`, rows 2, 4, 5: `11` {off_scale}",
        "  answers.csv, column `Q2`, row 3: `abc` is not a number.",
        "  answers.csv, column `store`, row 3: `S3` is none of the options S1, S2.",
        "  answers.csv, column `nps`, row 4: `10.5` is not on the scale; the scale runs from 0 to 10.",
        "  answers.csv, column `uses`, row 4: `gym` is none of the options spa, pool.",
        "  answers.csv, column `again`, row 4: `3` is none of the options 1, 2.",
        "  answers.csv, column `nights`, row 4: `31` lies outside 0 to 30.",
        "  answers.csv, column `stay`, row 4: `yesterday` is not a day (2025-03-01) or moment (2025-03-01 17:45:00).",
        "  answers.csv, column `nps`, row 5: `many` is not a number.",
        "  answers.csv, column `nights`, row 5: `x` is not a number.",
        "  answers.csv, column `stay`, row 5: `2025-13-01` is not a day (2025-03-01) or moment (2025-03-01 17:45:00).",
    ]


def test_a_missing_column_is_named_with_what_needs_it_beside_the_faults_of_the_others(make_study, write_csv):
    study = make_study(fields={"id": "respondents"})
    path = write_csv(
        "7,2,8,9,11,S1,spa,1,3,2025-03-01,,", header="q1,q2,q3,overall,nps,store,uses,again,nights,stay,why,respondent"
    )
    assert message(study, path) == [
        f"The answers {path} do not match the study `hotel` in 1 cell; mend the file or the study: 3 faults.",
        "  answers.csv: there is no column `Q2`, which the question `q2` needs.",
        "  answers.csv: there is no column `respondents`, which the field `id` needs. Did you mean `respondent`?",
        "  answers.csv, column `nps`, row 2: `11` is not on the scale; the scale runs from 0 to 10.",
    ]


def test_many_rows_wrong_in_the_same_way_are_one_fault(make_study, write_csv):
    path = write_csv(*["0,2,8,9,10,S1,spa,1,3,2025-03-01,"] * 1204)
    assert message(make_study(), path)[1] == (
        "  answers.csv, column `q1`, rows 2, 3, 4, 5, 6 and 1199 more: `0` is not on the scale; "
        "the scale runs from 1 to 10, other codes are 99, 98."
    )


def test_batches_give_the_same_faults_as_the_whole(make_study, write_csv):
    path = write_csv(*["0,2,8,9,10,S1,spa,1,3,2025-03-01,", "7,2,x,9,10,S1,spa,1,3,2025-03-01,"] * 5)
    study, found = make_study(), []
    for size in (1, 3, 100):
        matcher = Matcher.of(study, open_answers(path), b"key")
        list(matcher.batches(size))
        with pytest.raises(Faults) as caught:
            matcher.faults.raise_any()
        found.append(str(caught.value))
    assert found[0] == found[1] == found[2]
