"""Phrases about an answers file as a whole: it cannot be opened, read, or told apart from rubbish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing


def cannot_open(path: Path, fault: OSError) -> CsatError:
    """The file is not there, is a folder, must not be read, or another program has it open."""
    hint = " Folders are separated by `/` here, not by `\\`." if "\\" in path.name else ""
    hint += " Close it if a program has it open." if isinstance(fault, PermissionError) else ""
    do = "Put a file there that you may read, or change `responses` in the wave file."
    return CsatError(f"The answers {path} cannot be opened: {fault.strerror or fault}.{hint} {do}")


def unknown_ending(path: Path, known: Sequence[str]) -> CsatError:
    """A kind of file that no reader takes."""
    return CsatError(
        f"The answers {path} end in `{path.suffix}`; answers are read from {listing(known, len(known))}. "
        "Export them from the survey tool as one of these."
    )


def unknown_format(path: Path, given: str, known: Sequence[str]) -> CsatError:
    """The wave file tells a format that no reader takes."""
    return CsatError(
        f"The answers {path}: `format: {given}` is not read; formats are {listing(known, limit=len(known))}. "
        "Name one of these, or leave `format` out: it is found out from the file."
    )


def other_format(path: Path, given: str, seen: str) -> CsatError:
    """The wave file tells a format, and the file is of another."""
    return CsatError(
        f"The answers {path} are told to be `format: {given}`, and what they hold is {seen}. "
        "Leave `format` out, or name the file that is meant."
    )


def not_of_this_kind(path: Path, key: str, kind: str, kinds: Sequence[str]) -> CsatError:
    """The wave file tells what a file of this kind does not have."""
    return CsatError(
        f"The answers {path} are {kind}, of which no `{key}` can be told; one has {' or '.join(kinds)}. "
        f"Leave `{key}` out, or name the file that is meant."
    )


def not_one_table(path: Path, inside: Sequence[str]) -> CsatError:
    """A zip with several tables, or without one."""
    held = f"{len(inside)} tables ({listing(inside)})" if inside else "no table (.csv)"
    return CsatError(f"The answers {path} are a zip that holds {held}. Unpack it, and name the file that is meant.")


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


def broken_utf8(path: Path, line: int) -> CsatError:
    """UTF-8 with a few bytes that are no character, as a text cut in the middle of one leaves them."""
    return CsatError(
        f"The answers {path} are UTF-8, but for bytes in line {line} that are no character: a text was cut there, or "
        "written in another encoding. Mend that line, or export the file again."
    )


def several_encodings(path: Path, names: Sequence[str]) -> CsatError:
    """Text that two encodings read equally well."""
    words = " or ".join(name.upper() for name in names)
    return CsatError(
        f"The encoding of the answers {path} cannot be told: {words} both give words. Save the file as UTF-8."
    )


def no_encoding(path: Path, given: str) -> CsatError:
    """The wave file tells an encoding that nobody knows."""
    return CsatError(
        f"The answers {path}: `encoding: {given}` is no encoding; others are utf-8, gb18030, big5, shift_jis, cp1252. "
        "Name one of these, or leave `encoding` out."
    )


def wrong_encoding(path: Path, given: str, line: int) -> CsatError:
    """The wave file tells an encoding in which the file is not."""
    return CsatError(
        f"The answers {path} are not in the encoding `{given}` that the wave file tells: line {line} holds bytes that "
        "are no character in it. Leave `encoding` out, or tell the right one."
    )


def no_such_sheet(path: Path, given: str, names: Sequence[str]) -> CsatError:
    """The wave file tells a sheet that the workbook does not have."""
    return CsatError(
        f"The answers {path} have no sheet `{given}`; there are {listing([f'`{name}`' for name in names])}. "
        "Name one of these under `sheet`, or leave it out."
    )


def ragged_line(path: Path, line: int, given: int, wanted: int) -> CsatError:
    """A row with more or fewer cells than the header."""
    return CsatError(
        f"The answers {path}, line {line}: {given} cells, and the header names {wanted} columns. "
        "Put cells that hold a separator in double quotes, or export the file again."
    )


def cut_off(path: Path, line: int, given: int, wanted: int) -> CsatError:
    """A file whose last row alone is short and does not end."""
    return CsatError(
        f"The answers {path} seem to be cut off: the last row, line {line}, ends after {given} of {wanted} cells "
        "without an end of line, and all rows before it are whole. Download the file again, or take that row out."
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
        f"The answers {path} name {words} more than once; every column needs its own name. Rename or delete one of "
        f"each, or ask for `{names[0]} (1)` or `{names[0]} (2)`, counted from the left."
    )


def damaged(path: Path, kind: str, fault: Exception) -> CsatError:
    """The reader of this kind of file gives up."""
    why = " ".join(str(fault).split()).rstrip(".")
    return CsatError(
        f"The answers {path} cannot be read as {kind}: {why}. "
        "Open and save the file again in the program that made it, or export it as CSV."
    )


def formulas_without_values(path: Path, found: Mapping[str, tuple[int, Sequence[str]]]) -> Faults:
    """Cells that hold a formula which nothing has computed, or an error."""
    faults = []
    for column, (formulas, errors) in found.items():
        parts = [f"{formulas} formula{'' if formulas == 1 else 's'} without a value"] * bool(formulas)
        parts += [f"the error{'' if len(errors) == 1 else 's'} {listing(errors)}"] * bool(errors)
        faults.append(Fault(f"{path.name}, column `{column}`", f"it holds {' and '.join(parts)}."))
    return Faults(
        f"The answers {path} hold cells without a value; open and save the file in Excel, mend errors", faults
    )


def no_data_beside(path: Path, endings: Sequence[str]) -> CsatError:
    """A triple-S description without its data."""
    return CsatError(
        f"The answers {path} only describe a survey: there is no data of the same name beside the file "
        f"({listing(endings)}). Put the data there."
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
