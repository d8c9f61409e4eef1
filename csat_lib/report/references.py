"""The works that the methods come from. A text cites one as ``[@kish1965]``; a report lists those that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csat_lib.report.works import WORKS

_CITED = re.compile(r" ?\[@([a-z]+\d{4}(?:; @[a-z]+\d{4})*)\]")
_SURNAME = re.compile(r"([A-Z][a-zà-ž]+(?:[A-Z][a-z]+)?), [A-Z]\.")
_AND, _OTHERS, _BEFORE_YEAR = {"en": " and ", "zh": " 和 "}, {"en": " et al.", "zh": " 等"}, {"en": " ", "zh": "，"}


def keys_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The works that the texts cite, in alphabetical order."""
    found = {key for text in texts for part in _CITED.findall(text) for key in part.split("; @")}
    return tuple(key for key in WORKS if key in found)


def resolve(text: str, language: str) -> str:
    """The text with its citations as a reader meets them: (Deming and Stephan 1940), （Deming 和 Stephan，1940）."""

    def words(found: re.Match[str]) -> str:
        told = [cite(key, language) for key in found[1].split("; @")]
        return f"（{'；'.join(told)}）" if language == "zh" else f" ({'; '.join(told)})"

    return _CITED.sub(words, text)


def cite(key: str, language: str) -> str:
    """Surnames and year of a work: Kish 1965, Harman and Jones 1966, Feldt et al. 1987."""
    authors = WORKS[key].split("(")[0]
    surnames = _SURNAME.findall(authors) or [authors.strip()]
    told = _AND[language].join(surnames) if len(surnames) < 3 else surnames[0] + _OTHERS[language]
    return told + _BEFORE_YEAR[language] + key[-4:]
