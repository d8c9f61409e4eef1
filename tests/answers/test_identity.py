"""Hashes that tell nobody who it was."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from csat_lib.answers.identity import KEY_VARIABLE, hash_column, mixed, numbers_of, study_key


def test_the_key_comes_from_the_environment_or_is_the_name_of_the_study(monkeypatch):
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    unset = study_key("hotel")
    assert unset == study_key("hotel") != study_key("airline")
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    assert study_key("hotel") == study_key("airline") != unset


def test_a_hash_is_the_keyed_blake2b_of_the_text():
    # Python: blake2b(b"a", key=b"key", digest_size=16).hexdigest()
    from hashlib import blake2b

    expected = blake2b(b"a", key=b"key", digest_size=16).hexdigest()
    assert hash_column(pa.array(["a", None, " a "]), b"key").to_pylist() == [expected, None, expected]


def test_numbers_and_text_of_the_same_id_hash_alike():
    texts = hash_column(pa.array(["7", "8"]), b"key")
    assert texts == hash_column(pa.array([7, 8]), b"key") == hash_column(pa.array([7.0, 8.0]), b"key")


def test_an_empty_cell_has_the_number_0_and_equal_texts_have_equal_numbers():
    numbers = numbers_of(pa.array(["a", None, "b", "a"]), b"key")
    assert numbers[1] == 0
    assert numbers[0] == numbers[3] != numbers[2]


def test_mixing_tells_order_and_neighbours_apart():
    small = np.arange(1000, dtype=np.uint64)
    pairs = np.concatenate([mixed(small, small[::-1]), mixed(small[::-1], small)[:500]])
    assert len(np.unique(mixed(small, np.zeros(1000, dtype=np.uint64)))) == 1000
    assert len(np.unique(pairs)) == 1000


def test_mixed_numbers_spread_evenly_over_a_hundred_groups():
    rows = np.arange(100_000, dtype=np.uint64)
    counts = np.bincount((mixed(np.zeros_like(rows), rows) % np.uint64(100)).astype(int), minlength=100)
    chi2 = float(((counts - 1000) ** 2 / 1000).sum())
    assert 50 < chi2 < 160  # 99 degrees of freedom: mean 99, sd 14
