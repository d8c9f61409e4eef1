"""How figures came about, in words: parts of methods that differ in their numbers alone are told as one."""

from collections.abc import Iterable

from csat_lib.findings import Method
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.setting import COMMA
from csat_lib.findings.told import Told, piece


class _Numbers(tuple[float, ...]):
    """The numbers of one slot: "4/8"."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return "/".join(format(number, spec) for number in sorted(set(self)))


def told(methods: Iterable[Method], language: str, keys: Iterable[str] | None = None) -> Told:
    """The parts of the methods, each once ("Sidak intervals over 4/8"); of all their parts, those of ``keys`` alone."""
    values: dict[str, list[tuple[float, ...]]] = {}
    for part in (part for method in methods for part in method.parts):
        values.setdefault(part.key, []).append(part.numbers)
    words = (_words(METHODS[key][language], values[key]) for key in (values if keys is None else keys))
    return piece("method", "", COMMA[language].join(dict.fromkeys(words)))


def _words(words: str, values: list[tuple[float, ...]]) -> str:
    return words.format(*map(_Numbers, zip(*values, strict=True)))
