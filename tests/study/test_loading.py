# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from csat_lib.errors import CsatError, Faults
from csat_lib.study import Simulated, load_earlier, load_study, load_wave

from .small import STUDY, WAVE, change

WAVE_BEFORE = "study: small\nstudy_file: study.2024.yaml\nperiod: 2025-02\nresponses: answers.csv\n"


def faults(folder: Path, *changes: tuple[str, str], overrides: Mapping[str, str] | None = None) -> list[str]:
    path = folder / "2025-03.yaml"
    path.write_text(change(WAVE, *changes), "utf-8")
    with pytest.raises(Faults) as caught:
        load_wave(path, overrides)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


def test_a_wave_finds_the_study_beside_it(folder: Path):
    plan = load_wave(folder / "2025-03.yaml")
    assert plan.study.study == "small"
    assert plan.period.label("en") == "March 2025"
    assert plan.responses == Simulated(n=50, seed=1)
    assert [period.text for period in plan.earlier] == ["2025-02"]
    assert (plan.path, plan.folder, plan.study_path) == (folder / "2025-03.yaml", folder, folder / "study.yaml")


def test_a_wave_is_in_all_languages_of_its_study_unless_it_chooses(folder: Path):
    assert load_wave(folder / "2025-03.yaml").languages == ("zh", "en")
    assert load_wave(folder / "2025-03.yaml", {"language": "en"}).languages == ("en",)


def test_answers_lie_beside_the_wave_file_or_where_the_override_says(folder: Path):
    assert load_wave(folder / "2025-02.yaml").responses == folder / "answers.csv"
    assert load_wave(folder / "2025-02.yaml", {"responses": "data/b.csv"}).responses == Path("data/b.csv")


def test_overrides_are_yaml_and_reach_nested_keys(folder: Path):
    plan = load_wave(folder / "2025-03.yaml", {"responses.simulate.plants": "false", "seed": "8", "earlier": "[]"})
    assert plan.responses == Simulated(n=50, seed=1, plants=False)
    assert (plan.seed, plan.earlier) == (8, ())
    assert plan.overrides == {"responses.simulate.plants": "false", "seed": "8", "earlier": "[]"}


def test_an_override_can_replace_a_file_by_the_simulator(folder: Path):
    overrides = {"responses.simulate.n": "9", "responses.simulate.seed": "3"}
    assert load_wave(folder / "2025-02.yaml", overrides).responses == Simulated(n=9, seed=3)


def test_earlier_waves_are_loaded_from_their_own_files(folder: Path):
    (earlier,) = load_earlier(load_wave(folder / "2025-03.yaml"))
    assert earlier.period.text == "2025-02"
    assert earlier.responses == folder / "answers.csv"


OLDER = change(STUDY, ("en: Clean}", "en: Spotless}"))


def test_an_earlier_wave_may_name_the_older_study_file_that_it_was_asked_with(folder: Path):
    (folder / "study.2024.yaml").write_text(OLDER, "utf-8")
    (folder / "2025-02.yaml").write_text(WAVE_BEFORE, "utf-8")
    plan = load_wave(folder / "2025-03.yaml")
    (earlier,) = load_earlier(plan)
    assert plan.study.label("q1", "en") == "Clean"
    assert earlier.study.label("q1", "en") == "Spotless"
    assert (plan.study_path, earlier.study_path) == (folder / "study.yaml", folder / "study.2024.yaml")


def test_waves_asked_with_the_same_study_file_share_one_study(folder: Path):
    plan = load_wave(folder / "2025-03.yaml")
    assert load_earlier(plan)[0].study is plan.study


def test_an_older_study_file_that_is_not_there_is_told(folder: Path):
    (folder / "2025-02.yaml").write_text(WAVE_BEFORE, "utf-8")
    with pytest.raises(Faults) as caught:
        load_earlier(load_wave(folder / "2025-03.yaml"))
    assert str(caught.value).replace(f"{folder}/", "") == (
        "The wave cannot be used: 1 fault.\n"
        "  study.2024.yaml: there is no such file. Did you mean `study.yaml`? The folder holds: 2025-02.yaml, 2025-03.yaml, study.yaml."
    )


