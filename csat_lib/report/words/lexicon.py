"""The field's terms in one language: what columns and rules are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexicon:
    """Terms by the names that findings and chapters use; see :mod:`csat_lib.report.words.en` for the English one."""

    columns: Mapping[str, str]
    rules: Mapping[str, str]
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
