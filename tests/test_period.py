"""Periods: text in, days and labels out, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.period import parse


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2025-12", "month", date(2025, 12, 1), date(2025, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025Q4", "quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025H1", "half", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11-05..2025-12-15", "range", date(2025, 11, 5), date(2025, 12, 15)),
        ("opening@2025-03-01", "event", date(2025, 3, 1), date(2025, 3, 1)),
        ("roll3@2026-01", "rolling", date(2025, 11, 1), date(2026, 1, 31)),
    ],
)
def test_each_form_has_its_days(text, kind, first, last):
    period = parse(text)
    assert (period.text, period.kind, period.first, period.last) == (text, kind, first, last)


def test_a_bare_year_from_yaml_is_a_year():
    assert parse(2025).kind == "year"


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_a_month_runs_from_its_first_day_to_the_day_before_the_next(year, month):
    period = parse(f"{year}-{month:02d}")
    assert str(period) == f"{year}-{month:02d}"
    assert (period.first.day, (period.last + timedelta(days=1)).day) == (1, 1)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2025-12", "2025 年 12 月", "December 2025"),
        ("2025Q4", "2025 年第四季度", "Q4 2025"),
        ("2025Q1", "2025 年第一季度", "Q1 2025"),
        ("2025H1", "2025 年上半年", "first half of 2025"),
        ("2025", "2025 年", "2025"),
        ("2025-11-05..2025-12-15", "2025 年 11 月 5 日至 2025 年 12 月 15 日", "5 November 2025 to 15 December 2025"),
        ("2025-11-05..2025-11-05", "2025 年 11 月 5 日", "5 November 2025"),
        ("opening@2025-03-01", "opening（2025 年 3 月 1 日）", "opening, 1 March 2025"),
        ("roll3@2025-12", "截至 2025 年 12 月的 3 个月", "3 months to December 2025"),
    ],
)
def test_labels_in_both_languages(text, zh, en):
    assert (parse(text).label("zh"), parse(text).label("en")) == (zh, en)


FORMS = (
    "2025-12 (month), 2025Q4 (quarter), 2025H2 (half-year), 2025 (year), 2025-11-01..2025-12-15 (date range), "
    "opening@2025-03-01 (event), roll3@2025-12 (rolling window of 3 months)"
)


@pytest.mark.parametrize("text", ["2025-13", "2025Q5", "last month", "2025-02-30..2025-03-01", "", "2025-00"])
def test_an_impossible_period_is_refused_with_the_forms(text):
    with pytest.raises(CsatError) as caught:
        parse(text)
    assert str(caught.value) == f"`{text}` is not a period. Allowed: {FORMS}. Write the period in one of these forms."


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(CsatError) as caught:
        parse("2025-12-15..2025-11-05")
    assert str(caught.value) == (
        "The period `2025-12-15..2025-11-05` ends before it starts. Write the earlier day first: FROM..TO."
    )
