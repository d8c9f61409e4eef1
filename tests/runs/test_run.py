"""The main job on a small wave: whole outputs, the same bytes twice, plain kernels alike, nothing of a person."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from csat_lib.cli import main
from csat_lib.findings import pick, read
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.lexicon import method_keys
from csat_lib.runs.run import RunSpec, run_wave

from .conftest import ROOT, SMALL, WAVE

CHAPTERS = ["10_quality", "20_reliability", "30_factors", "40_weights", "50_scores", "60_drivers"]
CHAPTERS += ["65_segments", "70_trends", "80_voice"]


def test_everything_promised_lies_in_the_folder_and_nothing_else(small_run):
    out, _ = small_run
    assert sorted(os.listdir(out)) == [
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
        "texts.parquet",
    ]
    assert os.listdir(out.parent) == ["out"]
    executed = sorted(path.stem for path in (out / "notebooks").glob("*.ipynb"))
    assert executed == [*CHAPTERS, "90_report.en"]
    assert sorted(path.stem for path in (out / "notebooks").glob("*.html")) == CHAPTERS


def test_it_ends_with_the_headline_figures_and_the_paths(small_run):
    out, done = small_run
    lines = done.stdout.splitlines()
    assert lines[0] == "Guest satisfaction tracking, December 2025"
    figure = r" {2}.{36} +-?\d+\.\d {2}\(95% interval -?\d+\.\d to -?\d+\.\d\)( against 2025-11)? {2}n = \d+"
    assert [bool(re.fullmatch(figure, line)) for line in lines[2:6]] == [True] * 4
    assert f"  {out / 'report.en.pdf'}" in lines


def test_every_chapter_left_findings_with_a_value_or_a_reason(small_run):
    findings = read([small_run[0] / "findings.parquet"])
    topics = {"quality", "reliability", "factors", "weights", "scores", "drivers", "segments", "trends", "voice"}
    assert set(findings["topic"]) == topics | {"fieldwork", "validity", "model", "comparability"}
    assert ((findings["value"].isna()) == (findings["reason"] != "")).all()
    assert (findings["method"] != "").all()
    assert set(findings["period"]) == {"2025-11", "2025-12"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_reason_and_method_has_its_words(small_run, language):
    findings, words = read([small_run[0] / "findings.parquet"]), LEXICONS[language]
    assert set(findings["measure"]) - words.measures.keys() == set()
    assert set(findings["reason"]) - {""} - words.reasons.keys() == set()
    assert {part for method in set(findings["method"]) for part in method_keys(method)} - words.methods.keys() == set()


def test_rows_in_are_rows_kept_and_rows_left_out(small_run):
    findings = pick(read([small_run[0] / "findings.parquet"]), topic="quality", subject="answers")
    value = findings.groupby("measure")["value"].sum()
    assert value["rows_in"] == value["rows_kept"] + value["left_out"]
    respondents = pd.read_parquet(small_run[0] / "respondents.parquet")
    assert (len(respondents), int(respondents["kept"].sum())) == (value["rows_in"], value["rows_kept"])


def test_cells_under_the_minimum_base_are_never_shown(small_run):
    findings = read([small_run[0] / "findings.parquet"])
    cells = findings[findings["topic"] == "segments"]
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
    assert set(manifest["seconds"]) >= {"collect", *CHAPTERS, "90_report.en", "publish en"}
    assert manifest["rows"]["in"] > manifest["rows"]["kept"] > 0


def test_nothing_of_a_machine_stands_in_the_outputs(small_run):
    suspicious = re.compile(rb"/(?:tmp|home|root|Users)/\w|" + re.escape(str(ROOT).encode()))
    files = [path for path in small_run[0].rglob("*") if path.suffix in {".html", ".ipynb", ".json"}]
    assert [path.name for path in files if suspicious.search(path.read_bytes())] == []


def test_the_same_inputs_give_the_same_bytes(small_run, csat, tmp_path):
    assert csat("run", WAVE, *SMALL, "--out", tmp_path / "again").returncode == 0
    for name in ("findings.parquet", "texts.parquet", "report.en.html", "report.en.pdf", "report.en.xlsx"):
        assert (tmp_path / "again" / name).read_bytes() == (small_run[0] / name).read_bytes(), name


def test_plain_kernels_give_the_same_findings_byte_for_byte(csat, tmp_path):
    only = ("--only", "weights", "--only", "drivers")
    for way in ((), ("--plain",)):
        done = csat("run", WAVE, *SMALL, *only, *way, "--out", tmp_path / f"out{len(way)}")
        assert done.returncode == 0, done.stderr
    for name in ("findings.parquet", "texts.parquet"):
        assert (tmp_path / "out0" / name).read_bytes() == (tmp_path / "out1" / name).read_bytes()


def test_chapters_keep_to_the_confidence_and_the_correlations_of_the_study(csat, tmp_path):
    folder = tmp_path / "params" / "hotel"
    folder.mkdir(parents=True)
    for source in WAVE.parent.glob("*.yaml"):
        text = source.read_text(encoding="utf-8").replace("confidence: 0.95", "confidence: 0.90")
        text = text.replace("estimator: fiml", "correlation: spearman, estimator: fiml")
        (folder / source.name).write_text(text, encoding="utf-8")
    only = ("--only", "reliability", "--only", "factors", "--only", "scores")
    done = csat("run", folder / WAVE.name, *SMALL, *only, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    every = read([tmp_path / "out" / "findings.parquet"])
    counts = every[(every["measure"] == "n_factors") & every["method"].str.startswith("parallel")]["method"]
    shuffled = "200 permutation draws, percentile 95, seed 1, spearman, pairwise"
    assert counts.str.contains(shuffled).tolist() == [True, True]
    found = every.dropna(subset=["low"])
    assert {"alpha", "omega", "rho_a", "htmt2", "criterion_r", "loading", "index"} <= set(found["measure"])
    assert set(found["confidence"]) == {0.9}  # also RMSEA's, which has 90 % by custom


def test_only_some_chapters_make_a_report_beside_the_whole_one(csat, tmp_path):
    done = csat("run", WAVE, *SMALL, "--only", "scores", CSAT_OUTPUTS=str(tmp_path))
    assert done.returncode == 0, done.stderr
    out = tmp_path / "hotel-gsts" / "2025-12.part"
    assert set(read([out / "findings.parquet"])["topic"]) == {"scores"}
    assert (out / "report.en.pdf").stat().st_size > 10_000
    assert not out.with_name("2025-12").exists()


@pytest.fixture
def good(tmp_path):
    """Folder of outputs that holds the last good report."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text("{}")
    (tmp_path / "out" / "report.en.html").write_text("good")
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
        f"The outputs cannot take the place of {tmp_path}: it holds files that no run has written (it has no "
        "manifest.json). Name in `--out` a new folder, an empty one, or the outputs of an earlier run.\n"
    )
    assert main(["run", str(WAVE), "--out", str(tmp_path / "thesis.docx")]) == 2
    assert os.listdir(tmp_path) == ["thesis.docx"]


