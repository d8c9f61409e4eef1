"""Who answered, without saying who: ids become keyed hashes where they are read, and stay so.

Equal ids give equal hashes in every wave of a study, so that a panel can be followed; without the key nobody can
compute the hash of a known id.
"""

from __future__ import annotations

import os
from hashlib import blake2b

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from csat_lib.answers.decode import distinct
from csat_lib.answers.file_codes import as_text

KEY_VARIABLE = "CSAT_STUDY_KEY"
Hashes = NDArray[np.uint64]


def study_key(study: str) -> bytes:
    """The secret of the study: environment variable CSAT_STUDY_KEY, or the study's name where none is set."""
    return blake2b(os.environ.get(KEY_VARIABLE, study).encode()).digest()


def hash_column(array: pa.Array, key: bytes) -> pa.Array:
    """(n,) 32 hexadecimal digits for every cell; an empty cell stays empty."""
    cells, index = distinct(array)
    hashes = [_hash(text, key) if (text := as_text(cell)) else None for cell in cells]
    return pa.array(hashes, type=pa.string()).take(pa.array(index))


def text_column(array: pa.Array) -> pa.Array:
    """(n,) the cells as text; an empty cell stays empty."""
    cells, index = distinct(array)
    return pa.array([as_text(cell) or None for cell in cells], type=pa.string()).take(pa.array(index))


def _hash(text: str, key: bytes) -> str:
    return blake2b(text.encode(), key=key, digest_size=16).hexdigest()


def numbers_of(column: pa.Array, key: bytes) -> Hashes:
    """(n,) a 64-bit number per text, equal for equal texts; 0 for an empty cell."""
    cells, index = distinct(column)
    sums = [
        0 if cell is None else int.from_bytes(blake2b(cell.encode(), key=key, digest_size=8).digest()) for cell in cells
    ]
    return np.array(sums, dtype=np.uint64)[index]


def mixed(left: Hashes, right: Hashes) -> Hashes:
    """(n,) one 64-bit number for two, by the finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    z = left * np.uint64(0x9E3779B97F4A7C15) + right + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(z ^ (z >> np.uint64(31)), dtype=np.uint64)
