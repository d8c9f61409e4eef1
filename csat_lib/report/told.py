"""A text that knows its figures: which finding each number in it is, so that a reader, and a test, can follow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """A number (or a name that may hold one) as it stands in a text.

    ``of`` is the finding's id, or ``count``, ``limit``, ``label``, ``period`` for what is no finding; ``part`` says
    which of its numbers (value, low, high, n, ...).
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


def joined(texts: Iterable[str], between: str) -> Told:
    """Texts one after the other, empty ones left out."""
    kept = [text for text in texts if text]
    return Told(between.join(kept), (piece for text in kept for piece in pieces_of(text)))
