"""The language of an open answer, by its characters."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
LETTERS_PER_HAN = 3


def language_of(text: str) -> str:
    """``zh``, ``en``, or nothing for an answer without either's characters.

    A Chinese character says about as much as three Latin letters; the language with more of them wins, Chinese a tie.
    """
    han, latin = len(_HAN_CHARACTER.findall(text)), len(_LATIN_LETTER.findall(text))
    if not han and not latin:
        return ""
    return "zh" if han * LETTERS_PER_HAN >= latin else "en"


def plain(text: str) -> str:
    """The text as people read it: no control or invisible characters, runs of white space as one space."""
    visible = "".join(" " if character.isspace() else character for character in text if _is_visible(character))
    return re.sub(" +", " ", visible).strip()


def _is_visible(character: str) -> bool:
    """Not a control, format, surrogate or private character (categories C*); white space passes."""
    return character.isspace() or unicodedata.category(character)[0] != "C"
