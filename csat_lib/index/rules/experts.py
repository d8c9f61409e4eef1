"""Points that experts give each part: w_j, the mean over experts of the part's share of their points (last round).

Each expert counts alike, however many points were given out. How far they agree: Kendall's W over the m experts' ranks
of the k parts, corrected for ties, W = 12 S / (m^2 (k^3 - k) - m sum T), tested by chi2 = m (k - 1) W with k - 1
degrees of freedom: Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10: 275-287.
"""

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from csat_lib.index.decompose import Array
from csat_lib.index.judged import refuse
from csat_lib.index.part_scores import Diagnostic, PartScores, RuleWeights


def weigh(scores: PartScores) -> RuleWeights:
    """The mean shares of the last round; of every round mean and quartiles of each part's shares, and agreement."""
    rounds = sorted(scores.judgements.points.items())
    refuse("" if rounds else "no_judgements")
    shares = [(str(number), points / points.sum(axis=1, keepdims=True)) for number, points in rounds]
    return RuleWeights(shares[-1][1].mean(axis=0), diagnostics=tuple(one for each in shares for one in _told(*each)))


def _told(number: str, shares: Array) -> list[Diagnostic]:
    m, (lower, upper), (w, p) = len(shares), np.quantile(shares, [0.25, 0.75], axis=0), kendall_w(shares)
    of_parts = (("expert_mean", shares.mean(axis=0)), ("expert_lower", lower), ("expert_upper", upper))
    told = [Diagnostic(name, float(one), (j, None), number) for name, of in of_parts for j, one in enumerate(of)]
    return told if w is None else [*told, Diagnostic("kendall_w", w, (None, None), number, m, p)]


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
