"""Principal axis factoring, iterated until the communalities stand still.

Thomson (1934), Harman (1976, ch. 8): the communalities stand on the diagonal of R, its k largest principal axes give
new communalities, and so on. Where no communality is held at a bound the standstill is a stationary point of minres;
the road there is longer. It is offered because much published work used it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.factors.minres import LOWEST, UnrotatedFactors, first_uniquenesses, principal_axes

Array = NDArray[np.float64]
STANDSTILL = 1e-8  # largest change of a communality in a round
MOST_ROUNDS = 5000


def principal_axis(r: Array, n_factors: int, start: Array | None = None) -> UnrotatedFactors:
    """Fit ``n_factors`` to the (p, p) correlations ``r``, which need not be positive definite.

    Starts from the squared multiple correlations (from a half each when R is singular), or from ``start``
    uniquenesses, and stops when no communality changes by 1e-8 or more in a round; SPSS and psych stop at .001. A
    communality that would pass .995 is held there: a Heywood case. ``converged`` is False after 5,000 rounds.
    """
    h = 1 - (first_uniquenesses(r) if start is None else start)
    for iteration in range(1, MOST_ROUNDS + 1):
        loadings = principal_axes(r, 1 - h, n_factors)
        moved = np.minimum((loadings**2).sum(axis=1), 1 - LOWEST)
        change, h = np.abs(moved - h).max(), moved
        if change < STANDSTILL:
            return _solution(r, h, n_factors, iteration)
    return _solution(r, h, n_factors, 0)


def _solution(r: Array, h: Array, k: int, iterations: int) -> UnrotatedFactors:
    loadings = principal_axes(r, 1 - h, k)
    uniquenesses = np.where(h >= 1 - LOWEST, LOWEST, 1 - h)
    residual = r - loadings @ loadings.T - np.diag(uniquenesses)
    settled = iterations > 0
    return UnrotatedFactors(loadings, uniquenesses, float((residual**2).sum() / 2), settled, iterations or MOST_ROUNDS)
