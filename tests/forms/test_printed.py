"""The questionnaire on paper and on the telephone, and as an empty file of SPSS."""

from __future__ import annotations

import io
from pathlib import Path

import pyreadstat
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from csat_lib.forms.form_kinds import write_form
from csat_lib.forms.printed import laid_out, write_docx, write_pdf
from csat_lib.study.conditions import Condition


def pdf(content):
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_layout_holds_every_question_with_codes_conditions_and_instructions(study):
    form = laid_out(study, ["zh", "en"])
    assert [part["text"] for part in form["parts"]][:3] == [
        "客房 / Room",
        "前台 / Desk",
        "总体满意度 / Overall satisfaction",
    ]
    room, uses, spa = form["parts"][0], form["parts"][6], form["parts"][7]
    assert room["rows"] == ["客房整洁 / Tidiness", "客房安静 / Quiet"]
    assert room["points"][-1] == ["98", "不适用 / Not applicable"]
    assert (uses["mark"], uses["points"][0]) == ("□", ["spa", "水疗 / Spa"])
    assert "限本次 / this time" in uses["notes"]
    assert spa["notes"][0] == "只问在第7题回答“水疗”的人 / only if question 7 was answered “Spa”"
    assert form["contact"].endswith("hello@example.com")
    assert form["foot"].startswith("guests · ")
    assert laid_out(study, ["zh"], telephone=True)["parts"][0]["notes"] == ["逐行读出，先说明两端的含义"]


def test_the_version_in_the_foot_is_that_of_the_questionnaire(study):
    other = study.model_copy(
        update={"questions": {name: one for name, one in study.questions.items() if name != "why"}}
    )
    other = other.model_copy(update={"form": study.form.model_copy(update={"pages": ()})})
    assert laid_out(study, ["zh"])["foot"] != laid_out(other, ["zh"])["foot"]


def test_pdf_and_docx_say_what_the_layout_says(study):
    for language, words in (
        ("zh", ["客房整洁", "很满意", "请选一项", "健身房"]),
        ("en", ["Tidiness", "Very satisfied", "one answer", "Gym"]),
    ):
        printed = pdf(write_pdf(study, [language]))
        file = Document(io.BytesIO(write_docx(study, [language])))
        written = " ".join(
            [
                *(line.text for line in file.paragraphs),
                *(cell.text for table in file.tables for row in table.rows for cell in row.cells),
            ]
        )
        assert [word for word in words if word not in written] == []
        assert [word for word in words if word.replace(" ", "") not in printed.replace(" ", "")] == []
    assert "read out, circle one" in pdf(write_pdf(study, ["en"], telephone=True))
    assert write_pdf(study, ["en"]) == write_pdf(study, ["en"])


def test_no_row_of_a_table_is_broken_over_two_pages(study):
    file = Document(io.BytesIO(write_docx(study, ["zh"])))
    assert all(row._tr.trPr.xpath("w:cantSplit") for table in file.tables for row in table.rows)
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in file.tables)


def test_an_empty_sav_file_has_every_variable(study, tmp_path):
    (tmp_path / "x.sav").write_bytes(write_form(study, "sav", ["en"], tmp_path / "x.sav"))
    frame, about = pyreadstat.read_sav(tmp_path / "x.sav")
    assert len(frame) == 0
    assert {"q01", "uses_gym", "nps", "why"} <= {*frame}
    assert about.column_names_to_labels["q02"] == "Quiet"


def asked_of(study, **condition):
    """The study whose last text question is put only to those who meet a condition."""
    why = study.questions["why"].model_copy(update={"filter": Condition.model_validate(condition)})
    return study.model_copy(update={"questions": study.questions | {"why": why}})


def test_conditions_within_conditions_are_told_and_written(study):
    """Points of a scale, a number, an option of several, one of two conditions."""
    spa, low = {"question": "uses", "is": ["spa"]}, {"question": "overall", "at_most": 2}
    both = asked_of(study, any=[spa, {"all": [low, {"question": "nights", "at_least": 3}]}])
    notes = [part["notes"][0] for part in laid_out(both, ["en"])["parts"] if part["notes"][0].startswith("only")]
    assert notes[-1] == (
        "only if question 7 was answered “Spa” or (question 3 was answered “Very dissatisfied, Dissatisfied” "
        "and question 9 was answered by at least 3)"
    )
    sheets = CalamineWorkbook.from_filelike(
        io.BytesIO(write_form(both, "xlsform", ["en"], Path("a.xlsx")))
    ).get_sheet_by_name("survey")
    head, *rows = sheets.to_python()
    written = [row[head.index("relevant")] for row in rows if row[head.index("name")] == "why"]
    assert written == ["selected(${uses}, 'spa') or ((${overall} = '1' or ${overall} = '2') and ${nights} >= 3)"]
    text = write_form(both, "limesurvey", ["en"], Path("a.txt")).decode("utf-8")
    assert 'uses_spa.NAOK == ""Y"" or ((overall.NAOK == ""1"" or overall.NAOK == ""2"") and nights.NAOK >= 3)' in text


def test_beside_other_there_is_room_to_write(study):
    answers = [point[1] for part in laid_out(study, ["en"])["parts"] for point in part["points"]]
    assert [answer for answer in answers if answer.endswith("________")] == ["Other ________"]
