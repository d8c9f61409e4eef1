"""Problems that stay, wave after wave, until a wave passes without them."""

from __future__ import annotations

from csat_lib.insight.complaints.problems import open_problems

from .registers import figures, register, spec

MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05")


def told(*rows, months=MONTHS, **columns):
    result = open_problems(register(*rows, **columns), spec(*months))
    since = {(row.subject, row.segment): row.against for row in result.to_findings() if row.measure == "waves_open"}
    return figures(result), since


def opened(month, closed=None):
    return ("dirt", f"{month}-03 10:00", "", closed or f"{month}-05 10:00")


def test_a_problem_of_four_of_five_months_is_open_since_the_second():
    found, since = told(*map(opened, MONTHS[1:]), severity=["high", "low", "high", "low"])
    assert since == {("dirt", "S1"): "2025-02"}
    measures = ("waves_open", "waves_with", "since_number", "since_severe")
    assert [found[measure, "dirt", "S1"] for measure in measures] == [4, 4, 4, 2]


def test_a_wave_that_passes_without_any_solves_it_and_it_begins_anew():
    found, since = told(*map(opened, (MONTHS[0], MONTHS[1], MONTHS[3], MONTHS[4])))
    assert since == {("dirt", "S1"): "2025-04"}
    assert (found["waves_open", "dirt", "S1"], found["waves_with", "dirt", "S1"]) == (2, 4)
    assert found["since_number", "dirt", "S1"] == 2


def test_what_is_not_closed_stays_without_any_new_complaint():
    found, since = told(opened(MONTHS[1], "2025-06-01"))
    assert since == {("dirt", "S1"): "2025-02"}
    assert found["waves_open", "dirt", "S1"] == 4
    closed_in_time, _ = told(opened(MONTHS[1], "2025-04-30 23:59"))
    assert ("waves_open", "dirt", "S1") not in closed_in_time
    assert closed_in_time["problems_solved", "register", ""] == 1


def test_the_status_is_believed_where_no_day_says_when():
    found, _ = told(("dirt", "2025-02-03", "", ""), status="closed")
    assert found == {("problems_solved", "register", ""): 0}


def test_units_have_problems_of_their_own_and_a_complaint_about_none_makes_none():
    found, since = told(opened("2025-05"), opened("2025-04"), opened("2025-05"), unit=["S1", "S2", None])
    assert since == {("dirt", "S1"): "2025-05"}
    assert found["problems_solved", "register", ""] == 1


def test_the_longest_stands_first_then_the_gravest():
    rows = [opened("2025-04"), opened("2025-05"), ("wait", "2025-05-01", "", ""), ("wait", "2025-05-01", "", "")]
    result = open_problems(register(*rows, unit=["S2", "S2", "S1", "S2"], severity=["low", "low", "low", "high"]),
                           spec(*MONTHS))  # fmt: skip
    order = [(row.subject, row.segment) for row in result.to_findings() if row.measure == "waves_open"]
    assert order == [("dirt", "S2"), ("wait", "S2"), ("wait", "S1")]


def test_a_study_without_units_has_problems_of_its_classes_and_one_wave_tells_of_none():
    result = open_problems(register(opened("2025-04"), opened("2025-05")), spec(*MONTHS, unit="", units=()))
    assert figures(result)["waves_open", "dirt", ""] == 2
    assert told(opened("2025-05"), months=("2025-05",))[0] == {}
