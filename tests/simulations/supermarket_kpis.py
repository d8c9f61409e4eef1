"""Figures of operation of the template ``supermarket``: ``python -m tests.simulations.supermarket_kpis`` writes them.

Counts and means are drawn about each store's own level, with 0.3 of it shared by all months, so that stores keep their
places. Planted: in June the queue at store S4 is 7 minutes, where it was 3 in May.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parents[2] / "params" / "supermarket"
STORES = tuple(f"S{number}" for number in range(1, 9))
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 7))
SHARES = {"repeat": (0.48, 0.03, 1800), "active": (0.36, 0.03, 2600), "redeemed": (0.27, 0.03, 2600),
          "out_of_stock": (0.04, 0.012, 500)}  # fmt: skip
"""KPI -> mean share, its standard deviation between stores, how many are counted a month."""
MEANS = {"seconds": (88.0, 8.0, 30.0, 400), "queue": (3.6, 0.6, 0.0, 0), "restock": (48.0, 10.0, 20.0, 90)}
"""KPI -> mean, its standard deviation between stores, that of single cases, how many are measured (0: all)."""
PLANT = {("S4", "2026-05"): 3.0, ("S4", "2026-06"): 7.0}


def drawn(seed: int = 4, *, plants: bool = True) -> pd.DataFrame:
    """The table, by months, stores and KPIs; without plants the queue of S4 stays at 3 minutes."""
    rng = np.random.default_rng(seed)
    level = {name: rng.normal(mean, spread, len(STORES)) for name, (mean, spread, *_) in (SHARES | MEANS).items()}
    rows = []
    for month in MONTHS:
        for at, store in enumerate(STORES):
            for name, (_, _, n) in SHARES.items():
                count = rng.binomial(n, float(np.clip(level[name][at], 0.005, 0.95)))
                rows.append({"unit": store, "period": month, "kpi": name, "numerator": count, "denominator": n})
            for name, (_, spread, sd, n) in MEANS.items():
                value = round(float(max(rng.normal(level[name][at], 0.15 * spread), 0.5)), 1)
                row = {"unit": store, "period": month, "kpi": name, "value": value}
                rows.append(row | ({"n": n, "sd": sd} if n else {}))
    table = pd.DataFrame(rows)[["unit", "period", "kpi", "value", "numerator", "denominator", "n", "sd"]]
    for (store, month), minutes in PLANT.items():
        here = (table["unit"] == store) & (table["period"] == month) & (table["kpi"] == "queue")
        table.loc[here, "value"] = minutes if plants else PLANT["S4", "2026-05"]
    # Riverside had no shelf checks in June: the rule for what is missing has work to do.
    gone = (table["unit"] == "S7") & (table["period"] == "2026-06") & (table["kpi"] == "restock")
    counts = dict.fromkeys(("numerator", "denominator", "n"), "Int64")
    return table[~gone].astype(counts)


def write(folder: Path = FOLDER, seed: int = 4, *, plants: bool = True) -> None:
    """Write the file."""
    drawn(seed, plants=plants).to_csv(folder / "kpi.csv", index=False)


if __name__ == "__main__":
    write()
