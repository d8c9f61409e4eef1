"""The main job on a small wave: whole outputs, the same bytes twice, plain kernels alike, nothing of a person."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from csat_lib.atomic import fresh_folder
from csat_lib.cli import main
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, pick, read, read_method, write
from csat_lib.ownership import mark
from csat_lib.runs.execute import keep_failed
from csat_lib.runs.run import RunSpec, run_wave

from .conftest import ROOT, SMALL, WAVE

CHAPTERS = ["10_quality", "20_reliability", "30_factors", "40_weights", "45_questions", "50_scores", "60_drivers"]
CHAPTERS += ["65_segments", "70_trends", "80_voice"]
REPORT = "90_report.en"


def test_everything_promised_lies_in_the_folder_and_nothing_else(small_run):
    out, _ = small_run
    assert sorted(os.listdir(out)) == [
        "annex.en.html",
        "annex.en.pdf",
        "figures",
        "findings.parquet",
        "ledger.parquet",
        "manifest.json",
        "notebooks",
        "report.en.html",
        "report.en.pdf",
        "report.en.xlsx",
        "respondents.parquet",
        "screening.parquet",
        "summary",
        "tables.en.docx",
        "taken.parquet",
        "texts.parquet",
    ]
    assert os.listdir(out.parent) == ["out"]
    executed = sorted(path.stem for path in (out / "notebooks").glob("*.ipynb"))
    assert executed == [*CHAPTERS, "90_report.en"]
    assert sorted(path.stem for path in (out / "notebooks").glob("*.html")) == CHAPTERS


def test_its_notebooks_hold_the_prose_of_the_runs_language_alone(small_run):
    folder = small_run[0] / "notebooks"
    cells = [cell for path in folder.glob("*.ipynb") for cell in json.loads(path.read_text("utf-8"))["cells"]]
    prose = [cell for cell in cells if cell["cell_type"] == "markdown"]
    assert len(prose) > 2 * len(CHAPTERS)
    assert [cell["source"] for cell in prose if cell["metadata"]["tags"] != ["en"]] == []
    assert "<h1>Who counts?</h1>" in (folder / "10_quality.html").read_text(encoding="utf-8")


def test_it_ends_with_the_headline_figures_and_the_paths(small_run):
    out, done = small_run
    lines = done.stdout.splitlines()
    assert lines[0] == "Guest satisfaction tracking, December 2025"
    figure = r" {2}.{36} +-?\d+\.\d {2}\(95% interval -?\d+\.\d to -?\d+\.\d\)( against 2025-11)? {2}n = \d+"
    assert [bool(re.fullmatch(figure, line)) for line in lines[2:6]] == [True] * 4
    assert f"  {out / 'report.en.pdf'}" in lines


def test_every_chapter_left_findings_with_a_value_or_a_reason(small_run):
    findings = read([small_run[0] / "findings.parquet"])
    topics = {"quality", "reliability", "factors", "weights", "questions", "scores", "drivers", "segments", "trends"}
    assert set(findings["topic"]) == topics | {"voice", "fieldwork", "validity", "model", "comparability", "kpis"}
    assert ((findings["value"].isna()) == (findings["reason"] != "")).all()
    assert [method for method in set(findings["method"]) if str(read_method(method)) != method] == []
    assert set(findings["period"]) == {"2025-11", "2025-12"}


def test_rows_in_are_rows_kept_and_rows_left_out(small_run):
    findings = pick(read([small_run[0] / "findings.parquet"]), topic="quality", subject="answers")
    value = findings.groupby("measure")["value"].sum()
    assert value["rows_in"] == value["rows_kept"] + value["left_out"]
    respondents = pd.read_parquet(small_run[0] / "respondents.parquet")
    assert (len(respondents), int(respondents["kept"].sum())) == (value["rows_in"], value["rows_kept"])


def test_cells_under_the_minimum_base_are_never_shown(small_run):
    findings = read([small_run[0] / "findings.parquet"])
    cells = findings[findings["topic"].isin(["scores", "segments"]) & (findings["segment_by"] != "all")]
    assert not (cells["n"] < 10).any()
    small = cells[cells["reason"] == "small_base"]
    assert len(small) > 0
    assert small[["value", "n"]].isna().all(axis=None)


def test_the_manifest_tells_what_it_was_made_from(small_run):
    manifest = json.loads((small_run[0] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["study"] == "hotel-gsts"
    assert manifest["parameters"]["set"]["earlier"] == "[2025-11]"
    assert {entry["input"] for entry in manifest["inputs"]} == {"study", "wave", "responses"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", e["sha256"]) for e in manifest["inputs"] if e["input"] != "responses")
    assert {*manifest["seconds"], *manifest["reused"]} == {"collect 2025-11", "collect 2025-12", *CHAPTERS, REPORT}
    assert manifest["rows"]["in"] > manifest["rows"]["kept"] > 0


def test_nothing_of_a_machine_stands_in_the_outputs(small_run):
    suspicious = re.compile(rb"/(?:tmp|home|root|Users)/\w|" + re.escape(str(ROOT).encode()))
    files = [path for path in small_run[0].rglob("*") if path.suffix in {".html", ".ipynb", ".json"}]
    assert [path.name for path in files if suspicious.search(path.read_bytes())] == []


def content(out):
    """Bytes of every file of the outputs; of the manifest, what does not tell of the clock or the cache."""
    files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    manifest = json.loads(files.pop("manifest.json"))
    return files, {name: manifest[name] for name in manifest if name not in {"seconds", "reused"}}


def test_the_same_inputs_give_the_same_bytes_from_nothing_and_with_workers_that_start_anew(small_run, csat, tmp_path):
    """As on a machine that cannot fork: every worker imports all that it needs, and does its share of the chapters."""
    anew = {"CSAT_OUTPUTS": str(tmp_path / "elsewhere"), "CSAT_WORKERS": "spawn"}
    done = csat("run", WAVE, *SMALL, "--out", tmp_path / "again", **anew)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "again") == content(small_run[0])
    assert json.loads((tmp_path / "again" / "manifest.json").read_text(encoding="utf-8"))["reused"] == []


def test_nothing_runs_again_when_nothing_has_changed(small_run, csat, tmp_path):
    assert (
        csat("run", WAVE, *SMALL, "--out", tmp_path / "again").stdout.splitlines()[:7]
        == (small_run[1].stdout.splitlines()[:7])
    )
    assert content(tmp_path / "again") == content(small_run[0])
    assert json.loads((tmp_path / "again" / "manifest.json").read_text(encoding="utf-8"))["seconds"] == {}


def test_after_a_changed_comment_only_the_report_is_told_again(small_run, csat, tmp_path):
    comment = ("--set", "commentary={scores: {zh: 好, en: The price list explains it.}}")
    done = csat("run", WAVE, *SMALL, *comment, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert set(json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["seconds"]) == {REPORT}
    assert "The price list explains it." in (tmp_path / "out" / "report.en.html").read_text(encoding="utf-8")
    now, before = content(tmp_path / "out")[0], content(small_run[0])[0]
    changed = {name for name in now if now[name] != before[name]}
    products = {f"{name}.en.{form}" for name in ("report", "annex") for form in ("html", "pdf")}
    assert changed == products | {f"notebooks/{REPORT}.ipynb"}


def test_plain_kernels_give_the_same_findings_byte_for_byte(small_run, csat, tmp_path):
    done = csat("run", WAVE, *SMALL, "--only", "drivers", "--plain", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    for name, schema in (("findings", FINDING_SCHEMA), ("texts", TEXT_SCHEMA)):
        plain = tmp_path / "out" / f"{name}.parquet"
        every = read([small_run[0] / plain.name], schema)
        assert every["topic"].eq("drivers").any()
        write(every[every["topic"] == "drivers"], tmp_path / plain.name, schema)
        assert plain.read_bytes() == (tmp_path / plain.name).read_bytes()


def test_chapters_keep_to_the_confidence_and_the_correlations_of_the_study(csat, tmp_path):
    folder = tmp_path / "params" / "hotel"
    folder.mkdir(parents=True)
    for source in WAVE.parent.glob("*.yaml"):
        text = source.read_text(encoding="utf-8").replace("confidence: 0.95", "confidence: 0.90")
        text = text.replace("estimator: fiml", "correlation: spearman, estimator: fiml")
        (folder / source.name).write_text(text, encoding="utf-8")
    few = ("--set", "responses={simulate: {n: 200, seed: 5}}", "--set", "earlier=[]", "--language", "en")
    only = ("--only", "reliability", "--only", "factors", "--only", "scores")
    done = csat("run", folder / WAVE.name, *few, *only, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    every = read([tmp_path / "out" / "findings.parquet"])
    counts = every[(every["measure"] == "n_factors") & every["method"].str.startswith("parallel")]["method"]
    shuffled = "200 permutation draws, percentile 95, seed 1, spearman, pairwise"
    assert counts.str.contains(shuffled).tolist() == [True, True]
    found = every.dropna(subset=["low"])
    few = {"rho_a", "htmt2", "loading"}  # on fewer than 200 answers they have no interval
    assert {"alpha", "omega", "criterion_r", "index"} <= set(found["measure"])
    assert not few & set(found["measure"])
    assert few <= set(every["measure"])
    assert set(found["confidence"]) == {0.9}  # also RMSEA's, which has 90 % by custom


def test_only_some_chapters_make_a_report_beside_the_whole_one(small_run, csat, outputs):
    done = csat("run", WAVE, *SMALL, "--only", "scores")
    assert done.returncode == 0, done.stderr
    out = outputs / "hotel-gsts" / "2025-12.part"
    assert set(read([out / "findings.parquet"])["topic"]) == {"scores", "kpis"}  # kpis: the parts of the index
    assert (out / "report.en.pdf").stat().st_size > 10_000
    assert not out.with_name("2025-12").exists()


@pytest.fixture
def good(tmp_path):
    """Folder of outputs that holds the last good report."""
    with fresh_folder(tmp_path / "out", "hotel-gsts") as fresh:
        (fresh / "report.en.html").write_text("good")
    return tmp_path / "out"


def test_a_fault_in_the_input_leaves_the_last_good_report_untouched(good, capsys):
    assert main(["run", str(WAVE), "--set", "responses=nowhere.csv", "--out", str(good)]) == 2
    assert capsys.readouterr().err == (
        "The answers nowhere.csv cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file.\n"
    )
    assert os.listdir(good.parent) == ["out"]
    assert (good / "report.en.html").read_text() == "good"


def test_outputs_never_take_the_place_of_a_users_own_files(tmp_path, capsys):
    (tmp_path / "thesis.docx").write_text("years of work")
    assert main(["run", str(WAVE), "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"The outputs cannot take the place of {tmp_path}: it holds files that no run has written (its manifest.json "
        "is missing, or not one of ours). Name in `--out` a new folder, an empty one, or the outputs of an earlier "
        "run.\n"
    )
    assert main(["run", str(WAVE), "--out", str(tmp_path / "thesis.docx")]) == 2
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    assert main(["run", str(WAVE), "--out", str(tmp_path)]) == 2
    assert sorted(os.listdir(tmp_path)) == ["manifest.json", "thesis.docx"]


def test_a_users_files_are_there_after_the_next_run_and_a_changed_report_is_told(good, csat):
    (good / "thesis.docx").write_text("years of work")
    (good / "report.en.html").write_text("good, with my notes")
    done = csat("run", WAVE, *SMALL, "--only", "scores", "--out", good)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == (
        "  Changed by hand since the last run, and kept beside the new: report.en.changed.html"
    )
    assert (good / "thesis.docx").read_text() == "years of work"
    assert (good / "report.en.changed.html").read_text() == "good, with my notes"
    assert (good / "report.en.html").stat().st_size > 10_000
    listed = json.loads((good / "manifest.json").read_text(encoding="utf-8"))["files"]
    files = {path.relative_to(good).as_posix() for path in good.rglob("*") if path.is_file()}
    assert files - listed.keys() == {"manifest.json", "thesis.docx", "report.en.changed.html"}
    assert listed.keys() <= files


def test_the_report_of_another_study_is_not_given_up_for_a_slip_in_the_command(good, capsys):
    ecsi = ROOT / "params" / "servqual"
    wave = next(path for path in sorted(ecsi.glob("*.yaml")) if path.name != "study.yaml")
    assert main(["run", str(wave), "--set", "responses={simulate: {n: 50, seed: 1}}", "--out", str(good)]) == 2
    assert capsys.readouterr().err == (
        f"The outputs of the study `servqual` cannot take the place of {good}: it holds those of the study "
        "`hotel-gsts`. Name another folder in `--out`, or delete this one.\n"
    )
    assert (good / "report.en.html").read_text() == "good"


STOPPED = """
import os, signal, sys, time
from csat_lib.cli import main
from csat_lib.runs import run

