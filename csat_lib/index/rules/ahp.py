"""Analytic hierarchy process: weights from judgements in pairs, Saaty (1980), The Analytic Hierarchy Process.

Experts are taken together by the geometric mean of their judgements. Variants: ``eigenvector`` (the principal one,
A w = lambda w), ``geometric_mean`` of rows (方根法), ``column_sum``: mean of the shares of columns (和积法).
CI = (lambda - n) / (n - 1), lambda the mean of (A w)_j / w_j; CR = CI / RI, RI the mean CI of random judgements, to
be under .10. Judgements that are missing: Harker (1987), Mathematical Modelling 9: 353-360, 0 in their place and 1 more
for each in the diagonal, of the eigenvector alone, and without CR, as no random index is for them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from csat_lib.index.decompose import Array
from csat_lib.index.part_scores import Diagnostic, PartScores, RuleWeights, scaled, without

RANDOM_INDEX = {
    "saaty1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    "saaty2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "donegan1991": (
        *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643, 1.4822, 1.4969),
    ),
    "alonso2006": (
        *(0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838),
    ),
}
"""Of 3 to 15 parts: Saaty (1980); Saaty (2005), Theory and Applications of the ANP; Donegan & Dodd (1991), Mathl Comput
Modelling 15; Alonso & Lamata (2006), Int J Uncertainty, Fuzziness and Knowledge-Based Systems 14."""
FEWEST = 3
CONSISTENT = 1 + 1e-9


def weigh(scores: PartScores) -> RuleWeights:
    """The weights, how consistent the judgements are, and the one that departs most from what the weights imply."""
    given = scores.judgements
    if given is None or not len(given.pairs):
        return without(scores.k, "no_judgements")
    a = given.together
    lacks, variant = np.isnan(a), scores.settings.variant
    if not given.reach_all or (lacks.any() and variant != "eigenvector"):
        return without(scores.k, "few_judgements")
    whole = np.where(lacks, 0.0, a) + np.diag(lacks.sum(axis=1))
    weights = _VARIANTS[variant](whole)
    told = (*_consistency(scores, whole, weights), *_to_look_at_again(a, weights))
    found = scaled(weights)
    return RuleWeights(found.weights, found.directions, "", (variant,), told)


def _eigenvector(a: Array) -> Array:
    roots, vectors = np.linalg.eig(a)
    return np.asarray(np.abs(vectors[:, np.argmax(roots.real)].real))


def _geometric_mean(a: Array) -> Array:
    return np.asarray(np.exp(np.log(a).mean(axis=1)))


def _column_sum(a: Array) -> Array:
    return np.asarray((a / a.sum(axis=0)).mean(axis=1))


_VARIANTS: dict[str, Callable[[Array], Array]] = {
    "eigenvector": _eigenvector,
    "geometric_mean": _geometric_mean,
    "column_sum": _column_sum,
}


def _consistency(scores: PartScores, a: Array, weights: Array) -> tuple[Diagnostic, ...]:
    n, k = len(scores.judgements.pairs) if scores.judgements else 0, len(a)
    if k < FEWEST:
        return ()
    index = (float(np.mean(a @ weights / weights)) - k) / (k - 1)
    random = RANDOM_INDEX[scores.settings.random_index]
    has_random = (a > 0).all() and k < FEWEST + len(random)
    ratio = index / random[k - FEWEST] if has_random else None
    return (
        Diagnostic("consistency_index", index, n=n),
        Diagnostic("consistency_ratio", ratio, n=n, ways=(scores.settings.random_index,)),
    )


def _to_look_at_again(a: Array, weights: Array) -> tuple[Diagnostic, ...]:
    """The judgement a_ij with the largest error ratio, a_ij w_j / w_i or its inverse, turned so that it is above 1."""
    ratios = np.where(np.isnan(a), 0.0, a) * weights / weights[:, None]
    i, j = np.unravel_index(np.argmax(ratios), ratios.shape)
    if ratios[i, j] <= CONSISTENT:
        return ()
    pair, implied = (int(i), int(j)), float(weights[i] / weights[j])
    return (
        Diagnostic("pair_judged", float(a[i, j]), pair),
        Diagnostic("pair_implied", implied, pair),
        Diagnostic("pair_error", float(ratios[i, j]), pair),
    )
