"""A form goes out, its answers come back in the platform's own file: the figures are those of our own file."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.collect.collected_wave import collected
from csat_lib.errors import CsatError
from csat_lib.forms.form_kinds import lost, read_form, write_form
from csat_lib.forms.next_wave import write_next
from csat_lib.study import load_study, load_wave

from . import exports

PLATFORMS = ["wenjuanxing", "qualtrics", "limesurvey", "kobo"]
SAME = ["kept", "weight", "store", "score.room_rated", "score.desk_rated", "y.overall", "y.nps", "y.spa"]


def respondents(wave):
    return pd.read_parquet(collected(load_wave(wave)) / "respondents.parquet")


def counts(wave):
    frame = pd.read_parquet(collected(load_wave(wave)) / "summary" / "counts.parquet")
    return frame.sort_values(list(frame.columns)).reset_index(drop=True)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_answers_of_a_platform_give_the_findings_of_our_own_file(study, raw, folder, platform):
    raw.to_csv(folder / "own.csv", index=False)
    own, _ = write_next(folder, folder / "own.csv")
    expected = respondents(own)
    getattr(exports, platform)(study, raw, folder / f"{platform}.csv")
    own.unlink()
    wave, told = write_next(folder, folder / f"{platform}.csv")
    found = respondents(wave)
    whole = expected["reason"].isna() | (expected["reason"] != "seconds")  # Kobo keeps no seconds
    pd.testing.assert_frame_equal(found.loc[whole, SAME], expected.loc[whole, SAME], check_exact=True)
    assert any("study.2026-01.yaml" in line for line in told)


@pytest.mark.parametrize("to", ["wjx-jsonl", "wjx-text", "xlsform", "limesurvey"])
def test_a_form_read_back_asks_the_same(study, tmp_path, to):
    path = tmp_path / "form"
    path.write_bytes(write_form(study, to, ["zh"], path))
    form = read_form(path)
    texts = {one["text"]["zh"] for one in form.questions.values()}
    assert texts >= {one.text.zh for one in study.questions.values()}
    assert {block["stem"]["zh"] for block in form.blocks.values()} == {"客房", "前台"}
    assert form.left_out == []


def test_names_codes_filters_and_both_languages_come_back_from_the_forms_that_have_them(study, tmp_path):
    for to in ("xlsform", "limesurvey"):
        path = tmp_path / to
        path.write_bytes(write_form(study, to, ["zh", "en"], path))
        form = read_form(path)
        assert form.languages == ["zh", "en"]
        assert {*study.questions} <= {*form.questions}
        assert form.questions["q01"]["text"] == {"zh": "客房整洁", "en": "Tidiness"}
        assert form.questions["spa"]["filter"] == {"question": "uses", "is": ["spa"]}
        assert form.questions["store"]["options"]["S02"] == {"zh": "徐家汇", "en": "Xujiahui"}
        assert form.questions["q01"]["required"] is True
        assert form.scales[form.questions["q01"]["scale"]]["labels"]["5"] == {"zh": "很满意", "en": "Very satisfied"}


def test_a_language_that_the_study_lacks_is_one_error(study, tmp_path):
    only = study.model_copy(update={"languages": ("zh",)})
    with pytest.raises(CsatError) as told:
        write_form(only, "xlsform", ["en"], tmp_path / "f.xlsx")
    assert str(told.value) == (
        f"{tmp_path / 'f.xlsx'} cannot be given in `en`: the study is worded in zh. "
        "Add the wordings to the study file, or ask for a language that it has."
    )


@pytest.mark.parametrize(
    ("to", "n_lost"), [("wjx-jsonl", 3), ("qualtrics", 3), ("limesurvey", 1), ("xlsform", 0), ("pdf", 0), ("docx", 0)]
)
def test_what_a_platform_cannot_hold_is_told(study, to, n_lost):
    assert len(list(lost(study, to, ["zh"]))) == n_lost


def test_the_next_wave_follows_the_last_and_names_the_earlier_ones(study, raw, folder):
    (folder / "2025-12.yaml").write_text("study: guests\nperiod: 2025-12\nresponses: {simulate: {n: 60, seed: 2}}\n")
    raw.drop(columns=["at"]).assign(at="").to_csv(folder / "own.csv", index=False)
    wave, told = write_next(folder, folder / "own.csv", "2026-02")
    assert (wave.name, told[0]) == ("2026-02.yaml", "The period is 2026-02, as asked.")
    assert [str(period) for period in load_wave(wave).earlier] == ["2025-12"]
    with pytest.raises(CsatError, match="there is a wave file of this period already"):
        write_next(folder, folder / "own.csv", "2026-02")
    raw.drop(columns=["at"]).to_csv(folder / "undated.csv", index=False)
    wave, told = write_next(folder / "study.yaml", folder / "undated.csv")
    assert (wave.name, told[0]) == (
        "2026-03.yaml",
        "The answers hold no days: the period is 2026-03, the one after the last.",
    )
    assert load_study(folder / "study.2026-03.yaml").fields.finished is None


def test_answers_without_a_question_do_not_fit_the_study(raw, folder):
    raw.drop(columns=["q03"]).to_csv(folder / "own.csv", index=False)
    with pytest.raises(CsatError) as told:
        write_next(folder, folder / "own.csv")
    assert str(told.value).startswith(
        f"{folder / 'own.csv'} and the study guests do not fit: no column was found for q03."
    )
