"""The ways in which survey tools write one answer: wording and code in one cell, added words, marks for no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

from csat_lib.answers.plain_names import plain

T = TypeVar("T")
SEPARATORS = ("┋", ";", "；", "|", "\n", ",", "，", "、", "/", " ")
"""What platforms put between the options that somebody has chosen: 问卷星, Microsoft, Google and Qualtrics, Kobo."""
ANY_SEPARATOR = "".join(SEPARATORS)
OPEN, CLOSE = "〖", "〗"
"""What 问卷星 puts around the words that somebody added to an option."""
RANKED = "→"
"""What 问卷星 puts between the options that somebody has ranked."""
SKIPPED = frozenset({"(跳过)", "{question_not_shown}", "-3", "不适用", "notapplicable"})
"""How tools mark a question that was not shown: 问卷星 by text and by index, LimeSurvey; or that does not apply."""
CODES = frozenset({"-2", "-3", "-9", "-97", "-98", "-99", "-999"})
"""Numbers that platforms write where there is no answer: 问卷星 by index, Qualtrics, data archives."""
BLANK = frozenset({"(空)", "na", "n/a", "#n/a", "#null!", "null"}) | CODES - SKIPPED
"""How they mark a question that was shown and not answered: 问卷星 by text and by index, Qualtrics, Excel, SPSS."""
_ADDED = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_CODE_FIRST = re.compile(r"^([A-Za-z]|\d{1,3})\s*[.、:：．)）]\s*(.+)$", re.DOTALL)
_CODE_LAST = re.compile(r"^(.+?)\s*[(（]\s*(-?\d+(?:\.\d+)?)\s*分?\s*[)）]$", re.DOTALL)
_NO_COMMENT = frozenset(
    {"", "无", "没有", "暂无", "无意见", "没有意见", "无建议", "没有建议", "没什么", "暂时没有", "没", "无。"}
    | {"none", "nothing", "nil", "na", "n/a", "nocomment", "nocomments", "nothingtoadd", "notapplicable"}
)
_YES = frozenset({"true", "yes", "y", "checked", "selected", "是", "选中", "已选", "ja", "sí", "si", "oui"})
_NO = frozenset({"false", "no", "n", "unchecked", "notselected", "否", "未选中", "未选", "nein", "non"})


def without_added(text: str) -> str:
    """The option alone, without the words that the respondent added to it."""
    return _ADDED.sub("", text).strip() if OPEN in text else text


def added(text: str) -> str:
    """The words that the respondent added to an option, or nothing."""
    return " ".join(words.strip() for words in _ADDED.findall(text)) if OPEN in text else ""


def spoken_words(text: str) -> str:
    """An open answer, or nothing where somebody who had to write something said that there was nothing."""
    return "" if plain(text).strip(" .。,，!！-—_/\\…~、") in _NO_COMMENT or plain(text) in BLANK | SKIPPED else text


def named(text: str, known: Mapping[str, T], is_code: Callable[[str, T], bool]) -> T | None:
    """What a cell names that is neither a code nor a wording as the study has them.

    The wording but for width, case and spaces, else a code with a wording (``5.非常满意``,
    ``B. South``, ``满意（4分）``): taken when the study has the wording and the code does not speak against it
    (``is_code``).
    """
    alike: dict[str, T] = {}
    for word, meant in known.items():
        alike.setdefault(plain(word), meant)
    bare = unicodedata.normalize("NFKC", without_added(text))
    if plain(bare) in alike:
        return alike[plain(bare)]
    for pattern, code_at, words_at in ((_CODE_FIRST, 1, 2), (_CODE_LAST, 2, 1)):
        match = pattern.match(bare)
        word = plain(match.group(words_at)) if match else ""
        if match and word in alike and is_code(match.group(code_at), alike[word]):
            return alike[word]
    return None


def is_chosen(text: str) -> bool | None:
    """Whether an option's cell says chosen or not chosen in words; None when it says neither."""
    word = plain(text)
    return True if word in _YES else False if word in _NO else None
