"""On-line reviews of the template ``hotel-gsts``: ``python -m tests.simulations.hotel_reviews`` writes them.

A second source beside the guests' own answers: reviewers see the hotels as the study's guests do (``simulate``), and
are stricter. Stars count 0, 25, 50, 75 and 100 points.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from csat_lib.study import load_study

FOLDER = Path(__file__).parents[2] / "params" / "hotel-gsts"
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 6))
REVIEWS, USUAL, POINTS, SD = 12, 74.0, 13.0, 22.0
"""How many a hotel has in a month; their mean, what a shift of 1 in the study is worth, the spread of single ones."""


def drawn(seed: int = 10) -> pd.DataFrame:
    """The table, by months and hotels."""
    rng, truth = np.random.default_rng(seed), load_study(FOLDER / "study.yaml").simulate
    rows = []
    for month in MONTHS:
        for hotel, effects in truth.choices["store"].effects.items():
            points = USUAL + POINTS * sum({**effects}.values()) / 6 + rng.normal(0, SD, REVIEWS)
            for day, score in enumerate(25 * np.rint(points.clip(0, 100) / 25), start=2):
                row = {"unit": hotel, "period": month, "indicator": "reviews", "score": int(score)}
                rows.append(row | {"date": f"{month}-{2 * day:02d}"})
    return pd.DataFrame(rows)


if __name__ == "__main__":
    drawn().to_csv(FOLDER / "reviews.csv", index=False)
