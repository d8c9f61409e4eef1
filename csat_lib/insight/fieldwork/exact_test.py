"""How likely so many hits in a group are by chance."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln


def chance_of_as_many(hits: int, n: int, hits_of_all: int, n_of_all: int) -> float:
    """Fisher's exact test, one-sided: the chance of so many hits or more among n of all, drawn without looking.

    Hypergeometric: sum over k >= hits of C(hits_of_all, k) C(n_of_all - hits_of_all, n - k) / C(n_of_all, n).
    """
    k = np.arange(max(hits, n - (n_of_all - hits_of_all)), min(n, hits_of_all) + 1)
    log_ways = sum(
        gammaln(whole + 1) - gammaln(part + 1) - gammaln(whole - part + 1)
        for whole, part in ((hits_of_all, k), (n_of_all - hits_of_all, n - k))
    )
    log_all = gammaln(n_of_all + 1) - gammaln(n + 1) - gammaln(n_of_all - n + 1)
    return min(float(np.exp(log_ways - log_all).sum()), 1.0)
