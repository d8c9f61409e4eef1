"""Figures that no respondent gives, read from files beside the study."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.collect import check_answers, collect
from csat_lib.collect.extra_tables import dispositions_of, extra_table
from csat_lib.errors import CsatError


@pytest.fixture
def plan_with(make_plan, answers, tmp_path):
    """The plan of a study with a table ``calls`` of this text."""

    def make(text, kind="dispositions"):
        (tmp_path / "calls.csv").write_text(text, encoding="utf-8")
        return make_plan(answers, tables={"calls": {"kind": kind, "file": "calls.csv"}})

    return make


def message(plan):
    with pytest.raises(CsatError) as caught:
        dispositions_of(plan)
    return str(caught.value).replace(f"{plan.folder}/", "")


def test_dispositions_are_letters_or_aapors_numbers(plan_with):
    plan = plan_with("channel,disposition,count\nmail,I,120\nmail,2.11,30\nmail,r,4\nphone,3.21,9\nphone,4.5,2\n")
    assert dispositions_of(plan).to_dict("list") == {
        "channel": ["mail", "mail", "mail", "phone", "phone"],
        "disposition": ["I", "R", "R", "UO", "NE"],
        "count": [120, 30, 4, 9, 2],
    }


def test_only_the_rows_of_the_wave_count(plan_with):
    plan = plan_with("period,channel,disposition,count\n2025-02,mail,I,99\n2025-03,mail,I,120\n")
    assert dispositions_of(plan)["count"].tolist() == [120]
    assert dispositions_of(plan_with("period,channel,disposition,count\n2025-02,mail,I,99\n")) is None


def test_a_study_without_a_table_has_none(make_plan, answers):
    assert extra_table(make_plan(answers), "dispositions") is None
    assert dispositions_of(make_plan(answers)) is None


def test_a_table_is_text_with_its_rows(plan_with):
    found = extra_table(plan_with("store,sales\nS1,3\n\nS2,4.5\n", "experts"), "experts")
    pd.testing.assert_frame_equal(
        found, pd.DataFrame({"row": [2, 4], "store": ["S1", "S2"], "sales": ["3", "4.5"]}), check_dtype=False
    )


def test_a_missing_file_is_named(make_plan, answers):
    plan = make_plan(answers, tables={"calls": {"kind": "dispositions", "file": "gone.csv"}})
    assert message(plan) == (
        "The table `calls` of the study cannot be read: there is no file gone.csv. Put the file there, or correct "
        "`file` under `tables: calls`; it is sought beside the study file."
    )


def test_missing_columns_are_named(plan_with):
    assert message(plan_with("channel,code\nmail,I\n")) == (
        "The table `calls` in calls.csv has no column `disposition`, `count`; it has channel, code. "
        "Name the columns so."
    )


def test_wrong_cells_are_told_together(plan_with):
    assert message(plan_with("channel,disposition,count\nmail,done,3\nmail,I,-1\n")) == (
        "The table calls.csv cannot be used: 2 faults.\n"
        "  row 2, column `disposition`: `done` is no final disposition. Allowed: I, P, R, NC, O, UH, UO, NE, or "
        "AAPOR's numbers (1.1, 2.11, 3.1, 4.1 ...).\n"
        "  row 3, column `count`: `-1` is no number of cases. Write a whole number from 0 up."
    )


def test_a_table_that_cannot_be_used_stops_the_check_and_the_collecting(plan_with, tmp_path):
    plan = plan_with("channel,disposition,count\nmail,done,3\n")
    for start in (lambda: check_answers(plan), lambda: collect(plan, tmp_path / "work")):
        with pytest.raises(CsatError, match="`done` is no final disposition"):
            start()
    assert not (tmp_path / "work").exists()
