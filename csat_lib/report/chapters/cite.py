"""Where the numbers of a sentence stand: to which figures and tables it refers follows from the findings it prints."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from html import unescape

from csat_lib.findings.measure import Words
from csat_lib.findings.told import Piece, joined, pieces_of
from csat_lib.report.blocks import Cell, Figure, Paragraph, Table
from csat_lib.report.chapters.arrange import LEAD, SEE, Apart, Citing, Told, mark
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.traced import findings_in
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

GAP = Words("", " ")
_DRAWN = re.compile(r"data-told='([^']*)'")
_ENDS = ("low", "high")
Number = tuple[str, str]
"""Which finding, and its value or an end of its interval; of bases a reader is told beside the figure."""
TOLD_ALONE = "tbl-told"
"""Where the annex has a row for numbers that no other table holds."""
Places = Mapping[str, Set[Number]]
Names = Sequence[str]


def referring(view: View, told: Sequence[Told], others: Iterable[Told], rest: str = "") -> tuple[Told, ...]:
    """The same, each paragraph with its reference to what holds the numbers that it prints, and a lead above it.

    That stands in what is told, or else in the chapters of others, or in the table of the ``rest``. The figure beside a
    paragraph is referred to where it draws one of its findings, and both figure and table for a claim without numbers.
    """
    places, above, found = places_of(view, (*told, *others)), set[Number](), list[Told]()
    drawn = {block.anchor: set(block.data) for block in told if isinstance(block, Figure)}
    for block in told:
        if isinstance(block, Citing):
            named = [numbers_in(claim, view.by_id) for claim in block.claims]
            numbers = above.union(*named)
            of = {of for of, _ in numbers}
            seen = [one for one in block.own if not all(named) or not of.isdisjoint(drawn.get(one, ()))]
            anchors = holding(numbers, places, block.own, seen, rest)
            see = tell(view, SEE(anchors=list(map(mark, anchors)))) if anchors else ""
            found.append(Paragraph(joined([block.text, see], GAP[view.language]), block.style))
            above = set()
        else:
            if isinstance(block, Paragraph) and block.style == LEAD:
                above = numbers_in(block.text, view.by_id)
            found.append(block)
    return tuple(found)


def holding(numbers: Set[Number], places: Places, own: Names = (), seen: Names = (), rest: str = "") -> list[str]:
    """Where numbers stand, figures first: what was ``seen``, and of all places those that hold most of what is left.

    Where that names no table though the ``own`` holds some, those that hold them all are added, the own first; what
    stands nowhere has its row in that of the ``rest``.
    """
    order = sorted(places, key=lambda one: one not in own)
    found, left = _covering(numbers - set[Number]().union(*(places[one] for one in seen)), order, places)
    found |= set(seen)
    is_shown = any(numbers & places[one] for one in own)
    if is_shown and not any(one.startswith("tbl-") for one in found):
        found |= _covering(numbers, [one for one in order if one.startswith("tbl-")], places)[0]
    is_alone = not {of for of, _ in left} <= {of for shown in places.values() for of, _ in shown}
    return [*(one for one in places if one in found), *([rest] if rest and is_alone else [])]


def _covering(numbers: Set[Number], order: Names, places: Places) -> tuple[set[str], Set[Number]]:
    """The fewest places, nearly, that hold numbers, and the numbers that stand in none."""
    found, left = set[str](), numbers
    while left:
        best = max(order, key=lambda one: (len(left & places[one]), len(numbers & places[one])), default="")
        if not best or not left & places[best]:
            break
        found, left = found | {best}, left - places[best]
    return found, left


def cited_with(view: View, claim: Claim, words: Wording, places: Places, also: Names = ()) -> str:
    """A sentence, and in such words where the numbers that it prints stand, and what else it rests on."""
    held = [*holding(numbers_in(tell(view, claim), view.by_id), places, rest=TOLD_ALONE), *also]
    anchors = [one for one in (*places, TOLD_ALONE) if one in held]
    return tell_all(view, [claim, words(anchors=list(map(mark, anchors))) if anchors else None])


def places_of(view: View, told: Iterable[Told]) -> dict[str, set[Number]]:
    """Which numbers stand in which figure or table, by their anchors: figures first, tables apart last."""
    order = sorted(told, key=lambda block: isinstance(block, Table) + 2 * isinstance(block, Apart))
    shown = (block.table if isinstance(block, Apart) else block for block in order)
    return {one.anchor: numbers_in(one, view.by_id) for one in shown if isinstance(one, (Figure, Table))}


def numbers_in(block: str | Figure | Table, known: Collection[str]) -> set[Number]:
    """The numbers of findings that a text or a table prints, or that stand in a figure, which draws more than these."""
    if isinstance(block, str):
        return _numbers(pieces_of(block), known)
    if isinstance(block, Figure):
        drawn = (Piece(*one) for told in _DRAWN.findall(block.svg) for one in json.loads(unescape(told)))
        return _numbers(drawn, known)
    cells = [cell for row in block.rows for cell in row]
    found = _numbers((one for cell in cells if isinstance(cell, str) for one in pieces_of(cell)), known)
    shown = [cell for cell in cells if isinstance(cell, Cell) and cell.value is not None]
    ends = {(cell.of, end) for cell in shown if cell.part == "interval" for end in _ENDS}
    return found | ends | {(cell.of, cell.part) for cell in shown}


def _numbers(pieces: Iterable[Piece], known: Collection[str]) -> set[Number]:
    """The numbers of findings that a text prints, those included of which one was worked out."""
    parts = ((of, one.part.partition(":")[0]) for one in pieces for of in findings_in(one.of, known))
    return {(of, part) for of, part in parts if part in ("value", *_ENDS)}
