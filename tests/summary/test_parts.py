"""How parts lie on disk."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.parts import read_part, write_part


def test_arrays_and_facts_come_back(tmp_path):
    given = {
        "n": np.arange(6.0).reshape(2, 3),
        "flags": np.array([True]),
        "words": np.array(["客房"]),
        "none": np.empty(0),
    }
    write_part(tmp_path / "a.parquet", "counts", given, {"items": ["客房", "b"]})
    arrays, facts = read_part(tmp_path / "a.parquet", "counts")
    assert arrays.keys() == given.keys()
    for name, array in given.items():
        np.testing.assert_array_equal(arrays[name], array, strict=True)
    assert facts == {"items": ["客房", "b"]}


def test_equal_content_gives_equal_bytes(tmp_path):
    for name in ("a", "b"):
        write_part(tmp_path / name, "counts", {"n": np.arange(3.0)}, {})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_kind_is_refused(tmp_path):
    write_part(tmp_path / "a.parquet", "counts", {}, {})
    with pytest.raises(CsatError) as caught:
        read_part(tmp_path / "a.parquet", "design")
    assert str(caught.value) == (
        f"{tmp_path / 'a.parquet'} holds `counts 4`, this version reads `design 4` here. "
        "Collect the wave again with `csat run`."
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"question,answer\n"])
def test_a_file_that_is_no_part_is_refused(tmp_path, content):
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(CsatError, match=r"a\.parquet holds `no part of a summary`, this version reads `design 4` here"):
        read_part(tmp_path / "a.parquet", "design")


def test_a_table_without_a_head_is_refused(tmp_path):
    pd.DataFrame({"n": np.arange(3.0)}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(CsatError, match="holds `no part of a summary`"):
        read_part(tmp_path / "a.parquet", "design")
