"""The command line: what it says when it is asked wrongly, and its small commands. Exit code 2, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from csat_lib.cli import main
from csat_lib.errors import CsatError

ROOT = Path(__file__).resolve().parents[1]
WAVE = str(ROOT / "params" / "hotel" / "2025-12.yaml")
FEW = ("--set", "responses={simulate: {n: 50, seed: 1}}")


@pytest.fixture
def told(capsys, outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)

    def told(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out.strip(), err.strip()

    return told


def test_a_setting_needs_an_equals_sign(told):
    assert told("run", WAVE, "--set", "language") == (
        2,
        "",
        "`--set language` is not a setting. Allowed: --set KEY=VALUE, for example --set language=en.",
    )


def test_an_unknown_chapter_is_named_with_those_that_exist(told):
    code, _, err = told("run", WAVE, "--only", "score")
    assert code == 2
    assert err == (
        "There is no chapter `score` in this study. Allowed: quality, reliability, factors, weights, questions, "
        "scores, drivers, segments, trends, voice. Did you mean `scores`?"
    )


def test_all_unknown_chapters_are_named_at_once(told):
    code, _, err = told("run", WAVE, "--only", "score", "--only", "story")
    assert code == 2
    assert err == (
        "There is no chapter `score` and no chapter `story` in this study. Allowed: quality, reliability, factors, "
        "weights, questions, scores, drivers, segments, trends, voice. Did you mean `scores`?"
    )


def test_a_missing_wave_file_is_one_sentence(told):
    code, out, err = told("run", "params/hotel/2031-01.yaml")
    assert (code, out) == (2, "")
    assert "params/hotel/2031-01.yaml" in err
    assert "Traceback" not in err


def test_check_finds_no_fault_in_the_demo(told):
    code, out, _ = told("check", WAVE, *FEW, "--set", "earlier=[2025-11]")
    assert code == 0
    assert out.startswith("No fault found: 36 questions, ")
    assert out.endswith(" kept), 1 earlier waves.")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_simulated_answers_can_be_checked_and_read_back(told, tmp_path, ending):
    file = tmp_path / f"answers{ending}"
    code, out, _ = told("simulate", WAVE, str(file), "--n", "40", "--seed", "3")
    assert code == 0
    assert out == f"{len(_read(file))} rows of simulated answers are in {file}."
    code, out, err = told("check", WAVE, "--set", f"responses={file}", "--set", "earlier=[]")
    assert (code, err) == (0, "")


def _read(file: Path) -> pd.DataFrame:
    readers = {".csv": pd.read_csv, ".xlsx": partial(pd.read_excel, engine="calamine"), ".parquet": pd.read_parquet}
    return readers[file.suffix](file)


def test_simulate_writes_only_files_that_can_be_read_back(told, tmp_path):
    file = tmp_path / "answers.sas"
    code, out, err = told("simulate", WAVE, str(file))
    assert (code, out) == (2, "")
    assert err == (
        f"`csat simulate` cannot write {file}: its ending is `.sas`. Allowed: .csv, .xlsx, .parquet. "
        "Name a file with one of these endings."
    )


def test_init_writes_a_study_that_has_no_fault(told, tmp_path):
    code, out, _ = told("init", str(tmp_path / "mine"), "--template", "hotel")
    assert code == 0
    first = out.splitlines()[-1].removeprefix("  csat run ")
    assert told("check", first, *FEW, "--set", "earlier=[]")[0] == 0


def test_init_lists_the_templates_and_asks_for_a_folder(told):
    code, out, err = told("init", "--list")
    assert (code, err) == (0, "")
    assert {"hotel", "starter"} <= set(out.splitlines())
    assert told("init") == (
        2,
        "",
        "Name the folder that the study is written into: csat init DIR. What there is: csat init --list.",
    )


def test_a_fault_of_the_program_is_exit_code_1_and_the_users_is_2(told, monkeypatch):
    def stop(error: Exception) -> None:
        monkeypatch.setattr("csat_lib.runs.checking.check", lambda *_: (_ for _ in ()).throw(error))

    stop(CsatError("mend this"))
    assert told("check", WAVE) == (2, "", "mend this")
    stop(RuntimeError("a chapter stopped"))
    assert told("check", WAVE) == (1, "", "a chapter stopped")
    stop(KeyboardInterrupt())
    assert told("check", WAVE) == (130, "", "Stopped. The last good report is untouched.")


def test_help_reads_like_a_manual(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    for word in ("csat run", "csat check", "csat init", "FILES", "PERIODS", "EXIT CODES", "outputs/STUDY/PERIOD/"):
        assert word in out


@pytest.mark.parametrize("command", ["run", "check", "simulate", "init", "lab"])
def test_each_command_says_how_it_is_used(capsys, command):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: csat {command} ")


def test_without_a_command_it_shows_the_manual(capsys):
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("csat - one file describes a customer-satisfaction study")


def test_a_number_of_respondents_is_above_zero(capsys):
    with pytest.raises(SystemExit) as left:
        main(["simulate", WAVE, "answers.csv", "--n", "-5"])
    assert left.value.code == 2
    assert capsys.readouterr().err.endswith("error: argument --n: `-5` is not a whole number above 0\n")


def test_only_the_lab_takes_options_of_another_program(capsys):
    code = "import sys; sys.executable = '/bin/echo'; from csat_lib.cli import main; main(['lab', '--ip=::'])"
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        started.stdout
        == f"-m jupyterlab --ServerApp.root_dir={ROOT} --LabApp.default_url=/lab/tree/notebooks --ip=::\n"
    )
    with pytest.raises(SystemExit) as left:
        main(["check", WAVE, "--no-browser"])
    assert left.value.code == 2
    assert capsys.readouterr().err == "csat: error: unrecognized arguments: --no-browser\n"


def test_a_missing_column_of_a_multiple_choice_is_one_fault(told, tmp_path):
    file = tmp_path / "answers.csv"
    assert told("simulate", WAVE, str(file), "--n", "40")[0] == 0
    pd.read_csv(file).drop(columns="uses").to_csv(file, index=False)
    code, _, err = told("check", WAVE, "--set", f"responses={file}", "--set", "earlier=[]")
    assert code == 2
    assert err.splitlines()[1:] == [
        "  answers.csv: there is no column `uses`, which the question `uses` needs. Did you mean `guest`?",
    ]


def test_a_draft_needs_something_and_a_form_must_be_one(told, tmp_path):
    needs = "`csat draft` needs an answers file, a form (`--form FILE`), or both; neither is given."
    assert told("draft", "--out", str(tmp_path / "new")) == (2, "", needs)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    code, _, err = told("draft", "--form", str(tmp_path / "x.csv"), "--out", str(tmp_path / "new"))
    assert (code, err.partition(";")[0]) == (2, f"{tmp_path / 'x.csv'} is no form that can be read")


def test_a_form_is_written_once_and_what_it_cannot_hold_is_told(told, tmp_path):
    study, out = str(ROOT / "params" / "hotel"), str(tmp_path / "form.jsonl")
    code, said, _ = told("form", study, "--to", "wjx-jsonl", "--language", "both", "--out", out)
    assert code == 0
    assert said.splitlines()[0] == (
        "Not carried: Two languages stand beside each other in one text: the platform has one."
    )
    assert told("form", study, "--to", "wjx-jsonl", "--out", out)[0] == 2
    nowhere = tmp_path / "none" / "x.sav"
    assert told("form", study, "--to", "sav", "--out", str(nowhere))[2].startswith(f"{nowhere} cannot be written")
    script = "`--telephone` writes a script to read out, as docx or pdf; given was `--to sav`."
    assert told("form", study, "--to", "sav", "--telephone", "--out", str(tmp_path / "x.sav")) == (2, "", script)


def test_an_export_of_a_wave_is_written(told, tmp_path):
    code, said, _ = told("export", WAVE, *FEW, "--set", "earlier=[]", "--to", "csv", "--out", str(tmp_path / "a.csv"))
    assert (code, said) == (0, f"The cleaned answers are in {tmp_path / 'a.csv'}.")
    assert len(pd.read_csv(tmp_path / "a.csv")) >= 50


def test_a_reader_who_has_read_enough_ends_the_listing_without_a_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    code = "import sys; from csat_lib.cli import main; sys.exit(main(['init', '--list']))"
    ended = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (1, "")
