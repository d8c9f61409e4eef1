"""Columns of one question: the options of a multiple choice, the rows of a table of ratings, the words of 'other'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from csat_lib.answers.header import plain
from csat_lib.answers.wordings import is_chosen
from csat_lib.forms.columns import Column
from csat_lib.forms.guess import guess, scaled
from csat_lib.forms.headings import OTHER, stem_of
from csat_lib.forms.questionnaire import Asked, Choice, Texts, language_of

_LEFT = {"", "0", "n", "no", "false", "否", "未选中", "未选"}


def group(columns: Sequence[Column]) -> tuple[list[Asked], dict[str, Texts]]:
    """Questions in the order of the columns, and the stems of the tables: block -> wording."""
    asked: list[Asked] = []
    stems: dict[str, Texts] = {}
    for (stem, _), several in groupby(columns, key=_shared):
        together = list(several)
        if stem and len(together) > 1:
            found = _multiple(stem, together) or _table(stem, together, stems)
        else:
            found = [guess(column) for column in together]
        asked += found
    return list(_with_other(_same_ends(asked))), stems


def _shared(column: Column) -> tuple[str, str]:
    """What columns of one question have in common: the stem of the wording, else that of the name."""
    stem = stem_of(column.wording)[0] or stem_of(column.name)[0]
    return (stem, "") if stem else ("", column.name)


def _part(column: Column, stem: str) -> str:
    return stem_of(column.wording)[1] if stem_of(column.wording)[0] == stem else column.wording


def _multiple(stem: str, columns: Sequence[Column]) -> list[Asked]:
    """A column an option, if every column says chosen or not, and several may be chosen at once."""
    options = [column for column in columns if _says_chosen(column, _part(column, stem))]
    others = [column for column in columns if column not in options]
    if len(options) < 2 or any(not OTHER.search(column.name) and column.cells for column in others):
        return []
    language = language_of([column.wording for column in columns])
    listed = tuple(
        Choice(str(at), {language: _option_of(column, stem)}) for at, column in enumerate(options, start=1)
    )
    found = Asked("", "multiple", {language: stem}, listed, column=columns[0].name, role="profile")
    found = replace(found, columns={choice.code: column.name for choice, column in zip(listed, options, strict=True)})
    other = next((column.name for column in others if column.cells), "")
    return [replace(found, other=other).with_note(f"{len(options)} columns that say chosen or not, under one stem")]


def _option_of(column: Column, stem: str) -> str:
    """The wording of an option: the one answer of its column where this is a wording, else its heading's part."""
    answers = [cell for cell in column.counts if plain(cell) not in _LEFT and is_chosen(cell) is None]
    return answers[0] if len(answers) == 1 and not answers[0].isdigit() else _part(column, stem)


def _says_chosen(column: Column, part: str) -> bool:
    chosen = [cell for cell in column.counts if plain(cell) not in _LEFT]
    if not column.cells:
        return not OTHER.search(column.name)
    if len(chosen) > 1 or OTHER.search(part):
        return False
    return not chosen or bool(is_chosen(chosen[0]) or chosen[0] == "1" or plain(chosen[0]) == plain(part)) or (
        not chosen[0].isdigit() and len(column.counts) == 1
    )  # fmt: skip


def _table(stem: str, columns: Sequence[Column], stems: dict[str, Texts]) -> list[Asked]:
    """Ratings under one stem: one scale for all, which the answers of all rows tell."""
    rows = [guess(column) for column in columns]
    rated = [row for row in rows if row.kind == "rating"]
    if len(rated) < 2:
        return rows
    block = f"block{len(stems) + 1}"
    language = language_of([stem])
    stems[block] = {language: stem}
    numbers = [column.numbers for column, row in zip(columns, rows, strict=True) if row.kind in {"rating", "yes_no"}]
    labelled = max(rated, key=lambda row: (sum(bool(c.text) for c in row.choices), len(row.choices)))
    for at, (row, column) in enumerate(zip(rows, columns, strict=True)):
        if row.kind not in {"rating", "yes_no"}:
            continue
        worded = {language_of([column.wording]): _part(column, stem)}
        pooled = [number for found in numbers if found for number in (found[0], found[-1])]
        if all(numbers) and not any(choice.text for choice in labelled.choices) and max(pooled) <= 10:
            row = scaled(replace(row, notes=()), min(pooled), max(pooled))  # noqa: PLW2901
        elif row.kind == "rating":
            row = replace(row, choices=labelled.choices)  # noqa: PLW2901
        rows[at] = replace(row, text=worded, block=block)
    return rows


def _same_ends(asked: Sequence[Asked]) -> Iterator[Asked]:
    """A lone rating up to 7 among ratings up to 10 is likely one up to 10 as well."""
    ends = [one.choices[-1].code for one in asked if one.kind == "rating" and not one.choices[-1].text]
    for one in asked:
        if one.kind == "rating" and not one.choices[-1].text and one.choices[-1].code == "7":
            if ends.count("7") < ends.count("10"):
                one = scaled(replace(one, notes=()), float(one.choices[0].code), 10)  # noqa: PLW2901
        yield one


def _with_other(asked: Iterator[Asked]) -> Iterator[Asked]:
    """The words of 'other' of a single choice go with it."""
    before: Asked | None = None
    for one in asked:
        stem = stem_of(one.column)[0]
        belongs = before and before.kind == "single" and one.kind == "text" and OTHER.search(one.column)
        if before and belongs and before.column in {stem, one.column.removesuffix("_other"), stem.removesuffix("_other")}:
            before = replace(before, other=one.column)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before
