"""Phrases about charts."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_chart(given: str, allowed: Sequence[str]) -> CsatError:
    """A chart is asked for by a name that no file of `charts/` has."""
    advice = f"{nearest(given, allowed)} Use one of these names.".lstrip()
    return CsatError(f"There is no chart `{given}`; the charts are {listing(allowed, 30)}. {advice}")


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


def not_findings(missing: Sequence[str]) -> CsatError:
    """A frame that lacks columns of the findings table."""
    return CsatError(
        f"A chart is drawn from findings, and this frame lacks the column {listing(missing)}. "
        "Give it `wave.findings()` or rows made with `csat_lib.findings.to_frame`."
    )
