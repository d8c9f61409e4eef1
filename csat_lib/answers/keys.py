"""A 64-bit key for every row: equal for rows that a rule takes for the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from csat_lib.answers.block import Block
from csat_lib.answers.identity import Hashes, mixed, numbers_of
from csat_lib.answers.match import Matched
from csat_lib.answers.near import takes_part
from csat_lib.study.model import Study

_NO_KEY = np.uint64(0)


@dataclass(frozen=True)
class RowKeys:
    """The keys of some matched rows; each field and the answers are hashed once, with the study's ``key``."""

    matched: Matched
    study: Study
    key: bytes
    _fields: dict[str, Hashes] = field(default_factory=dict)

    @cached_property
    def answers(self) -> Hashes:
        """(n,) equal for rows that answer every question alike, open ones included."""
        parts = [column.values.view(np.uint64) for column in self.matched.columns.values()]
        return self._together([*parts, *(numbers_of(words, self.key) for words in self.matched.words.values())])

    @cached_property
    def own_answers(self) -> Hashes:
        """The same, 0 for a row whose answers tell it from nobody: one to every item, or to less than half of them."""
        block = Block.of(self.study)
        if not block.names:
            return np.zeros(len(self.matched.rows), dtype=np.uint64)
        own = takes_part(block.places(block.given(self.matched.columns)))
        return np.where(own, np.maximum(self.answers, 1), _NO_KEY)

    def fields(self, names: Sequence[str]) -> Hashes:
        """(n,) equal for rows with equal fields (or questions) ``names``; 0 where one of them is empty."""
        parts = [self._field(name) for name in names]
        whole = np.maximum(self._together(parts), 1)
        return np.where(np.all([part != 0 for part in parts], axis=0), whole, _NO_KEY) if parts else whole

    def rows(self, by: Sequence[str]) -> Hashes:
        """(n,) equal for rows with equal fields and, unless these hold the id, equal answers; 0 for a row apart."""
        if not by:
            return self.own_answers
        fields = self.fields(by)
        if "id" in by:
            return fields
        return np.where(fields != 0, np.maximum(mixed(fields, self.answers), 1), _NO_KEY)

    def _field(self, name: str) -> Hashes:
        if name not in self._fields:
            self._fields[name] = self._hashed(name)
        return self._fields[name]

    def _hashed(self, name: str) -> Hashes:
        if name in self.matched.texts:
            return numbers_of(self.matched.texts[name], self.key)
        column = (self.matched.numbers if name in self.matched.numbers else self.matched.columns)[name]
        hashes = column.values.view(np.uint64) + np.uint64(1)
        return np.where(np.isnan(column.values), _NO_KEY, np.maximum(hashes, 1))

    def _together(self, parts: Iterable[Hashes]) -> Hashes:
        total = np.zeros(len(self.matched.rows), dtype=np.uint64)
        for part in parts:
            total = mixed(total, part)
        return total
