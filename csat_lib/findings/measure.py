"""What can be known, as types: a topic, a measure of it, its unit, and the reasons why a figure may be absent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from csat_lib.errors.findings import twice_in_the_catalogue

K = TypeVar("K")
T = TypeVar("T")

Base = Literal["respondents", "own", "units", "none"]
"""Who a figure rests on: ``respondents`` (hidden under the minimum base when recorded), ``own`` (respondents of a cell;
its statistic hides it), ``units`` (of which a few are no small base), ``none`` (items, experts, models: nobody can be
told from it)."""


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The words in a language."""
        return self.zh if language == "zh" else self.en


NO_WORDS = Words("", "")


@dataclass(frozen=True)
class Unit:
    """How figures of a unit are written: ``decimals``, times 100 or not; ``words`` stand in heads of tables."""

    name: str
    words: Words
    decimals: int = 0
    percent: bool = False

    @property
    def sign(self) -> str:
        """What is written right behind a number: the sign of a share, nothing behind percentage points."""
        return "%" if self.words.en == "%" else ""


@dataclass(frozen=True)
class Topic:
    """What figures are about; ``name`` is that of the findings' column."""

    name: str
    words: Words


@dataclass(frozen=True)
class Equation:
    """A formula in the notations of page and print, and as it is spoken in both languages (its work as a key).

    ``symbols`` says what its letters stand for, where no other formula has said so; ``words`` name it.
    """

    latex: str
    typst: str
    zh: str
    en: str
    symbols: Words = NO_WORDS
    words: Words = NO_WORDS

    @property
    def spoken(self) -> Words:
        """How it is read aloud."""
        return Words(self.zh, self.en)


@dataclass(frozen=True)
class Measure:
    """One kind of figure.

    ``about`` says what subject, other and path mean; ``definition`` is told in the method chapter (works as keys,
    ``[@kish1965]``), empty where another measure's covers it. ``ends``: no value lies beyond them. ``named``: what
    it is called in a sentence, where that is not its head. ``own_method``: its method is worth a line of its own; else
    it is a mere count, or told beside another measure.
    """

    topic: Topic
    name: str
    unit: Unit
    words: Words
    about: str
    base: Base = "own"
    definition: Words = NO_WORDS
    equation: Equation | None = None
    ends: tuple[float, float] | None = None
    named: Words | None = None
    own_method: bool = True

    def defined(self, zh: str = "", en: str = "", equation: Equation | None = None) -> Measure:
        """The measure with its definition, its equation (which takes its name, unless it has one), or both."""
        if equation is not None and equation.words == NO_WORDS:
            equation = replace(equation, words=self.words)
        return replace(self, definition=Words(zh, en), equation=equation)

    def like(self, other: Measure) -> Measure:
        """The measure defined as another one is."""
        return replace(self, definition=other.definition, equation=other.equation)

    @property
    def key(self) -> tuple[str, str]:
        """(topic, measure) as the findings' columns hold them."""
        return self.topic.name, self.name


@dataclass(frozen=True)
class Reason:
    """Why a figure is absent: ``short`` for a table, ``clause`` for a sentence.

    Where a figure rests on several questions and one of them is to blame: ``short_of_several``, and
    ``clause_of_several`` with the slot ``named``, ``unnamed`` filling it when that question is not known.
    """

    code: str
    short: Words
    clause: Words = NO_WORDS
    short_of_several: Words = NO_WORDS
    clause_of_several: Words = NO_WORDS
    unnamed: Words = NO_WORDS

    def because(self, zh: str, en: str) -> Reason:
        """The reason with its clause."""
        return replace(self, clause=Words(zh, en))

    def of_several(self, short: Words, clause: Words, unnamed: Words) -> Reason:
        """The reason as it is told of one question among several."""
        return replace(self, short_of_several=short, clause_of_several=clause, unnamed=unnamed)


def by_name(things: Iterable[tuple[K, T]]) -> dict[K, T]:
    """Things by name; a name given twice is a fault of the catalogue."""
    table: dict[K, T] = {}
    for name, thing in things:
        if name in table:
            raise twice_in_the_catalogue(name)
        table[name] = thing
    return table
