"""How far the answers to an item spread."""

from __future__ import annotations

import math

from csat_lib.findings import ways
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.moments import Moments


def standard_deviation(items: Moments, item: str) -> Estimate:
    """The standard deviation of an item over its own answers, on the answer scale.

    s = sqrt(n / (n - 1) * (sum w x^2 / sum w - m^2)) with m the weighted mean: unweighted R's ``sd``; weights enter as
    shares, so that their scale does not matter (R's ``cov.wt``, method "ML", times n / (n - 1)). No standard error.
    Reasons: ``not_asked``, ``all_missing``: nobody answered, ``few_answers``: one person did.
    """
    if item not in items.items:
        return Estimate(None, None, None, 0, 0.0, 0.0, ways("raw"), "not_asked")
    own = items.select([item])
    n, weight, squares = (float(part[0, 0]) for part in (own.n, own.w, own.w2))
    bases = (int(n), weight, weight**2 / squares if squares else 0.0)
    method = ways("raw", *["weighted"] * own.weighted)
    if n < 2:
        return Estimate(None, None, None, *bases, method, "few_answers" if n else "all_missing")
    return Estimate(math.sqrt(float(own.covariance[0, 0])), None, None, *bases, method)
