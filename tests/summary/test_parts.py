"""How parts lie on disk."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.parts import read_part, write_part


def test_arrays_and_facts_come_back(tmp_path):
    write_part(tmp_path / "a.npz", "counts", {"n": np.arange(3.0)}, {"items": ["客房", "b"]})
    arrays, facts = read_part(tmp_path / "a.npz", "counts")
    assert arrays["n"].tolist() == [0.0, 1.0, 2.0]
    assert facts == {"items": ["客房", "b"]}


def test_equal_content_gives_equal_bytes(tmp_path):
    for name in ("a", "b"):
        write_part(tmp_path / name, "counts", {"n": np.arange(3.0)}, {})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_kind_is_refused(tmp_path):
    write_part(tmp_path / "a.npz", "counts", {}, {})
    with pytest.raises(CsatError) as caught:
        read_part(tmp_path / "a.npz", "design")
    assert str(caught.value) == (
        f"{tmp_path / 'a.npz'} holds `counts 1`, this version reads `design 1` here. "
        "Collect the wave again with `csat run`."
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"question,answer\n"])
def test_a_file_that_is_no_part_is_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(CsatError, match=r"a\.npz holds `no part of a summary`, this version reads `design 1` here"):
        read_part(tmp_path / "a.npz", "design")


def test_arrays_without_a_head_are_refused(tmp_path):
    np.savez(tmp_path / "a.npz", n=np.arange(3.0))
    with pytest.raises(CsatError, match="holds `no part of a summary`"):
        read_part(tmp_path / "a.npz", "design")


def test_a_single_array_is_refused(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(3.0))
    with pytest.raises(CsatError, match="holds `no part of a summary`"):
        read_part(tmp_path / "a.npy", "design")
