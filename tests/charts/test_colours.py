from __future__ import annotations

import pytest
import seaborn

from csat_lib.charts import colours


def test_contrast_is_that_of_wcag():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", [colours.INK, colours.MUTED, colours.BLUE, colours.ORANGE])
def test_words_and_signals_can_be_read_on_white(colour):
    assert colours.contrast(colour, colours.WHITE) >= 4.5


def test_the_earlier_wave_can_be_seen_on_white():
    assert colours.contrast(colours.EARLIER, colours.WHITE) >= 3


def test_a_pale_accent_is_darkened_until_it_can_be_seen_a_dark_one_is_kept():
    assert colours.contrast(colours.legible("#ffe800"), "#ffffff") >= 3
    assert colours.legible("#1f5a7a") == "#1f5a7a"


def test_the_ramp_runs_from_orange_over_pale_grey_to_blue_and_stops_there():
    assert [colours.shade(place) for place in (-1, 1)] == [colours.ORANGE, colours.BLUE]
    assert colours.contrast(colours.shade(0), colours.PALE) == pytest.approx(1, abs=0.02)
    assert colours.shade(7) == colours.BLUE


def test_the_two_signals_differ_in_lightness_too_little_to_be_told_apart_by_it_alone_so_they_never_stand_alone():
    assert colours.contrast(colours.BLUE, colours.ORANGE) < 1.5


def test_ink_on_a_fill_is_what_reads_better():
    assert colours.ink_on(colours.BLUE) == colours.WHITE
    assert colours.ink_on(colours.PALE) == colours.BLACK
    fills = [colours.shade(place / 20) for place in range(-20, 21)]
    assert min(colours.contrast(colours.ink_on(fill), fill) for fill in fills) >= 4.5


def test_the_ramp_is_that_of_seaborn():
    blend = seaborn.blend_palette([colours.ORANGE, colours.PALE, colours.BLUE], 201).as_hex()
    assert [colours.shade(step / 100) for step in range(-100, 101)] == blend
