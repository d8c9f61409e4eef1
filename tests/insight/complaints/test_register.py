"""Numbers of complaints: by class, from the most frequent on, and by unit."""

from __future__ import annotations

import pytest

from csat_lib.insight.complaints.register import count_complaints

from .registers import HOMES, figures, register, spec


def test_four_classes_of_home_owners_complaints_make_four_fifths():
    names = [name for name, n in HOMES.items() for _ in range(n)]
    found = figures(count_complaints(register(*((name, "2025-03-02", "", "") for name in names)), spec(classes=HOMES)))
    so_far = [found["cumulative_share", name, ""] for name in HOMES]
    assert found["complaint_number", "register", ""] == 833
    assert [round(100 * share, 1) for share in so_far] == [36.1, 56.8, 68.8, 80.7, 90.6, 100.0]
    assert so_far[3] == pytest.approx(672 / 833, rel=1e-12)
    assert sum(found["share", name, ""] for name in HOMES) == pytest.approx(1, rel=1e-12)


def test_only_the_period_counts_and_equal_numbers_stand_in_the_studys_order():
    rows = (("wait", "2025-03-01 00:00", "", ""), ("dirt", "2025-03-31 23:59", "", ""), ("dirt", "2025-02-28", "", ""))
    result = count_complaints(register(*rows, ("wait", "2025-04-01", "", "")), spec())
    names = [row.subject for row in result.to_findings() if row.measure == "cumulative_share"]
    found = figures(result)
    assert names == ["dirt", "wait"]
    assert found["complaint_number", "register", ""] == 2
    assert found["cumulative_share", "dirt", ""] == 0.5


def test_units_and_severe_ones_are_counted_and_one_about_no_unit_counts_in_the_whole():
    rows = [("dirt", "2025-03-02", "", "")] * 3
    found = figures(count_complaints(register(*rows, unit=["S2", None, "S2"], severity=["high", None, "low"]), spec()))
    assert [found["complaint_number", "register", unit] for unit in ("", "S1", "S2")] == [3, 0, 2]
    assert (found["severe", "register", ""], found["severe", "dirt", ""]) == (1, 1)


def test_a_class_of_an_older_study_file_is_not_lost():
    found = figures(count_complaints(register(("old", "2025-03-02", "", "")), spec()))
    assert found["complaint_number", "old", ""] == 1


def test_a_period_without_complaints_has_none_and_a_register_without_severities_tells_of_none():
    found = figures(count_complaints(register(("dirt", "2025-01-02", "", ""), severity=None), spec()))
    assert found == {("complaint_number", "register", ""): 0, ("complaint_number", "register", "S1"): 0,
                     ("complaint_number", "register", "S2"): 0}  # fmt: skip
