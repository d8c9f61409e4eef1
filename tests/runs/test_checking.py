"""`csat check` tells every fault of every wave at once, and finds what a run would stumble over."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.runs.checking import check
from csat_lib.study import load_study
from csat_lib.study.template import write_template


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A study of one's own with few answers and one earlier wave."""
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", tmp_path / "outputs")
    write_template("hotel", tmp_path / "mine")
    for period, earlier in (("2025-11", "[]"), ("2025-12", "[2025-11]")):
        lines = ["study: mine", f"period: {period}", "responses: {simulate: {n: 60, seed: 1}}", f"earlier: {earlier}"]
        (tmp_path / "mine" / f"{period}.yaml").write_text("\n".join([*lines, "language: en", "seed: 1"]))
    return tmp_path / "mine"


def message(wave, **overrides) -> str:
    with pytest.raises(CsatError) as caught:
        check(wave, overrides)
    return str(caught.value)


def test_a_wave_without_fault_tells_its_rows(mine):
    assert check(mine / "2025-12.yaml", {}) == (
        "No fault found: 36 questions, 60 rows of answers (56 kept), 1 earlier waves."
    )


def test_nodes_and_dimensions_that_are_part_of_no_node_are_told(mine):
    study, last = mine / "study.yaml", ", value: johnson}"
    other = "}\n  comfort: {title: {zh: 舒适, en: Comfort}, parts: {room: equal, dining: equal}}"
    study.write_text(study.read_text("utf-8").replace(last, other, 1), "utf-8")
    assert check(mine / "2025-12.yaml", {}).splitlines()[1:3] == [
        "Told as further indices, as no node has them as a part: comfort.",
        "Told, but counted in no index, as no node has them as a part: value.",
    ]


def test_answers_of_this_wave_and_of_earlier_ones_are_told_together(mine):
    earlier = mine / "2025-11.yaml"
    earlier.write_text(earlier.read_text().replace("{simulate: {n: 60, seed: 1}}", "nowhere.csv"))
    assert message(mine / "2025-12.yaml", responses="elsewhere.csv") == (
        "The answers elsewhere.csv cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file.\n"
        f"The answers {mine}/nowhere.csv cannot be opened: No such file or directory. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )


def test_a_fault_in_the_file_of_an_earlier_wave_is_told(mine):
    earlier = mine / "2025-11.yaml"
    earlier.write_text(earlier.read_text().replace("seed: 1", "sead: 1"))
    assert f"{earlier}:3: unknown key `sead` in `responses.simulate`. Did you mean `seed`?" in message(
        mine / "2025-12.yaml"
    )


def test_rules_that_leave_nobody_are_found_before_a_run(mine):
    study = mine / "study.yaml"
    study.write_text(study.read_text().replace("{rule: seconds, below: 60}", "{rule: seconds, below: 100000}"))
    assert "seconds leaves out" in message(mine / "2025-12.yaml")


def test_tables_are_checked_even_when_the_answers_are_in_the_cache(mine):
    study = mine / "study.yaml"
    study.write_text(study.read_text() + "tables: {panel: {kind: experts, file: panel.csv}}\n")
    (mine / "panel.csv").write_text("item,Li\nq01,4\n")
    check(mine / "2025-12.yaml", {})
    (mine / "panel.csv").write_text("item,Li\n")
    assert message(mine / "2025-12.yaml") == (
        f"The tables of the study in {mine} cannot be used: 1 fault.\n"
        f"  panel.csv: The file {mine}/panel.csv holds a header and no row under it; at least one is needed. "
        "Export it again; of answers, check that fieldwork has begun."
    )


def given_answers(mine, dates):
    """The wave with a file of answers in which the first marks an answer as left out; finished on these days."""
    wave = mine / "2025-12.yaml"
    check(mine / "2025-12.yaml", {})
    simulated = next((mine.parent / "outputs").rglob("2025-12-*/simulated.parquet"))
    frame = pd.read_parquet(simulated).astype("object")
    study = load_study(mine / "study.yaml")
    frame.loc[0, study.questions[study.items[0]].column] = "(空)"
    frame[study.fields.finished] = pd.to_datetime(dates).astype(str)
    frame.astype("str").replace({"nan": "", "None": "", "<NA>": ""}).to_csv(mine / "answers.csv", index=False)
    wave.write_text(wave.read_text().replace("{simulate: {n: 60, seed: 1}}", "answers.csv"))
    return wave


def test_what_cells_were_taken_for_and_rows_outside_the_period_are_told(mine):
    days = ["2025-12-03"] * 50 + ["2025-11-29"] * 10
    first, outside, head, taken = check(given_answers(mine, days), {}).splitlines()
    assert first.startswith("No fault found: 36 questions, 60 rows of answers")
    assert outside == (
        "10 of 60 rows are left out: finished outside the period 2025-12 "
        "(2025-11-29 to 2025-11-29; `grace_days` lets later ones count)."
    )
    assert head == "Taken for what the study does not name as it stands:"
    assert re.fullmatch(r"  `\(空\)` as no answer: 1 cells, columns \w+", taken)
