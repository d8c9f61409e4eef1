"""Answers as survey tools write them: code and wording in one cell, added words, marks; and what is told of it."""

from __future__ import annotations

import pytest

from csat_lib.answers.match import Matcher
from csat_lib.answers.multiple import options_in
from csat_lib.answers.read import open_answers
from csat_lib.answers.wordings import added, is_chosen, named, spoken_words, without_added

SCALE = {"非常不满意": 1, "满意": 4, "非常满意": 5, "Very satisfied": 5}


def is_number(code: str, value: int) -> bool:
    return code == str(value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5.非常满意", 5),
        ("5、非常满意", 5),
        ("非常满意（5分）", 5),
        ("非常满意(5)", 5),
        ("VERY  SATISFIED", 5),
        ("４：满意", 4),
        ("4.非常满意", None),  # code and wording contradict each other
        ("5.开心", None),
        ("5", None),
    ],
)
def test_a_code_with_its_wording_is_taken_when_they_agree(text, found):
    assert named(text, SCALE, is_number) == found


def test_words_that_somebody_added_are_no_part_of_the_option():
    assert without_added("其他〖华中，比如武汉〗") == "其他"
    assert added("餐厅┋其他〖健身房┋泳池〗") == "健身房┋泳池"
    assert (without_added("其他"), added("其他")) == ("其他", "")


def test_a_list_is_read_by_its_longest_options():
    known = {"Sport (running, swimming)": 1, "Sport": 2, "Spa": 3}
    assert options_in("Sport (running, swimming), Spa", known, ",") == ([1, 3], "")
    assert options_in("Spa, Sport, by the lake", known, ",") == ([3, 2], "by the lake")
    assert options_in("Spain", known, ",") == ([], "Spain")


@pytest.mark.parametrize(
    ("text", "said"), [("TRUE", True), ("Checked", True), ("是", True), ("False", False), ("n", False), ("maybe", None)]
)
def test_chosen_or_not_in_words(text, said):
    assert is_chosen(text) is said


@pytest.mark.parametrize(
    "text", ["无", "没有。", "暂无", "N/A", "None", "nothing", "-", ".", "……", "(空)", "no comment"]
)
def test_who_had_to_write_something_and_had_nothing_to_say_wrote_nothing(text):
    assert spoken_words(text) == ""


@pytest.mark.parametrize("text", ["没有空调", "No hot water", "无线网络慢", "nothing worked"])
def test_what_begins_so_is_a_comment(text):
    assert spoken_words(text) == text


def test_marks_for_no_answer_are_taken_and_told(make_study, write_csv):
    path = write_csv("(空),2,(跳过),9,10,S1,pool,1,3,,fine", "N/A,-3,8,-2,10,S1,pool,1,3,,fine")
    matcher = Matcher.of(make_study(), open_answers(path), b"key")
    (matched,) = matcher.batches(100)
    matcher.faults.raise_any()
    statuses = {name: matched.columns[name].status.tolist() for name in ("q1", "q2", "q3", "overall")}
    assert statuses == {"q1": [1, 1], "q2": [0, 2], "q3": [2, 0], "overall": [0, 1]}
    told = {(given, taken): n for (_, given, taken), n in matcher.faults.taken.items()}
    assert told == {
        ("(空)", "no answer"): 1,
        ("N/A", "no answer"): 1,
        ("-3", "not asked"): 1,
        ("(跳过)", "not asked"): 1,
        ("-2", "no answer"): 1,
    }


def test_an_option_goes_before_a_mark_and_empty_phrases_are_told(make_study, write_csv):
    uses = {"text": {"zh": "用", "en": "uses"}, "kind": "multiple", "separator": "|"}
    uses["options"] = {"-2": {"zh": "水疗", "en": "spa"}, "pool": {"zh": "泳池", "en": "pool"}}
    study = make_study(more_questions={"uses": uses})
    path = write_csv("7,2,8,9,10,S1,-2|pool,1,3,,None", "7,2,8,9,10,S1,-2,1,3,,None", "7,2,8,9,10,S1,-3,1,3,,fine")
    matcher = Matcher.of(study, open_answers(path), b"key")
    (matched,) = matcher.batches(100)
    matcher.faults.raise_any()
    assert matched.columns["uses.-2"].status.tolist() == [0, 0, 2]
    assert matched.words["why"].to_pylist() == [None, None, "fine"]
    assert matcher.faults.taken["why", "None", "no comment"] == 2
