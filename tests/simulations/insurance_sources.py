"""Records and visits of the template ``insurance-agent``.

``python -m tests.simulations.insurance_sources`` writes them.

All three sources see the same agent: what the study gives an agent's customers (``simulate``) moves records and visits
by as many points. Planted: agent A17, whose own customers score high, has a complaint rate of three times the mean, few
call-backs and visits about 62, where others have 80.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.study import load_study

FOLDER = Path(__file__).parents[2] / "params" / "insurance-agent"
AGENTS, QUARTERS = tuple(f"A{number:02d}" for number in range(1, 26)), ("2026Q1", "2026Q2")
POINTS = 12.0
"""By so many points a customers' score rises with a shift of 1 in the study."""
RATES = {"complaints": (0.006, 2000, 0.018, -0.03), "callbacks": (0.88, 300, 0.70, 0.5)}
"""KPI -> the usual share, how many are counted, the share of A17, what 100 points are."""
VISITS, USUAL, SD, PLANTED = 3, 80.0, 6.0, 62.0


def shifts() -> dict[str, float]:
    """By how much each agent's customers are shifted, A17's left out."""
    effects = load_study(FOLDER / "study.yaml").simulate.choices["agent_id"].effects
    return {agent: float(np.mean([*of.values()])) for agent, of in effects.items() if agent != "A17"}


def drawn(seed: int = 6, *, plants: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(records, visits) by quarter and agent; without plants A17 is like all others."""
    rng, better = np.random.default_rng(seed), shifts()
    records, visits = [], []
    for quarter in QUARTERS:
        for agent in AGENTS:
            is_planted, points = plants and agent == "A17", POINTS * better.get(agent, 0.0)
            for name, (share, n, odd, whole) in RATES.items():
                count = rng.binomial(n, odd if is_planted else share + whole * points / 100)
                records.append({"unit": agent, "period": quarter, "kpi": name, "numerator": count, "denominator": n})
            for visit in range(1, VISITS + 1):
                score = round(float(np.clip(rng.normal(PLANTED if is_planted else USUAL + points, SD), 0, 100)), 1)
                day = f"2026-0{1 if quarter == '2026Q1' else 4}-{10 * visit - 5:02d}"
                row = {"unit": agent, "period": quarter, "indicator": "agent", "score": score, "date": day}
                visits.append(row)
    return pd.DataFrame(records), pd.DataFrame(visits)


def write(folder: Path = FOLDER, seed: int = 6, *, plants: bool = True) -> None:
    """Write both files."""
    for name, table in zip(("kpi", "visits"), drawn(seed, plants=plants), strict=True):
        table.to_csv(folder / f"{name}.csv", index=False)


if __name__ == "__main__":
    write()
