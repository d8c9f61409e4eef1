"""The tables of the simulations, summed up by kind of interval for the annex and for ``csat validate``.

Run by hand from the top folder after a simulation: ``python -m tests.simulations.coverage_summary``. Writes
``csat_lib/findings/catalogue/coverage.csv``; what its columns are stands there in ``coverage.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "csat_lib" / "findings" / "catalogue" / "coverage.csv"
COLUMNS = ["case", "n", "draws", "coverage", "below", "above"]
LEAST_N = 100
"""Samples that a report rests on: what happens under it stands in the tables alone."""


def summary() -> pd.DataFrame:
    """One row per kind."""
    return pd.DataFrame([{"kind": kind, **_summed(read())} for kind, read in KINDS.items()])


def _summed(table: pd.DataFrame) -> dict[str, object]:
    table = table[table["n"] >= LEAST_N]
    return {
        "designs": table["case"].nunique(),
        "draws": table["draws"].min(),
        "n_least": table["n"].min(),
        "n_most": table["n"].max(),
        "least": table["coverage"].min(),
        "most": table["coverage"].max(),
        "below": table["below"].max(),
        "above": table["above"].max(),
    }


def _read(name: str, suffix: str, **only: list[str]) -> pd.DataFrame:
    """Rows of a table by the columns that end in ``suffix``, of some values of others."""
    table = pd.read_csv(HERE / f"{name}.csv")
    for column, values in only.items():
        table = table[table[column].isin(values)]
    named = {f"{column}{suffix}": column for column in ("coverage", "below", "above")}
    return table.rename(columns=named).reindex(columns=COLUMNS)


KINDS: dict[str, Callable[[], pd.DataFrame]] = {
    "mean": lambda: _read("mean_coverage", "_logit"),
    "index": lambda: _read("index_coverage", "_counted", figure=["all", "group"]),
    "index_difference": lambda: _read("index_coverage", "_counted", figure=["gap", "change"]),
}


if __name__ == "__main__":
    summary().round(4).to_csv(KEPT, index=False)
