"""Rows that come twice."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.answers.duplicates import KeySpill
from csat_lib.answers.identity import mixed


def found(folder, keys, size=1000, out=None, most=1000):
    spill = KeySpill(folder, most)
    for start in range(0, len(keys), size):
        part = np.array(keys[start : start + size], dtype=np.uint64)
        spill.add(part, np.arange(start, start + len(part)))
    pairs = [pair for later, first in spill.repeats(out) for pair in zip(later.tolist(), first.tolist(), strict=True)]
    return sorted(pairs)


def test_the_later_rows_repeat_the_first(tmp_path):
    assert found(tmp_path / "keys", [7, 8, 7, 9, 7, 8]) == [(2, 0), (4, 0), (5, 1)]


def test_rows_without_a_key_repeat_nothing(tmp_path):
    assert found(tmp_path / "keys", [0, 0, 5, 0, 5]) == [(4, 2)]


def test_rows_that_are_out_neither_repeat_nor_are_repeated(tmp_path):
    out = np.array([True, False, False, True])
    assert found(tmp_path / "keys", [7, 7, 7, 7], out=out) == [(2, 1)]


@settings(max_examples=20)
@given(st.lists(st.integers(1, 30), max_size=200), st.integers(1, 50), st.sampled_from([0, 20, 1000]))
def test_keys_all_over_are_found_as_a_dictionary_would(tmp_path_factory, small, size, most):
    keys = mixed(np.zeros(len(small), dtype=np.uint64), np.array(small, dtype=np.uint64)).tolist()
    first: dict[int, int] = {}
    expected = [(at, first[key]) for at, key in enumerate(keys) if first.setdefault(key, at) != at]
    assert found(tmp_path_factory.mktemp("spill") / "keys", keys, size, most=most) == expected
