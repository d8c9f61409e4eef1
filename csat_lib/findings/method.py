"""How a figure came about, as a value: parts that the catalogue declares, with their numbers, in the order told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from csat_lib.errors.findings import not_in_the_catalogue, numbers_of_a_method
from csat_lib.findings.catalogue.methods import ALONE, METHODS, NOTES, TOGETHER


@dataclass(frozen=True)
class Way:
    """One step: its key in the catalogue, a number for every # in the key, and what a note is about."""

    key: str
    numbers: tuple[float, ...] = ()
    about: str = ""

    def __post_init__(self) -> None:
        declared = NOTES if self.about else METHODS
        if self.key not in declared:
            raise not_in_the_catalogue("part of a method", self.key, list(declared))
        if len(self.numbers) != self.key.count("#"):
            raise numbers_of_a_method(self.key, self.numbers)

    def __str__(self) -> str:
        return f"{self.key.replace('#', '{}').format(*self.numbers)} {self.about}".rstrip()


@dataclass(frozen=True)
class Method:
    """The parts of a method; as text, what the findings' column holds: ``taylor, fixed weights, sidak over 8``."""

    parts: tuple[Way, ...] = ()

    def __add__(self, other: Method | str) -> Method:
        return ways(self, other)

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        return ", ".join(map(str, self.parts))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its parts."""
        return tuple(part.key for part in self.parts)

    @property
    def first(self) -> str:
        """Its first part as text."""
        return str(self.parts[0])

    @property
    def family(self) -> int:
        """How many intervals hold together, the figure's own counted; 1 when it holds by itself."""
        return next((int(part.numbers[0]) for part in self.parts if part.key in (TOGETHER, ALONE)), 1)

    def noted(self, key: str) -> bool:
        """Whether it has the part (``heywood``)."""
        return key in self.keys


def way(key: str, *numbers: float) -> Method:
    """A method of one part; its numbers are told to six digits."""
    return Method((Way(key, tuple(map(_told, numbers))),))


def note(key: str, about: str) -> Method:
    """A note on what it is about (``heywood``: the items); no comma in it parts the text that the column holds."""
    return Method((Way(key, about=about.replace(", ", " ")),))


def ways(*parts: Method | str) -> Method:
    """Methods, and keys without numbers, one after the other."""
    methods = (way(part) if isinstance(part, str) else part for part in parts)
    return Method(tuple(part for method in methods for part in method.parts))


def in_use(*methods: Method) -> Method:
    """Every part of several methods once."""
    return Method(tuple(dict.fromkeys(ways(*methods).parts)))


@cache
def read_method(text: str) -> Method:
    """The method that the findings' column holds as text.

    Raises:
        CsatError: a part that the catalogue does not declare.
    """
    return Method(tuple(_read(part) for part in text.split(", ")))


def _read(text: str) -> Way:
    if text in METHODS and "#" not in text:
        return Way(text)
    for key, pattern in _NUMBERED.items():
        if found := pattern.fullmatch(text):
            return Way(key, tuple(_told(float(number)) for number in found.groups()))
    key = next((note for note in NOTES if text.startswith(f"{note} ")), text)
    return Way(key, about=text.removeprefix(key).lstrip())


def _told(number: float) -> float:
    return int(number) if float(number).is_integer() else float(f"{number:g}")


_NUMBERED = {key: re.compile(re.escape(key).replace(r"\#", r"(-?[\d.]+(?:e-?\d+)?)")) for key in METHODS if "#" in key}
