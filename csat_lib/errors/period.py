"""Phrases about periods."""

from __future__ import annotations

from csat_lib.errors import CsatError

FORMS = (
    "2025-12 (month), 2025Q4 (quarter), 2025H2 (half-year), 2025 (year), 2025-11-01..2025-12-15 (date range), "
    "opening@2025-03-01 (event), roll3@2025-12 (rolling window of 3 months)"
)


def not_a_period(given: object) -> CsatError:
    """The text is none of the forms, or names a day that the calendar lacks."""
    return CsatError(f"`{given}` is not a period. Allowed: {FORMS}. Write the period in one of these forms.")


def ends_before_it_starts(given: str) -> CsatError:
    """A date range that runs backwards."""
    return CsatError(f"The period `{given}` ends before it starts. Write the earlier day first: FROM..TO.")
