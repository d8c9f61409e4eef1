"""Rows that are no answers of the wave leave by ledger rules of their own, before anything is asked of them."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.collect import answers_of, collect
from csat_lib.collect.collected_wave import CollectedWave
from csat_lib.errors import CsatError
from csat_lib.insight.fieldwork.quality import account
from csat_lib.period import parse

from .conftest import draw_answers

MONTHS = ["2025-02-27 09:00:00"] * 30 + ["2025-03-02 10:00:00"] * 80 + ["2025-04-02 23:59:00"] * 10


@pytest.fixture
def all_months(make_plan, tmp_path):
    """The collected folder of a file that holds three months, and its plan; ``columns`` are added or replaced."""

    def run(columns=(), period="2025-03", **changes):
        frame = draw_answers(120).assign(**{"end": MONTHS, **dict(columns)})
        plan = make_plan(frame, **changes)
        object.__setattr__(plan, "period", parse(period))
        collect(plan, tmp_path / "work", size=50)
        return plan, tmp_path / "work"

    return run


def ledger_of(folder):
    ledger = pd.read_parquet(folder / "ledger.parquet")
    return list(ledger[["rule", "before", "left_out", "after"]].itertuples(index=False, name=None))


def taken_of(folder):
    return pd.read_parquet(folder / "taken.parquet")["taken"].tolist()


def test_rows_of_other_months_leave_by_a_rule_of_their_own_before_the_rules_of_the_study(all_months):
    _, folder = all_months(exclude=[{"rule": "seconds", "below": 200}])
    rows, outside, seconds, kept = ledger_of(folder)
    assert rows == ("rows", 120, 0, 120)
    assert outside == ("outside_period", 120, 40, 80)
    assert seconds[:2] == ("seconds", 80)
    assert kept[0] == "kept"
    found = pd.read_parquet(folder / "respondents.parquet")
    assert sorted(found["row"]) == list(range(2, 122))
    left = found[found["reason"] == "outside_period"]
    assert len(left) == 40
    assert not left["kept"].any()
    assert left["weight"].isna().all()
    assert left["finished"].dt.month.isin([2, 4]).all()


def test_nothing_is_asked_of_rows_outside_the_period(all_months):
    """Their cells may be rubbish, and customers answer in every month under one id."""
    ids = [f"guest-{at}" for at in range(30)] + [f"guest-{at}" for at in range(90)]
    rubbish = ["?"] * 30 + [5] * 90
    plan, folder = all_months({"rid": ids, "a1": rubbish})
    assert ledger_of(folder)[-1][-1] == 80
    assert set(answers_of(plan, folder, ["a1"])["a1"]) == {5}
    screening = pd.read_parquet(folder / "screening.parquet").set_index(["rule", "measure"])["value"]
    assert screening["input", "rows"] == 80


@pytest.mark.parametrize(("days", "left"), [(1, 40), (2, 30)])
def test_days_of_grace_let_later_rows_count(all_months, days, left):
    assert ("outside_period", 120, left, 120 - left) in ledger_of(all_months(grace_days=days)[1])


def test_an_event_is_answered_from_its_day_on(all_months):
    assert ledger_of(all_months(period="opening@2025-03-01")[1])[1] == ("outside_period", 120, 30, 90)
    assert ledger_of(all_months(period="opening@2025-03-01", grace_days=5)[1])[1] == ("outside_period", 120, 40, 80)


def test_the_order_of_day_and_month_is_settled_by_the_rows_of_all_months(all_months):
    """Of the rows of March alone nothing would tell it."""
    ends = ["2/27/2025"] * 30 + ["3/2/2025"] * 80 + ["4/2/2025"] * 10
    _, folder = all_months({"end": ends})
    assert ledger_of(folder)[1] == ("outside_period", 120, 40, 80)


def test_a_row_without_a_day_stays_and_is_told(all_months):
    _, folder = all_months({"end": [""] * 3 + MONTHS[3:]})
    assert ledger_of(folder)[1] == ("outside_period", 120, 37, 83)
    assert "3 rows without a day of finishing count as answers of the period" in taken_of(folder)


def test_a_day_that_cannot_be_read_is_a_fault_as_ever(all_months):
    with pytest.raises(CsatError, match="column `end`, row 5: `soon` is not a day"):
        all_months({"end": [*MONTHS[:3], "soon", *MONTHS[4:]]})


def test_a_file_of_another_period_is_one_error(all_months, tmp_path):
    with pytest.raises(CsatError) as caught:
        all_months(period="2025-06")
    assert str(caught.value) == (
        f"The answers {tmp_path}/answers.csv hold no answer of the period 2025-06 (2025-06-01 to 2025-06-30): "
        "outside period 120. Rows outside the period were finished from 2025-02-27 to 2025-04-02. "
        "Correct `period` or `responses` in the wave file, or say with `grace_days` in the study file how many days "
        "after the period still count."
    )


def test_a_file_of_nothing_but_previews_is_one_error(all_months):
    with pytest.raises(CsatError, match=r"every row is a preview, a test or spam \(preview 120\)\. Export"):
        all_months({"end": "2025-03-02", "Status": "Survey Preview", "ResponseId": "R"})


@pytest.mark.parametrize(
    "marks", [["1", "2", "8", "0", "4"], ["Survey Preview", "Survey Test", "Spam", "IP Address", "Imported"]]
)
def test_previews_tests_and_spam_of_qualtrics_leave_by_their_own_rules(all_months, marks):
    status = [*marks, *[marks[3]] * 115]
    assert ledger_of(all_months({"end": MONTHS[40], "Status": status, "ResponseId": "R"})[1]) == [
        ("rows", 120, 0, 120),
        ("preview", 120, 1, 119),
        ("test", 119, 1, 118),
        ("spam", 118, 1, 117),
        ("kept", 117, 0, 117),
    ]


def test_a_column_of_that_name_in_a_file_of_another_tool_is_no_mark(all_months):
    assert len(ledger_of(all_months({"end": MONTHS[40], "Status": "1"})[1])) == 2


def test_no_effect_on_the_index_is_told_of_rows_that_were_never_part_of_it(all_months):
    _, folder = all_months(exclude=[{"rule": "seconds", "below": 200}])
    screening = pd.read_parquet(folder / "screening.parquet")
    found = account(pd.read_parquet(folder / "ledger.parquet"), screening)
    assert found.rules == ("seconds",)
    assert [(row.other, row.path) for row in found.to_findings() if row.measure == "left_out"] == [
        ("outside_period", "1"),
        ("seconds", "2"),
    ]
    assert next(row.n for row in found.to_findings() if row.measure == "median_seconds") == 80


def test_a_chapter_sees_the_respondents_of_the_wave_alone(all_months):
    """Arrivals, bursts and retests go over all rows of the wave, also those left out by a rule of the study."""
    plan, folder = all_months(exclude=[{"rule": "seconds", "below": 200}])
    seen = CollectedWave(plan.period, folder).respondents
    assert len(seen) == 80
    assert set(seen["reason"].dropna()) == {"seconds"}
    assert seen["group"].dtype == "int16"
