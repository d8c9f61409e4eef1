"""Cleaned answers for other programs, and read back by this one to the same figures."""

from __future__ import annotations

import io

import pandas as pd
import pyreadstat
import pytest
from openpyxl import load_workbook

from csat_lib import period
from csat_lib.collect.collected_wave import collected
from csat_lib.forms.export import export
from csat_lib.forms.next_wave import write_next
from csat_lib.simulate.simulator import simulate
from csat_lib.study import load_study, load_wave


@pytest.fixture
def plan(study, raw, folder):
    raw = raw.assign(why=raw["why"].where(raw.index != 3, "=1+1"))
    raw.loc[5, "why"] = "请打13812345678"
    raw.to_csv(folder / "own.csv", index=False)
    wave, _ = write_next(folder, folder / "own.csv")
    return load_wave(wave)


def sav(content, tmp_path):
    (tmp_path / "x.sav").write_bytes(content)
    return pyreadstat.read_sav(tmp_path / "x.sav", user_missing=True)


def test_a_sav_file_has_labels_missing_codes_weight_scores_and_reasons(plan, tmp_path):
    files = export(plan, "sav", ["zh"])
    frame, about = sav(files[".sav"], tmp_path)
    assert about.column_names_to_labels["q01"] == "客房整洁"
    assert about.column_names_to_labels["uses_spa"] == "使用了什么: 水疗"
    assert about.variable_value_labels["q01"] == {
        1: "很不满意",
        2: "不满意",
        3: "一般",
        4: "满意",
        5: "很满意",
        98: "不适用",
    }
    assert about.variable_value_labels["store"] == {1: "南京路", 2: "徐家汇", 3: "其他"}
    assert about.missing_ranges["q01"] == [{"lo": 98, "hi": 98}]
    assert (about.variable_measure["q01"], about.variable_measure["store"]) == ("ordinal", "nominal")
    assert {"weight", "score_room_rated", "kept", "reason"} <= {*frame}
    assert not {"id", "respondent", "customer"} & {*frame}
    assert len(frame) == 240
    assert "MRSETS /MDGROUP NAME=$uses LABEL='使用了什么' VARIABLES=uses_spa uses_bar uses_gym VALUE=1." in files[
        ".sps"
    ].decode("utf-8-sig")


def test_no_cell_is_a_formula_and_open_answers_are_masked(plan):
    text = export(plan, "csv", ["zh"])[".csv"].decode("utf-8-sig")
    assert "'=1+1" in text
    assert "13812345678" not in text
    book = load_workbook(io.BytesIO(export(plan, "xlsx", ["zh"])[".xlsx"]))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d"}


@pytest.mark.parametrize("to", ["sav", "xlsx", "csv"])
def test_our_own_export_gives_the_same_figures(plan, folder, to):
    own = pd.read_parquet(collected(plan) / "respondents.parquet").query("kept")
    (folder / f"back.{to}").write_bytes(export(plan, to, ["zh"], only="kept")[f".{to}"])
    plan.path.unlink()
    wave, _ = write_next(folder, folder / f"back.{to}")
    back = pd.read_parquet(collected(load_wave(wave)) / "respondents.parquet")
    columns = ["store", "score.room_rated", "score.desk_rated", "y.overall", "y.nps", "y.spa", "weight"]
    pd.testing.assert_frame_equal(back[columns].reset_index(drop=True), own[columns].reset_index(drop=True))


def test_an_option_called_other_and_the_words_beside_it_are_two_columns(folder):
    file = folder / "study.yaml"
    changed = file.read_text("utf-8").replace(
        'gym: {zh: 健身房, en: Gym}}, separator: ";"}',
        'other: {zh: 其他, en: Other}}, separator: ";", other: uses_other}',
    )
    file.write_text(changed.replace("bar: 0.4, gym: 0.3", "bar: 0.4, other: 0.3"), "utf-8")
    answers = simulate(load_study(file), period.parse("2026-01"), 60, 5)
    answers["uses_other"] = answers["uses"].str.contains("other").map({True: "Sauna", False: None})
    answers.to_csv(folder / "own.csv", index=False)
    wave, _ = write_next(folder, folder / "own.csv")
    book = export(load_wave(wave), "csv", ["zh"])[".csv"].decode("utf-8-sig")
    frame = pd.read_csv(io.StringIO(book))
    chose = answers["uses"].str.contains("other").to_numpy(bool, na_value=False)
    assert 5 < chose.sum() < 60
    assert (frame["uses_other"] == 1).to_numpy().tolist() == chose.tolist()
    assert (frame["uses_other_words"] == "Sauna").to_numpy().tolist() == chose.tolist()
