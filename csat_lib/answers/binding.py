"""Which column of a file answers which question: by its name, its wording, its number, its place in a path.

Names are the same when they differ only in what the eye hardly sees; else a file's wording, the number of a question
(``4、年龄`` is ``年龄``, ``第7题(外观)`` is ``7、外观``), the end of a path (``stay/q1``, ``Rate [Room]``) or the
study's own wording of the question tell which is meant, as long as one column alone fits. All of this is told.

A multiple choice that the study has in one column may stand in one column an option: ``uses[spa]``, ``uses/spa``,
``Q2_1`` (with the option in its wording), ``第2题(水疗)``, ``2.用过:A.水疗``; a ranking in one cell (``A→B``) likewise
answers one question an option.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csat_lib.answers.header import FileHeading
from csat_lib.answers.plain_names import plain, unnumbered
from csat_lib.answers.platforms import platform_of
from csat_lib.errors.answer_files import duplicate_columns, empty_file

OTHER = "other words"
"""Stands for an option where the words beside 'other' are meant."""
_NUMBERED = (
    re.compile(r"^第(\d{1,3})题(?:\((.*)\))?$"),
    re.compile(r"^(\d{1,3})[、.:]?\((.*)\)$"),
    re.compile(r"^q?(\d{1,3})[、.:](?:.*(?:—|--|:))?\(?(.*?)\)?$"),
)
_LAST = re.compile(r"(?:.*[/\[]|.*?[^\d]-)([^/\[\]-]+)\]?$")
_BEHIND = re.compile(r"^(?:\((.*)\)|\[(.*)\](?:\[\d\])?|[-—–_:/.|#]+(.*))$")
_FIRST = re.compile(r"^(\d{1,3})[、.:]?\D.*?\(([^()]*(?:\([^()]*\))?[^()]*)\)$")
"""The first option of a question by index, where 问卷星 writes the question before it."""
_LETTERED = re.compile(r"^(?:[a-z]|\d{1,3})[.、:)]\s*(.+)$")
_ONE_OF = re.compile(r" \(\d+\)$")
_NO_LETTER = re.compile(r"[\W_]+")
_PLACE = re.compile(r"^(?:[a-z]{1,3})?0*(\d{1,3})$")
_WORDS = re.compile(r"(?:text|comment|open)$|^(?:other|其他|其它)")


@dataclass(frozen=True)
class Wanted:
    """Columns that a study names.

    ``columns``: name -> wordings by which a file may call it as well; ``options``: column of a multiple choice ->
    option -> its names.
    """

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Wanted | Sequence[str]) -> Wanted:
        """The same of bare names."""
        return names if isinstance(names, Wanted) else cls(dict.fromkeys(names, ()))

    def names(self) -> set[str]:
        """All names and wordings, plain, with and without their numbers, and what stands in brackets at their ends."""
        every = [name for column, words in self.columns.items() for name in (column, _ONE_OF.sub("", column), *words)]
        within = {_last(name) or "" for name in every if name.endswith("]")}
        return ({alike(name) for name in every for alike in (plain, unnumbered)} | within) - {""}


@dataclass(frozen=True)
class Binding:
    """``columns``: names of the file's columns, those wanted as the study names them, "" where nobody can mean it.

    ``parts``: column of a multiple choice -> option (or ``OTHER``) -> column of the file; ``ranks``: column of the
    study -> (column of the file, the option whose place in it is meant); ``told``: what was not plain, in words;
    ``platform``: whose export it is, by its headings; ``words``: what the file has beside each name.
    """

    columns: tuple[str, ...]
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ranks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    platform: str = ""
    words: tuple[str, ...] = ()


def bind(path: Path, headings: Sequence[FileHeading], wanted: Wanted) -> Binding:
    """Find the columns wanted. Columns of one name that nobody wants are called ``name (1)``, ``name (2)`` and so on.

    Without anything wanted every name counts.

    Raises:
        CsatError: no name at all, or a name that is wanted and that several columns have.
    """
    own = [heading.name.strip().lstrip("\ufeff") for heading in headings]
    if not any(own):
        raise empty_file(path)
    wanted = wanted if wanted.columns else Wanted.of([name for name in own if name])
    twice = {name for name in wanted.columns if name and own.count(name) > 1}
    own = [
        f"{name} ({own[: at + 1].count(name)})" if name not in twice and own.count(name) > 1 and name else name
        for at, name in enumerate(own)
    ]
    found, told = list(own), list[str]()
    free = {at for at, name in enumerate(own) if name and name not in wanted.columns}
    for alike in _ALIKE:
        keys = {at: _keys(alike, own[at], headings[at].words) for at in free}
        missing = [name for name in wanted.columns if name not in found and name not in twice]
        meant = {name: ({alike(name)} | _others(alike, name, wanted)) - {"", None} for name in missing}
        for name in missing:
            places = [at for at in free if keys[at] & meant[name]]
            rivals = [other for other in missing if meant[other] & meant[name] and other not in found]
            if len(places) == 1 and len(rivals) == 1:
                told += [f"`{own[places[0]]}` as the column `{name}`"] * (plain(own[places[0]]) != plain(name))
                found[places[0]] = name
                free -= set(places)
            elif len(places) > 1 and alike is plain and all(plain(own[at]) == plain(name) for at in places):
                twice.add(name)
    if twice:
        raise duplicate_columns(path, sorted(twice))
    columns = tuple("" if name in found[:at] else name for at, name in enumerate(found))
    rest = {name for name in wanted.columns if name not in found}
    parts = {name: got for name in wanted.options if name in rest and (got := _parts(name, headings, columns, wanted))}
    told += [f"{len(got)} columns, such as `{next(iter(got.values()))}`, as `{name}`" for name, got in parts.items()]
    ranks = {name: place for name in rest if (place := _rank(name, columns)) is not None}
    told += sorted(f"what `{column}` lists of `{option}` as `{name}`" for name, (column, option) in ranks.items())
    return Binding(columns, parts, ranks, tuple(told), platform_of(own), tuple(each.words for each in headings))


def _numbered(name: str) -> tuple[str, str] | None:
    """(number of the question, what it asks or its part) of a heading that begins with its number."""
    text = plain(name)
    match = next((found for pattern in _NUMBERED if (found := pattern.match(text))), None)
    return (match.group(1), match.group(2) or "") if match else None


def _squeezed(name: str) -> str | None:
    """Letters and digits alone: ``room[q1]`` is ``room_q1``."""
    return _NO_LETTER.sub("", plain(name))


def _by_number(name: str) -> str | None:
    """The number and the part of a matrix or a ranking: alike in every way in which they are written."""
    found = _numbered(name)
    return f"{found[0]}({found[1]})" if found and found[1] else None


def _last(name: str) -> str | None:
    """The last step of a path, or what stands in brackets at the end."""
    match = _LAST.match(plain(name))
    return match.group(1) if match else None


def _bare(name: str) -> str | None:
    """The name without number and path: what the study may word so."""
    return unnumbered(name) or None


_ALIKE: tuple[Callable[[str], str | None], ...] = (plain, unnumbered, _squeezed, _by_number, _last, _bare)
"""Ways in which two names may be the same, the surest first."""


def _keys(alike: Callable[[str], str | None], *texts: str) -> set[str | None]:
    """What a column may be called by one way of comparing; its end may be the study's wording of the question."""
    found = {alike(text) for text in texts}
    if alike is _bare:
        found |= {_last(text) for text in texts} | {part[1] for text in texts if (part := _numbered(text))}
    return found - {"", None}


