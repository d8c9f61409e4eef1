"""Analytic hierarchy process: weights from judgements in pairs, Saaty (1980), The Analytic Hierarchy Process.

Experts are taken together by the geometric mean of their judgements. Variants: ``eigenvector`` (the principal one,
A w = lambda w), ``geometric_mean`` of rows (方根法), ``column_sum``: mean of the shares of columns (和积法).
CI = (lambda - n) / (n - 1), lambda the mean of (A w)_j / w_j; CR = CI / RI, RI the mean CI of random judgements, to
be under .10. Judgements that are missing: Harker (1987), Mathematical Modelling 9: 353-360, 0 in their place and 1 more
for each in the diagonal, of the eigenvector alone, and without CR, as no random index is for them.
"""

from collections.abc import Sequence

import numpy as np

from csat_lib.index.decompose import Array
from csat_lib.index.judged import Judgements, refuse
from csat_lib.index.part_scores import Diagnostic, PartScores, RuleSettings, RuleWeights

RANDOM_INDEX: dict[str, Sequence[float]] = {
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
    """The weights of a node's parts by the judgements on them."""
    return weigh_judged(scores.judgements, scores.settings)


def weigh_judged(judgements: Judgements, settings: RuleSettings) -> RuleWeights:
    """The weights, how consistent the judgements are, and the one that departs most from what the weights imply."""
    a, variant = judgements.together, settings.variant
    lacks = np.isnan(a)
    refuse("few_judgements" if lacks.any() and variant != "eigenvector" else "")
    whole = np.where(lacks, 0.0, a) + np.diag(lacks.sum(axis=1))
    weights = _weights(whole, variant)
    return RuleWeights(
        weights,
        ways=(variant,),
        diagnostics=(*_consistency(judgements, settings, (whole, weights)), *_worst(a, weights)),
    )


def _weights(a: Array, variant: str) -> Array:
    if variant == "geometric_mean":
        return np.asarray(np.exp(np.log(a).mean(axis=1)))
    if variant == "column_sum":
        return np.asarray((a / a.sum(axis=0)).mean(axis=1))
    roots, vectors = np.linalg.eig(a)
    return np.asarray(np.abs(vectors[:, np.argmax(roots.real)].real))


def _consistency(judgements: Judgements, settings: RuleSettings, of: tuple[Array, Array]) -> list[Diagnostic]:
    (a, weights), random = of, RANDOM_INDEX[settings.random_index]
    n, k = len(judgements.pairs), len(a)
    if k < FEWEST:
        return []
    index = (float(np.mean(a @ weights / weights)) - k) / (k - 1)
    ratio = index / random[k - FEWEST] if (a > 0).all() and k < FEWEST + len(random) else None
    ways = (settings.random_index,)
    return [Diagnostic("consistency_index", index, n=n), Diagnostic("consistency_ratio", ratio, n=n, ways=ways)]


def _worst(a: Array, weights: Array) -> list[Diagnostic]:
    """The judgement a_ij with the largest error ratio, a_ij w_j / w_i or its inverse, turned so that it is above 1."""
    implied = weights[:, None] / weights
    ratios = np.where(np.isnan(a), 0.0, a) / implied
    i, j = (int(place) for place in np.unravel_index(np.argmax(ratios), ratios.shape))
    figures = {"pair_judged": a[i, j], "pair_implied": implied[i, j], "pair_error": ratios[i, j]}
    return [Diagnostic(name, float(of), (i, j)) for name, of in figures.items()] if ratios[i, j] > CONSISTENT else []
