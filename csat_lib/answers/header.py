"""Which rows of a file name its columns and tell their wordings.

Files carry titles and groups above their header, and wordings, options or import ids below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from csat_lib.answers.plain_names import plain, unnumbered

LOOKED_AT = 20
"""Rows among which the header is looked for."""
_IMPORT_ID = re.compile(r"""^\{["']ImportId["']""")
_QUALTRICS = frozenset({"startdate", "enddate"})
_SURVEYMONKEY = frozenset({"respondentid", "collectorid"})
_SIGNS = (_SURVEYMONKEY, frozenset({"startdate", "responseid"}), frozenset({"submitdate", "lastpage"}))
"""What only the row of names holds in exports that have more rows over their answers; LimeSurvey's VV is the third."""
_RESPONDENT = "respondentid"
_ANSWERS = frozenset({"response", "open-endedresponse"})
"""What SurveyMonkey writes under the one column of a question."""


@dataclass(frozen=True)
class Header:
    """``row`` counts from 0 among the records of the file; ``below`` more rows under it are no answers."""

    row: int
    below: int


@dataclass(frozen=True)
class FileHeading:
    """What stands over one column: its ``name``, and its wording (or that of its group) in another row, or a label."""

    name: str
    words: str = ""


def find_header(records: Sequence[Sequence[str]], wanted: Collection[str] = ()) -> Header:
    """The row that holds most of the names wanted (plain), the first of several; else the first that is no title.

    A title is far shorter than other rows; the cells of a merged range count once. Under the header: a row of wordings
    and one of import ids (Qualtrics), of wordings alone (the same, two rows), of options (SurveyMonkey).
    """
    head, names = records[:LOOKED_AT], set(wanted)
    widths = [sum(map(bool, _once(row) if len(row) > 2 else row)) for row in head]
    filled = next((at for at, width in enumerate(widths) if 2 * width > max(widths)), 0)
    held = [n_names(row, names) for row in head]
    best = max(held, default=0)
    row = held.index(best) if best > max(1, held[filled] if head else 0) else filled
    signed = (at for at, cells in enumerate(head) if any(set(map(plain, cells)) >= sign for sign in _SIGNS))
    row = next(signed, next((at for at, pair in enumerate(pairwise(head)) if _are_options(*pair)), row))
    ids = [at for at in range(row + 1, min(row + 3, len(head))) if any(map(_IMPORT_ID.match, head[at]))]
    return Header(row, ids[0] - row if ids else _wordings_below(head[row : row + 2]))


def n_names(row: Sequence[str], names: Collection[str]) -> int:
    """How many of the names (plain) a row holds, with or without its numbers."""
    return len({key for cell in row for key in (plain(cell), unnumbered(cell))} & set(names))


def _wordings_below(rows: Sequence[Sequence[str]]) -> int:
    """1 where the second row tells what the first one names: no answer has letters for a date, or no respondent."""
    if len(rows) < 2:
        return 0
    under = {plain(name): cell for name, cell in zip(*rows, strict=False)}
    if _are_options(*rows):
        return 1
    are_dates = any(under[name] == "" or any(map(str.isdigit, under[name])) for name in _QUALTRICS & under.keys())
    return int(under.keys() >= _QUALTRICS and not are_dates)


def _are_options(names: Sequence[str], under: Sequence[str]) -> bool:
    """Whether a row holds the options of SurveyMonkey: nothing under the respondent, whose collector may be cut out."""
    own = [cell.strip() for name, cell in zip(names, under, strict=False) if plain(name) in _SURVEYMONKEY]
    known = {plain(name) for name in names}
    told = known >= _SURVEYMONKEY or (_RESPONDENT in known and not _ANSWERS.isdisjoint(map(plain, under)))
    return told and not any(own)


def headings(records: Sequence[Sequence[str]], header: Header) -> list[FileHeading]:
    """Every column's name and wording; under SurveyMonkey's questions, each named once, stand their options."""
    if not records:
        return []
    names = records[header.row]
    if header.below and _are_options(names, records[header.row + 1]):
        return list(_filled(names, records[header.row + 1]))
    beside = header.row + 1 if header.below else header.row - 1
    if not header.below and beside >= 0 and _are_groups(records[beside], names):
        return list(_filled(records[beside], names))
    words = records[beside] if beside >= 0 else []
    return [FileHeading(name, words[at] if at < len(words) else "") for at, name in enumerate(names)]


def _once(row: Sequence[str]) -> list[str]:
    """Cells without those that repeat the one before them, as in a merged range."""
    cells = [cell.strip() for cell in row]
    return [cell if not at or cell != cells[at - 1] else "" for at, cell in enumerate(cells)]


def _are_groups(above: Sequence[str], names: Sequence[str]) -> bool:
    """Whether names that come twice stand under different questions, each named once over its first column."""
    named = [name for name in names if name.strip()]
    return len(named) > len(set(named)) and 1 < sum(map(bool, _once(above))) < len(named)


def _filled(names: Sequence[str], options: Sequence[str]) -> list[FileHeading]:
    found, group = list[FileHeading](), ""
    for at, name in enumerate(names):
        group = name.strip() or group
        option = options[at].strip() if at < len(options) else ""
        is_whole = not option or plain(option) in _ANSWERS or not group
        found.append(FileHeading((group or option) if is_whole else f"{group} [{option}]", option))
    return found