def test_the_study_file_that_a_wave_names_must_be_of_its_study(folder: Path):
    (folder / "study.2024.yaml").write_text(change(STUDY, ("study: small", "study: other")), "utf-8")
    (folder / "2025-02.yaml").write_text(WAVE_BEFORE, "utf-8")
    with pytest.raises(Faults) as caught:
        load_earlier(load_wave(folder / "2025-03.yaml"))
    assert str(caught.value).replace(f"{folder}/", "") == (
        "The wave cannot be used: 1 fault.\n"
        "  2025-02.yaml:1: `study` is `small`, but the study.2024.yaml beside it is `other`. "
        "Write `study: other`, or move the file to the folder of its study."
    )


def test_an_earlier_wave_of_another_study_is_told(folder: Path):
    (folder / "study.2024.yaml").write_text(change(STUDY, ("study: small", "study: other")), "utf-8")
    (folder / "2025-02.yaml").write_text(change(WAVE_BEFORE, ("study: small", "study: other")), "utf-8")
    with pytest.raises(Faults) as caught:
        load_earlier(load_wave(folder / "2025-03.yaml"))
    assert str(caught.value).replace(f"{folder}/", "") == (
        "The wave cannot be used: 1 fault.\n"
        "  2025-02.yaml: `study` is `other`, but the study.yaml beside it is `small`. "
        "Write `study: small`, or move the file to the folder of its study."
    )


def test_kept_study_files_are_not_taken_for_waves(folder: Path):
    (folder / "study.2024.yaml").write_text(OLDER, "utf-8")
    (fault,) = faults(folder, ("earlier: [2025-02]", "earlier: [2025-01]"))
    assert fault.endswith("Waves here: 2025-02, 2025-03.")


def test_commentary_is_kept_by_chapter(folder: Path):
    path = folder / "2025-03.yaml"
    path.write_text(WAVE + "commentary: {page_one: {zh: 好, en: Good}, drivers: {zh: 服务, en: Service}}\n", "utf-8")
    assert load_wave(path).commentary["drivers"].get("zh") == "服务"


def test_a_bare_year_is_a_period(folder: Path):
    (folder / "2025.yaml").write_text("study: small\nperiod: 2025\nresponses: a.csv\n", "utf-8")
    assert load_wave(folder / "2025.yaml").period.kind == "year"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "study: small",
            "study: smal",
            "2025-03.yaml:1: `study` is `smal`, but the study.yaml beside it is `small`. Write `study: small`, or move the file to the folder of its study.",
        ),
        (
            "period: 2025-03",
            "period: 2025-04",
            "2025-03.yaml:2: `period` is `2025-04`, but the file is named `2025-03.yaml`. Rename the file to `2025-04.yaml`.",
        ),
        (
            "period: 2025-03",
            "period: 2025-13",
            "2025-03.yaml:2: `2025-13` is not a period. Allowed: 2025-12 (month), 2025Q4 (quarter), 2025H2 (half-year), 2025 (year), 2025-11-01..2025-12-15 (date range), opening@2025-03-01 (event), roll3@2025-12 (rolling window of 3 months). Write the period in one of these forms.",
        ),
        (
            "earlier: [2025-02]",
            "earlier: [2025-01, 2025-02]",
            "2025-03.yaml:4: the earlier wave `2025-01` has no file 2025-01.yaml. Write that file or take `2025-01` out of `earlier`. Waves here: 2025-02, 2025-03.",
        ),
        (
            "earlier: [2025-02]",
            "earlier: [2025-03]",
            "2025-03.yaml:4: the earlier period `2025-03` does not come before `2025-03`. List the periods before this wave, oldest first, each once.",
        ),
        (
            "earlier: [2025-02]",
            "earlier: [2025-02, 2025-02]",
            "2025-03.yaml:4: the earlier period `2025-02` does not come before `2025-02`. List the periods before this wave, oldest first, each once.",
        ),
        (
            "{n: 50, seed: 1}",
            "{n: 0, sed: 1}",
            "2025-03.yaml:3: `responses.simulate.n` is 0; allowed: 1 or more.",
        ),
        (
            "n: 50",
            "n: 1000000000000",
            "2025-03.yaml:3: `responses.simulate.n` is 1000000000000; allowed: 1000000 or less.",
        ),
        (
            "responses: {simulate: {n: 50, seed: 1}}",
            "responses: ~nobody-of-this-name/a.csv",
            "2025-03.yaml:3: `responses` is `~nobody-of-this-name/a.csv`, but there is no such home. Write the whole path.",
        ),
        (
            "earlier: [2025-02]",
            f"earlier: [{'a' * 300}@2025-02-01]",
            f"2025-03.yaml:4: the earlier wave `{'a' * 300}@2025-02-01` has no file {'a' * 300}@2025-02-01.yaml. Write that file or take `{'a' * 300}@2025-02-01` out of `earlier`. Waves here: 2025-02, 2025-03.",
        ),
        (
            "{n: 50, seed: 1}",
            "{n: 50, sed: 1}",
            "2025-03.yaml:3: unknown key `sed` in `responses.simulate`. Did you mean `seed`? Allowed: n, seed, plants.",
        ),
        (
            "responses: {simulate: {n: 50, seed: 1}}",
            "commentary: {driver: {zh: 甲, en: A}}",
            "2025-03.yaml:3: `commentary.driver` is `driver`. Did you mean `drivers`? Allowed: page_one, quality, reliability, factors, weights, questions, scores, kpis, structure, drivers, segments, trends, complaints, voice, pilot.",
        ),
        (
            "responses: {simulate: {n: 50, seed: 1}}",
            "commentary: {drivers: {zh: 甲}}",
            "2025-03.yaml:3: `commentary.drivers` has no wording in `en`. Add `en: ...` or drop it from `languages`.",
        ),
        (
            "responses: {simulate: {n: 50, seed: 1}}",
            "seed: 1",
            "2025-03.yaml:1: the key `responses` is missing. Add `responses: ...`.",
        ),
    ],
)  # fmt: skip
def test_a_wave_that_cannot_be_is_told(folder: Path, old: str, new: str, message: str):
    assert message in faults(folder, (old, new))


