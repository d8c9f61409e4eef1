"""Phrases about charts."""

from __future__ import annotations

from csat_lib.errors import CsatError


def unknown_language(given: str) -> CsatError:
    """A language that the charts have no words for."""
    return CsatError(
        f"Charts cannot be written in `{given}`. Allowed: zh, en. Set the language of the look to one of them."
    )


def not_a_colour(given: str) -> CsatError:
    """An accent that is no colour."""
    return CsatError(
        f"The accent `{given}` is not a colour. Allowed: # and six hexadecimal digits, such as #1f5a7a. "
        "Mend `look.accent` in the study file."
    )


def too_narrow(given: float, least: float) -> CsatError:
    """A width on which labels and marks cannot both be read."""
    return CsatError(
        f"A chart cannot be {given:g} mm wide: labels and marks need at least {least:g} mm. "
        "Leave the width out (160 mm, a page) or give 95 mm (a telephone)."
    )
