"""What a simulation counts: how often intervals hold the truth and tests reject, how far off estimates and errors are.

Figures that are alike by construction (say the loadings of .8 of three constructs) share one row: what they say is
averaged within a draw, so that ``rate_error``, the Monte Carlo error of the rate, counts draws and not figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

TOLERANCE = 0.015
LEAST_DRAWS = 500


class Seen(NamedTuple):
    """What one draw says of one figure.

    ``how`` it was had and ``method`` in the library's words; ``figure`` names the row of the table, ``place`` which of
    the alike; ``hit`` is 1 where the interval holds the truth, or the test rejects, as it should with probability
    ``nominal``, and NaN where there was neither.
    """

    how: str
    method: str
    figure: str
    place: str
    truth: float
    value: float
    se: float
    hit: float
    nominal: float


def holds(low: float | None, high: float | None, truth: float) -> float:
    """Whether an interval, if there is one, holds the truth."""
    if low is None or high is None or np.isnan([low, high]).any():
        return float("nan")
    return float(low <= truth <= high)


def counted(draws: Iterable[list[Seen]]) -> pd.DataFrame:
    """One row per way and figure; a draw without interval or test has no part in it and is missing in ``draws``."""
    rows = [(number, *seen) for number, found in enumerate(draws) for seen in found]
    every = pd.DataFrame(rows, columns=["draw", *Seen._fields])
    groups = every.groupby(["how", "figure"], sort=False)
    return pd.DataFrame([{"how": how, "figure": figure, **_row(each)} for (how, figure), each in groups])


def _row(each: pd.DataFrame) -> dict[str, object]:
    usable = each.dropna(subset="hit")
    hits = usable.groupby("draw")["hit"].mean()
    nominal, rate = float(each["nominal"].iloc[0]), float(hits.mean())
    return {
        "method": each["method"].mode().iloc[0],
        "draws": len(hits),
        "truth": each["truth"].mean(),
        "bias": (usable["value"] - usable["truth"]).mean(),
        "mean_se": usable["se"].mean(),
        "sd": np.sqrt(usable.groupby("place")["value"].var().mean()),
        "nominal": nominal,
        "rate": rate,
        "rate_error": hits.std() / np.sqrt(len(hits)),
        "within": "yes" if abs(rate - nominal) <= TOLERANCE else "no",
    }
