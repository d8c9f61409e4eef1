"""Figures about careless answers."""

from __future__ import annotations

import numpy as np

from csat_lib.answers.careless import longstring, variability
from csat_lib.validation.case import Compute, Figures

ROW = (3, 3, 3, 3, 5, 5, 1, 1, 1, 1, 1, 2)


def one_row() -> Figures:
    """Longest run and variability of twelve answers."""
    row = np.array([ROW], dtype=np.float64)
    return {"longstring": float(longstring(row)[0]), "irv": float(variability(row)[0])}


COMPUTE: dict[str, Compute] = {
    "one-row": one_row,
}
