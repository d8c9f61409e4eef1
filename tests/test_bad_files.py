# ruff: noqa: E501 - a row of a file stands on one line
"""Files that cannot be what they should: one sentence through the command line, exit code 2, no traceback."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from csat_lib.answers.read import FORMATS

from .answers.test_platforms import WJX_INDEX, WJX_TEXT
from .test_cli import told  # noqa: F401 - a fixture

STUDY = """study: stay
title: {zh: 入住, en: Stay}
languages: [zh, en]
scales: {five: {from: 0, to: 5}}
questions:
  q1: {text: {zh: 总体满意度, en: Overall}, scale: five, role: perception, column: "1、总体满意度"}
constructs: {all_of_it: {title: {zh: 全部, en: All}, items: [q1]}}
"""


@pytest.fixture
def wave(tmp_path):
    """A study of one question, and a wave of the answers given."""

    def wave(text: str | bytes, name: str = "a.csv", more: str = "", study: str = STUDY) -> str:
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        (tmp_path / "study.yaml").write_text(study, encoding="utf-8")
        answers = f"{{file: {name}, {more}}}" if more else name
        (tmp_path / "2026-01.yaml").write_text(
            f"study: stay\nperiod: 2026-01\nresponses: {answers}\n", encoding="utf-8"
        )
        return str(tmp_path / "2026-01.yaml")

    return wave


def refused(told, *arguments: str) -> str:  # noqa: F811
    code, out, err = told(*arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    return err


PLAIN = "id,1、总体满意度\n1,5\n2,3\n"


def test_a_format_told_and_wrong(told, wave, tmp_path):  # noqa: F811
    file = tmp_path / "a.csv"
    assert refused(told, "check", wave(PLAIN, more="format: qualtrics")) == (
        f"The answers {file} are told to be `format: qualtrics`, and what they hold is no export of it by its column names. "
        "Leave `format` out, or name the file that is meant."
    )
    assert refused(told, "check", wave(WJX_TEXT, more="format: kobo")) == (
        f"The answers {file} are told to be `format: kobo`, and what they hold is wjx. "
        "Leave `format` out, or name the file that is meant."
    )
    assert refused(told, "check", wave(PLAIN, more="format: xlsm2")) == (
        f"The answers {file}: `format: xlsm2` is not read; formats are {', '.join(FORMATS)}. "
        "Name one of these, or leave `format` out: it is found out from the file."
    )


def test_two_formats_that_are_possible(told, wave, tmp_path):  # noqa: F811
    text = WJX_INDEX.replace(",5,11,2", ",5,9,2").replace(",3,1,1", ",3,7,1")
    more = "  q2: {text: {zh: 推荐意愿, en: Again}, kind: nps}\n  q3: {text: {zh: 您的性别, en: Sex}, kind: single, role: profile, options: {'1': {zh: 男, en: M}, '2': {zh: 女, en: F}}}\n"
    study = STUDY.replace("from: 0", "from: 1").replace("constructs:", f"{more}constructs:")
    assert refused(told, "check", wave(text, study=study)) == (
        f"The answers {tmp_path / 'a.csv'} do not match the study `stay`; mend the file or the study: 1 fault.\n"
        "  a.csv, column `q2`: it holds neither 0 nor 11, so that it may be by index (counted from 1) or by score. "
        "Tell `format: wjx-index` or `format: wjx-score`."
    )


def test_a_column_asked_for_twice(told, wave, tmp_path):  # noqa: F811
    assert refused(told, "check", wave("id,1、总体满意度,1、总体满意度\n1,5,4\n2,3,3\n")) == (
        f"The answers {tmp_path / 'a.csv'} name `1、总体满意度` more than once; every column needs its own name. Rename or "
        "delete one of each, or ask for `1、总体满意度 (1)` or `1、总体满意度 (2)`, counted from the left."
    )
    twice = STUDY.replace("items: [q1]", "items: [q1, q2]").replace(
        "constructs:",
        '  q2: {text: {zh: 又, en: Again}, scale: five, role: perception, column: "1、总体满意度"}\nconstructs:',
    )
    assert refused(told, "check", wave(PLAIN, study=twice)) == (
        f"The answers {tmp_path / 'a.csv'} do not match the study `stay`; mend the file or the study: 1 fault.\n"
        "  a.csv: the column `1、总体满意度` answers several questions of the study. Name one `column` for each."
    )


def test_half_a_file(told, wave, tmp_path):  # noqa: F811
    rows = "id,at,1、总体满意度\n" + "".join(f"{at},2026-01-0{at},5\n" for at in range(1, 9))
    assert refused(told, "check", wave(rows[:-9])) == (
        f"The answers {tmp_path / 'a.csv'} seem to be cut off: the last row, line 9, ends after 2 of 3 cells without an "
        "end of line, and all rows before it are whole. Download the file again, or take that row out."
    )
    (tmp_path / "w.xlsx").parent.mkdir(exist_ok=True)
    pd.DataFrame({"1、总体满意度": range(5)}).to_excel(tmp_path / "w.xlsx", index=False)
    half = (tmp_path / "w.xlsx").read_bytes()[:2500]
    assert refused(told, "check", wave(half, "b.xlsx")) == (
        f"The answers {tmp_path / 'b.xlsx'} cannot be read as a workbook: Cannot detect file format. "
        "Open and save the file again in the program that made it, or export it as CSV."
    )


def test_test_rows_alone(told, wave, tmp_path):  # noqa: F811
    header = 'StartDate,ResponseId,Status,q1\nStart Date,Response ID,Response Type,Overall\n"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""status""}","{""ImportId"":""QID1""}"\n'
    rows = "".join(f"2026-01-05 09:03:27,R_{at},Survey Preview,4\n" for at in range(3))
    err = refused(told, "check", wave(header + rows, study=STUDY.replace(', column: "1、总体满意度"', "")))
    assert err == (
        f"The answers {tmp_path / 'a.csv'} hold no answer of a respondent: every row is a preview, a test or spam "
        "(preview 3). Export the answers that respondents gave."
    )


@pytest.fixture
def form(tmp_path) -> Path:
    lines = [{"qtype": "问卷基础信息", "title": "入住"}]
    lines += [{"qtype": "简答题", "title": f"关于第{at}件事，您怎么看"} for at in range(1, 7)]
    (tmp_path / "form.jsonl").write_text(
        "\n".join(map(partial(json.dumps, ensure_ascii=False), lines)), encoding="utf-8"
    )
    return tmp_path / "form.jsonl"


def test_a_form_of_another_survey_and_one_that_fits_in_part(told, form, tmp_path):  # noqa: F811
    answers, out = tmp_path / "a.csv", str(tmp_path / "new")
    answers.write_text(PLAIN, encoding="utf-8")
    assert refused(told, "draft", str(answers), "--form", str(form), "--out", out) == (
        f"The form of 问卷星 is of another survey than {answers}: of its 6 questions the answers hold 0. "
        "Give the form or the study with which these answers were collected."
    )
    heads = ",".join(f"{at}、关于第{at}件事，您怎么看".replace("，", "，") for at in range(1, 5))
    answers.write_text(f"{heads}\n甲,乙,丙,丁\n戊,己,庚,辛\n", encoding="utf-8")
    err = refused(told, "draft", str(answers), "--form", str(form), "--out", out)
    assert err == (
        f"{answers} and the form of 问卷星 do not fit: no column was found for q5, q6. "
        "Export the answers with every question, or name the columns in the study file (`column:`)."
    )
    assert not (tmp_path / "new").exists()


def test_a_form_in_a_language_that_the_study_lacks(told, wave, tmp_path):  # noqa: F811
    wave(
        PLAIN,
        study=STUDY.replace("languages: [zh, en]", "languages: [zh]")
        .replace(", en: Stay", "")
        .replace(", en: Overall", "")
        .replace(", en: All", ""),
    )
    err = refused(told, "form", str(tmp_path), "--to", "xlsform", "--language", "en", "--out", str(tmp_path / "x.xlsx"))
    assert err == (
        f"{tmp_path / 'x.xlsx'} cannot be given in `en`: the study is worded in zh. "
        "Add the wordings to the study file, or ask for a language that it has."
    )
    assert not (tmp_path / "x.xlsx").exists()


def test_what_a_platform_cannot_hold_is_told_though_nothing_can_be_written(told, wave, tmp_path):  # noqa: F811
    wave(PLAIN)
    (tmp_path / "x.txt").write_text("mine")
    code, out, err = told("form", str(tmp_path), "--to", "qualtrics", "--out", str(tmp_path / "x.txt"))
    assert code == 2
    assert out.startswith("Not carried: Codes of answers are not carried")
    assert "is not written: there is a file of this name" in err


def test_what_a_kind_of_file_does_not_have_cannot_be_told_of_it(told, wave, tmp_path):  # noqa: F811
    assert refused(told, "check", wave(PLAIN, more="sheet: Data")) == (
        f"The answers {tmp_path / 'a.csv'} are text in columns, of which no `sheet` can be told; one has a workbook. "
        "Leave `sheet` out, or name the file that is meant."
    )
    pd.DataFrame({"1、总体满意度": range(5)}).to_excel(tmp_path / "w.xlsx", index=False)
    assert refused(told, "check", wave((tmp_path / "w.xlsx").read_bytes(), "b.xlsx", more="encoding: gbk")) == (
        f"The answers {tmp_path / 'b.xlsx'} are a workbook, of which no `encoding` can be told; one has text in columns or "
        "a file of SPSS or Stata. Leave `encoding` out, or name the file that is meant."
    )


def test_a_file_twice_in_a_folder(told, wave, tmp_path):  # noqa: F811
    (tmp_path / "all").mkdir()
    for name in ("a.csv", "copy of a.csv"):
        (tmp_path / "all" / name).write_text(PLAIN, encoding="utf-8")
    wave(PLAIN)
    (tmp_path / "2026-01.yaml").write_text("study: stay\nperiod: 2026-01\nresponses: all\n", encoding="utf-8")
    assert refused(told, "check", str(tmp_path / "2026-01.yaml")) == (
        f"The answers {tmp_path / 'all' / 'copy of a.csv'} are the same file as a.csv. Take one of them away."
    )


def test_the_same_answers_as_a_second_wave(told, wave, tmp_path):  # noqa: F811
    wave(PLAIN)
    assert refused(told, "next", str(tmp_path), str(tmp_path / "a.csv")) == (
        f"{tmp_path / 'a.csv'} holds the answers of the wave 2026-01 already. Name the file of the next period."
    )


def test_a_file_that_is_not_there_has_no_ending_to_be_known(told, tmp_path):  # noqa: F811
    err = refused(told, "draft", str(tmp_path / "answers"), "--out", str(tmp_path / "new"))
    assert err.startswith(f"The answers {tmp_path / 'answers'} cannot be opened: No such file or directory. ")


def test_a_study_that_would_be_written_over_a_file(told, wave, tmp_path):  # noqa: F811
    wave(PLAIN)
    out = str(tmp_path / "a.csv")
    assert refused(told, "draft", out, "--out", out) == (
        f"{out}: there is a file of this name, so no study is written into it. Name a new or empty folder."
    )


def test_half_a_form_says_what_it_lacks(told, tmp_path):  # noqa: F811
    (tmp_path / "x.qsf").write_text('{"SurveyEntry":{}}', encoding="utf-8")
    assert refused(told, "draft", "--form", str(tmp_path / "x.qsf"), "--out", str(tmp_path / "new")) == (
        f"{tmp_path / 'x.qsf'} looks like a form of Qualtrics and cannot be read (`SurveyElements` is missing). "
        "Export it again, whole."
    )


def test_a_form_of_open_questions_alone_cannot_be_simulated(told, form, tmp_path):  # noqa: F811
    code, out, err = told("draft", "--form", str(form), "--out", str(tmp_path / "new"))
    assert (code, err) == (0, "")
    assert (
        "The study `new` cannot be simulated: what `simulate` states gives no question an answer. "
        "State the truth of one there, or give the wave a file of answers (`responses: answers.csv`)."
    ) in out


def test_no_index_and_nothing_to_judge(told, wave, tmp_path):  # noqa: F811
    wave(PLAIN)
    err = refused(told, "form", str(tmp_path), "--to", "judgements", "--out", str(tmp_path / "x.xlsx"))
    assert err.endswith("Give the parts of an index the word ahp, fahp, precedence, experts or delphi.")


def test_a_file_whose_first_row_is_an_answer_is_not_drafted_from(told, tmp_path):  # noqa: F811
    file = tmp_path / "lunch.csv"
    file.write_text("1,4/5/2026 22:38,4/5/2026 22:39,G9,7\n2,4/5/2026 22:47,4/5/2026 22:50,G10,6\n", "utf-8")
    err = refused(told, "draft", str(file), "--out", str(tmp_path / "new"))
    assert err == (
        f"{file} names no columns: `4/5/2026 22:38` in its first row is a time, so that row seems to be an answer. "
        "Put a row over it that names every column."
    )


def test_a_first_row_of_answers_without_a_time_is_not_taken_for_names(told, tmp_path):  # noqa: F811
    file = tmp_path / "lunch.csv"
    words = ("good", "bad", "fine")
    rows = [f"{n},{5 - n % 3},{'AB'[n % 2]},{words[n % 3]},{5 - n % 4}\n" for n in range(3, 15)]
    file.write_text("".join(rows), "utf-8")
    err = refused(told, "draft", str(file), "--out", str(tmp_path / "new"))
    assert err == (
        f"{file} names no columns: `5` in its first row is an answer of its column, as are 3 others, so that row seems "
        "to be an answer. Put a row over it that names every column."
    )


def test_two_downloads_in_one_file_are_not_drafted_from(told, tmp_path):  # noqa: F811
    file = tmp_path / "lunch.csv"
    rows = "".join(f"{n},{n % 5 + 1},{n % 3 + 1}\n" for n in range(1, 9))
    file.write_text(f"no,taste,price\n{rows}no,taste,place\n{rows}", "utf-8")
    err = refused(told, "draft", str(file), "--out", str(tmp_path / "new"))
    assert err == (
        f"{file} names its columns twice: row 9 of the answers holds `no` and other names again, so two downloads seem "
        "to stand in it, one below the other. Save each as a file of its own and name their folder."
    )


def test_names_that_are_answers_of_their_columns_are_names(told, tmp_path):  # noqa: F811
    ticked, numbered = tmp_path / "ticked.csv", tmp_path / "numbered.csv"
    ticked.write_text("Spa,Gym,Bar,Stay\n" + "Spa,,Bar,good\n,Gym,,bad\n" * 6, "utf-8")
    rows = [f"{n % 5 + 1},2,{n % 3 + 1},4,{n % 2 + 4}\n" for n in range(12)]
    numbered.write_text("1,2,3,4,5\n" + "".join(rows), "utf-8")
    for file in (ticked, numbered):
        assert told("draft", str(file), "--out", str(tmp_path / file.stem))[0] == 0
