"""Hours to answer and to closing, and what is still open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csat_lib.insight.complaints.handling import complaint_backlog, complaint_hours, kaplan_meier_median, still_open
from csat_lib.proportion import wilson

from .registers import figures, register, spec

REFERENCE = pd.read_csv(Path(__file__).parents[2] / "reference" / "complaint_hours.csv", comment="#", index_col="case")
LIMITS = {"answered": 24.0, "closed": 48.0}


@pytest.mark.parametrize("case", REFERENCE.index)
def test_medians_are_those_of_r_survival(case):
    hours, done, median = REFERENCE.loc[case]
    given = np.array(hours.split(), dtype=float), np.array(done.split()) == "1"
    assert kaplan_meier_median(*given) == pytest.approx(median, rel=1e-12, nan_ok=True)
    order = np.random.default_rng(1).permutation(len(given[0]))
    assert kaplan_meier_median(given[0][order], given[1][order]) == pytest.approx(median, rel=1e-12, nan_ok=True)


def test_shares_within_the_limits_have_wilsons_interval():
    rows = [("dirt", "2025-03-02 10:00", f"2025-03-{day} 09:00", f"2025-03-{day} 12:00") for day in ("02", "03", "05")]
    rows[0] = ("dirt", "2025-03-02 10:00", "2025-03-02 11:00", "2025-03-02 12:00")
    (whole,) = [row for row in complaint_hours(register(*rows), spec(limits=LIMITS)).to_findings()
                if (row.measure, row.subject) == ("answered_within", "register")]  # fmt: skip
    assert (whole.value, whole.n) == (pytest.approx(2 / 3), 3)
    assert (whole.low, whole.high) == pytest.approx(wilson(2 / 3, 3, 0.95))
    found = figures(complaint_hours(register(*rows), spec(limits=LIMITS)))
    assert found["answered_hours", "register", ""] == 23
    assert found["closed_hours", "dirt", ""] == 26
    assert found["closed_within", "dirt", ""] == pytest.approx(2 / 3)


def test_who_still_waits_is_late_once_the_limit_has_passed_and_left_out_before():
    rows = [
        ("dirt", "2025-03-02 10:00", "2025-03-02 12:00", ""),
        ("dirt", "2025-03-02 10:00", "", ""),
        ("dirt", "2025-03-31 12:00", "", ""),
        ("dirt", "2025-03-31 12:00", "2025-03-31 13:00", ""),
    ]
    found = {row.measure: row for row in complaint_hours(register(*rows), spec(limits=LIMITS)).to_findings()[:4]}
    assert (found["answered_within"].value, found["answered_within"].n) == (0.5, 2)
    assert (found["answered_hours"].value, found["answered_hours"].n) == (2.0, 4)
    assert (found["closed_hours"].reason, found["closed_hours"].value) == ("mostly_waiting", None)


def test_nothing_is_guessed_of_days_without_a_time_nor_of_what_is_done_at_an_unknown_time():
    days = complaint_hours(register(("dirt", "2025-03-02", "2025-03-03", "2025-03-04")), spec(limits=LIMITS))
    assert {row.reason for row in days.to_findings()} == {"days_only"}
    recent = complaint_hours(register(("dirt", "2025-03-31 20:00", "", "")), spec(limits=LIMITS))
    assert {row.reason for row in recent.to_findings()} == {"mostly_waiting", "too_recent"}
    timed = ("dirt", "2025-03-02 10:00", "", "2025-03-02 12:00")
    found = complaint_hours(register(timed, timed, status=["closed", None]), spec(limits=LIMITS)).to_findings()
    assert {(row.measure, row.n) for row in found} == {
        ("answered_hours", 0), ("answered_within", 0), ("closed_hours", 2), ("closed_within", 2),
    }  # fmt: skip
    said = register(("dirt", "2025-03-02 10:00", "2025-03-02 11:00", ""), status="closed")
    assert {row.measure: row.n for row in complaint_hours(said, spec()).to_findings()[:2]} == {
        "answered_hours": 1, "closed_hours": 0,
    }  # fmt: skip


def test_no_complaints_have_no_hours():
    assert complaint_hours(register(("dirt", "2025-01-02 10:00", "", "")), spec(limits=LIMITS)).to_findings() == []


def test_the_backlog_holds_what_was_not_closed_by_the_end_whenever_it_was_opened():
    rows = [
        ("dirt", "2025-01-02", "", ""),
        ("dirt", "2025-03-20", "", "2025-04-01 00:00"),
        ("wait", "2025-03-25", "", ""),
        ("wait", "2025-03-02", "", "2025-03-31 23:59"),
        ("wait", "2025-03-02", "", ""),
    ]
    opened = register(*rows, status=[None, None, None, None, "closed"], owner=[None, "a", "b", None, None])
    found = figures(complaint_backlog(opened.assign(unit=["S1", "S2", "S2", "S1", "S1"]), spec()))
    ages = ("backlog", "backlog_week", "backlog_month", "backlog_older", "without_owner")
    assert [found[age, "register", ""] for age in ages] == [3, 1, 1, 1, 1]
    assert [found[age, "dirt", ""] for age in ages] == [2, 0, 1, 1, 1]
    assert [found["backlog", "register", unit] for unit in ("S1", "S2")] == [1, 2]


def test_a_register_without_owners_tells_of_none_lacking():
    opened = register(("dirt", "2025-03-02", "", "")).drop(columns="owner")
    assert {row.measure for row in complaint_backlog(opened, spec()).to_findings()} == {
        "backlog", "backlog_week", "backlog_month", "backlog_older",
    }  # fmt: skip


AGED = {7: "backlog_week", 8: "backlog_month", 30: "backlog_month", 31: "backlog_older"}


@pytest.mark.parametrize(("days", "measure"), AGED.items())
def test_ages_are_whole_days_to_the_end_of_the_period(days, measure):
    opened = pd.Timestamp("2025-04-01") - pd.Timedelta(days=days, hours=5)
    found = figures(complaint_backlog(register(("dirt", opened, "", "")), spec()))
    assert found[measure, "register", ""] == 1


def test_every_complaint_is_open_or_closed_at_each_moment():
    rng = np.random.default_rng(3)
    opened = pd.Timestamp("2025-03-01") + pd.to_timedelta(rng.uniform(0, 700, 60), unit="h")
    closed = opened + pd.to_timedelta(rng.exponential(90, 60), unit="h")
    table = register(*(("dirt", one, "", other) for one, other in zip(opened, closed, strict=True)))
    for hour in (10, 300, 700, 5000):
        moment = pd.Timestamp("2025-03-01") + pd.Timedelta(hours=hour)
        assert len(still_open(table, moment)) == ((opened < moment) & (closed >= moment)).sum()
