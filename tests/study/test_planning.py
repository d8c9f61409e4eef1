# ruff: noqa: E501 - a message stands on one line
"""The plan of the sample in the study file: what is wrong with it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import load_study

from .small import STUDY, change, faults_of


def with_plan(entry: str) -> tuple[str, str]:
    tables = "tables: {frame: {kind: population, file: frame.csv}, kpi: {kind: unit_kpis, file: kpi.csv}}"
    return "constructs:\n", f"{tables}\nplan: {entry}\nconstructs:\n"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{half_width: 3}", "the key `sd` is missing in `plan`. Add `sd: ...`."),
        ("{sd: 20}", "`plan`: a plan has one of `half_width`, `each` and `change`, or is a census."),
        ("{sd: 20, allocation: census}", "`plan`: `strata`, `cover` and a census need the `table` of the population."),
        ("{sd: 20, each: 3, strata: [store]}", "`plan`: `strata`, `cover` and a census need the `table` of the population."),
        ("{sd: 20, each: 3, table: kpi}", "`plan.table` names `kpi`, which cannot stand here. Allowed: frame."),
        ("{sd: 20, each: 3, table: frame, strata: [age]}", "`plan.strata` names `age`, which cannot stand here. Allowed: store."),
        ("{sd: 0, each: 3}", "`plan.sd` is 0; allowed: above 0."),
        ("{sd: 20, change: 3, power: 1}", "`plan.power` is 1; allowed: below 1."),
        ("{sd: 20, change: 3, response: {phone: 60}}", "`plan.response.phone` is 60; allowed: 1 or less."),
        ("{sd: 20, each: 3, allocation: best}", "`plan.allocation` is `best`. Allowed: proportional, neyman, equal, census."),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_told(tmp_path: Path, entry: str, message: str):
    assert f"study.yaml:21: {message}" in faults_of(tmp_path, with_plan(entry))


@pytest.mark.parametrize(("sd", "message"), [("0", "`plan.sd` is 0"), ("{S1: 0, S2: 9}", "`plan.sd.S1` is 0")])
def test_a_spread_of_0_is_one_fault_and_not_a_word_on_mappings(tmp_path: Path, sd: str, message: str):
    assert faults_of(tmp_path, with_plan(f"{{sd: {sd}, each: 3}}")) == [f"study.yaml:21: {message}; allowed: above 0."]


def test_a_plan_without_fault_is_read(tmp_path: Path):
    path = tmp_path / "study.yaml"
    entry = with_plan("{sd: {S1: 20}, each: 3, table: frame, strata: [store], cover: 1}")
    path.write_text(change(STUDY, entry), "utf-8")
    plan = load_study(path).plan
    assert (plan.sd_of("S1"), plan.sd_of("S2"), plan.each, plan.cover) == (20, 20, 3, 1)