def stop(sheet):
    if sheet.chapter == sys.argv[1]:
        os.kill(os.getppid(), signal.SIGTERM) if sys.argv[2] == "politely" else os.killpg(0, signal.SIGKILL)
        time.sleep(3600)
    execute(sheet)

execute, run._execute = run._execute, stop
sys.exit(main(sys.argv[3:]))
"""
"""A run that stops itself while it executes a chapter: no test has to be there in time."""


FRESH = {"scores": ("--set", "seed=71"), "report": ("--set", "seed=72")}
"""Seeds of no other run: a step that is kept from one would not be executed, nor stopped."""


def stopped(chapter: str, how: str, good: Path, outputs: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        STOPPED,
        chapter,
        how,
        "run",
        str(WAVE),
        *SMALL,
        "--only",
        "scores",
        *FRESH[chapter],
    ]
    environment = os.environ | {"CSAT_OUTPUTS": str(outputs)}
    around = {"env": environment, "start_new_session": True, "stderr": subprocess.PIPE, "text": True}
    return subprocess.run([*command, "--out", str(good)], check=False, **around)


def test_a_polite_kill_cleans_up_as_ctrl_c_does(good, outputs):
    run = stopped("scores", "politely", good, outputs)
    assert (run.returncode, run.stderr) == (130, "Stopped. The last good report is untouched.\n")
    assert os.listdir(good.parent) == ["out"]
    assert sorted(os.listdir(good)) == ["manifest.json", "report.en.html"]


def test_a_fault_of_a_chapter_keeps_its_notebook_and_the_last_good_report(good, outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    monkeypatch.setattr("csat_lib.index.scores.score", None)
    given = {"responses": "{simulate: {n: 300, seed: 5}}", "earlier": "[2025-11]", "language": "en", "seed": "2"}
    with pytest.raises(RuntimeError) as caught:
        run_wave(RunSpec(WAVE, given, good, ["scores"]))
    assert str(caught.value) == (
        f"The chapter `scores` stopped: TypeError: 'NoneType' object is not callable\nIts executed notebook is kept at "
        f"{good}.failed. The last good report is untouched."
    )
    assert (good.parent / "out.failed" / "notebooks" / "50_scores.ipynb").exists()
    assert sorted(os.listdir(good.parent)) == ["out", "out.failed"]
    assert (good / "report.en.html").read_text() == "good"


def test_failed_runs_are_kept_beside_what_a_user_has_put_there(tmp_path):
    work, out = tmp_path / "work", tmp_path / "out"
    write = {"out.failed": "mine", "out.failed-2": "mine"}
    for name in write:
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.docx").write_text("years of work")
    (work / "notebooks").mkdir(parents=True)
    mark(work, {"study": "hotel-gsts"})
    for text in ("first", "second"):
        (work / "notebooks" / "50_scores.ipynb").write_text(text)
        assert keep_failed(work, out) == tmp_path / "out.failed-3"
        assert (tmp_path / "out.failed-3" / "notebooks" / "50_scores.ipynb").read_text() == text
        (tmp_path / "out.failed-3" / "what I tried.txt").write_text("this and that")
    assert sorted(os.listdir(tmp_path / "out.failed-3")) == ["manifest.json", "notebooks", "what I tried.txt"]
    assert [os.listdir(tmp_path / name) for name in write] == [["thesis.docx"]] * 2


def test_a_stop_while_answers_are_collected_leaves_none_of_them_in_the_cache(tmp_path):
    given = ("--set", "responses={simulate: {n: 60000, seed: 5}}", "--set", "earlier=[]", "--language", "en")
    command = [sys.executable, "-m", "csat_lib.cli", "run", str(WAVE), *given, "--out", str(tmp_path / "out")]
    environment = os.environ | {"CSAT_OUTPUTS": str(tmp_path / "outputs")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(tmp_path.glob("outputs/.cache/*/.*.new/scratch/*")):
            time.sleep(0.01)
        run.terminate()
        assert run.communicate()[1] == "Stopped. The last good report is untouched.\n"
    assert os.listdir(tmp_path) == ["outputs"]
    assert list((tmp_path / "outputs" / ".cache" / "hotel-gsts").iterdir()) == []


@pytest.mark.parametrize("chapter", ["scores", "report"], ids=["collected", "analysed"])
def test_a_kill_leaves_no_half_output(good, outputs, chapter):
    assert stopped(chapter, "outright", good, outputs).returncode == -signal.SIGKILL
    assert sorted(os.listdir(good)) == ["manifest.json", "report.en.html"]
    assert (good / "report.en.html").read_text() == "good"
