"""Phrases about answers in several files or in a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing


def no_files(path: Path, endings: Sequence[str]) -> CsatError:
    """A folder or a pattern without a file of answers."""
    return CsatError(
        f"There are no answers at {path}: no file there ends in {listing(endings, len(endings))}. "
        "Put files there, or change `responses` in the wave file."
    )


def no_column_to_join(path: Path, column: str, columns: Sequence[str]) -> CsatError:
    """A file that lacks the column by which it is joined to others."""
    return CsatError(
        f"The answers {path} have no column `{column}` to be joined by; they have {listing(columns)}. "
        "Name a column under `join` that every file has."
    )


def not_the_same(path: Path, first: Path, n_rows: int, n_same: int, n_first: int) -> CsatError:
    """Files to be joined that do not hold the same answers, each once."""
    return CsatError(
        f"The answers {path} cannot be joined to {first.name}: of {n_rows} rows {n_same} have a counterpart among "
        f"{n_first}, each by itself. Download both anew at once, or leave `join` out."
    )


def some_the_same(folder: Path, names: str, key: Sequence[str]) -> CsatError:
    """Files that hold some of the same answers: neither the same nor one after another."""
    return CsatError(
        f"The answers {names} in {folder} hold some rows of equal {' and '.join(key)}, and not all: they are neither "
        "the same answers nor others. Download them anew at once, or take the rows out of one of them."
    )


def given_twice(path: Path, first: Path) -> CsatError:
    """Two files of one wave are byte for byte the same, so that all of their answers would count twice."""
    return CsatError(f"The answers {path} are the same file as {first.name}. Take one of them away.")


def lacks_column(path: Path, other: Path, column: str) -> Fault:
    """A column that another file of the wave has."""
    return Fault(path.name, f"there is no column `{column}`, which {other.name} has.")


def unlike_column(path: Path, other: Path, column: str) -> Fault:
    """A column that two files of one wave do not hold alike."""
    return Fault(path.name, f"`{column}` has other labels, or stands in other columns, than in {other.name}.")


def unlike_files(folder: Path, faults: Sequence[Fault]) -> Faults:
    """Files of one wave that do not hold the same columns."""
    return Faults(f"The files of answers in {folder} do not hold the same; mend them or name fewer", faults)


def no_address(variable: str) -> CsatError:
    """A query without a database."""
    return CsatError(
        f"The answers come from a database, and the environment variable {variable} does not hold its address. "
        "Set it, such as to sqlite:///answers.db or postgresql://host/name."
    )


def no_driver(variable: str, scheme: str) -> CsatError:
    """A database of a kind that nothing here can ask."""
    return CsatError(
        f"The address in {variable} is of a database `{scheme}`, and the package adbc-driver-{scheme} is not "
        "installed. Install it (the extra `sql` holds those of sqlite and postgresql)."
    )


def query_failed(variable: str, fault: Exception) -> CsatError:
    """What the database says against the query; never the address, which may hold a password."""
    return CsatError(
        f"The database of {variable} does not answer the query: {' '.join(str(fault).split()).rstrip('.')}. "
        "Mend `sql` in the wave file, or the address."
    )
