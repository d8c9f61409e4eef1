"""Records and visits of the template ``insurance-agent``.

``python -m tests.simulations.insurance_sources`` writes them.

Planted: agent A17, whose own customers score high, has a complaint rate of three times the mean, few call-backs and
visits about 62, where others have 80.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parents[2] / "params" / "insurance-agent"
AGENTS, QUARTERS = tuple(f"A{number:02d}" for number in range(1, 26)), ("2026Q1", "2026Q2")
RATES = {"complaints": (0.006, 2000, 0.018), "callbacks": (0.88, 300, 0.70)}
"""KPI -> the usual share, how many are counted, the share of A17."""
VISITS, USUAL, SD, PLANTED = 3, 80.0, 6.0, 62.0


def drawn(seed: int = 6, *, plants: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(records, visits) by quarter and agent; without plants A17 is like all others."""
    rng = np.random.default_rng(seed)
    records, visits = [], []
    for quarter in QUARTERS:
        for agent in AGENTS:
            is_planted = plants and agent == "A17"
            for name, (share, n, odd) in RATES.items():
                count = rng.binomial(n, odd if is_planted else share)
                records.append({"unit": agent, "period": quarter, "kpi": name, "numerator": count, "denominator": n})
            for visit in range(1, VISITS + 1):
                score = round(float(np.clip(rng.normal(PLANTED if is_planted else USUAL, SD), 0, 100)), 1)
                day = f"2026-0{1 if quarter == '2026Q1' else 4}-{10 * visit - 5:02d}"
                row = {"unit": agent, "period": quarter, "indicator": "agent", "score": score, "date": day}
                visits.append(row)
    return pd.DataFrame(records), pd.DataFrame(visits)


def write(folder: Path = FOLDER, **how: bool) -> None:
    """Write both files."""
    for name, table in zip(("kpi", "visits"), drawn(**how), strict=True):
        table.to_csv(folder / f"{name}.csv", index=False)


if __name__ == "__main__":
    write()
