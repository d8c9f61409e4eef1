"""Which row of a file names its columns, and which column is the one that the study names.

Files carry titles above their header, and wordings or import ids below it. Names are the same when they differ only in
what the eye hardly sees (width, case, white space), else when they differ in their numbering alone (``4、年龄`` is
``年龄``), as long as one column of the file is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from csat_lib.errors.answer_files import duplicate_columns, empty_file

LOOKED_AT = 20
"""Rows among which the header is looked for."""
_IMPORT_ID = '{"ImportId"'
_NUMBERING = re.compile(r"^(?:第?\d{1,3}题?[、：:.．)）]|[qQ]\d{1,3}[、：:.．])\s*")


@dataclass(frozen=True)
class Header:
    """``row`` counts from 0 among the records of the file; ``below`` more rows under it are no answers."""

    row: int
    below: int


def find_header(records: Sequence[Sequence[str]], wanted: Iterable[str] = ()) -> Header:
    """The row that holds most of the columns wanted, the first of several; the first row that holds anything if none.

    Under it, everything down to a row of import ids (Qualtrics writes such a row, and the wordings above it).
    """
    names = {plain(name) for name in wanted}
    head = records[:LOOKED_AT]
    filled = next((at for at, row in enumerate(head) if any(cell.strip() for cell in row)), 0)
    held = [len(names & {plain(cell) for cell in row}) for row in head]
    best = max(held, default=0)
    row = held.index(best) if best > max(1, held[filled] if head else 0) else filled
    ids = [at for at in range(row + 1, min(row + 3, len(head))) if any(_IMPORT_ID in cell for cell in head[at])]
    return Header(row, ids[0] - row if ids else 0)


def name_columns(path: Path, names: Sequence[object], wanted: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of the columns, those wanted as the study names them.

    Columns that nobody wants may share a name: the later ones stay unnamed, as do columns without any name. Without
    anything wanted every name counts.

    Raises:
        CsatError: no name at all, or a name that is wanted and that several columns have.
    """
    own = ["" if name is None else str(name).strip().lstrip("\ufeff") for name in names]
    if not any(own):
        raise empty_file(path)
    wanted = list(wanted) or [name for name in own if name]
    twice = sorted({name for name in wanted if own.count(name) > 1})
    free = {at for at, name in enumerate(own) if name and name not in wanted}
    found = list(own)
    for alike in (plain, unnumbered):
        keys = {at: alike(own[at]) for at in free}
        for name in (name for name in wanted if name not in found):
            places = [at for at, key in keys.items() if key == alike(name) and at in free]
            if len(places) == 1:
                found[places[0]] = name
                free -= set(places)
            elif places and alike is plain:
                twice.append(name)
    if twice:
        raise duplicate_columns(path, sorted(set(twice)))
    return tuple("" if name in found[:at] else name for at, name in enumerate(found))


def plain(name: str) -> str:
    """The name without what the eye does not see: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def unnumbered(name: str) -> str:
    """The plain name without its number in the questionnaire."""
    return _NUMBERING.sub("", plain(name)).strip()
