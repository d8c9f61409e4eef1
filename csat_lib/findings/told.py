"""A text that knows its figures: which finding each number in it is, so that a reader, and a test, can follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from typing import NamedTuple

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_MARK = re.compile(r"\[\[[^\]]*\]\]")


class Piece(NamedTuple):
    """A number (or a name that may hold one) as it stands in a text.

    ``of`` is the finding's id, or what it is where it is no finding: ``count``, ``limit``, ``label``, ``period``,
    ``tick`` (along an axis), ``method`` (of a method: 200 draws) or ``words`` (of the wording itself: from 0 to 100).
    ``part`` says which of the finding's numbers (value, low, high, n, ...), and after a colon how it is written
    (``size``, ``points``).
    """

    of: str
    part: str
    text: str


class Told(str):
    """A text with the pieces that it was made of, in the order in which they stand in it."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, text: str, pieces: Iterable[Piece] = ()) -> Told:
        """The text; ``pieces`` come in its order."""
        told = super().__new__(cls, text)
        told.pieces = tuple(pieces)
        return told

    def __reduce__(self) -> tuple[type[Told], tuple[str, tuple[Piece, ...]]]:
        """Travel whole between processes."""
        return Told, (str(self), self.pieces)

    def as_text(self, text: str) -> Told:
        """The same figures in a text that differs in its setting alone."""
        return Told(text, self.pieces)


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; a plain one has none."""
    return text.pieces if isinstance(text, Told) else ()


def piece(of: str, part: str, text: str) -> Told:
    """A text of one piece."""
    return Told(text, [Piece(of, part, text)])


def wording(text: str, of: str = "words") -> Told:
    """Words as they were written down: what digits they hold are the wording's own (or a method's, ``of``).

    References have none. What knows its numbers already stays as it is.
    """
    if isinstance(text, Told):
        return text
    return Told(text, [Piece(of, "", digits) for digits in _DIGITS.findall(_MARK.sub("", text))])


def filled(text: str, **slots: object) -> Told:
    """A wording with its slots filled by texts that may know their figures."""
    parts: list[str] = []
    for words, name, _, _ in Formatter().parse(text):
        slot = slots[name] if name else ""
        parts += [wording(words), slot if isinstance(slot, str) else piece("count", "", str(slot))]
    return joined(parts, "")


def in_lines(text: str, lines: Iterable[str]) -> list[str]:
    """The lines that a text was broken into, each with the figures that stand in it."""
    pieces = list(pieces_of(text))
    told: list[str] = []
    for line in lines:
        own: list[Piece] = []
        rest = line
        while pieces and pieces[0].text in rest:
            own.append(pieces.pop(0))
            rest = rest.partition(own[-1].text)[2]
        told.append(Told(line, own))
    return told


def joined(texts: Iterable[str], between: str) -> Told:
    """Texts one after the other, empty ones left out."""
    kept = [text for text in texts if text]
    return Told(between.join(kept), (piece for text in kept for piece in pieces_of(text)))
