"""Answers in words that form a scale: from very dissatisfied to very satisfied, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Collection

from csat_lib.answers.plain_names import plain
from csat_lib.forms.known_words import WORDS

_SAID = WORDS["agreement"]
_STRENGTH = ((re.compile(_SAID["strong"]), 3.0), (re.compile(_SAID["mild"]), 1.0), (re.compile(""), 2.0))
_MILD = re.compile("不太|notvery|notso|not(?=[a-z])")
_FEWEST = 3


def ordered(words: Collection[str]) -> list[str] | None:
    """The answers from the low end to the high end where they form one scale, else None.

    The ends mirror each other: an answer that nobody gave has its place all the same, worded as its counterpart.
    """
    alike = {plain(word): word for word in words}
    for listed in _SAID["lists"]:
        known = listed.split("|")
        if len(alike) > 1 and {*alike} <= {plain(word) for word in known}:
            return [alike.get(plain(word), word) for word in known]
    for high, low in _SAID["pairs"]:
        places = {_place(word, high, low): alike[word] for word in alike}
        if len(places) == len(alike) > 1 and None not in places and any(places):
            return _mirrored({place: word for place, word in places.items() if place is not None}, high, low)
    return None


def ends_of(words: Collection[str]) -> tuple[str, str] | None:
    """(low end, high end) of a scale of which the words of the ends, or of one of them, are known."""
    for high, low in _SAID["pairs"]:
        places = {_place(plain(word), high, low): word for word in words}
        if places and places.keys() <= {-3.0, 3.0} and len(places) == len(words):
            return places.get(-3.0, ""), places.get(3.0, "")
    return None


def _place(word: str, high: str, low: str) -> float | None:
    """Where an answer lies between -3 and 3."""
    if re.fullmatch(_SAID["neutral"], word):
        return 0.0
    is_low = low in word or (_MILD.search(word) is not None and high in word)
    if not is_low and high not in word:
        return None
    rest = word.replace(low if low in word else high, "", 1)
    strength = 1.0 if low not in word and is_low else next(size for form, size in _STRENGTH if form.search(rest))
    left = rest
    for form, _ in _STRENGTH[:2]:
        left = form.sub("", left, count=1)
    left = re.sub("不|地|的|not", "", left)
    return None if left else (-strength if is_low else strength)


def _mirrored(found: dict[float, str], high: str, low: str) -> list[str] | None:
    """Both sides of a scale as long as the longer one, where the words of one give those of the other."""
    whole = dict(found)
    for place, word in found.items():
        ends = (low, high) if place < 0 else (high, low)
        other = re.sub(*ends, word, flags=re.IGNORECASE)
        if place and -place not in found:
            whole[-place] = other[:1].upper() + other[1:] if word[:1].isupper() else other
    whole = whole if len({*map(str.casefold, whole.values())}) == len(whole) else found
    return [whole[place] for place in sorted(whole)] if len(whole) >= _FEWEST else None
