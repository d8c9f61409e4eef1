from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.charts.typeset import breaks_words, fits, on_one_line, width_mm, wrap


def test_a_chinese_character_is_as_wide_as_the_type_is_high():
    assert width_mm("客", 9) == pytest.approx(9 * 25.4 / 72, rel=1e-3)
    assert width_mm("客房", 9) == pytest.approx(2 * width_mm("客", 9))


def test_english_breaks_between_words_and_evenly():
    assert wrap("Waiting times and speed of formalities", 9, 45) == ["Waiting times and", "speed of formalities"]


def test_chinese_breaks_between_characters_and_no_line_starts_with_a_closing_sign():
    lines = wrap("客房整洁程度与床品，舒适度（含浴室）", 9, 30)
    assert "".join(lines) == "客房整洁程度与床品，舒适度（含浴室）"
    assert not any(line[0] in "，）" or line[-1] == "（" for line in lines)


def test_latin_words_in_chinese_are_not_torn():
    assert any("WiFi" in line for line in wrap("房间的无线网络WiFi速度与稳定性", 9, 26))


def test_what_does_not_fit_ends_in_an_ellipsis():
    lines = wrap("one two three four five six seven eight nine ten", 9, 20, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_word_wider_than_the_room_is_broken():
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 9, 25)
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"
    assert breaks_words("Donaudampfschifffahrtsgesellschaft", 9, 25)
    assert not breaks_words("客房整洁程度", 9, 5)


def test_a_character_that_the_font_lacks_stays_as_wide_as_the_square_of_print_and_space_is_one_space():
    assert wrap("good 😀\n  stay 喆", 9, 99) == ["good 😀 stay 喆"]
    assert width_mm("good 😀", 9) == width_mm("good □", 9)


def test_texts_fit_when_they_stand_clear():
    assert fits([0, 10], [8, 8], 2.0)
    assert not fits([0, 10], [8, 9], 2.0)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab 客房，（）-x1", max_size=40), st.floats(12, 60))
def test_no_line_is_wider_than_the_room_and_nothing_is_lost(text, room):
    lines = wrap(text, 9, room, 99)
    assert all(width_mm(line, 9) <= room + 1e-9 for line in lines)
    assert "".join(lines).replace(" ", "") == on_one_line(text).replace(" ", "")
