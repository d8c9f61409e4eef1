"""The tables of a real run are written in the units that the statistics state, and none hides one cell alone."""

from __future__ import annotations

import pandas as pd

from csat_lib.findings import ALL, HIDDEN
from csat_lib.report import topics
from csat_lib.report.topics.segments import heat
from csat_lib.report.topics.trends.titles import of_question
from csat_lib.report.view import View, as_findings
from csat_lib.study import load_wave
from tests.report.test_table_units import faults_of, with_units
from tests.simulations.printed import untried

from .conftest import WAVE
from .test_templates import adds_up, words_of


def recorded(small_run) -> pd.DataFrame:
    return pd.read_parquet(small_run[0] / "findings.parquet")


def test_every_table_of_the_demo_is_written_in_the_units_of_its_findings(small_run):
    plan = load_wave(WAVE, {"earlier": "[2025-11]"})
    texts, ledger = (pd.read_parquet(small_run[0] / f"{name}.parquet") for name in ("texts", "ledger"))
    findings = with_units(as_findings(recorded(small_run)))
    view = View(plan.study, findings, texts, ledger, "en", plan.period, plan.earlier)
    made = [*topics.tables().values(), of_question("store"), heat.table("store")]
    filled = [(one.name, rows, one.fields(view, rows)) for one in made if (rows := one.rows(view))]
    assert len(filled) > 20
    assert faults_of(filled)[0] == []


def test_no_segmentation_and_no_line_of_a_crossed_one_hides_one_cell_alone(small_run):
    found = recorded(small_run)
    scored = found["measure"].isin(["index", "nps", "promoters", "mean", "top2"])
    hidden = found[(found["topic"] == "scores") & (found["segment_by"] != ALL) & scored & found["reason"].isin(HIDDEN)]
    plain, crossed = (hidden[hidden["segment_by"].str.contains("*", regex=False) == cross] for cross in (False, True))
    assert len(crossed) > 0
    assert 1 not in plain.groupby(["segment_by", "measure", "subject"]).size().to_list()
    for at in (0, 1):
        line = crossed["segment"].str.split("*").str[at]
        assert 1 not in crossed.groupby(["segment_by", "measure", "subject", line]).size().to_list()
    assert hidden[["value", "low", "high", "se", "p", "n", "n_weighted", "n_effective"]].isna().all(axis=None)


def test_every_interval_of_the_demo_is_of_a_kind_that_was_tried(small_run):
    assert untried(recorded(small_run)) == []


def test_the_parts_of_an_index_without_kpis_add_up_too(small_run):
    found = recorded(small_run).query("period == '2025-12'")
    assert adds_up(found, "guest_index") == {"service", "room", "cleanliness", "dining", "facilities", "value"}
    assert "What the guest satisfaction index is made of" in words_of(small_run[0] / "annex.en.html")
