"""How likely so many hits in a group are by chance."""

from __future__ import annotations


def chance_of_as_many(hits: int, n: int, hits_of_all: int, n_of_all: int) -> float:
    """Fisher's exact test, one-sided: the chance of so many hits or more among n of all, drawn without looking.

    Hypergeometric: sum over k >= hits of C(hits_of_all, k) C(n_of_all - hits_of_all, n - k) / C(n_of_all, n).
    """
    from scipy.stats import hypergeom

    return float(hypergeom.sf(hits - 1, n_of_all, hits_of_all, n))
