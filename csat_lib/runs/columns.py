"""What chapters kept about the respondents, such as factor scores, joined to the respondents' own file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def add_columns(work: Path, chapters: Sequence[str]) -> None:
    """Add the columns that chapters kept to ``respondents.parquet``, by ``row``; rows that no chapter saw are empty.

    The file's own columns keep their types and their order.
    """
    files = [work / "columns" / f"{chapter}.parquet" for chapter in chapters]
    for kept in [pd.read_parquet(file).set_index("row") for file in files if file.exists()]:
        own = pq.read_table(work / "respondents.parquet")
        more = kept.reindex(own["row"].to_numpy())
        for name in more:
            own = own.append_column(str(name), pa.array(more[name].to_numpy(), from_pandas=True))
        pq.write_table(own, work / "respondents.parquet", compression="zstd")
    shutil.rmtree(work / "columns", ignore_errors=True)