def _others(alike: Callable[[str], str | None], name: str, wanted: Wanted) -> set[str | None]:
    """What else a column may be called: of a path its end alone, at last the study's wording of the question."""
    if alike is _last:
        return {plain(name)}
    return {unnumbered(words) for words in wanted.columns[name]} if alike is _bare else set()


def _parts(name: str, headings: Sequence[FileHeading], columns: Sequence[str], wanted: Wanted) -> dict[str, str]:
    """Option -> the column that holds it, where at least two do; of those with the question's own name or number first.

    Two questions may have one wording. A file that gives the question's number only, to a study that does not, is known
    by the options.
    """
    named = _parts_under(name, (name.lstrip("$"),), headings, columns, wanted)
    return named or _parts_under(name, wanted.columns[name], headings, columns, wanted)


def _parts_under(
    name: str, called: Sequence[str], headings: Sequence[FileHeading], columns: Sequence[str], wanted: Wanted
) -> dict[str, str]:
    options = wanted.options[name]
    stems = {alike(text) for text in called for alike in (plain, unnumbered)} - {""}
    own = _numbered(name)
    groups: dict[str, dict[str, str]] = {}
    for heading, column in zip(headings, columns, strict=True):
        for group, part in _splits(heading, stems) if column and column not in wanted.columns else ():
            option = _option(part, heading.words, options)
            held = groups.setdefault(group, {})
            if option and held.setdefault(option, column) != column and _WORDS.search(part):
                held.setdefault(OTHER, column)
    known = [groups[key] for key in ("", own[0] if own else "") if key in groups]
    known += [] if own else [found for key, found in groups.items() if key and len(found) > 1]
    whole = [found for found in known if len(found.keys() & options.keys()) > 1]
    return whole[0] if whole else {}


def _splits(heading: FileHeading, stems: set[str]) -> Iterator[tuple[str, str]]:
    """("", part) where a heading begins with the question, (number, part) where it begins with its number alone."""
    texts = [alike(text) for text in (heading.name, heading.words) for alike in (plain, unnumbered)]
    for text in dict.fromkeys(texts):
        for stem in stems:
            start = max(text.rfind(f"/{stem}") + 1, 0)
            behind = _BEHIND.match(text[start + len(stem) :]) if text[start:].startswith(stem) else None
            if behind and (part := behind[behind.lastindex or 0]):
                yield "", part
    numbered = _numbered(heading.name)
    if numbered and numbered[1]:
        yield numbered
    if behind := _FIRST.match(plain(heading.name)):
        yield behind.group(1), behind.group(2)


def _option(part: str, words: str, options: Mapping[str, Sequence[str]]) -> str:
    """Which option a part of a heading names: by the wording beside it, its wording or code, its place in the list."""
    lettered = _LETTERED.match(part)
    for names in (_worded(options), {plain(option): option for option in options}):
        for text in (part, lettered.group(1) if lettered else ""):
            if text in names:
                return names[text]
        ending = next((name for name in names if words and plain(words).endswith((f"-{name}", f"[{name}]"))), None)
        if ending:
            return names[ending]
    if _WORDS.search(part):
        return OTHER
    place = _PLACE.match(part)
    return list(options)[int(place.group(1)) - 1] if place and 0 < int(place.group(1)) <= len(options) else ""


def _worded(options: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {plain(text): option for option, names in options.items() for text in names if text}


def _rank(name: str, columns: Sequence[str]) -> tuple[str, str] | None:
    """The column that holds the whole ranking of which a question asks one option, and the option."""
    own = _numbered(name)
    if own is None or not own[1] or not plain(name).endswith(")"):
        return None
    same = [column for column in columns if (found := _numbered(column)) and found[0] == own[0]]
    return (same[0], own[1]) if len(same) == 1 else None
