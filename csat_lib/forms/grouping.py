"""Columns of one question: the options of a multiple choice, the rows of a table of ratings, the words of 'other'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from csat_lib.answers.plain_names import plain
from csat_lib.answers.wordings import is_chosen
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.guess import LETTER, Guess, answers_in, guess, scaled
from csat_lib.forms.headings import NUMBER, NUMBERED, OTHER, stem_of
from csat_lib.forms.known_words import PATTERNS, language_of
from csat_lib.forms.seen_columns import SeenColumn

_NUMBER = re.compile(r"^第?(\d{1,3})(?!\d)")
_WORDS_BESIDE = re.compile(r"[:：]输入文本(?: \(\d+\)|\.\d+)?$")
"""Added words as 网易问卷 names them: right after their option, without the stem."""
_BEHIND = re.compile(r"[_:：]")
_COLONS = (":", "：")
_LEFT = {"", "0", "n", "no", "false", "否", "未选中", "未选"}


def ask_of_columns(form: AskedForm, columns: Sequence[SeenColumn]) -> None:
    """Add the questions that the columns answer, in their order, and the tables that they stand in."""
    asked: list[Guess] = []
    form.numbered |= {f"q{found.group(1)}" for column in columns if (found := NUMBER.match(column.name))}
    stems = _stems([column.wording for column in columns])
    for (stem, _), several in groupby(zip(columns, stems, strict=True), key=_shared):
        together = [column for column, _ in several]
        if stem and len(together) > 1:
            asked += _multiple(stem, together) or _table(stem, together)
        else:
            asked += [guess(column) for column in together]
    apart = {stem_of(next(iter(one["columns"].values())))[0] for one in asked if one.get("columns")}
    names = "\n".join(["", *(column.name for column in columns)])
    asked = [one for one in asked if one.get("columns") or one["column"] not in apart
             or (one["kind"] != "multiple" and f"\n{one['column']}/" not in names)]  # fmt: skip
    named = [(one.pop("stem", ""), form.ask("", **one)) for one in _with_other(_same_ends(asked))]
    for stem, several in groupby(named, key=lambda pair: pair[0]):
        form.show("block1", {language_of([stem]): stem}, [name for _, name in several] if stem else [])


def _stems(headings: Sequence[str]) -> list[str]:
    """The stem of each wording that a neighbour has too; 问卷星 writes it over the first column of a number alone."""
    found, numbers = list[str](), [_NUMBER.match(heading) for heading in headings]
    for at, heading in enumerate(headings):
        before, own = numbers[at - 1] if at else None, numbers[at]
        goes_on = own and before and own.group(1) == before.group(1) and found[-1].startswith(own.group())
        beside = at and _WORDS_BESIDE.search(heading)
        found.append(found[-1] if goes_on or beside else stem_of(heading)[0])
    found = [whole for stem, several in groupby(zip(found, headings, strict=True), key=itemgetter(0))
             for whole in _whole_stems(stem, [heading for _, heading in several])]  # fmt: skip
    return [
        stem if stem in found[max(at - 1, 0) : at] + found[at + 1 : at + 2] else "" for at, stem in enumerate(found)
    ]


def _whole_stems(stem: str, headings: Sequence[str]) -> list[str]:
    """The stem up to the last colon that all have in common: a question may hold colons of its own."""
    own = [heading for heading in headings if stem and heading[len(stem) : len(stem) + 1] in _COLONS]
    low, high = min(own, default=""), max(own, default="")
    common = low[: next((at for at, pair in enumerate(zip(low, high, strict=False)) if len({*pair}) > 1), len(low))]
    whole = common[: max(map(common.rfind, _COLONS)) + 1].rstrip("".join(_COLONS))
    return [max(stem, whole, key=len) if len(own) > 1 else stem] * len(headings)


def _shared(pair: tuple[SeenColumn, str]) -> tuple[str, str]:
    """What columns of one question have in common: the stem of neighbours' wordings, else that of the name."""
    column, stem = pair[0], pair[1] or stem_of(pair[0].name)[0]
    return (stem, "") if stem else ("", column.name)


def _part(column: SeenColumn, stem: str) -> str:
    own, part = stem_of(column.wording)
    if own and own != stem and column.wording.startswith(stem):
        part = column.wording[len(stem) :]
    part = part.strip("".join(_COLONS)).strip()
    return part if own and stem.startswith(own) else column.wording


