"""What sheets are called: number and what they show, as Excel allows it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from csat_lib.findings import ALL, Finding
from csat_lib.findings.measure import Measure
from csat_lib.report import topics
from csat_lib.report.assemble import Item
from csat_lib.report.blocks import Cell, Figure, Table
from csat_lib.report.inline import bare
from csat_lib.report.view import View

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def short_title(item: Item, known: Mapping[str, Finding], view: View | None) -> str:
    """The number, and the measure that the block shows first, by which groups: "Figure 4 Index · Hotel"."""
    block = item.block
    first = next((known[name] for name in _shown(block) if name in known), None)
    if first is None or view is None:
        return f"{item.number} {bare(getattr(block, 'title', ''))}"
    by = f" · {bare(view.label(first.segment_by))}" if first.segment_by != ALL else ""
    measure = _declared().get(getattr(block, "anchor", ""), first.kind)
    return f"{item.number} {measure.words[view.language]}{by}"


@cache
def _declared() -> dict[str, Measure]:
    """The measure that a declared table is about, by the table's anchor."""
    return {spec.anchor: spec.measures[0] for spec in topics.tables().values()}


def _shown(block: object) -> Iterable[str]:
    """The findings that it shows, by their ids."""
    if isinstance(block, Figure):
        yield from block.data
    elif isinstance(block, Table):
        yield from (cell.of for row in block.rows for cell in row if isinstance(cell, Cell))


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel allows, each its own: no sign that it forbids, at most 31 letters.

    >>> sheet_names(["Table 1 Scores: all", "table 1 scores all"])
    ['Table 1 Scores all', 'table 1 scores all (2)']
    """
    made: list[str] = []
    taken: set[str] = set()
    for text in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", text).split())
        name, turn = _cut(plain, LONGEST), 1
        while name.lower() in taken:
            turn += 1
            tail = f" ({turn})"
            name = _cut(plain, LONGEST - len(tail)) + tail
        taken.add(name.lower())
        made.append(name)
    return made


def _cut(text: str, length: int) -> str:
    """The text, where it is too long cut behind a word if it has any."""
    if len(text) <= length:
        return text
    whole, _, _ = text[: length + 1].rpartition(" ")
    return whole if len(whole) > length // 2 else text[:length]
