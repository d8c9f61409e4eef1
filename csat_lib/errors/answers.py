"""Phrases about the answers file, and about answers that do not match the study."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing, nearest


def cannot_open(path: Path, fault: OSError) -> CsatError:
    """The file is not there, is a folder, or must not be read."""
    return CsatError(
        f"The answers {path} cannot be opened: {fault.strerror or fault}. "
        "Put a file there that you may read, or change `responses` in the wave file."
    )


def unknown_ending(path: Path, known: Sequence[str]) -> CsatError:
    """A kind of file that no reader takes."""
    return CsatError(
        f"The answers {path} end in `{path.suffix}`; answers are read from {listing(known)}. "
        "Export them from the survey tool as one of these."
    )


def empty_file(path: Path) -> CsatError:
    """Nothing in it, not even a header."""
    return CsatError(
        f"The file {path} is empty: there is no header and no row. "
        "Export it again, with the names of the columns in the first row."
    )


def header_only(path: Path) -> CsatError:
    """Column names and no row of answers."""
    return CsatError(
        f"The file {path} holds a header and no row under it; at least one is needed. "
        "Export it again; of answers, check that fieldwork has begun."
    )


def not_text(path: Path, head: bytes) -> CsatError:
    """Binary content where text is expected."""
    return CsatError(
        f"The answers {path} are not text: they begin with the bytes {head.hex(' ')}. "
        f"A `{path.suffix}` file holds rows of text. Give the file the ending of what it is, or export it as CSV."
    )


def unknown_encoding(path: Path, tried: Sequence[str], line: int) -> CsatError:
    """Text in none of the encodings that are read."""
    names = " or ".join(name.upper() for name in tried)
    return CsatError(
        f"The answers {path} are not {names}: line {line} holds bytes that are no character. Save the file as UTF-8."
    )


def ragged_line(path: Path, line: int, given: int, wanted: int) -> CsatError:
    """A row with more or fewer cells than the header."""
    return CsatError(
        f"The answers {path}, line {line}: {given} cells, and the header names {wanted} columns. "
        "Put cells that hold a separator in double quotes, or export the file again."
    )


def broken_quotes(path: Path, line: int) -> CsatError:
    """A quoted cell that does not end where it should."""
    return CsatError(
        f"The answers {path}, line {line}: a cell begins with a double quote and does not end with one. "
        'Close the quotes, and write a double quote inside a cell twice ("").'
    )


def duplicate_columns(path: Path, names: Sequence[str]) -> CsatError:
    """Two columns of the same name."""
    words = listing([f"`{name}`" for name in names])
    return CsatError(
        f"The answers {path} name {words} more than once; every column needs its own name. "
        "Rename or delete one of each."
    )


def damaged(path: Path, kind: str, fault: Exception) -> CsatError:
    """The reader of this kind of file gives up."""
    why = " ".join(str(fault).split()).rstrip(".")
    return CsatError(
        f"The answers {path} cannot be read as {kind}: {why}. "
        "Open and save the file again in the program that made it, or export it as CSV."
    )


def nested_column(path: Path, column: str, kind: str) -> CsatError:
    """A Parquet column whose cells hold several values."""
    return CsatError(
        f"The answers {path}, column `{column}`: its cells are of the type {kind}, and a cell holds one value. "
        "Write one column per value, or the values as text between separators."
    )


def locked(path: Path) -> CsatError:
    """A workbook behind a password."""
    return CsatError(f"The answers {path} are locked with a password. Save a copy without the password.")


def off_scale(given: str, low: float, high: float, others: Sequence[object]) -> str:
    """What is wrong with a code that the scale does not have."""
    allowed = f"the scale runs from {low:g} to {high:g}"
    return f"`{given}` is not on the scale; {allowed}" + (f", other codes are {listing(others)}." if others else ".")


def not_a_number(given: str) -> str:
    """What is wrong with text in a number."""
    return f"`{given}` is not a number."


def out_of_bounds(given: str, low: float, high: float) -> str:
    """What is wrong with a number outside what is plausible."""
    if low == -inf or high == inf:
        return f"`{given}` is {'less' if high == inf else 'more'} than {low if high == inf else high:g}."
    return f"`{given}` lies outside {low:g} to {high:g}."


def not_seconds(given: str) -> str:
    """What is wrong with a duration."""
    return f"`{given}` is not a number of seconds."


def not_positive(given: str) -> str:
    """What is wrong with a weight or a size that is not above zero."""
    return f"`{given}` is not a number above 0."


def no_option(given: str, options: Sequence[str]) -> str:
    """What is wrong with a choice that is not offered."""
    return f"`{given}` is none of the options {listing(options)}. {nearest(given, options)}".rstrip()


def not_a_day(given: str) -> str:
    """What is wrong with a text that names no day."""
    return f"`{given}` is not a day (2025-03-01) or moment (2025-03-01 17:45:00)."


def nothing_given() -> str:
    """What is wrong with an empty cell where every row needs a value."""
    return "the cell is empty, and every row needs a value."


def repeated_id(first: int) -> str:
    """What is wrong with an id that an earlier row has."""
    return f"the same id as in row {first}."


def missing_column(path: Path, column: str, wanted_by: str, columns: Sequence[str]) -> Fault:
    """The study names a column that the file lacks."""
    near = nearest(column, [name for name in columns if name])
    return Fault(path.name, f"there is no column `{column}`, which {wanted_by} needs.", near)


def wrong_cells(path: Path, column: str, rows: Sequence[int], n_rows: int, what: str) -> Fault:
    """Cells of one column that are wrong in the same way; ``rows`` are the first of them."""
    named = ", ".join(map(str, rows)) + (f" and {n_rows - len(rows)} more" if n_rows > len(rows) else "")
    return Fault(f"{path.name}, column `{column}`, row{'' if n_rows == 1 else 's'} {named}", what)


def no_match(path: Path, study: str, faults: Sequence[Fault], n_cells: int) -> Faults:
    """Everything in the file that does not match the study."""
    cells = f" in {n_cells} cell{'' if n_cells == 1 else 's'}" if n_cells else ""
    return Faults(f"The answers {path} do not match the study `{study}`{cells}; mend the file or the study", faults)


def too_few_left(path: Path, n_rows: int, n_kept: int, left_out: Sequence[tuple[str, int]]) -> CsatError:
    """The exclusion rules leave no row, or one: it has no interval, and a report on it would be about a person."""
    steps = "".join(f", {rule} leaves out {count}" for rule, count in left_out)
    return CsatError(
        f"The answers {path} leave too few respondents to report on: of {n_rows} row{'' if n_rows == 1 else 's'}"
        f"{steps}, {n_kept} stay{'s' if n_kept == 1 else ''}. At least 2 must stay. "
        "Check the codes in the study file, loosen the rules under `exclude`, or wait for more answers."
    )


def no_answers_at_all(path: Path, study: str) -> CsatError:
    """No row answers any item."""
    return CsatError(
        f"The answers {path} hold no answer to any item of the study `{study}`: every cell is empty or a missing code. "
        "Check the columns and the missing codes in the study file."
    )


def not_chosen_or_left(given: str) -> str:
    """What is wrong with a cell of one option of a multiple choice."""
    return f"`{given}` is neither 1 (chosen) nor 0 (not chosen)."


def reserved_names(study: str, names: Sequence[str], reserved: Sequence[str]) -> CsatError:
    """A segment is named like a column that every respondents file has."""
    words = listing([f"`{name}`" for name in names])
    return CsatError(
        f"The study `{study}` has a segment named {words}, and respondents.parquet has a column of this name; "
        f"taken are {listing(reserved, limit=20)}. Rename the question; its `column` may stay."
    )


def unknown_question(given: str, allowed: Sequence[str]) -> CsatError:
    """Answers are asked for to a question that the study does not have."""
    near = f" {hint}" if (hint := nearest(given, allowed)) else ""
    return CsatError(f"The study has no question `{given}`; it has {listing(allowed)}.{near} Name one of these.")


def too_many_pairs(study: str, rule: str, n_rows: int) -> CsatError:
    """Near duplicates among so many rows, or rows so alike, that they cannot all be compared."""
    return CsatError(
        f"The rule `{rule}` of the study `{study}` cannot be applied to {n_rows:,} rows: too many of them would have "
        "to be compared with each other. Compare fewer with `by: [device]` (or another field or single choice), raise "
        "its `at_least`, or take the rule out."
    )
