"""Columns that chapters kept about the respondents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.runs.columns import add_columns


def test_columns_are_joined_by_row_and_the_file_keeps_its_own(tmp_path):
    own = pd.DataFrame({"row": [2, 3, 4], "kept": [True, False, True]})
    own.to_parquet(tmp_path / "respondents.parquet", index=False)
    (tmp_path / "columns").mkdir()
    kept = pd.DataFrame({"row": [4, 2], "factor.F1": [0.5, -1.0]})
    kept.to_parquet(tmp_path / "columns" / "factors.parquet", index=False)
    add_columns(tmp_path, ["quality", "factors"])
    found = pd.read_parquet(tmp_path / "respondents.parquet")
    assert found.columns.tolist() == ["row", "kept", "factor.F1"]
    np.testing.assert_array_equal(found["factor.F1"], [-1.0, np.nan, 0.5])
    assert found["kept"].tolist() == [True, False, True]
    assert not (tmp_path / "columns").exists()


def test_nothing_kept_changes_nothing(tmp_path):
    pd.DataFrame({"row": [2]}).to_parquet(tmp_path / "respondents.parquet", index=False)
    before = (tmp_path / "respondents.parquet").read_bytes()
    add_columns(tmp_path, ["quality"])
    assert (tmp_path / "respondents.parquet").read_bytes() == before
