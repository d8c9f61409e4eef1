"""Forms as platforms write them, small, after their own documents: names, kinds, codes, wordings, filters, pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from csat_lib.errors import CsatError
from csat_lib.forms.form_kinds import read_form
from csat_lib.runs.form_work import draft

EXAMPLES = Path(__file__).with_name("examples")
JSONL = (EXAMPLES / "wenjuanxing.jsonl").read_text("utf-8")
TEXT = (EXAMPLES / "wenjuanxing.txt").read_text("utf-8")
TSV = (EXAMPLES / "limesurvey.txt").read_text("utf-8")


def row(**cells: object) -> str:
    return "<row>" + "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in cells.items()) + "</row>"


def lss(apart: bool) -> str:
    """One question in two languages: its texts beside it (to version 3), or in tables of their own."""
    tables: dict[str, list[str]] = {"surveys": [row(sid=1, language="en", additional_languages="zh-Hans")]}
    texts = {"en": ("Stay", "Rate the stay", "Room", "bad", "good"), "zh-Hans": ("入住", "请评价", "客房", "差", "好")}
    tables["surveys_languagesettings"] = [
        row(surveyls_language=lang, surveyls_title=words[0]) for lang, words in texts.items()
    ]
    if apart:
        tables |= {
            "groups": [row(gid=1, group_order=1)],
            "questions": [row(qid=5, gid=1, type="F", title="room", question_order=1, mandatory="Y")],
        }
        tables |= {"subquestions": [row(qid=6, parent_qid=5, title="q01", scale_id=0, question_order=1)]}
        tables |= {"answers": [row(aid=at, qid=5, code=at, sortorder=at, scale_id=0) for at in (1, 2)]}
        tables["group_l10ns"] = [row(id=1, gid=1, language=lang, group_name=words[0]) for lang, words in texts.items()]
        tables["question_l10ns"] = [
            row(id=1, qid=qid, language=lang, question=words[at])
            for lang, words in texts.items()
            for at, qid in ((1, 5), (2, 6))
        ]
        tables["answer_l10ns"] = [
            row(id=1, aid=at, language=lang, answer=words[2 + at]) for lang, words in texts.items() for at in (1, 2)
        ]
    else:
        same = texts.items()
        tables["groups"] = [row(gid=1, group_name=words[0], language=lang, group_order=1) for lang, words in same]
        tables["questions"] = [
            row(qid=5, gid=1, type="F", title="room", question=w[1], language=lang, question_order=1, mandatory="Y")
            for lang, w in same
        ]
        tables["subquestions"] = [
            row(qid=6, parent_qid=5, title="q01", question=w[2], language=lang, scale_id=0, question_order=1)
            for lang, w in same
        ]
        tables["answers"] = [
            row(qid=5, code=at, answer=w[2 + at], language=lang, sortorder=at, scale_id=0)
            for lang, w in same
            for at in (1, 2)
        ]
    body = "".join(f"<{name}><rows>{''.join(rows)}</rows></{name}>" for name, rows in tables.items())
    return f'<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>{body}</document>'


def question(tag: str, kind: str, selector: str, **more: object) -> dict:
    payload = {
        "QuestionText": f"<p>{tag}&nbsp;text</p>",
        "DataExportTag": tag,
        "QuestionType": kind,
        "Selector": selector,
        **more,
    }
    return {"Element": "SQ", "PrimaryAttribute": f"QID_{tag}", "Payload": payload}


def choices(*names: str) -> dict:
    return {str(at): {"Display": name} for at, name in enumerate(names, start=1)}


def qsf() -> str:
    other = {**choices("Spa", "Bar", "None"), "4": {"Display": "Other", "TextEntry": "true"}}
    other["3"]["ExclusiveAnswer"] = True
    table = {"Choices": choices("Room", "Desk"), "Answers": choices("bad", "fair", "good")}
    table["Language"] = {"ZH-S": {"QuestionText": "请评价", "Choices": choices("客房", "前台")}}
    table["Validation"] = {"Settings": {"ForceResponse": "ON"}}
    asked = [
        question("Q1", "Matrix", "Likert", SubSelector="SingleAnswer", **table),
        question("Q2", "MC", "MAVR", Choices=other, ChoiceOrder=["2", "1", "3", "4"]),
        question("Q3", "MC", "SAVR", Choices=choices("North", "South"), RecodeValues={"1": "7", "2": "8"}),
        question("Q4", "MC", "NPS", Choices=[]),
        question("Q5", "TE", "SL", Validation={"Settings": {"ContentType": "ValidNumber"}}),
        question("Q6", "TE", "ESTB"),
        question("Q7", "DB", "TB"),
        question("Q8", "PGR", "DragAndDrop"),
        question("Q9", "TE", "SL"),
        question("Q10", "MC", "SAVR", Choices=[], DynamicChoices={"Locator": "q://QID1/ChoiceGroup"}),
    ]  # fmt: skip
    places = [{"Type": "Question", "QuestionID": f"QID_Q{at}"} for at in (*range(1, 9), 10)]
    places.insert(2, {"Type": "Page Break"})
    blocks = [
        {"Type": "Default", "BlockElements": places},
        {"Type": "Trash", "BlockElements": [{"Type": "Question", "QuestionID": "QID_Q9"}]},
    ]
    return json.dumps(
        {
            "SurveyEntry": {"SurveyName": "Guests", "SurveyLanguage": "EN"},
            "SurveyElements": [{"Element": "BL", "Payload": blocks}, *asked],
        }
    )


SSS = (EXAMPLES / "survey.sss").read_text("utf-8")


def xlsform(path):
    with xlsxwriter.Workbook(path) as book:
        for name, text in json.loads((EXAMPLES / "xlsform.json").read_text("utf-8")).items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(text):
                sheet.write_row(at, 0, cells)
    return path


def read(tmp_path, text, name="form"):
    (tmp_path / name).write_text(text, "utf-8")
    return read_form(tmp_path / name)


def kinds(form):
    return {name: one.get("kind", "rating") for name, one in form.questions.items()}


def test_the_jsonl_of_wenjuanxing(tmp_path):
    form = read(tmp_path, "\ufeff" + JSONL.replace("\n", "\r\n"))
    assert (form.platform, form.title, form.languages) == ("问卷星", {"zh": "宾客满意度调查"}, ["zh"])
    assert form.words == {"intro": {"zh": "感谢参与"}, "thanks": {"zh": "谢谢"}}
    assert kinds(form) == {
        "q1": "single",
        "q2_1": "rating",
        "q2_2": "rating",
        "q3": "nps",
        "q4": "multiple",
        "q5": "number",
    }
    assert form.questions["q2_2"]["column"] == "2、请评价以下各项—前台"
    assert form.blocks == {"table2": {"stem": {"zh": "请评价以下各项"}, "questions": ["q2_1", "q2_2"]}}
    assert (form.questions["q1"]["required"], form.questions["q3"].get("required")) == (True, None)
    assert (form.questions["q5"]["min"], form.questions["q5"]["max"]) == (0, 100)
    assert [page["questions"] for page in form.pages.values()] == [["q1", "q2_1", "q2_2"], ["q3", "q4", "q5"]]
    assert form.left_out == ["Question 6, 最看重什么: the type MaxDiff is not read."]


def test_the_text_of_wenjuanxing(tmp_path):
    form = read(tmp_path, TEXT)
    assert kinds(form) == {"q1_1": "rating", "q1_2": "rating", "q2": "multiple", "q3": "single"}
    assert form.scales == {"from_1_to_5": {"kind": "rating", "from": 1, "to": 5}}
    assert [text["zh"] for text in form.questions["q2"]["options"].values()] == ["微信", "朋友推荐", "其他"]
    assert form.words == {"intro": {"zh": "感谢参与，约3分钟。"}}
    assert "required" not in form.questions["q2"]
    assert len(form.pages) == 2


def test_the_structure_of_limesurvey(tmp_path):
    form = read(tmp_path, TSV)
    assert (form.platform, form.title) == ("LimeSurvey", {"zh": "宾客满意度", "en": "Guest satisfaction"})
    assert kinds(form) == {"q01": "rating", "q02": "rating", "uses": "multiple", "why": "text"}
    assert form.questions["q01"]["column"] == "room[q01]"
    assert form.questions["q01"]["text"] == {"zh": "客房整洁", "en": "Room cleanliness"}
    assert form.blocks["room"]["stem"] == {"zh": "请评价 客房", "en": "Please rate the room"}
    assert form.questions["uses"]["other"] == "uses[other]"
    assert form.questions["why"]["filter"] == {"question": "uses", "is": ["spa"]}
    assert form.questions["why"]["text"]["zh"] == "=为什么"
    assert form.left_out == ["Question photo: the type | is not read."]


@pytest.mark.parametrize("apart", [False, True])
def test_lss_files_of_limesurvey_old_and_new(tmp_path, apart):
    form = read(tmp_path, lss(apart))
    assert form.languages == ["en", "zh"]
    assert form.questions["q01"]["text"] == {"en": "Room", "zh": "客房"}
    assert form.questions["q01"]["required"] is True
    assert form.scales["from_1_to_2"]["labels"]["2"] == {"en": "good", "zh": "好"}


def test_the_survey_file_of_qualtrics(tmp_path):
    form = read(tmp_path, qsf())
    assert (form.platform, form.languages) == ("Qualtrics", ["en", "zh"])
    assert kinds(form) == {
        "Q1_1": "rating",
        "Q1_2": "rating",
        "Q2": "multiple",
        "Q3": "single",
        "Q4": "nps",
        "Q5": "number",
        "Q10": "text",
        "Q6": "text",
    }
    assert form.questions["Q1_2"]["text"] == {"zh": "前台", "en": "Desk"}
    assert form.blocks["Q1"]["stem"] == {"zh": "请评价", "en": "Q1 text"}
    assert list(form.questions["Q2"]["options"]) == ["2", "1", "3", "4"]
    assert (form.questions["Q2"]["exclusive"], form.questions["Q2"]["other"]) == (["3"], "Q2_4_TEXT")
    assert form.questions["Q3"]["options"] == {"7": {"en": "North"}, "8": {"en": "South"}}
    assert form.questions["Q1_1"]["required"] is True
    assert [page["questions"] for page in form.pages.values()] == [
        ["Q1_1", "Q1_2", "Q2"],
        ["Q3", "Q4", "Q5", "Q6", "Q10"],
    ]
    assert form.left_out == ["Question Q8: the type PGR/DragAndDrop is not read."]


@pytest.mark.parametrize(("version", "br"), [("1.2", "<br/>"), ("2.0", " ")])
def test_triple_s(tmp_path, version, br):
    form = read(tmp_path, SSS.format(version=version, br=br))
    assert kinds(form) == {"Q1": "single", "Q2": "multiple", "Q3": "number", "Q4": "yes_no", "Q5": "text"}
    assert form.questions["Q1"]["text"] == {"en": "Store visited"}
    assert form.questions["Q2"]["options"] == {"1": {"en": "Spa"}, "2": {"en": "Bar"}}
    assert form.left_out == ["Variable Q6: the type time is not read."]


def test_an_xlsform_in_two_languages(tmp_path):
    form = read_form(xlsform(tmp_path / "form.xlsx"))
    assert form.platform == "XLSForm"
    assert {*form.languages} == {"en", "zh"}
    assert kinds(form) == {"q01": "rating", "q02": "rating", "uses": "multiple", "why": "text", "again": "yes_no"}
    assert form.questions["q01"]["column"] == "room/q01"
    assert form.blocks["room"]["stem"] == {"en": "Room", "zh": "客房"}
    assert (form.questions["uses"]["separator"], form.questions["uses"]["other"]) == (" ", "uses_other")
    assert form.questions["why"]["filter"] == {"question": "uses", "is": ["spa"]}
    assert form.questions["again"]["yes"][0] == "yes"
    assert form.left_out == ["Question place: the type geopoint is not read."]


def test_what_is_no_form_and_what_is_half_a_form_is_one_error(tmp_path):
    with pytest.raises(CsatError) as told:
        read(tmp_path, "a,b\n1,2\n", "x.csv")
    assert str(told.value) == (
        f"{tmp_path / 'x.csv'} is no form that can be read; read are Qualtrics .qsf, LimeSurvey .lss and .txt, "
        "XLSForm .xlsx, 问卷星 .jsonl and .txt, triple-S .sss. Export the survey as one of these."
    )
    with pytest.raises(CsatError, match=r"looks like a form of Qualtrics and cannot be read \(JSONDecodeError"):
        read(tmp_path, qsf()[:400], "half.qsf")
    with pytest.raises(CsatError, match="cannot be opened"):
        read_form(tmp_path / "missing.qsf")


def test_text_of_wenjuanxing_as_people_write_it(tmp_path):
    text = "1. Q1.您的性别？*[单选题]\nA.男\nB.女\n\n2. 评价以下方面 [矩阵量表题]\n行：\n- 环境\n- 服务\n"
    text += "列：\n- 不满意\n- 一般\n- 满意\n"
    form = read(tmp_path, text + "\n3. 请评分[矩阵量表题]\n不满意 一般 满意\n办公环境\n团队氛围\n")
    assert form.title == {"zh": "问卷"}
    assert [one["text"]["zh"] for one in form.questions.values()] == [
        "您的性别？",
        "环境",
        "服务",
        "办公环境",
        "团队氛围",
    ]
    assert list(form.scales) == ["from_1_to_3"]
    assert [block["stem"]["zh"] for block in form.blocks.values()] == ["评价以下方面", "请评分"]


def test_a_form_of_choices_alone_is_simulated_as_well(tmp_path, outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    (tmp_path / "form.txt").write_text("1. 您的性别[单选题]\n男\n女\n\n2. 最关注什么[多选题]\n价格\n服务\n", "utf-8")
    assert "No fault found: 2 questions" in draft(None, tmp_path / "form.txt", tmp_path / "mine")
