"""The code frame: which words tell which code.

A Chinese word is looked for anywhere in the answer, a Latin one at the beginning of a word, so that `clean` also finds
`cleaner` but not `unclean`. Where several words fit at one place the longest is taken: `不干净` is not also `干净`.
Nothing else is understood: `not clean` mentions cleanliness, as any answer about it does; whether guests are content
is read from the score of those who mention a code, not from its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from csat_lib.errors.voice import blank_word, code_without_words, empty_frame, reserved_code
from csat_lib.study.model import FrameCode
from csat_lib.voice.language import HAN, plain

UNCODED = "uncoded"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_BETWEEN_WORDS = re.compile(r"[\s\-]+")


@dataclass(frozen=True)
class CodeFrame:
    """``words``: code -> the words that tell it, in the order of the study."""

    words: Mapping[str, tuple[str, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in the order of the study."""
        return tuple(self.words)

    def find(self, text: str) -> frozenset[str]:
        """The codes that the text mentions."""
        found = (self._targets[match.lastindex or 0] for match in self._pattern.finditer(_folded(text)))
        return frozenset(code for codes in found for code in codes)

    @cached_property
    def _by_word(self) -> dict[str, tuple[str, ...]]:
        """Word -> the codes that it tells, longest word first."""
        owners: dict[str, dict[str, None]] = {}
        for code, words in self.words.items():
            for word in words:
                owners.setdefault(_folded(word), {})[code] = None
        return {word: tuple(owners[word]) for word in sorted(owners, key=len, reverse=True)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({_regex_of(word)})" for word in self._by_word))

    @cached_property
    def _targets(self) -> tuple[tuple[str, ...], ...]:
        return ((), *self._by_word.values())


def build_frame(codes: Mapping[str, FrameCode]) -> CodeFrame:
    """The frame of ``study.voice.frame``.

    Raises:
        CsatError: no codes, a code without words, a word without a letter, or a code named ``uncoded``.
    """
    if not codes:
        raise empty_frame()
    words = {code: (*entry.words.zh, *entry.words.en) for code, entry in codes.items()}
    for code, given in words.items():
        if code == UNCODED:
            raise reserved_code(code)
        if not given:
            raise code_without_words(code)
        for word in given:
            if not any(character.isalnum() for character in word):
                raise blank_word(code, word)
    return CodeFrame(words)


def _folded(text: str) -> str:
    """One spelling for full and half width, upper and lower case."""
    return plain(unicodedata.normalize("NFKC", text)).casefold()


def _regex_of(word: str) -> str:
    if _HAN_CHARACTER.search(word):
        return re.escape(word)
    return r"(?<![a-z0-9])" + r"[\s\-]*".join(map(re.escape, _BETWEEN_WORDS.split(word)))
