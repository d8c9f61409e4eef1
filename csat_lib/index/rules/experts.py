"""Points that experts give each part: w_j, the mean over experts of the part's share of their points.

Each expert counts alike, however many points were given out. How far they agree: Kendall's W over the m experts' ranks
of the k parts, corrected for ties, W = 12 S / (m^2 (k^3 - k) - m sum T), tested by chi2 = m (k - 1) W with k - 1
degrees of freedom: Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10: 275-287.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from csat_lib.index.decompose import Array
from csat_lib.index.part_scores import Diagnostic, PartScores, RuleWeights, scaled, without


def weigh(scores: PartScores) -> RuleWeights:
    """The mean shares of the last round, and what is told of it."""
    given = scores.judgements
    if given is None or not given.points:
        return without(scores.k, "no_judgements")
    last = max(given.points)
    shares = shares_of(given.points[last])
    found = scaled(shares.mean(axis=0))
    return RuleWeights(found.weights, found.directions, "", (), told_of(shares, ""))


def shares_of(points: Array) -> Array:
    """(experts, k) shares of each expert's points."""
    return np.asarray(points / points.sum(axis=1, keepdims=True))


def told_of(shares: Array, number: str) -> tuple[Diagnostic, ...]:
    """Agreement of the experts in a round, and of each part mean and quartiles of the shares."""
    m, k = shares.shape
    lower, upper = np.quantile(shares, [0.25, 0.75], axis=0)
    of_parts = (("expert_mean", shares.mean(axis=0)), ("expert_lower", lower), ("expert_upper", upper))
    told = [Diagnostic(name, float(of[j]), (j, None), number, m) for name, of in of_parts for j in range(k)]
    w, p = kendall_w(shares)
    return (*told, Diagnostic("kendall_w", w, (None, None), number, m, p)) if w is not None else tuple(told)


def kendall_w(points: Array) -> tuple[float | None, float | None]:
    """(W, its p); nothing of one expert, of one part, or where every expert ranks all parts alike."""
    m, k = points.shape
    ranks = pd.DataFrame(points).rank(axis=1).to_numpy()
    ties = sum(float(((of := np.unique(row, return_counts=True)[1]) ** 3 - of).sum()) for row in ranks)
    most = m**2 * (k**3 - k) - m * ties
    if m < 2 or not most > 0:
        return None, None
    w = float(12 * np.sum((ranks.sum(axis=0) - m * (k + 1) / 2) ** 2) / most)
    return w, float(chdtrc(k - 1, m * (k - 1) * w))
