"""`csat pilot` on the shipped pilot: the report, the decisions on the terminal, and a study file that loads."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from csat_lib.findings import TEXT_SCHEMA, pick, read
from csat_lib.study import load_study
from tests.report.read_back import Findings, declared, faults, not_printed, read_page, read_pdf

from .conftest import ROOT

PILOT = ROOT / "params" / "hotel-pilot" / "2024-11.yaml"


@pytest.fixture(scope="module")
def pilot_run(csat, tmp_path_factory):
    """Folder of the outputs of the shipped pilot, English."""
    out = tmp_path_factory.mktemp("pilot") / "out"
    done = csat("pilot", PILOT, "--language", "en", "--out", out)
    assert done.returncode == 0, done.stderr
    return out, done


def test_everything_promised_lies_in_the_folder_and_nothing_else(pilot_run):
    out, _ = pilot_run
    assert sorted(os.listdir(out)) == [
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
        "study.revised.yaml",
        "summary",
        "taken.parquet",
        "texts.parquet",
    ]
    assert sorted(path.name for path in (out / "notebooks").iterdir()) == [
        "05_pilot.html",
        "05_pilot.ipynb",
        "06_pilot_report.en.ipynb",
    ]


def test_it_ends_with_the_decisions_and_the_answers_needed(pilot_run):
    out, done = pilot_run
    lines = done.stdout.splitlines()
    assert lines[0] == "Guest satisfaction: pilot of the questionnaire, November 2024"
    assert lines[2:5] == [
        "  items to keep                        20",
        "  items to review                      3  (r6, c4, v3)",
        "  items to drop                        1  (s6)",
    ]
    assert lines[5].startswith("  answers needed for alpha             59")
    assert lines[6] == "  answers needed for the model         200"
    assert f"  {out / 'study.revised.yaml'}" in lines


def test_the_revised_study_loads_without_the_dropped_item_and_tells_why(pilot_run):
    out, _ = pilot_run
    text = (out / "study.revised.yaml").read_text("utf-8")
    assert "  # dropped after the pilot 2024-11: hardly goes with its dimension; alpha is higher without it" in text
    assert "  # review after the pilot 2024-11: runs against its dimension: check which way it is worded" in text
    before, after = load_study(PILOT.with_name("study.yaml")), load_study(out / "study.revised.yaml")
    assert set(before.items) - set(after.items) == {"s6"}
    assert after.exclude[1].at_least == 23


def test_every_planted_fault_is_found_and_no_sound_item_is(pilot_run):
    texts = read([pilot_run[0] / "texts.parquet"], TEXT_SCHEMA)
    decisions = pick(texts, kind="decision")
    found = dict(zip(decisions["subject"], decisions["text"], strict=True))
    assert {item: what for item, what in found.items() if what != "keep"} == {
        "s6": "drop",
        "r6": "review",
        "c4": "review",
        "d5": "drop",
        "v3": "review",
    }
    assert pick(texts, kind="overrule")["subject"].tolist() == ["d5"]
    changes = pick(texts, kind="change")
    assert changes["other"].tolist()[:2] == ["questions.s6", "constructs.service.items"]


def test_every_figure_has_a_value_or_a_reason(pilot_run):
    findings = read([pilot_run[0] / "findings.parquet"])
    assert set(findings["topic"]) == {"pilot", "quality"}
    assert (findings["value"].isna() == (findings["reason"] != "")).all()
    assert {"sample_size", "expected_width", "sound"} <= set(findings["measure"])


def test_the_manifest_names_the_methods(pilot_run):
    facts = json.loads((pilot_run[0] / "manifest.json").read_text("utf-8"))
    assert any(method.startswith("cfa, ml, 100 wishart draws") for method in facts["variants"])
    assert facts["rows"] == {"in": 120, "kept": 118}


def test_nothing_of_a_respondent_is_in_notebook_or_report(pilot_run):
    out, _ = pilot_run
    ids = pd.read_parquet(out / "respondents.parquet")["id"].dropna().astype(str)
    told = (out / "notebooks" / "05_pilot.ipynb").read_text("utf-8") + (out / "report.en.html").read_text("utf-8")
    assert not any(identity in told for identity in ids)


@pytest.mark.parametrize(
    ("n", "kept", "alpha"),
    [(8, "8", "cannot be told, see the report"), (4, "1", "cannot be told, see the report")],  # of 4: the analyst's own
)
def test_a_tiny_pilot_says_what_it_cannot_tell(csat, tmp_path: Path, n, kept, alpha):
    few = ("--set", f"responses={{simulate: {{n: {n}, seed: 7}}}}")
    done = csat("pilot", PILOT, *few, "--language", "en", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert f"  items to keep                        {kept}" in lines
    assert f"  answers needed for alpha             {alpha}" in lines
    assert "  answers needed for the model         cannot be told, see the report" in lines
    assert load_study(tmp_path / "out" / "study.revised.yaml").items


def test_a_pilot_has_no_chapters_to_choose(csat):
    done = csat("pilot", PILOT, "--only", "scores")
    assert done.returncode == 2
    assert "unrecognized arguments: --only scores" in done.stderr


def test_every_number_of_its_report_is_read_back_from_page_and_print(pilot_run):
    out, _ = pilot_run
    study = load_study(PILOT.with_name("study.yaml"))
    page = read_page((out / "report.en.html").read_text(encoding="utf-8"))
    assert len(page.said) > 800
    found = faults(page, Findings(pd.read_parquet(out / "findings.parquet"), declared(study)))
    assert found == []
    assert page.untold == []
    assert not_printed(read_pdf(out / "report.en.pdf"), page.blocks) == []
