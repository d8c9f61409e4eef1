"""Which columns of an answers file answer which questions, where the file calls them otherwise than the study does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.answers.header import plain, unnumbered
from csat_lib.answers.wordings import parts_of
from csat_lib.forms.columns import AnswersFile, Column
from csat_lib.forms.guess import SEPARATORS
from csat_lib.forms.headings import stem_of

Question = Mapping[str, Any]


@dataclass
class Bound:
    """Question -> keys of the study file that its columns ask for; the questions without any; the columns that are used."""

    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


@dataclass
class _Index:
    """Columns by what they are called, and by the parts of it."""

    whole: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def bind(questions: Mapping[str, Question], blocks: Mapping[str, Question], file: AnswersFile) -> Bound:
    """By the names of the study, else by wordings, else by the parts of headings (``room[q01]``, ``7、环境—整洁``)."""
    index, bound = _index(file.columns), Bound()
    by_name = {column.name: column for column in file.columns}
    stems = {
        name: {plain(block), *map(unnumbered, told["stem"].values())}
        for block, told in blocks.items()
        for name in told["questions"]
    }
    for name, one in questions.items():
        column = str(one.get("column") or name)
        own = set((one.get("columns") or {column: column}).values())
        if own <= {*by_name}:
            bound.used |= own | ({str(one["other"])} & {*by_name} if "other" in one else set())
            continue
        called = {plain(name), plain(column), unnumbered(column), *map(unnumbered, one["text"].values())}
        found = _several(one, called, index) if one.get("kind") == "multiple" else None
        found = found or _single(called, stems.get(name, set()), index)
        if not found:
            bound.missing.append(name)
            continue
        if "column" in found and one.get("kind") == "multiple":
            found["separator"] = _separator(by_name[found["column"]], one)
        found |= _other(one, found, called, index)
        bound.changes[name] = found
        bound.used |= {*found.get("columns", {"": found.get("column", "")}).values(), found.get("other", "")}
    return bound


def _index(columns: Sequence[Column]) -> _Index:
    index = _Index()
    for column in columns:
        for called in {key for text in (column.name, column.wording) for key in (plain(text), unnumbered(text))}:
            index.whole[called].append(column.name)
        for heading in dict.fromkeys((column.name, column.wording)):
            stem, part = stem_of(heading)
            if stem:
                index.parts[plain(part)].append((unnumbered(stem), column.name))
                index.groups[plain(stem)][plain(part)] = column.name
    return index


def _single(called: set[str], stems: set[str], index: _Index) -> dict[str, Any]:
    """The one column that is called so as a whole, else by its part under the question's own stem, else by its part."""
    whole = dict.fromkeys(column for key in called for column in index.whole.get(key, ()))
    parts = [found for key in called for found in index.parts.get(key, ())]
    under = dict.fromkeys(column for stem, column in parts if stem in stems)
    for found in (whole, under, dict.fromkeys(column for _, column in parts)):
        if len(found) == 1:
            return {"column": next(iter(found))}
    return {}


def _several(one: Question, called: set[str], index: _Index) -> dict[str, Any]:
    """A column an option: the columns under the question's name or wording, else those that are called as its options."""
    options = {code: {plain(code), *map(plain, text.values())} for code, text in one["options"].items()}
    fitting = []
    for stem, parts in index.groups.items():
        columns = {code: next((parts[key] for key in keys if key in parts), "") for code, keys in options.items()}
        n_found = sum(map(bool, columns.values()))
        if n_found and (stem in called or unnumbered(stem) in called or n_found == len(options)):
            fitting.append((stem in called or unnumbered(stem) in called, n_found, columns))
    best = max(fitting, key=lambda fit: fit[:2], default=None)
    return {"columns": {code: column for code, column in best[2].items() if column}} if best and best[1] > 1 else {}


def _separator(column: Column, one: Question) -> str:
    """What parts the lists of a column: with it, most parts are options."""
    known = {plain(word) for code, text in one["options"].items() for word in (code, *text.values())}

    def share(separator: str) -> float:
        parts = [plain(part) for cell in column.counts for part in parts_of(cell, separator) if part]
        return sum(part in known for part in parts) / max(1, len(parts))

    return max((str(one.get("separator") or ";"), *SEPARATORS), key=share)


def _other(one: Question, found: Mapping[str, Any], called: set[str], index: _Index) -> dict[str, str]:
    """The column of the words of 'other', where the study asks for them."""
    if "other" not in one:
        return {}
    names = _names_of_other(one, called)
    column = next((index.whole[name][0] for name in names if index.whole.get(name)), "")
    inside = [name for key in ("other", "_text") for stem, name in index.parts.get(key, ()) if stem in called]
    column = column or next(iter(inside), "")
    return {"other": column or str(found.get("column") or next(iter(found.get("columns", {}).values()), ""))}


def _names_of_other(one: Question, called: set[str]) -> Iterator[str]:
    yield plain(str(one["other"]))
    yield from (f"{name}{end}" for name in sorted(called) for end in ("_other", "[other]", "/other", "_text"))