def _multiple(stem: str, columns: Sequence[SeenColumn]) -> list[Guess]:
    """A column an option, if every column says chosen or not, and there is no other beside the words of 'other'."""
    words = {c.name: one.name for one in columns for c in columns if _BEHIND.match(c.name.removeprefix(one.name))}
    options = [column for column in columns if column.name not in words and _says_chosen(column, _part(column, stem))]
    others = [column for column in columns if column not in options and column.cells]
    beside = {*words} | {column.name for column in others if OTHER.search(column.name)}
    if len(options) < 2 or not any(column.cells for column in options) or any(c.name not in beside for c in others):
        return []
    if others:  # words beside an option go with the last one
        spoken = {words.get(column.name) for column in others}
        options.sort(key=lambda c: c.name in spoken or (spoken == {None} and bool(OTHER.search(_option_of(c, stem)))))
    language = language_of([column.wording for column in columns])
    found: dict[str, Any] = {"kind": "multiple", "text": {language: stem}, "column": columns[0].name}
    worded = [_option_of(column, stem) for column in options]
    worded = [LETTER.sub("", word) for word in worded] if all(map(LETTER.match, worded)) else worded
    listed = [(str(at), {language: word}) for at, word in enumerate(worded, start=1)]
    named = {code: column.name for (code, _), column in zip(listed, options, strict=True)}
    note = f"{len(options)} columns that say chosen or not, under one stem"
    found |= {"options": listed, "columns": named, "note": note, "other": others[0].name if others else ""}
    return [found]


def _chosen(column: SeenColumn) -> list[str]:
    return [cell for cell in column.counts if plain(cell) not in _LEFT]


def _option_of(column: SeenColumn, stem: str) -> str:
    """The wording of an option: the one answer of its column where this is a wording, else its heading's part."""
    answers = [cell for cell in _chosen(column) if is_chosen(cell) is None and not cell.isdigit()]
    return answers[0] if len(answers) == 1 else _part(column, stem)


def _says_chosen(column: SeenColumn, part: str) -> bool:
    """Whether no cell says more than chosen or not chosen: a mark, the number 1, or one and the same wording."""
    chosen = _chosen(column)
    if len(chosen) != 1:
        return not chosen and not OTHER.search(column.name)
    marked = chosen[0] == "1" or is_chosen(chosen[0]) or plain(chosen[0]) == plain(part)
    alone = len(column.counts) == 1 and not OTHER.search(part)
    return bool(marked) or (alone and (len(column.cells) > 1 or not chosen[0].isdigit()))


def _table(stem: str, columns: Sequence[SeenColumn]) -> list[Guess]:
    """Ratings under one stem: one scale for all, which the answers of all rows tell; what is no rating comes after.

    A row is known by its own part of the wording: a word of the stem that all rows have tells nothing of one of them.
    """
    asked = f"{stem}:" if any(PATTERNS[name].search(stem) for name in ("whether", "frequency")) else ""
    alone = [guess(replace(column, wording=f"{asked}{_part(column, stem)}")) for column in columns]
    rows = [row | {"text": guess(column)["text"]} for row, column in zip(alone, columns, strict=True)]
    rated = [at for at, row in enumerate(rows) if row["kind"] == "rating"]
    if len(rated) < 2:
        return rows
    numbers = [found for at in rated if (found := answers_in(columns[at])) and not columns[at].labels]
    best = max(
        (rows[at] for at in rated), key=lambda row: len([text for _, text in row["options"] if text] or row["options"])
    )
    pooled = scaled(min(found[0] for found in numbers), max(found[-1] for found in numbers)) if numbers else best
    scale = (best if len(numbers) < len(rated) else pooled)["options"]
    points = {word for code, text in scale for word in (code, *text.values())}
    for at, column in enumerate(columns):
        given = {*column.counts} if column.numbers is None else {f"{number:g}" for number in column.numbers}
        if at not in rated and given and given <= points:
            rows[at] = {"kind": "rating", "column": column.name, "note": "answers on the scale of the rows beside it"}
            rated.append(at)
    for at in rated:
        text = {language_of([columns[at].wording]): _part(columns[at], stem)}
        rows[at] |= {"text": text, "stem": stem, "options": scale}
    return sorted(rows, key=lambda row: "stem" not in row)


def _same_ends(asked: Sequence[Guess]) -> Sequence[Guess]:
    """A lone rating up to 7 among more ratings up to 10 is likely one up to 10 as well."""
    bare = [one for one in asked if one["kind"] == "rating" and not any(text for _, text in one["options"])]
    ends = [one["options"][-1][0] for one in bare]
    short = (
        [one for one, end in zip(bare, ends, strict=True) if end == "7"] if ends.count("7") < ends.count("10") else []
    )
    for one in short:
        one.update(scaled(float(one["options"][0][0]), 10))
    return asked


def _with_other(asked: Sequence[Guess]) -> list[Guess]:
    """The words of 'other' go with the single choice before them."""
    found: list[Guess] = []
    for one in asked:
        before, column = (found[-1] if found else {}), str(one.get("column"))
        is_other = (
            one["kind"] in {"text", "single"} and OTHER.search(column) and before.get("kind") in {"single", "coded"}
        )
        if is_other and (
            stem_of(column)[0] == before["column"]
            or column.startswith((before["column"], NUMBERED.sub("", before["column"]) or "?"))
        ):
            before["other"] = column
            before["options"] = sorted(before["options"], key=lambda option: any(map(OTHER.search, option[1].values())))
        else:
            found.append(one)
    return found
