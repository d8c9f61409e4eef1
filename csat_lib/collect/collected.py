"""A collected wave: its files, read when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from csat_lib.period import Period
from csat_lib.summary.summary import Summary


@dataclass(frozen=True)
class Collected:
    """One collected wave: its period and the folder with respondents, ledger and summary."""

    period: Period
    folder: Path

    @cached_property
    def summary(self) -> Summary:
        """The added-up wave."""
        return Summary.load(self.folder / "summary")

    @cached_property
    def respondents(self) -> pd.DataFrame:
        """One row per answer row: kept or the reason, weights, segments, scores."""
        return self._table("respondents")

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Rows before, left out and after, rule by rule."""
        return self._table("ledger")

    @cached_property
    def screening(self) -> pd.DataFrame:
        """What the exclusion rules measured."""
        return self._table("screening")

    def _table(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = pq.read_table(self.folder / f"{name}.parquet").to_pandas()
        return frame
