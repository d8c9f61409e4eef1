"""Files as they lie about, with what hands and tools have done to them: each is drafted, and checked, at once."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest

from csat_lib.errors import CsatError
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.drafting import write_draft
from csat_lib.forms.grouping import ask_of_columns
from csat_lib.forms.guess import guess
from csat_lib.forms.qualtrics import read_qsf
from csat_lib.runs.checking import check
from csat_lib.study import load_wave

from .test_guess import column


@pytest.fixture(autouse=True)
def _cache(outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)


def drafted(tmp_path, rows, name="a.csv", form=None):
    """The study drafted from these rows; it has no fault."""
    if name.endswith(".csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    wave = write_draft(tmp_path / name, form, tmp_path / "mine")
    assert "No fault found" in check(wave, {})
    return load_wave(wave).study


def worded(study, name):
    return [text.en or text.zh for text in study.questions[name].options.values()]


@pytest.mark.parametrize("beside", [["Collector ID"], []])
def test_the_options_of_surveymonkey_are_no_respondent_without_its_collector_too(tmp_path, beside):
    rows = [
        ["RespondentID", *beside, "Do you smoke?", "Seen?", "", "Rate", ""],
        ["", *["" for _ in beside], "Response", "Film one", "Film two", "Room", "Desk"],
    ]
    rows += [
        [
            str(10**9 + at),
            *["7" for _ in beside],
            "Yes" if at % 2 else "No",
            "Film one",
            "Film two" if at % 3 else "",
            str(1 + at % 5),
            str(1 + at % 4),
        ]
        for at in range(40)
    ]
    study = drafted(tmp_path, rows)
    assert [one.kind for one in study.questions.values()] == ["yes_no", "multiple", "rating", "rating"]
    assert worded(study, "q2") == ["Film one", "Film two"]
    assert study.fields.id == "RespondentID"


def test_options_that_come_twice_are_told_apart_by_the_questions_over_them(tmp_path):
    rows = [["Which system?", "", "", "Which tool?", "", ""], ["Windows", "Linux", "Other", "Git", "Editor", "Other"]]
    rows += [["Yes", "No" if at % 2 else "Yes", "", "Yes" if at % 3 else "No", "No", f"tool {at}"] for at in range(20)]
    study = drafted(tmp_path, rows)
    assert [one.text.en for one in study.questions.values()] == ["Which system?", "Which tool?"]
    assert [one.kind for one in study.questions.values()] == ["multiple", "multiple"]


def test_merged_questions_over_options_are_no_header_and_notes_are_no_answers(tmp_path):
    book = openpyxl.Workbook()
    notes = book.active
    notes.append(["Rows without any answer were deleted", ""])
    sheet = book.create_sheet("Data")
    sheet.append(["Which system?", None, None, "Which tool?", None, None])
    sheet.append(["Windows", "Linux", "Other", "Git", "Editor", "Other"])
    for at in range(20):
        sheet.append(["Yes", "No" if at % 2 else "Yes", None, "Yes" if at % 3 else "No", "No", f"tool {at}"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D1:F1")
    book.save(tmp_path / "a.xlsx")
    study = drafted(tmp_path, [], "a.xlsx")
    assert [one.text.en for one in study.questions.values()] == ["Which system?", "Which tool?"]


def test_columns_of_one_name_are_counted_from_the_left(tmp_path):
    rows = [
        ["Speed", "Other", "Other"],
        *([str(1 + at % 5), "a" if at % 2 else "b", "c" if at % 3 else "d"] for at in range(30)),
    ]
    study = drafted(tmp_path, rows)
    assert [one.columns_read() if hasattr(one, "columns_read") else one.column for one in study.questions.values()][
        1:
    ] == ["Other (1)", "Other (2)"]


def test_wenjuanxing_s_newer_tables_have_their_stem_over_the_first_row_alone(tmp_path):
    words = ["不同意", "一般", "同意", "完全同意"]
    heads = ["1、请评分：—我会紧张", "1、我怕说错话/写错字", "1、风险：我先检查", "2、原因"]
    study = drafted(
        tmp_path, [heads, *([words[(at + row) % 4] for row in range(3)] + [f"因为{at}"] for at in range(30))]
    )
    (block,) = study.form.blocks.values()
    assert (block.stem.zh, block.questions) == ("请评分", ("q1", "q1_2", "q1_3"))
    assert [study.questions[name].text.zh for name in block.questions] == [
        "我会紧张",
        "我怕说错话/写错字",
        "风险：我先检查",
    ]
    assert {study.questions[name].scale.low for name in block.questions} == {1}


def test_wenjuanxing_s_newer_choices_have_their_question_before_the_first_option_alone(tmp_path):
    heads = ["3、您用过哪些（最多选3项）(水疗（室内）)", "3(酒吧)", "3(其他)"]
    rows = [heads, *([str(at % 2), str((at + 1) % 2), str(int(at % 3 == 0))] for at in range(20))]
    study = drafted(tmp_path, rows)
    assert worded(study, "q3") == ["水疗（室内）", "酒吧", "其他"]
    assert study.questions["q3"].text.zh == "您用过哪些（最多选3项）"


def test_a_row_of_a_table_on_the_scale_of_its_neighbours_is_rated_as_they_are():
    form = AskedForm({"en": "T"}, ["en"])
    rows = [
        column(f"Rate [{name}]", *cells)
        for name, cells in (("room", "123451"), ("desk", "151515"), ("pool", "999999"), ("bar", "543211"))
    ]
    ask_of_columns(form, [*rows, column("Rate [notes]", *[f"note {at}" for at in range(6)])])
    assert [one.get("scale", one.get("kind")) for one in form.questions.values()] == ["from_1_to_5"] * 3 + [
        "number",
        "text",
    ]
    (block,) = form.blocks.values()
    assert len(block["questions"]) == 3


def test_codes_far_over_a_scale_say_that_there_is_no_answer_in_a_table_too():
    form = AskedForm({"en": "T"}, ["en"])
    ask_of_columns(form, [column("P1[A1]", "1", "5", "10", "99"), column("P1[A2]", "1", "3", "7", "98")])
    assert [one["not_applicable"] for one in form.questions.values()] == [["99"], ["98"]]
    assert form.scales == {"from_1_to_10": {"kind": "rating", "from": 1, "to": 10}}


def test_labels_beside_the_ends_of_a_scale_are_no_points_of_it():
    labels = {"1": "Very little confidence", "5": "A great lot", "7": "I Don't Know", "9": "No Response"}
    form = AskedForm({"en": "T"}, ["en"])
    name = form.ask("", **guess(column("q66", "1", "2", "4", "7", labels=labels)))
    assert (form.scales[form.questions[name]["scale"]]["to"], form.questions[name]["not_applicable"]) == (5, ["7", "9"])


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (column("Steak", *["Medium rare", "Medium", "Rare", "Well", "Medium Well"] * 8), "single"),
        (column("uses", *["spa bar", "spa", "bar gym", "gym"] * 6), "multiple"),
        (
            column(
                "Obliged?",
                *[
                    "No, the person who reclines has no obligation to the one behind",
                    "Yes, they should not recline if asked",
                ]
                * 20,
            ),
            "single",
        ),
        (column("Block", "5", "5", "5"), "number"),
        (column("您的年级", *["1", "2", "3", "4"] * 4), "coded"),
        (column("Gewohnt?", *["Ja", "Nein"] * 6), "yes_no"),
    ],
)
def test_what_cells_mean(given, kind):
    assert guess(given)["kind"] == kind


def test_what_is_no_question_is_left_out(tmp_path):
    rows = [
        ["id", "PROLIFIC_PID", "weight", "<b>Speed</b>"],
        *([str(at % 9), f"5f{at:022d}", "AB"[at % 2], str(1 + at % 5)] for at in range(30)),
    ]
    study = drafted(tmp_path, rows)
    assert {name: one.text.en for name, one in study.questions.items()} == {"weight_2": "weight", "q2": "Speed"}
    text = (tmp_path / "mine" / "study.yaml").read_text("utf-8")
    assert "# left out: 'id': its name is that of an id, and 21 rows have no own one" in text


def test_answers_in_words_alone_are_drafted_as_well(tmp_path):
    study = drafted(
        tmp_path, [["Why?", "What else?"], *([f"because of {at}", f"nothing but {at}"] for at in range(12))]
    )
    assert [one.kind for one in study.questions.values()] == ["text", "text"]


def test_what_is_named_again_and_again_is_no_comment(tmp_path):
    rows = [["Country", "Why?"], *([f"Country {at % 33}", f"because of {at}"] for at in range(120))]
    drafted(tmp_path, rows)
    assert "  questions: [q2]\n" in (tmp_path / "mine" / "study.yaml").read_text("utf-8")


def qsf(*questions):
    """A survey file of these payloads."""
    elements = [
        {"Element": "SQ", "PrimaryAttribute": f"QID{at}", "Payload": {"QuestionID": f"QID{at}", **one}}
        for at, one in enumerate(questions)
    ]
    return json.dumps({"SurveyEntry": {"SurveyName": "S", "SurveyLanguage": "EN"}, "SurveyElements": elements})


def shown(*words):
    return {str(at): {"Display": text} for at, text in enumerate(words, start=1)}


MATRIX = {"QuestionType": "Matrix", "Selector": "Likert", "SubSelector": "SingleAnswer"}


def test_a_survey_file_with_what_its_authors_may_leave_out_and_set():
    slider = {
        "QuestionText": "How open?",
        "DataExportTag": "Open",
        "QuestionType": "Slider",
        "Selector": "HSLIDER",
        "Choices": shown("&nbsp;"),
    }
    tagged = {
        "QuestionText": "Rate",
        "DataExportTag": "Q2",
        **MATRIX,
        "Choices": shown("Room", "Desk"),
        "Answers": shown("Bad", "Fair", "Good"),
    }
    tagged |= {"ChoiceDataExportTags": {"1": "room", "2": "desk"}, "RecodeValues": {"1": "1", "2": "10", "3": "100"}}
    alone = {
        "QuestionText": "Any",
        "DataExportTag": "Q3",
        **MATRIX,
        "Choices": shown("Room"),
        "Answers": shown("Yes"),
        "ChoiceDataExportTags": False,
    }
    several = {**tagged, "DataExportTag": "Q4", "SubSelector": "MultipleAnswer"}
    form = read_qsf(qsf(slider, {**slider, "QuestionText": "How closed?"}, tagged, alone, several))
    assert [*form.questions] == ["Open_1", "Q2_room", "Q2_desk", "Q3_1", "Q4_room", "Q4_desk"]
    assert form.questions["Open_1"]["text"] == {"en": "How open?"}
    assert form.left_out == ["Question Open stands in the form again, with other words; its answers have one name."]
    assert form.scales == {
        "of_3_answers": {
            "points": {"1": 0.0, "10": 50.0, "100": 100.0},
            "labels": {"1": {"en": "Bad"}, "10": {"en": "Fair"}, "100": {"en": "Good"}},
        }
    }
    assert form.questions["Q3_1"]["kind"] == "single"
    assert form.questions["Q4_desk"]["columns"] == {"1": "Q4_desk_1", "10": "Q4_desk_10", "100": "Q4_desk_100"}


def test_codes_of_a_scale_are_what_the_answers_hold(tmp_path):
    form = AskedForm({"en": "T"}, ["en"], "LimeSurvey")
    words = ["Very bad", "Bad", "Good", "Very good"]
    form.ask(
        "q1",
        "rating",
        {"en": "Room"},
        [(f"A{at}", {"en": word}) for at, word in enumerate(words, start=1)],
        column="q1",
    )
    form.ask(
        "q2",
        "rating",
        {"en": "Desk"},
        [(str(at), {"en": word}) for at, word in zip(range(4, 0, -1), words, strict=True)],
        column="q2",
    )
    study = drafted(tmp_path, [["q1", "q2"], *([f"A{1 + at % 4}", str(1 + at % 4)] for at in range(24))], form=form)
    assert study.questions["q1"].scale.points == {"A1": 0, "A2": 33.33, "A3": 66.67, "A4": 100}
    assert study.questions["q2"].reversed
    assert study.questions["q2"].scale.labels["4"].en == "Very bad"


def test_columns_that_the_form_lacks_stand_on_a_page_of_their_own(tmp_path):
    form = AskedForm({"en": "T"}, ["en"], "Qualtrics")
    for at, page in enumerate(["one", "two", "two"]):
        form.turn(page, {}, [form.ask(f"q{at}", "number", {"en": f"Number {at}"}, column=f"q{at}")])
    rows = [["q0", "q1", "q2", "arm"], *([str(at), str(2 * at), "7", "AB"[at % 2]] for at in range(20))]
    study = drafted(tmp_path, rows, form=form)
    assert [page.questions for page in study.form.pages] == [("q0",), ("q1", "q2"), ("arm",)]


def test_a_name_given_twice_says_how_to_tell_them_apart(tmp_path):
    (tmp_path / "a.csv").write_text("q1,q1\n1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(CsatError, match=r"ask for `q1 \(1\)` or `q1 \(2\)`, counted from the left"):
        from csat_lib.answers.read import open_answers

        open_answers(tmp_path / "a.csv", ["q1"])
