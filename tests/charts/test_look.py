from __future__ import annotations

import pytest

from csat_lib.charts.look import Look
from csat_lib.errors import CsatError


def message(**given: object) -> str:
    with pytest.raises(CsatError) as error:
        Look(**({"language": "en"} | given))  # type: ignore[arg-type]
    return str(error.value)


def test_names_stand_for_themselves_until_a_study_words_them():
    look = Look(language="en")
    assert (look.label("room"), look.level("store", "S01"), look.period("2025-12")) == ("room", "S01", "December 2025")
    assert look.period("") == ""


def test_a_telephone_s_look_is_narrow():
    assert Look(language="zh", width_mm=95).is_narrow
    assert not Look(language="zh").is_narrow


def test_a_language_without_words_is_refused():
    assert message(language="fr") == (
        "Charts cannot be written in `fr`. Allowed: zh, en. Set the language of the look to one of them."
    )


def test_an_accent_that_is_no_colour_is_refused():
    assert message(accent="teal") == (
        "The accent `teal` is not a colour. Allowed: # and six hexadecimal digits, such as #1f5a7a. "
        "Mend `look.accent` in the study file."
    )


def test_a_width_on_which_nothing_can_be_read_is_refused():
    assert message(width_mm=40) == (
        "A chart cannot be 40 mm wide: labels and marks need at least 80 mm. "
        "Leave the width out (160 mm, a page) or give 95 mm (a telephone)."
    )
