from __future__ import annotations

from csat_lib.charts.numbers import index
from csat_lib.charts.rows import Row
from csat_lib.charts.words import reading, series, tell

ROW = Row(subject="room", measure="index", value=78.34, low=76.9, high=79.7)


def test_a_reading_gives_the_value_and_its_interval(en, zh):
    assert reading(en, "Room", ROW, index) == "Room 78.3 (76.9 to 79.7)"
    assert reading(zh, "客房", ROW, index) == "客房 78.3（76.9 至 79.7）"
    assert reading(en, "Room", Row(subject="room", measure="index"), index) == "Room –"


def test_sentences_end_as_the_language_ends_them_and_empty_ones_are_left_out(en, zh):
    assert tell(en, "One", "", "two") == "One. two."
    assert tell(zh, "一", "", "二") == "一。二。"
    assert series(zh, ["甲", "乙"], "丙") == "丙：甲；乙"
