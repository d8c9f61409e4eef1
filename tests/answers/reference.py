"""The answers that tests/reference/careless.R has measured with base R: 12 rows with gaps, of 60 that it draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

REFERENCE = Path(__file__).parents[1] / "reference"


def careless_answers() -> np.ndarray:
    """(60, 16) answers 1 to 5: four constructs of four items, in the second of which the last item is reversed."""
    return pd.read_csv(REFERENCE / "careless_answers.csv", comment="#").to_numpy(dtype=np.float64)
