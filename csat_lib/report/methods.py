"""How figures came about, in words: parts of methods that differ in their numbers alone are told as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from csat_lib.findings import Method
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.measure import Words
from csat_lib.findings.setting import COMMA
from csat_lib.findings.told import Told, piece

_OR, _TO = Words(" 或 ", " or "), Words(" 至 ", " to ")


@dataclass(frozen=True)
class _Numbers:
    """The numbers of one slot: "4", "4 or 8", "2 to 5"."""

    found: tuple[float, ...]
    language: str

    def __format__(self, spec: str) -> str:
        each = sorted(set(self.found))
        ends = [format(number, spec) for number in dict.fromkeys((each[0], each[-1]))]
        return (_OR if len(each) == 2 else _TO)[self.language].join(ends)


def told(methods: Iterable[Method], language: str, keys: Iterable[str] | None = None) -> Told:
    """The parts of the methods, each once ("Sidak intervals over 4 or 8"); of all parts, those of ``keys`` alone."""
    values: dict[str, list[tuple[float, ...]]] = {}
    for part in (part for method in methods for part in method.parts):
        values.setdefault(part.key, []).append(part.numbers)
    words = (_words(METHODS[key][language], values[key], language) for key in (values if keys is None else keys))
    return piece("method", "", COMMA[language].join(dict.fromkeys(words)))


def _words(words: str, values: list[tuple[float, ...]], language: str) -> str:
    return words.format(*(_Numbers(numbers, language) for numbers in zip(*values, strict=True)))
