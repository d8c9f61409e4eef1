"""What a report could not print is found before the run, with file and line."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.runs.checking import check
from csat_lib.runs.run import RunSpec, run_wave
from csat_lib.runs.wording import chapters_of, check_wording, told_of_letters
from csat_lib.study import load_wave
from csat_lib.study.template import write_template

LINES = ["study: mine", "period: 2025-12", "responses: {simulate: {n: 60, seed: 1}}", "language: both"]


@pytest.fixture
def mine(tmp_path, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", tmp_path / "outputs")
    write_template("hotel", tmp_path / "mine")
    (tmp_path / "mine" / "2025-12.yaml").write_text("\n".join(LINES), encoding="utf-8")
    return tmp_path / "mine"


def changed(study, old, new):
    text = study.read_text(encoding="utf-8")
    assert old in text
    study.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def message(mine, **overrides):
    with pytest.raises(CsatError) as caught:
        check_wording(load_wave(mine / "2025-12.yaml", overrides))
    return str(caught.value)


def test_the_shipped_studies_can_be_printed(mine):
    check_wording(load_wave(mine / "2025-12.yaml"))


def test_letters_without_a_font_are_no_fault_and_check_tells_of_them(mine):
    assert list(told_of_letters(load_wave(mine / "2025-12.yaml"))) == []
    changed(mine / "study.yaml", "room: {title: {zh: 客房,", "room: {title: {zh: 객실कमरा🏨,")
    told = "Letters of the wordings that the PDF has no font for and prints as squares: "
    told += "Devanagari 3, Hangul 2, signs and emoji 1."
    check_wording(load_wave(mine / "2025-12.yaml"))
    assert list(told_of_letters(load_wave(mine / "2025-12.yaml"))) == [told]
    assert told in check(mine / "2025-12.yaml", {})


def test_brackets_in_a_wording_are_no_fault(mine):
    changed(mine / "study.yaml", "room: {title: {zh: 客房,", 'room: {title: {zh: "[[x]] **y**",')
    check_wording(load_wave(mine / "2025-12.yaml"))


def test_commentary_may_refer_to_a_chapter_and_to_nothing_else(mine):
    wave = mine / "2025-12.yaml"
    said = "commentary:\n  scores:\n    zh: 见[[ch-trust]]\n    en: See **this** and [[ch-driver]]."
    wave.write_text("\n".join([*LINES, said]), encoding="utf-8")
    assert f"  {wave}:8: the reference [[ch-driver]] points at nothing in this report. Did you mean `ch-drivers`?" in (
        message(mine)
    )
    wave.write_text("\n".join([*LINES, said.replace("driver]]", "drivers]]")]), encoding="utf-8")
    check_wording(load_wave(wave))


def test_commentary_from_the_command_line_is_looked_at_too(mine):
    given = {"commentary.trends.zh": "见[[fig-trend]]", "commentary.trends.en": "rain 🌧"}
    told = message(mine, **given)
    assert "--set commentary.trends.zh: the reference [[fig-trend]] points at nothing" in told


def test_what_commentary_may_refer_to_are_chapters_that_the_report_always_has(mine):
    plan = load_wave(mine / "2025-12.yaml")
    assert chapters_of(plan, "scores") == [
        "ch-page-one", "ch-trust", "ch-method", "ch-scores", "ch-drivers", "ch-segments", "ch-trends", "ch-voice",
    ]  # fmt: skip
    assert chapters_of(plan, "pilot")[0] == "ch-pilot-page"


def test_a_logo_that_is_not_there_is_told_with_its_line_before_a_run(mine):
    line = changed(mine / "study.yaml", "look: {", "look: {logo: logo.png, ")
    told = f"  {mine}/study.yaml:{line}: `look.logo`: the logo {mine}/logo.png cannot be read: there is no such file."
    assert told in message(mine)
    with pytest.raises(CsatError) as caught:
        run_wave(RunSpec(mine / "2025-12.yaml"))
    assert told in str(caught.value)
    with pytest.raises(CsatError) as caught:
        check(mine / "2025-12.yaml", {})
    assert told in str(caught.value)
