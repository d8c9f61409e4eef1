"""Answers in words that form a scale: from very dissatisfied to very satisfied, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Collection

from csat_lib.answers.header import plain

_LISTS = (
    "poor|fair|good|very good|excellent",
    "never|rarely|sometimes|often|always",
    "never|seldom|sometimes|often|always",
    "从不|很少|有时|经常|总是",
    "not at all|slightly|moderately|very|extremely",
    "not at all satisfied|slightly satisfied|moderately satisfied|very satisfied|extremely satisfied",
    "not at all likely|slightly likely|moderately likely|very likely|extremely likely",
    "not so well|somewhat well|very well|extremely well",
    "definitely not|probably not|might or might not|probably|definitely",
    "definitely not|probably not|might or might not|probably yes|definitely yes",
    "far short of expectations|short of expectations|equals expectations|exceeds expectations|far exceeds expectations",
    "much worse|worse|about the same|better|much better",
    "差|较差|一般|较好|好",
    "差|中|良|优",
)
"""Scales whose order is a convention of its own."""
_NEUTRAL = re.compile(
    "一般|中立|不确定|无所谓|尚可|普通|还行|还可以|说不准|既不.*也不.*|neutral|neither.*|undecided|average|okay|ok|mixed|unsure|.*无意见"
)
_PAIRS = (
    *(("满意", "不满意"), ("同意", "不同意"), ("可能", "不可能"), ("重要", "不重要"), ("愿意", "不愿意"), ("认同", "不认同")),
    *(("符合", "不符合"), ("赞同", "反对"), ("容易", "困难"), ("方便", "不方便"), ("好", "差"), ("高", "低"), ("快", "慢")),
    *(("dissatisfied", "satisfied")[::-1], ("agree", "disagree"), ("likely", "unlikely"), ("important", "unimportant")),
    *(("good", "poor"), ("good", "bad"), ("easy", "difficult"), ("easy", "hard"), ("happy", "unhappy")),
    *(("positive", "negative"), ("willing", "unwilling"), ("helpful", "unhelpful")),
)
"""(word of the high end, word of the low end)."""
_STRENGTH = (
    (re.compile("非常|很|极其|极|十分|特别|完全|强烈|very|extremely|completely|totally|strongly|highly"), 3.0),
    (re.compile("比较|较为|较|有点|有些|基本|不太|somewhat|fairly|quite|rather|mostly|slightly|mildly|moderately|tendto"), 1.0),
    (re.compile(""), 2.0),
)
_MILD = re.compile("不太|notvery|notso|not(?=[a-z])")
FEWEST = 3
"""Answers that a scale needs."""


def ordered(words: Collection[str]) -> list[str] | None:
    """The answers from the low end to the high end where they form one scale, else None.

    The ends mirror each other: an answer that nobody gave has its place all the same, worded as its counterpart.
    """
    alike = {plain(word): word for word in words}
    for listed in _LISTS:
        known = listed.split("|")
        if len(alike) > 1 and {*alike} <= {plain(word) for word in known}:
            return [alike.get(plain(word), word) for word in known]
    for high, low in _PAIRS:
        places = {_place(word, plain(high), plain(low)): word for word in alike}
        if len(places) == len(alike) > 1 and None not in places and any(place for place in places):
            return _mirrored({place: alike[word] for place, word in places.items() if place is not None}, (high, low))
    return None


def _place(word: str, high: str, low: str) -> float | None:
    """Where an answer lies between -3 and 3."""
    if _NEUTRAL.fullmatch(word):
        return 0.0
    is_low = low in word or (_MILD.search(word) is not None and high in word)
    if not is_low and high not in word:
        return None
    rest = word.replace(low if low in word else high, "", 1)
    strength = 1.0 if low not in word and is_low else next(size for form, size in _STRENGTH if form.search(rest))
    left = re.sub("不|地|的|not", "", rest)
    for form, _ in _STRENGTH[:2]:
        left = form.sub("", left, count=1)
    return None if left else (-strength if is_low else strength)


def _mirrored(found: dict[float, str], ends: tuple[str, str]) -> list[str] | None:
    """Both sides of a scale as long as the longer one, where the words of one give those of the other."""
    high, low = ends
    whole = dict(found)
    for place, word in found.items():
        other = re.sub(low, high, word, flags=re.I) if place < 0 else re.sub(high, low, word, flags=re.I)
        if place and -place not in found:
            whole[-place] = other[:1].upper() + other[1:] if word[:1].isupper() else other
    whole = whole if len({*map(str.casefold, whole.values())}) == len(whole) else found
    return [whole[place] for place in sorted(whole)] if len(whole) >= FEWEST else None
