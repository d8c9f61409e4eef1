"""Records and judgements of the template ``index-system``.

``python -m tests.simulations.index_system_tables`` writes them.

Planted: five experts who give image the largest weight of six indicators and delivery the least, where the answers
(``simulate`` in the study file) have delivery first and image last. Without plants they weigh as the answers do.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parents[2] / "params" / "index-system"
REGIONS, HALVES = ("north", "east", "south", "west", "centre"), ("2025H2", "2026H1")
SHARES = {"complaint_rate": (0.025, 0.005, 1500), "retention": (0.82, 0.02, 600)}
"""KPI -> mean share, its standard deviation between regions, how many are counted in a half-year."""
EXPERTS = tuple(f"E{number}" for number in range(1, 6))
PARTS = ("product", "service", "delivery", "communication", "image", "relation")
THEIRS, ANSWERS = (0.21, 0.19, 0.08, 0.11, 0.28, 0.13), (0.18, 0.16, 0.30, 0.13, 0.09, 0.14)
"""What the experts give each indicator, with the plant and without it."""
SCALE = np.array([*(1 / np.arange(9, 1, -1)), *range(1, 10)])
"""Saaty's scale, 1/9 to 9, from which each judgement is taken."""


def records(seed: int = 3) -> pd.DataFrame:
    """The figures of operation, by half-year and region."""
    rng = np.random.default_rng(seed)
    level = {name: rng.normal(mean, spread, len(REGIONS)) for name, (mean, spread, _) in SHARES.items()}
    return pd.DataFrame(
        {"unit": region, "period": half, "kpi": name, "numerator": rng.binomial(n, level[name][at]), "denominator": n}
        for half in HALVES
        for at, region in enumerate(REGIONS)
        for name, (_, _, n) in SHARES.items()
    )


def judgements(seed: int = 3, *, plants: bool = True) -> pd.DataFrame:
    """Pairs of six indicators; two Delphi rounds on the records, the second closer; points for the two sides."""
    rng, given = np.random.default_rng(seed), np.array(THEIRS if plants else ANSWERS)
    rows = []
    for expert in EXPERTS:
        own = np.log(given) + rng.normal(0, 0.12, len(PARTS))
        for a in range(len(PARTS)):
            for b in range(a + 1, len(PARTS)):
                said = SCALE[np.argmin(np.abs(np.log(SCALE) - (own[a] - own[b])))]
                pair = {"part_a": PARTS[a], "part_b": PARTS[b], "judgement": round(float(said), 4), "round": 1}
                rows.append({"node": "customers", "expert": expert} | pair)
    for number, spread in ((1, 12.0), (2, 5.0)):
        for expert in EXPERTS:
            share = int(np.clip(np.rint(rng.normal(60, spread)), 5, 95))
            for part, points in (("retention", share), ("complaint_rate", 100 - share)):
                row = {"node": "records", "expert": expert, "part_a": part, "judgement": points, "round": number}
                rows.append(row)
    for expert in EXPERTS:
        share = int(np.rint(rng.normal(80, 3)))
        for part, points in (("customers", share), ("records", 100 - share)):
            rows.append({"node": "total", "expert": expert, "part_a": part, "judgement": points, "round": 1})
    return pd.DataFrame(rows)[["node", "expert", "part_a", "part_b", "judgement", "round"]]


def write(folder: Path = FOLDER, seed: int = 3, *, plants: bool = True) -> None:
    """Write both files."""
    records(seed).to_csv(folder / "kpi.csv", index=False)
    judgements(seed, plants=plants).to_csv(folder / "judgements.csv", index=False)


if __name__ == "__main__":
    write()
