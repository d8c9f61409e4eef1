"""Counts: respondents, sum w and sum w^2 per question, answer and cell, mergeable by addition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.errors.summary import unknown_item
from csat_lib.statistics import statistic
from csat_lib.summary.parts import read_part, write_part
from csat_lib.summary.sample import ALL, Array, Cell, Codes, Profiles, Sample, add_equal, as_text, in_order

_KEYS = ["question", "answer", "segment_by", "segment"]
_SUMS = ["n", "w", "w2"]
_ANSWERED = ""  # the answer that stands for any answer: the base of the question


@dataclass(frozen=True)
class Counts:
    """(K, 7) ``table``: question, answer, segment_by, segment, n, w, w2.

    The answer "" counts who gave any answer to the question.
    """

    table: pd.DataFrame

    def __add__(self, other: Counts) -> Counts:
        both = pd.concat([self.table, other.table], ignore_index=True)
        return _collapse(both[_KEYS], {name: both[name].to_numpy(dtype=np.float64) for name in _SUMS})

    def answers(self, question: str) -> list[str]:
        """The answers that anybody gave to the question, numbers in their order, then words in theirs."""
        found = {answer for name, answer, *_ in self._index if name == question}
        if not found:
            raise unknown_item(question, sorted({name for name, *_ in self._index}))
        return in_order(found - {_ANSWERED})

    def count(self, question: str, answer: str, cell: Cell = ALL) -> tuple[int, float, float]:
        """(n, sum w, sum w^2) of those in the cell who gave the answer; zeros if nobody did."""
        n, w, w2 = self._index.get((question, answer, *cell), (0.0, 0.0, 0.0))
        return int(n), w, w2

    def base(self, question: str, cell: Cell = ALL) -> tuple[int, float, float]:
        """(n, sum w, sum w^2) of those in the cell who answered the question at all."""
        return self.count(question, _ANSWERED, cell)

    @cached_property
    def _index(self) -> dict[tuple[str, ...], tuple[float, float, float]]:
        keys = self.table[_KEYS].itertuples(index=False, name=None)
        sums = self.table[_SUMS].itertuples(index=False, name=None)
        return dict(zip(keys, sums, strict=True))

    def save(self, path: Path) -> None:
        """Write to one file."""
        keys = {name: self.table[name].to_numpy(dtype=np.str_) for name in _KEYS}
        write_part(path, "counts", keys | {name: self.table[name].to_numpy() for name in _SUMS}, {})

    @classmethod
    def load(cls, path: Path) -> Counts:
        """Read what :meth:`save` wrote."""
        arrays, _ = read_part(path, "counts")
        keys = {name: arrays[name].astype(object) for name in _KEYS}
        return cls(pd.DataFrame(keys | {name: arrays[name] for name in _SUMS}))


@statistic
def count_answers(answers: Mapping[str, pd.Series | pd.DataFrame], sample: Sample) -> Counts:
    """Count one batch: question -> its answers, missing where there is none.

    A Series holds one answer a row. A DataFrame is a multiple choice: one column an option, true where it was
    chosen, all missing where the question was not answered. Rows of weight 0 do not count.
    """
    if not answers:
        return Counts(pd.DataFrame(columns=[*_KEYS, *_SUMS]))
    return reduce(add, [_count_pass(answers, sample, profiles) for profiles in sample.passes])


def _count_pass(answers: Mapping[str, pd.Series | pd.DataFrame], sample: Sample, profiles: Profiles) -> Counts:
    w = np.asarray(sample.weights, dtype=np.float64)
    parts = [
        {**_bincount(profiles.code, code, w, labels), "question": question}
        for question, given in answers.items()
        for code, labels in _codes(given)
    ]
    sizes = [len(part["profile"]) for part in parts]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in ("profile", "answer", *_SUMS)}
    questions = np.repeat(np.asarray([part["question"] for part in parts], dtype=object), sizes)
    cells, behind = profiles.keys()
    cells = cells[["segment_by", "segment"]].assign(profile=behind)
    table = pd.DataFrame({**columns, "question": questions}).merge(cells, on="profile")
    return _collapse(table[_KEYS], {name: table[name].to_numpy(dtype=np.float64) for name in _SUMS})


def _codes(given: pd.Series | pd.DataFrame) -> list[tuple[Codes, list[str]]]:
    """(answer number of each row, -1 for none; what the numbers mean), once per thing to count."""
    if isinstance(given, pd.DataFrame):
        answered = given.notna().any(axis=1).to_numpy()
        columns = [(given[name].fillna(0).astype(bool).to_numpy(), [str(name)]) for name in given]
    else:
        code, labels = pd.factorize(given)
        answered = code >= 0
        return [(code, as_text(labels)), (answered.astype(np.intp) - 1, [_ANSWERED])]
    return [(seen.astype(np.intp) - 1, labels) for seen, labels in [*columns, (answered, [_ANSWERED])]]


def _bincount(profile: Codes, code: Codes, w: Array, labels: Sequence[str]) -> dict[str, Any]:
    """The profiles and answers that were seen together, and the sums over their rows."""
    given, n_labels = (code >= 0) & (w > 0), max(len(labels), 1)
    joint = profile[given] * n_labels + code[given]
    w = w[given]
    sums = {"n": np.bincount(joint), "w": np.bincount(joint, w), "w2": np.bincount(joint, w**2)}
    seen = np.flatnonzero(sums["n"])
    kept = {name: array[seen].astype(np.float64) for name, array in sums.items()}
    answer = np.asarray(labels, dtype=object)[seen % n_labels]
    return {"profile": seen // n_labels, "answer": answer, **kept}


def _collapse(keys: pd.DataFrame, sums: dict[str, Array]) -> Counts:
    keys, sums = add_equal(keys, sums)
    return Counts(keys.assign(**sums))
