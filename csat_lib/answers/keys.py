"""A 64-bit key for every row: equal for rows that a rule takes for the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from csat_lib.answers.block import Block
from csat_lib.answers.identity import Hashes, mixed, numbers_of
from csat_lib.answers.match import Matched
from csat_lib.answers.near import takes_part
from csat_lib.study.model import Study


def answers_key(matched: Matched, key: bytes) -> Hashes:
    """(n,) equal for rows that answer every question alike, open ones included."""
    parts = [column.values.view(np.uint64) for column in matched.columns.values()]
    return _together([*parts, *(numbers_of(words, key) for words in matched.words.values())], len(matched.rows))


def own_answers_key(matched: Matched, study: Study, key: bytes) -> Hashes:
    """The same, 0 for a row whose answers are not its own: one and the same to every item, or to less than half."""
    block = Block.of(study)
    places = block.places(block.given(matched.columns))
    return np.where(takes_part(places), np.maximum(answers_key(matched, key), 1), np.uint64(0))


def fields_key(matched: Matched, names: Sequence[str], key: bytes) -> Hashes:
    """(n,) equal for rows with equal fields (or questions) ``names``; 0 where one of them is empty."""
    parts = [_field_key(matched, name, key) for name in names]
    whole = np.maximum(_together(parts, len(matched.rows)), 1)
    return np.where(np.all([part != 0 for part in parts], axis=0), whole, np.uint64(0)) if parts else whole


def row_key(matched: Matched, by: Sequence[str], study: Study, key: bytes) -> Hashes:
    """(n,) equal for rows with equal fields and, unless these hold the id, equal answers; 0 for a row apart."""
    if not by:
        return own_answers_key(matched, study, key)
    fields = fields_key(matched, by, key)
    if "id" in by:
        return fields
    return np.where(fields != 0, np.maximum(mixed(fields, answers_key(matched, key)), 1), np.uint64(0))


def _field_key(matched: Matched, name: str, key: bytes) -> Hashes:
    if name in matched.texts:
        return numbers_of(matched.texts[name], key)
    values = (matched.numbers if name in matched.numbers else matched.columns)[name].values
    return np.where(np.isnan(values), np.uint64(0), np.maximum((values + 0.0).view(np.uint64) + np.uint64(1), 1))


def _together(parts: Sequence[Hashes], n_rows: int) -> Hashes:
    total = np.zeros(n_rows, dtype=np.uint64)
    for part in parts:
        total = mixed(total, part)
    return total
