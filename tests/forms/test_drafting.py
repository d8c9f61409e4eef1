"""A study drafted from answers, from a form, or from both, runs at once."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from csat_lib import period
from csat_lib.errors import CsatError
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.drafting import period_of, write_draft
from csat_lib.forms.form_kinds import read_form, write_form
from csat_lib.forms.seen_columns import look_at
from csat_lib.runs.checking import check
from csat_lib.runs.form_work import draft
from csat_lib.study import load_wave

from . import exports

WORDS = ["非常不满意", "不满意", "一般", "满意", "非常满意"]


def answers(path, n=200, seed=1):
    """A by-text download of 问卷星 with a personal column and two constructs."""
    draw = random.Random(seed)
    rows = []
    for at in range(n):
        room, desk = draw.gauss(0, 1), draw.gauss(0, 1)
        said = [WORDS[min(4, max(0, round(2.5 + 0.9 * z + draw.gauss(0, 0.5))))] for z in (room,) * 3 + (desk,) * 3]
        who = [at + 1, f"2026/1/{at % 28 + 1} 9:03:27", "85秒", "链接", "N/A", "192.0.2.7(上海-上海)"]
        own = [draw.choice("男女"), draw.choice(["南京路┋其他〖机场〗", "南京路", "(跳过)"]), draw.choice(WORDS)]
        end = [
            draw.randint(0, 10),
            f"138{draw.randint(10**7, 10**8 - 1)}",
            draw.choice(["好", "(空)", f"等了{at}分钟"]),
        ]
        rows.append([*who, *own, *said, *end])
    heads = [
        "序号",
        "提交答卷时间",
        "所用时间",
        "来源",
        "来源详情",
        "来自IP",
        "1、您的性别",
        "2、去过的门店",
        "3、总体满意度",
    ]
    heads += [f"{at}、{text}" for at, text in enumerate(["整洁", "安静", "明亮", "态度", "速度", "专业"], start=4)]
    heads += ["10、您会推荐我们吗", "11、手机号", "12、原因"]
    pd.DataFrame(rows, columns=heads).to_csv(path, index=False, encoding="utf-8-sig")
    return path


@pytest.fixture(autouse=True)
def _cache(outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)


def test_an_answers_file_alone_gives_a_study_that_runs(tmp_path):
    wave = write_draft(answers(tmp_path / "a.csv"), None, tmp_path / "mine")
    study = load_wave(wave).study
    assert wave.name == "2026-01.yaml"
    assert {name: one.kind for name, one in study.questions.items()} == {
        "q1": "single",
        "q2": "multiple",
        "q10": "nps",
        "q12": "text",
        **dict.fromkeys([f"q{at}" for at in range(3, 10)], "rating"),
    }
    assert study.headline == "q3"
    assert study.segments == ("q1",)
    assert study.fields.given() == {"id": "序号", "finished": "提交答卷时间", "duration": "所用时间", "source": "来源"}
    assert "No fault found" in check(wave, {})


def test_constructs_are_proposed_by_a_factor_analysis(tmp_path):
    study = load_wave(write_draft(answers(tmp_path / "a.csv", n=400), None, tmp_path / "mine")).study
    assert [one.items for one in study.constructs.values()] == [("q4", "q5", "q6"), ("q7", "q8", "q9")]


def test_every_guess_and_what_is_left_out_is_told(tmp_path):
    text = (write_draft(answers(tmp_path / "a.csv"), None, tmp_path / "mine").parent / "study.yaml").read_text("utf-8")
    assert text.count("# guess: ") >= 15
    assert "# left out: '11、手机号': personal; it is never read" in text
    assert "# left out: '来自IP': personal" in text
    assert "138" not in text
    assert "192.0" not in text


@pytest.mark.parametrize("n", [3, 12])
def test_a_small_file_runs_all_the_same(tmp_path, n):
    wave = write_draft(answers(tmp_path / "a.csv", n=n), None, tmp_path / "mine")
    assert "No fault found" in check(wave, {})


def test_a_title_over_the_header_is_passed_over(tmp_path):
    path = answers(tmp_path / "a.csv")
    path.write_text("\ufeff门店满意度,,\n" + path.read_text("utf-8-sig"), "utf-8")
    assert "q10" in load_wave(write_draft(path, None, tmp_path / "mine")).study.questions


def test_a_factor_file_of_numbers_in_english(tmp_path):
    draw = np.random.default_rng(3)
    z = draw.normal(size=(150, 1)) + draw.normal(scale=0.6, size=(150, 4))
    frame = pd.DataFrame(
        np.clip(np.round(7 + 1.5 * z), 1, 10).astype(int),
        columns=["Speed", "Courtesy", "Price", "Overall satisfaction"],
    )
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    study = load_wave(write_draft(tmp_path / "a.xlsx", None, tmp_path / "mine")).study
    assert study.languages == ("en",)
    assert study.questions["Speed"].scale.high == 10
    assert study.headline == "q4"


@pytest.mark.parametrize("to", ["wjx-jsonl", "wjx-text", "xlsform", "limesurvey"])
def test_a_form_alone_gives_a_study_with_simulated_answers(study, tmp_path, to):
    path = tmp_path / "form"
    path.write_bytes(write_form(study, to, ["zh"], path))
    told = draft(None, path, tmp_path / "mine")
    assert "No fault found" in told
    assert "400 rows" in told


def test_a_form_and_its_answers_fit(study, raw, tmp_path):
    form, given = tmp_path / "form.jsonl", tmp_path / "a.csv"
    form.write_bytes(write_form(study, "wjx-jsonl", ["zh"], form))
    exports.wenjuanxing(study, raw, given)
    wave = write_draft(given, read_form(form), tmp_path / "mine")
    drafted = load_wave(wave).study
    assert [one.kind for one in drafted.questions.values()] == [one.kind for one in study.questions.values()]
    assert [text.zh for text in drafted.questions["q5"].options.values()] == ["南京路", "徐家汇", "其他"]
    assert "No fault found" in check(wave, {})


def test_a_form_of_another_survey_is_one_error(study, raw, tmp_path):
    form = AskedForm({"en": "Other"}, ["en"], "Qualtrics")
    for at in range(4):
        form.ask(f"x{at}", "text", {"en": f"Something else {at}"}, column=f"x{at}")
    exports.qualtrics(study, raw, tmp_path / "a.csv")
    with pytest.raises(CsatError) as told:
        write_draft(tmp_path / "a.csv", form, tmp_path / "mine")
    assert str(told.value) == (
        f"The form of Qualtrics is of another survey than {tmp_path / 'a.csv'}: of its 4 questions the answers hold 0. "
        "Give the form or the study with which these answers were collected."
    )


def test_a_form_and_answers_that_lack_many_of_its_questions_do_not_fit(study, raw, tmp_path):
    form = tmp_path / "form.jsonl"
    form.write_bytes(write_form(study, "wjx-jsonl", ["zh"], form))
    exports.wenjuanxing(study, raw, tmp_path / "a.csv")
    whole = pd.read_csv(tmp_path / "a.csv")
    whole.drop(columns=[name for name in whole if str(name).startswith(("2", "7", "8", "9"))]).to_csv(
        tmp_path / "a.csv", index=False
    )
    with pytest.raises(CsatError) as told:
        write_draft(tmp_path / "a.csv", read_form(form), tmp_path / "mine")
    assert str(told.value).startswith(
        f"{tmp_path / 'a.csv'} and the form of 问卷星 do not fit: no column was found for "
    )


def test_a_folder_and_a_pattern_of_files_are_drafted_as_one(tmp_path):
    inside = tmp_path / "months"
    inside.mkdir()
    for name, words in (("a", "ab"), ("b", "cd")):
        rows = "".join(f"{name}{at},{at % 5 + 1},{words[at % 2]}\n" for at in range(30))
        (inside / f"{name}.csv").write_text(f"id,Room,Store\n{rows}", "utf-8")
    for at, given in enumerate((inside, inside / "*.csv")):
        wave = write_draft(given, None, tmp_path / f"new{at}")
        assert "60 rows of answers (60 kept)" in check(wave, {})
        assert [*load_wave(wave).study.questions["Store"].options] == ["1", "2", "3", "4"]
    (inside / "b.csv").write_text("id\n1\n2\n", "utf-8")
    with pytest.raises(CsatError) as told:
        write_draft(inside, None, tmp_path / "another")
    assert "b.csv: there is no column `Room`, which a.csv has." in str(told.value)


def test_a_folder_with_files_and_nothing_to_draft_are_refused(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(CsatError, match="the folder is not empty"):
        write_draft(answers(tmp_path / "a.csv", n=20), None, tmp_path)
    with pytest.raises(CsatError, match="needs an answers file, a form"):
        draft(None, None, tmp_path / "new")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2026-01-05", "2026-01-31"], "2026-01"),
        (["2026-01-05", "2026-03-02"], "2026Q1"),
        (["2026-02-05", "2026-06-02"], "2026H1"),
        (["2026-02-05", "2026-11-02"], "2026"),
        (["2025-11-05", "2026-02-02"], "2025-11-05..2026-02-02"),
    ],
)
def test_the_period_holds_the_days(tmp_path, days, told):
    pd.DataFrame({"submitdate": days * 5, "x": range(10)}).to_csv(tmp_path / "a.csv", index=False)
    assert period_of(look_at(tmp_path / "a.csv"), "submitdate") == period.parse(told)


def test_blanks_leave_the_rows_of_a_factor_analysis_as_they_are(tmp_path):
    draw = np.random.default_rng(5)
    z = np.repeat(draw.normal(size=(300, 2)), 3, axis=1) + draw.normal(scale=0.5, size=(300, 6))
    frame = pd.DataFrame(np.clip(np.round(4 + 1.2 * z), 1, 7), columns=list("ABCDEF")).astype("object")
    for column in frame:
        frame.loc[draw.random(300) < 0.05, column] = "NA"
    frame.to_csv(tmp_path / "a.csv", index=False)
    wave = write_draft(tmp_path / "a.csv", None, tmp_path / "mine")
    assert [one.items for one in load_wave(wave).study.constructs.values()] == [("A", "B", "C"), ("D", "E", "F")]
    assert "No fault found" in check(wave, {})


def test_answers_tell_the_language_where_columns_are_named_by_codes(tmp_path):
    rows = [f"{at},{at % 5 + 1},{word}" for at, word in enumerate(["上菜太慢", "很好吃", "排队太久"] * 20)]
    (tmp_path / "a.csv").write_text("\n".join(["seq,Q1,Q2", *rows]), "utf-8")
    assert load_wave(write_draft(tmp_path / "a.csv", None, tmp_path / "mine")).study.languages == ("zh",)
