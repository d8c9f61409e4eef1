# ruff: noqa: E501 - a message stands on one line
"""The register of complaints: what is wrong in it is told whole, and the tables of several waves are one register."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from csat_lib.answers.complaint_register import register_of
from csat_lib.answers.extra_tables import table_of
from csat_lib.answers.table_use import table_facts
from csat_lib.period import parse

from .test_extra_tables import faults, plan_with, words  # noqa: F401 - a fixture

CLASSES = {"dirt": {"title": {"zh": "不干净", "en": "Not clean"}}, "wait": {"title": words("Waiting")}}
KEYS = {"complaints": {"classes": CLASSES}}
HEAD = "id,unit,period,class,opened,answered,closed,owner\n"


def told(plan_with, row, head=HEAD):  # noqa: F811
    return faults(plan_with(KEYS, complaints=head + row + "\n"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "C1,S1,2025-03,dirt,2025-03-05 10:00,,2025-03-05 09:59,Li",
            "complaints.csv, row 2: `closed` lies before `opened`. Correct one of the two days.",
        ),
        (
            "C1,S1,2025-03,dirt,2025-03-05,2025-03-04,,Li",
            "complaints.csv, row 2: `answered` lies before `opened`. Correct one of the two days.",
        ),
        (
            "C1,S1,2025-03,dirt,2025-03-05 10:00,2025-03-06 10:00,2025-03-05 12:00,Li",
            "complaints.csv, row 2: `closed` lies before `answered`. Correct one of the two days.",
        ),
        (
            "C1,S9,2025-03,dirt,2025-03-05,,,Li",
            "complaints.csv, row 2, column `unit`: `S9` is no unit. Allowed: S1, S2.",
        ),
        (
            "C1,S1,2025-03,dust,2025-03-05,,,Li",
            "complaints.csv, row 2, column `class`: `dust` is no class of complaints. Allowed: dirt, wait.",
        ),
        (
            "C1,S1,2025-03,dirt,2025-04-01,,,Li",
            "complaints.csv, row 2, column `opened`: 2025-04-01 lies outside 2025-03, the period of the row. Correct the day or the period.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_told_whole(plan_with, row, message):  # noqa: F811
    assert told(plan_with, row) == [message]


def test_one_fault_is_told_of_a_row_whose_days_are_out_of_order_twice(plan_with):  # noqa: F811
    assert len(told(plan_with, "C1,S1,2025-03,dirt,2025-03-05,2025-03-04,2025-03-03,Li")) == 1


def test_a_day_without_a_time_is_not_before_a_moment_of_the_same_day(plan_with):  # noqa: F811
    rows = table_of(
        plan_with(KEYS, complaints=HEAD + "C1,S1,2025-03,不干净,2025-03-05 10:30,2025/3/5,,Li\n"), "complaints"
    )
    assert rows["class"].tolist() == ["dirt"]
    assert rows["opened"].tolist() == [pd.Timestamp("2025-03-05 10:30")]
    assert rows["answered"].tolist() == [pd.Timestamp("2025-03-05")]


def test_without_classes_in_the_study_any_class_is_read(plan_with):  # noqa: F811
    rows = table_of(plan_with(complaints=HEAD + "C1,S1,2025-03,anything,2025-03-05,,,Li\n"), "complaints")
    assert rows["class"].tolist() == ["anything"]


def test_without_a_period_the_day_of_opening_tells_it(plan_with):  # noqa: F811
    head, rows = (
        "id,unit,class,opened\n",
        ("C1,S1,dirt,2025-02-28 23:59", "C2,S1,dirt,2025-03-01", "C3,S1,dirt,2025-04-01"),
    )
    plan = plan_with(KEYS, complaints=head + "\n".join(rows) + "\n")
    assert table_of(plan, "complaints")["opened"].dt.day.tolist() == [1]
    assert register_of([plan])["opened"].dt.day.tolist() == [28, 1]


def test_the_register_of_several_waves_is_one_and_the_last_word_on_a_complaint_counts(plan_with, tmp_path):  # noqa: F811
    march = plan_with(
        KEYS, complaints=HEAD + "C1,S1,2025-02,dirt,2025-02-05,,2025-03-03,Li\nC2,S1,2025-03,wait,2025-03-05,,,\n"
    )
    (tmp_path / "february.csv").write_text(
        HEAD + "C1,S1,2025-02,dirt,2025-02-05,,,Li\nC0,S2,2025-02,wait,2025-02-07,,,\n"
    )
    table = march.study.tables["complaints"].model_copy(update={"file": "february.csv"})
    february = replace(
        march, study=march.study.model_copy(update={"tables": {"complaints": table}}), period=parse("2025-02")
    )
    rows = register_of([february, march]).sort_values("opened")
    assert rows["class"].tolist() == ["dirt", "wait", "wait"]
    assert rows["closed"].tolist()[:1] == [pd.Timestamp("2025-03-03")]
    assert len(register_of([february])) == 2
    assert not any(text in {"Li", "C1"} for text in rows.to_numpy().ravel())


def test_a_wave_without_a_register_has_none_and_one_of_later_months_is_empty(plan_with):  # noqa: F811
    assert register_of([plan_with(KEYS)]) is None
    later = register_of([plan_with(KEYS, complaints=HEAD + "C1,S1,2025-04,dirt,2025-04-05,,,Li\n")])
    assert (len(later), "owner" in later) == (0, True)
    assert "owner" not in register_of([plan_with(KEYS, complaints="id,class,opened\nC1,dirt,2025-03-02\n")])


def test_the_chapter_uses_the_table(plan_with):  # noqa: F811
    rows = HEAD + "C1,S1,2025-03,dirt,2025-03-05,,,Li\n"
    assert [fact["unused"] for fact in table_facts(plan_with(KEYS, complaints=rows))] == [0]
    assert [fact["unused"] for fact in table_facts(plan_with(complaints=rows))] == [1]