def test_a_polite_kill_cleans_up_as_ctrl_c_does(good, outputs):
    command = [sys.executable, "-m", "csat_lib.cli", "run", str(WAVE), *SMALL, "--only", "scores", "--out", str(good)]
    environment = os.environ | {"CSAT_OUTPUTS": str(outputs)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(good.parent.glob(".out.*.new/run.json")):
            time.sleep(0.01)
        run.terminate()
        assert run.communicate()[1] == "Stopped. The last good report is untouched.\n"
    assert run.returncode == 130
    assert os.listdir(good.parent) == ["out"]
    assert sorted(os.listdir(good)) == ["manifest.json", "report.en.html"]


def test_a_fault_of_a_chapter_keeps_its_notebook_and_the_last_good_report(good, outputs, monkeypatch):
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    monkeypatch.setattr("csat_lib.index.scores.score", None)
    given = {"responses": "{simulate: {n: 300, seed: 5}}", "earlier": "[2025-11]", "language": "en"}
    with pytest.raises(RuntimeError) as caught:
        run_wave(RunSpec(WAVE, given, good, ["scores"]))
    assert str(caught.value) == (
        f"The chapter `scores` stopped: TypeError: 'NoneType' object is not callable\nIts executed notebook is kept at "
        f"{good}.failed. The last good report is untouched."
    )
    assert (good.parent / "out.failed" / "notebooks" / "50_scores.ipynb").exists()
    assert sorted(os.listdir(good.parent)) == ["out", "out.failed"]
    assert (good / "report.en.html").read_text() == "good"


@pytest.mark.parametrize("sign", ["run.json", "findings.parquet"], ids=["collected", "analysed"])
def test_a_kill_leaves_no_half_output(good, outputs, sign):
    command = [sys.executable, "-m", "csat_lib.cli", "run", str(WAVE), *SMALL, "--only", "scores", "--out", str(good)]
    environment = os.environ | {"CSAT_OUTPUTS": str(outputs)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as run:
        while run.poll() is None and not list(good.parent.glob(f".out.*.new/{sign}")):
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    assert sorted(os.listdir(good)) == ["manifest.json", "report.en.html"]
    assert (good / "report.en.html").read_text() == "good"
