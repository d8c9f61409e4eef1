"""Phrases about the study's extra tables: figures that no respondent gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing, nearest


def no_such_table(path: Path, name: str) -> CsatError:
    """The file of a table is not there."""
    return CsatError(
        f"The table `{name}` of the study cannot be read: there is no file {path}. Put the file there, or correct "
        f"`file` under `tables: {name}`; it is sought beside the study file."
    )


def lacks_columns(path: Path, name: str, missing: Sequence[str], columns: Sequence[str]) -> CsatError:
    """A table without the columns that its kind has."""
    return CsatError(
        f"The table `{name}` in {path} has no column {listing(f'`{column}`' for column in missing)}; "
        f"it has {listing(columns)}. Name the columns so."
    )


def cannot_use_table(path: Path, faults: Iterable[Fault]) -> Faults:
    """All wrong cells of a table together."""
    return Faults(f"The table {path} cannot be used", faults)


def unknown_disposition(row: int, given: str, allowed: Sequence[str]) -> Fault:
    """A case that ended in a way AAPOR does not know."""
    what = f"`{given}` is no final disposition."
    do = f"{nearest(given, allowed)} Allowed: {listing(allowed)}, or AAPOR's numbers (1.1, 2.11, 3.1, 4.1 ...)."
    return Fault(f"row {row}, column `disposition`", what, do.strip())


def no_count(row: int, given: str) -> Fault:
    """A number of cases that is none."""
    return Fault(f"row {row}, column `count`", f"`{given}` is no number of cases.", "Write a whole number from 0 up.")


def no_such_item(row: int, given: str, allowed: Sequence[str]) -> Fault:
    """An expert's rating of what is no item."""
    do = f"{nearest(given, allowed)} Allowed: {listing(allowed)}."
    return Fault(f"row {row}, column `item`", f"the study has no item `{given}`.", do.strip())


def item_twice(row: int, given: str, first: int) -> Fault:
    """An item with two rows of ratings."""
    return Fault(f"row {row}, column `item`", f"`{given}` is rated in row {first} already.", "Keep one row an item.")


def not_a_rating(row: int, expert: str, given: str) -> Fault:
    """A rating outside the four of content validity."""
    do = "Write 1 (not relevant), 2, 3 or 4 (highly relevant), or leave the cell empty."
    return Fault(f"row {row}, column `{expert}`", f"`{given}` is no rating.", do)
