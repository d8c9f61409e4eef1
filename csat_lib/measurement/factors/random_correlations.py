"""Correlation matrices of items that have nothing to do with one another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.measurement.correlations.correlation import Correlation, correlate
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]


def random_correlations(p: int, n: float, draws: int, rng: np.random.Generator) -> Array:
    """(draws, p, p) sample correlations of p independent normal items and n respondents.

    L L' with L lower triangular, chi(n - 1 - j) on its diagonal and N(0, 1) below is Wishart(n - 1): Bartlett (1933).
    """
    lower = np.tril(rng.standard_normal((draws, p, p)), -1)
    at = np.arange(p)
    lower[:, at, at] = np.sqrt(rng.chisquare(n - 1 - at, (draws, p)))
    rows = lower / np.linalg.norm(lower, axis=2, keepdims=True)
    return np.asarray(rows @ rows.swapaxes(1, 2))


def permuted_correlations(rows: Rows, like: Correlation, draws: int, rng: np.random.Generator) -> Array:
    """(draws, p, p) correlations, of the kind and rule of ``like``, of its items shuffled among the respondents.

    Every item's answers are dealt out anew among those who answered it; who left it blank, and what a respondent
    weighs, stays. NaN where a draw could not be correlated.
    """
    kept = rows.select(like.items)
    kept = kept.complete() if like.bases.missing == "listwise" else kept
    values, base = kept.frame.to_numpy(dtype=np.float64, na_value=np.nan), Base(kept.weights)
    matrices = []
    for _ in range(draws):
        frame = pd.DataFrame(shuffled(values, rng), columns=list(like.items))
        part = sum_moments(frame, base, like.bases.missing) if like.kind == "pearson" else sum_pairs(frame, base)
        matrices.append(correlate(part, like.spec).matrix)
    return np.stack(matrices)


def shuffled(values: Array, rng: np.random.Generator) -> Array:
    """(n, p) every column in random order, missing answers where they were."""
    if not np.isnan(values).any():
        return np.asarray(rng.permuted(values, axis=0))
    mixed = values.copy()
    for column in mixed.T:
        answered = ~np.isnan(column)
        column[answered] = rng.permutation(column[answered])
    return mixed
