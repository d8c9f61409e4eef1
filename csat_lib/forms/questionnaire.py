"""A questionnaire as every reader gives it and every writer takes it: what is asked, and where its answers stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import groupby

Texts = Mapping[str, str]
"""Language (zh, en) -> wording."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Choice:
    """One answer: its code, its wording, whether words of one's own go with it, whether it stands alone."""

    code: str
    text: Texts
    other: bool = False
    exclusive: bool = False


@dataclass(frozen=True)
class Asked:
    """One question; a rating's ``choices`` are the points of its scale, ``block`` the table it is shown in.

    ``only_if``: the question and the codes that lead here. ``column`` to ``other``: where a file has the answers (of a
    ``multiple`` one column an option, or one with a separator). ``notes``: what a guess rests on.
    """

    name: str
    kind: str  # rating nps single multiple yes_no number date text, and note: words that ask nothing
    text: Texts
    choices: tuple[Choice, ...] = ()
    block: str = ""
    page: str = ""
    hint: Texts = field(default_factory=dict)
    required: bool = False
    only_if: tuple[str, tuple[str, ...]] | None = None
    bounds: tuple[float | None, float | None] = (None, None)
    unit: Texts = field(default_factory=dict)
    column: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    other: str = ""
    role: str = ""
    missing: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Choice, ...]:
        """The answers as a form shows them: behind a scale, what says that it does not apply."""
        words = {"zh": "不适用", "en": "Not applicable"}
        beside = [Choice(code, words) for code in self.not_applicable] if self.kind == "rating" else []
        return (*self.choices, *beside)

    def with_note(self, note: str, **changes: object) -> Asked:
        """The same with one more note, and with changes."""
        return replace(self, notes=(*self.notes, note), **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire: title, words before and after, tables of ratings (name -> stem), and what is asked, in order.

    ``platform``: whose form it was. ``left_out``: what the reader could not take, in words. ``pages``: name -> heading.
    """

    title: Texts
    asked: tuple[Asked, ...]
    languages: tuple[str, ...] = ("zh", "en")
    blocks: Mapping[str, Texts] = field(default_factory=dict)
    pages: Mapping[str, Texts] = field(default_factory=dict)
    intro: Texts = field(default_factory=dict)
    thanks: Texts = field(default_factory=dict)
    contact: str = ""
    platform: str = ""
    left_out: tuple[str, ...] = ()

    def shown(self) -> Iterator[tuple[Asked, ...]]:
        """What is shown together: one question, or all rows of a table that share scale and filter."""
        for (block, *_), rows in groupby(self.asked, lambda one: (one.block, one.block and one.choices, one.only_if)):
            together = tuple(rows)
            yield from [together] if block else ((one,) for one in together)

    def of(self, name: str) -> Asked:
        """The question of that name."""
        return next(one for one in self.asked if one.name == name)


def language_of(texts: Iterable[str]) -> str:
    """Chinese where at least a tenth of the letters are, else English (of the two that reports are written in)."""
    whole = "".join(texts)
    return "zh" if 10 * len(_CHINESE.findall(whole)) > sum(char.isalpha() for char in whole) else "en"


def bare(text: object) -> str:
    """A wording without HTML, line breaks and spaces too many."""
    return " ".join(unescape(_TAG.sub(" ", str(text or ""))).split())


def worded(text: Texts, languages: Iterable[str]) -> str:
    """The wording in one language, or in several beside each other; one that is missing is left out."""
    return " / ".join(dict.fromkeys(text[language] for language in languages if text.get(language)))
