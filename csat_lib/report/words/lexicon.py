"""The field's terms in one language: what measures, units, columns, chapters, rules and methods are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexicon:
    """Terms by the names that findings and chapters use; see :mod:`csat_lib.report.words.en` for the English one."""

    measures: Mapping[str, str]
    units: Mapping[str, str]
    columns: Mapping[str, str]
    chapters: Mapping[str, str]
    sections: Mapping[str, str]
    topics: Mapping[str, str]
    rules: Mapping[str, str]
    methods: Mapping[str, str]
    reasons: Mapping[str, str]
    quadrants: Mapping[str, str]
    provenance: Mapping[str, str]
    list_comma: str
    colon: str

    def method(self, tokens: str) -> str:
        """A finding's method ("raw, feldt, listwise") in words; a token without words stands for itself."""
        parts = [part.strip() for part in tokens.split(",") if part.strip()]
        return self.list_comma.join(self.methods.get(part, part) for part in parts)
