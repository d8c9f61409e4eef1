"""Figures of operation of the template ``service-csi``: ``python -m tests.simulations.service_kpis`` writes them.

Each branch has its own level, of which both years keep most; East to Harbour in the order of the study.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FILE = Path(__file__).parents[2] / "params" / "service-csi" / "kpi.csv"
BRANCHES, YEARS = tuple(f"B{number}" for number in range(1, 9)), ("2025", "2026")
SHARES = {"on_time": (0.90, 0.03, 900), "defects": (0.05, 0.015, 900), "complaints": (0.025, 0.008, 900),
          "retained": (0.76, 0.04, 600)}  # fmt: skip
"""KPI -> mean share, its standard deviation between branches, how many are counted a year."""
WAITING = (30.0, 6.0, 18.0, 900)
"""Hours: mean, its standard deviation between branches, that of single visits, how many visits a year."""


def drawn(seed: int = 2) -> pd.DataFrame:
    """The table, by years, branches and KPIs."""
    rng = np.random.default_rng(seed)
    level = {name: rng.normal(mean, spread, len(BRANCHES)) for name, (mean, spread, _) in SHARES.items()}
    hours = rng.normal(WAITING[0], WAITING[1], len(BRANCHES))
    rows = []
    for year in YEARS:
        for at, branch in enumerate(BRANCHES):
            for name, (_, _, n) in SHARES.items():
                count = rng.binomial(n, float(np.clip(level[name][at], 0.005, 0.99)))
                rows.append({"unit": branch, "period": year, "kpi": name, "numerator": count, "denominator": n})
            value = round(float(rng.normal(hours[at], WAITING[2] / np.sqrt(WAITING[3]))), 1)
            row = {"unit": branch, "period": year, "kpi": "waiting", "value": value}
            rows.append(row | {"n": WAITING[3], "sd": WAITING[2]})
    columns = ["unit", "period", "kpi", "value", "numerator", "denominator", "n", "sd"]
    return pd.DataFrame(rows)[columns].astype(dict.fromkeys(("numerator", "denominator", "n"), "Int64"))


if __name__ == "__main__":
    drawn().to_csv(FILE, index=False)