def test_a_fault_of_an_override_is_told_as_such(folder: Path):
    assert faults(folder, overrides={"seed": "x", "langauge": "zh"}) == [
        "--set seed: `seed` is the text `x`; allowed: a whole number.",
        "--set langauge: unknown key `langauge`. Did you mean `language`? Allowed: study, study_file, period, responses, earlier, language, seed, commentary, actions, tables.",
    ]


def test_an_override_that_is_no_yaml_is_told(folder: Path):
    assert faults(folder, overrides={"earlier": "[2025-02"}) == [
        "--set earlier: `[2025-02` is not a YAML value. Quote the text."
    ]


def test_a_language_that_the_study_lacks_is_told(folder: Path):
    (folder / "study.yaml").write_text(change(STUDY, ("languages: [zh, en]", "languages: [zh]")), "utf-8")
    assert faults(folder, overrides={"language": "en"}) == [
        "--set language: `language` is `en`, but the study is worded in zh. Choose one."
    ]


def test_faults_of_the_wave_and_of_its_study_are_told_together(folder: Path):
    (folder / "study.yaml").write_text(change(STUDY, ("unit: store", "unit: shop")), "utf-8")
    (folder / "2025-03.yaml").write_text("study: small\nperiod: 2025-03\nresponse: a.csv\n", "utf-8")
    with pytest.raises(CsatError) as caught:
        load_wave(folder / "2025-03.yaml")
    assert str(caught.value).replace(f"{folder}/", "") == (
        "The wave cannot be used: 3 faults.\n  2025-03.yaml:1: the key `responses` is missing. Add `responses: ...`.\n  2025-03.yaml:3: unknown key `response`. Did you mean `responses`? Allowed: study, study_file, period, responses, earlier, language, seed, commentary, actions, tables.\n  study.yaml:26: `unit` names `shop`, which cannot stand here. Allowed: store."
    )


def test_a_wave_without_a_study_is_told(folder: Path):
    (folder / "study.yaml").unlink()
    assert faults(folder) == ["study.yaml: there is no such file. The folder holds: 2025-02.yaml, 2025-03.yaml."]


def test_a_study_file_that_is_empty_or_missing_stops_at_once(tmp_path: Path):
    (tmp_path / "study.yaml").write_text("")
    with pytest.raises(CsatError) as caught:
        load_study(tmp_path / "study.yaml")
    assert str(caught.value) == (
        "The study cannot be used: 1 fault.\n"
        f"  {tmp_path}/study.yaml: the file is empty. Write the keys into it, or start from `csat init DIR`."
    )


def test_a_study_file_in_place_of_a_wave_file_is_one_sentence(folder: Path):
    with pytest.raises(CsatError) as caught:
        load_wave(folder / "study.yaml")
    assert str(caught.value) == (
        f"{folder}/study.yaml is a study file (it asks questions); this command takes a wave file, which names the "
        "study, a period and the answers. Name a wave file that lies beside it, such as 2025-12.yaml."
    )
