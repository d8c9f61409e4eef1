"""Modification indices of a model of ordered answers: how far chi-square would fall if one more parameter were free."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.dwls import LeastSquares
from csat_lib.measurement.confirmatory.implied_moments import implied
from csat_lib.measurement.confirmatory.modification import COLUMNS, LEFT, ranked, widened
from csat_lib.measurement.confirmatory.ordinal_covariance import OrdinalStatistics
from csat_lib.measurement.confirmatory.wlsmv import OrdinalFit

Array = NDArray[np.float64]


def ordinal_modification(statistics: OrdinalStatistics, fit: OrdinalFit) -> pd.DataFrame:
    """Score tests of the naive chi-square of one group: see ``modification``, whose columns these are.

    Method: with D the slopes of the correlations, W the weights and r what the model leaves, score D_c'W r over
    the information D_c'W D_c that D_m of the model's parameters leaves to the candidate c. lavaan's ``modindices`` are
    these times (n - 1) / n.
    """
    wider, known = widened(fit.structure), fit.structure.n_free
    problem = LeastSquares(wider, statistics.correlations, 1 / np.diagonal(statistics.covariance))
    whole = np.concatenate([fit.theta, np.zeros(wider.n_free - known)])
    place = problem.at(whole[problem.free])
    if place is None or wider.n_free == known:
        return pd.DataFrame(columns=COLUMNS)
    held = problem.free < known
    cross = place.bread[np.ix_(~held, held)]
    own = np.diagonal(place.bread)[~held]
    left = own - (cross * np.linalg.solve(place.bread[np.ix_(held, held)], cross.T).T).sum(axis=1)
    left = np.where(left > LEFT * own, left, np.nan)
    score = -place.gradient()[~held]
    return ranked(wider, fit.theta, implied(wider, whole)[0], score, left)
