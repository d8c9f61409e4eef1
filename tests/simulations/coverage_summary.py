"""The tables of the simulations, summed up by kind of interval for the annex and for ``csat validate``.

Run by hand from the top folder after a simulation: ``python -m tests.simulations.coverage_summary``. Writes
``csat_lib/findings/catalogue/coverage.csv``; what its columns are stands there in ``coverage.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from .replicated import RARE

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "csat_lib" / "findings" / "catalogue" / "coverage.csv"
COLUMNS = ["case", "n", "draws", "coverage", "below", "above"]
LEAST_DRAWS = 500
"""Cases in which so few samples have an interval at all tell nothing of the others."""
HEAVY = "weighted, unequal response"
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


def _index(*figures: str) -> pd.DataFrame:
    """Rows of all rules whose indices have an interval."""
    table = pd.read_csv(HERE / "index_coverage.csv")
    table = table[table["figure"].isin(figures) & (table["rule"] != "entropy")]
    named = {f"{column}_counted": column for column in ("coverage", "below", "above")}
    return _printed(table.rename(columns=named))


def _raked(*figures: str, design: str = "") -> pd.DataFrame:
    """Rows of the raked samples: of a design apart, or of all others."""
    table = pd.read_csv(HERE / "raked_coverage.csv")
    others = ~table["design"].isin(["capped", HEAVY])
    kept = table[table["figure"].isin(figures) & (table["design"] == design if design else others)]
    case = kept["design"] + ", " + kept["outcome"] + ", " + kept["margins explain"]
    return _printed(kept.assign(case=case))


def _printed(kept: pd.DataFrame) -> pd.DataFrame:
    """The rows in which enough of the draws have an interval, with their number."""
    draws = (kept["draws"] * kept["printed"]).round().astype(int)
    return kept.assign(draws=draws)[lambda rows: (rows["draws"] >= LEAST_DRAWS) & (kept["printed"] >= RARE)].reindex(
        columns=COLUMNS
    )


def _explained(*figures: str) -> pd.DataFrame:
    """Rows of the explained variance above 0: at 0 an interval has one end only that can miss."""
    table = pd.read_csv(HERE / "explained_coverage.csv")
    kept = table[table["figure"].isin(figures) & (table["planted"] > 0)]
    return _printed(kept.assign(case=kept["case"] + ", " + kept["planted"].astype(str)))


def _reliability(*figures: str) -> pd.DataFrame:
    table = pd.read_csv(HERE / "reliability_coverage.csv")
    kept = table[table["figure"].isin(figures) & ~table["method"].str.contains("by name")]
    return _printed(kept)


def _other(*figures: str) -> pd.DataFrame:
    table = pd.read_csv(HERE / "other_coverage.csv")
    kept = table[table["figure"].isin(figures) & ~table["method"].str.contains("by name")]
    return _printed(kept)


def _loadings() -> pd.DataFrame:
    table = pd.read_csv(HERE / "loading_coverage.csv")
    return _printed(table[~table["method"].str.contains("by name")])


def _paths() -> pd.DataFrame:
    table = pd.read_csv(HERE / "path_coverage.csv").rename(columns={"samples": "draws"})
    return _printed(table[~table["ends"].str.contains("by name")])


def _confirmatory(errors: str) -> pd.DataFrame:
    table = pd.read_csv(HERE / "confirmatory_coverage.csv")
    return _printed(table[table["method"].str.contains(errors)])


def _lmg() -> pd.DataFrame:
    """LMG's shares; a lead has no interval."""
    table = pd.read_csv(HERE / "lead_coverage.csv")
    return _printed(table[~table["method"].str.contains("by name")])


def _fit() -> pd.DataFrame:
    """RMSEA of a misfit above 0: at 0 an interval has one end only that can miss."""
    table = pd.read_csv(HERE / "fit_coverage.csv")
    return _printed(table[~table["method"].str.contains("by name") & (table["truth"] > 0)])


def _further(name: str, *figures: str) -> pd.DataFrame:
    """Rows of a table with one interval a figure, whose name may go on behind a comma or a word."""
    table = pd.read_csv(HERE / f"{name}_coverage.csv")
    is_own = table["figure"].str.startswith(figures) & ~table["method"].str.contains("by name")
    return _printed(table[is_own])


def _derived(*figures: str) -> pd.DataFrame:
    table = pd.read_csv(HERE / "derived_coverage.csv")
    return _printed(table[table["figure"].str.partition(",")[0].isin(figures)])


def _kept(name: str, *starts: str) -> pd.DataFrame:
    """Rows of a table whose figures begin so."""
    table = pd.read_csv(HERE / f"{name}_coverage.csv")
    return _printed(table[table["figure"].str.startswith(starts) & ~table["method"].str.contains("by name")])


KINDS: dict[str, Callable[[], pd.DataFrame]] = {
    "means": lambda: pd.concat(
        [
            _read("mean_coverage", "_logit"),
            _further("share", "conjunction share", "topic score"),
            _kept("record", "operating points"),
        ]
    ),
    "numbers": lambda: _further("number", "mean", "change", "ratio"),
    "raked_mean": lambda: _raked("mean", "change"),
    "raked_gap": lambda: _raked("gap"),
    "raked_heavy": lambda: _raked("mean", "gap", "change", design=HEAVY),
    "capped": lambda: _raked("mean", "gap", "change", design="capped"),
    "composite": lambda: _index("all", "group"),
    "composite_difference": lambda: _index("gap", "change"),
    "reliability": lambda: pd.concat([_reliability("alpha", "lambda2", "omega"), _further("scale", "alpha_revised")]),
    "validity": lambda: pd.concat([_reliability("ave", "icc"), _other("cr", "rho_a")]),
    "loadings": _loadings,
    "confirmatory": lambda: _confirmatory("satorra-bentler"),
    "confirmatory_sandwich": lambda: _confirmatory("sandwich"),
    "rmsea": _fit,
    "htmt": lambda: _other("htmt", "htmt2"),
    "correlations": lambda: pd.concat([_reliability("criterion_r"), _other("item_rest"), _further("scale", "other_r")]),
    "single_answer": lambda: pd.concat(
        [_other("answer share"), _derived("state share"), _further("share", "answer share", "topic share")]
    ),
    "median": lambda: pd.concat([_other("median"), _further("number", "median")]),
    "gap_times_importance": lambda: _other("weighted gap"),
    "ratio": lambda: _derived("ratio", "ratio gap"),
    "target_gap": lambda: _derived("target gap"),
    "blank_rules": lambda: _derived("blank index", "blank effect"),
    "parts": lambda: pd.concat([_other("contribution", "mix"), _kept("part", "contribution", "mix", "remainder")]),
    "kpi_parts": lambda: _kept("part", "index", "change", "kpis", "answers"),
    "records": lambda: _kept("record", "operating figure", "operating change"),
    "shrunk": lambda: _kept("record", "shrunk"),
    "sources": lambda: _kept("record", "source gap"),
    "r2": lambda: _explained("r2"),
    "importance": lambda: pd.concat([_explained("share 1", "share 3", "share 6"), _lmg()]),
    "paths": _paths,
}


if __name__ == "__main__":
    summary().round(4).to_csv(KEPT, index=False)
