"""Names of worksheets: 31 characters, none of the forbidden, no two alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(titles: Sequence[str]) -> list[str]:
    """One valid name for each title, in order; names that would be alike are numbered.

    >>> sheet_names(["Table 1 Scores: all", "table 1 scores all"])
    ['Table 1 Scores all', 'table 1 scores all 2']
    """
    taken: set[str] = set()
    names = []
    for title in titles:
        name = _free(_valid(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _valid(title: str) -> str:
    return _cut(re.sub(r"\s+", " ", _FORBIDDEN.sub("", title)).strip(" '"), LONGEST) or "Sheet"


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate.casefold() in taken:
        candidate = _cut(name, LONGEST - len(f" {number}")) + f" {number}"
        number += 1
    return candidate


def _cut(text: str, length: int) -> str:
    """At most so many UTF-16 units, which is what a workbook counts."""
    while len(text.encode("utf-16-le")) > 2 * length:
        text = text[:-1]
    return text.strip(" '")
