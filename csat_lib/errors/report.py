"""Phrases about the report: its blocks, references, fonts and pages."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing


def bad_anchor(given: str) -> CsatError:
    """An anchor that could not stand in a link."""
    return CsatError(
        f"`{given}` cannot be the anchor of a heading, figure or table: an anchor starts with a small letter a-z and "
        "goes on with a-z, 0-9 and hyphens. Write it such as `fig-scores`."
    )


def ragged_row(anchor: str, row: int, given: int, wanted: int) -> CsatError:
    """A row that does not fit its columns."""
    return CsatError(
        f"Row {row} of the table `{anchor}` has {given} cells, its columns are {wanted}. "
        "Give every row one cell per column, None where there is no value."
    )


def unknown_block(given: str, allowed: Sequence[str]) -> CsatError:
    """JSON that names no block of the report."""
    return CsatError(
        f"`{given}` is not a block of the report. Allowed: {listing(allowed, 20)}. "
        "Run the notebook again with this version."
    )
