"""How likely so many hits in a group are by chance."""

from __future__ import annotations

import numpy as np


def chance_of_as_many(hits: int, n: int, hits_of_all: int, n_of_all: int) -> float:
    """Fisher's exact test, one-sided: the chance of so many hits or more among n of all, drawn without looking.

    Hypergeometric: sum over k >= hits of C(hits_of_all, k) C(n_of_all - hits_of_all, n - k) / C(n_of_all, n). Terms are
    built from the likeliest one outwards, each as a multiple of its neighbour, so that none loses digits, however large
    n; ``scipy.stats`` has the same test, and takes longer to import than a chapter takes to run.
    """
    fewest, most = max(0, n + hits_of_all - n_of_all), min(n, hits_of_all)
    if not fewest < hits <= most:
        return float(hits <= fewest)
    k = np.arange(fewest, most, dtype=np.float64)
    next_to_this = (hits_of_all - k) * (n - k) / ((k + 1) * (n_of_all - hits_of_all - n + k + 1))
    top = min(max((n + 1) * (hits_of_all + 1) // (n_of_all + 2), fewest), most) - fewest
    below, above = np.cumprod(1 / next_to_this[:top][::-1])[::-1], np.cumprod(next_to_this[top:])
    terms = np.concatenate([below, [1.0], above])
    return float(terms[hits - fewest :].sum() / terms.sum())
