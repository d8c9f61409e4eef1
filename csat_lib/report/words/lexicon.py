"""The field's terms in one language: what columns, rules and methods are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PARTS = re.compile("[,;]")
_NOTES = ("heywood", "without", "correlation beyond", "aapor")
_WHOLE = ("without the item",)
"""What begins like a note and is none."""


@dataclass(frozen=True)
class Lexicon:
    """Terms by the names that findings and chapters use; see :mod:`csat_lib.report.words.en` for the English one."""

    columns: Mapping[str, str]
    rules: Mapping[str, str]
    methods: Mapping[str, str]
    dispositions: Mapping[str, str]
    repeats: Mapping[str, str]
    list_comma: str
    numbered: str

    def rule(self, name: str) -> str:
        """A rule in words; the second of a kind, ``speed_2``, with its number."""
        kind, _, nth = name.rpartition("_")
        if not nth.isdigit():
            return self.rules.get(name, name)
        return self.numbered.format(self.rules.get(kind, kind), nth)

    def method(self, *methods: str) -> str:
        """A finding's method ("raw, feldt, listwise") in words; a part without words stands for itself.

        Several methods that differ in their numbers alone are told as one: "Sidak intervals over 4/8".
        """
        told = [method_parts(method) for method in methods]
        parts = [self._method_part(list(dict.fromkeys(variants))) for variants in zip(*told, strict=True)]
        return self.list_comma.join(dict.fromkeys(parts))

    def _method_part(self, variants: list[str]) -> str:
        """The words of one part; its numbers are put where the words want them (digits in names are none)."""
        key = _key(variants[0])
        words = self.methods.get(key)
        if words is None or "#" not in key:
            return "/".join(variants) if words is None else words
        numbers = zip(*(_NUMBER.findall(variant) for variant in variants), strict=True)
        return words.format(*("/".join(sorted(set(slot), key=float)) for slot in numbers))


def method_keys(method: str) -> tuple[str, ...]:
    """The parts of a finding's method as words know them: "sidak over #", "jackknife"."""
    return tuple(_key(part) for part in method_parts(method))


def method_parts(method: str) -> list[str]:
    """The parts of a finding's method as recorded: "sidak over 8", "jackknife"."""
    return [part.strip() for part in _PARTS.split(method) if part.strip()]


def _key(part: str) -> str:
    """A part with # for its numbers; the items and dimensions that a note names are told elsewhere."""
    whole = without_numbers(part)
    named = next((note for note in _NOTES if whole.lower().startswith(f"{note} ")), whole)
    return whole if whole in _WHOLE else named


def without_numbers(method: str) -> str:
    """A method with # for every number: what methods that differ in numbers alone have in common."""
    return _NUMBER.sub("#", method)
