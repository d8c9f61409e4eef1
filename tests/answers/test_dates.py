"""Days, times and durations as tools and countries write them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.answers.dates import has_year_last, moment_of, seconds_of

EPOCH = datetime(1970, 1, 1)


def at(text: str, order: str = "") -> str | None:
    seconds = moment_of(text, text, order)
    return None if seconds is None else (EPOCH + timedelta(seconds=seconds)).isoformat(sep=" ")


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2026/1/5 9:03:27", "", "2026-01-05 09:03:27"),
        ("2026年1月5日 9点03分", "", "2026-01-05 09:03:00"),
        ("2026-01-05T09:03:27Z", "", "2026-01-05 09:03:27"),
        ("2026/01/03 下午 04:05:03 GMT+8", "", "2026-01-03 16:05:03"),
        ("2026/01/03 上午 12:05:03", "", "2026-01-03 00:05:03"),
        ("01/03/2026 04:05:03 PM", "month", "2026-01-03 16:05:03"),
        ("01/03/2026 12:05 AM", "month", "2026-01-03 00:05:00"),
        ("03.01.2026 16:05", "day", "2026-01-03 16:05:00"),
        ("1/3/26 9:05", "month", "2026-01-03 09:05:00"),
        ("115/01/03 10:05", "", "2026-01-03 10:05:00"),
        ("1/3/26 9:05", "", None),
        ("26/1/3", "", None),
        ("2026-13-01", "", None),
        ("2026-01-05 soon", "", None),
        ("0115/01/03", "", None),
        ("yesterday", "", None),
    ],
)
def test_moments(text, order, moment):
    assert at(text, order) == moment


def test_a_year_that_stands_last_is_seen():
    assert (has_year_last("1/3/26"), has_year_last("2026-01-03")) == (True, False)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("85", 85),
        ("85秒", 85),
        ("1分27秒", 87),
        ("2分钟", 120),
        ("1小时2分3秒", 3723),
        ("00:01:27", 87),
        ("1:27", 87),
        ("1h 2m 3s", 3723),
        ("87 s", 87),
        ("12.5", 12.5),
        ("", None),
        ("soon", None),
        ("1:2:3:4", None),
        ("-5", None),
    ],
)
def test_durations(text, seconds):
    assert seconds_of(text) == seconds


@given(st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)))
def test_every_way_of_writing_a_moment_gives_that_moment(moment):
    whole = moment.replace(microsecond=0)
    half = {True: "PM", False: "AM"}[whole.hour >= 12]
    clock = f"{(whole.hour % 12) or 12}:{whole:%M:%S} {half}"
    for text, order in (
        (f"{whole:%Y-%m-%d %H:%M:%S}", ""),
        (f"{whole.year}/{whole.month}/{whole.day} {whole.hour}:{whole:%M:%S}", ""),
        (f"{whole:%m/%d/%Y} {clock}", "month"),
        (f"{whole:%d.%m.%Y %H:%M:%S}", "day"),
        (f"{whole.year}年{whole.month}月{whole.day}日 {whole:%H:%M:%S}", ""),
    ):
        assert at(text, order) == str(whole), text
