"""Everything that a fitted path model says, as named figures: one function for the answers and for their draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings import Method, way
from csat_lib.findings.catalogue import structure as found
from csat_lib.findings.measure import Measure
from csat_lib.measurement.correlations.bases import bases_of
from csat_lib.measurement.reliability import coefficients
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.pls import PlsFit, fit_pls, solve_positive
from csat_lib.summary.moments import Moments

Array = NDArray[np.float64]
IndexWeights = Literal["unstandardised", "standardised", "equal"]
INDEX, EFFECT = found.LATENT_INDEX, found.TOTAL_EFFECT
OF_INDICES = (INDEX, found.IMPACT, found.INDEX_WEIGHT, found.INDEX_CHANGE)
IMPACT_POINTS = 5  # of a source's index, by which an impact is told, as the ACSI does
About = tuple[str, str, str]  # subject, other, path


@dataclass(frozen=True)
class IndexScales:
    """``scales``: the ends of each item's scale; where one is not known there are no indices.

    ``weighed`` by PLS weights over the items' standard deviations (``unstandardised``, the score in the answers' own
    units: Fornell et al. 1996, Journal of Marketing 60: 7-18), by PLS weights of standardised items, or equally.
    """

    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    weighed: IndexWeights = "unstandardised"

    @property
    def method(self) -> Method:
        """How items are weighed."""
        return way("equal" if self.weighed == "equal" else f"{self.weighed} weights")

    def known(self, model: PathModel) -> bool:
        """Whether every item of the model has a scale."""
        return set(model.items) <= set(self.scales)

    def ends(self, model: PathModel) -> tuple[Array, Array]:
        """(p,) lower and upper ends."""
        low, high = np.array([self.scales[item] for item in model.items]).T
        return low, high


@dataclass(frozen=True)
class Figures:
    """Figures of one measure: what each is about, and ``numbers`` (..., k). ``drawn``: the draws give them too."""

    measure: Measure
    about: Sequence[About]
    numbers: Array
    drawn: bool = False


def drawn_figures(part: Moments, model: PathModel, scales: IndexScales) -> list[Figures]:
    """The figures that have an interval: indices, paths, effects; of Moments stacked as the draws are, stacked."""
    fit, order = fit_model(part, model), model.constructs
    each = {found.PATH: fit.paths, EFFECT: fit.total, found.INDIRECT_EFFECT: fit.total - fit.paths}
    pairs = {
        found.PATH: model.arrow_names,
        found.INDIRECT_EFFECT: model.indirect_names,
        EFFECT: model.effect_names,
    }
    rows = []
    for measure, named in pairs.items():
        at = places(model, named)
        rows.append(Figures(measure, [(*pair, "") for pair in named], each[measure][..., at[0], at[1]], drawn=True))
    arrows = set(model.arrow_names)
    beside = [(a, b, via) for a, b in model.arrow_names for via in order if {(a, via), (via, b)} <= arrows]
    by_way = list(dict.fromkeys([*beside, *model.ways]))
    first, second = (places(model, [(each[i], each[j]) for each in by_way]) for i, j in ((0, 2), (2, 1)))
    products = fit.paths[..., first[0], first[1]] * fit.paths[..., second[0], second[1]]
    rows.append(Figures(found.INDIRECT_EFFECT, by_way, products, drawn=True))
    if not scales.known(model):
        return rows
    weights = index_weights(part, fit, model, scales)
    values, at = latent_indices(part, weights, model, scales), places(model, model.effect_names)
    indices = Figures(INDEX, [(name, "", "") for name in order], values, drawn=True)
    spread = _spreads(part, weights, model, scales)
    impacts = IMPACT_POINTS * fit.total[..., at[0], at[1]] * spread[..., at[1]] / spread[..., at[0]]
    return [indices, *rows, Figures(found.IMPACT, [(*pair, "") for pair in model.effect_names], impacts, drawn=True)]


def other_figures(part: Moments, model: PathModel, scales: IndexScales) -> list[Figures]:
    """What is told without an interval: explained variance, effect sizes, weights, loadings, quality of the blocks."""
    fit, r, order = fit_model(part, model), part.correlation, model.constructs
    ends = [at for at, target in enumerate(order) if model.paths.get(target)]
    targets, r2 = [(order[at], "", "") for at in ends], fit.r2[ends]
    n, sources = bases_of(part).n_for_tests, model.arrows.sum(axis=0)[ends]
    own = [(item, name, "") for name, items in model.blocks.items() for item in items]
    crossed = [(item, name, "") for item in model.items for name in order]
    several = [at for at, items in enumerate(model.blocks.values()) if len(items) > 1]
    names, blocks = [(order[at], "", "") for at in several], [(model.slices[order[at]], at) for at in several]
    loadings = [fit.loadings[block] for block in blocks]
    rows = [
        Figures(found.R2, targets, r2),
        Figures(found.R2_ADJUSTED, targets, 1 - (1 - r2) * (n - 1) / (n - 1 - sources)),
        Figures(found.F2, [(*pair, "") for pair in model.arrow_names], _effect_sizes(fit, model)),
        Figures(found.WEIGHT, own, fit.weights[model.members > 0]),
        Figures(found.LOADING, own, fit.loadings[model.members > 0]),
        Figures(found.CROSS_LOADING, crossed, fit.cross.ravel()),
        Figures(found.ALPHA, names, np.array([coefficients.alpha(r[block, block]) for block, _ in blocks])),
        Figures(found.RHO_A, names, fit.rho_a[several]),
        Figures(found.RHO_C, names, np.array([coefficients.composite_reliability(each) for each in loadings])),
        Figures(found.AVE, names, np.array([coefficients.variance_extracted(each) for each in loadings])),
    ]
    if not scales.known(model):
        return rows
    return [*rows, Figures(found.INDEX_WEIGHT, own, index_weights(part, fit, model, scales))]


def index_reasons(figures: Sequence[Figures]) -> dict[str, str]:
    """Construct -> why it has no index: an item's weight is not positive."""
    weights = [each for each in figures if each.measure == found.INDEX_WEIGHT]
    against = [(about[1], weight) for each in weights for about, weight in zip(each.about, each.numbers, strict=True)]
    return {construct: "negative_weight" for construct, weight in against if weight <= 0}


def fit_model(part: Moments, model: PathModel) -> PlsFit:
    """PLS of a part of exactly the model's items; each pair's correlation over its own answers where it is pairwise."""
    return fit_pls(part.correlation if model.scaled else part.covariance, model)


def index_weights(part: Moments, fit: PlsFit, model: PathModel, scales: IndexScales) -> Array:
    """(..., p) the weights of the items, on 0-100, in the index of their construct; they add up to 1 in each."""
    within = fit.weights[..., np.arange(len(model.items)), model.members.argmax(axis=1)]
    if scales.weighed == "unstandardised":
        spread = np.sqrt(np.diagonal(part.covariance, axis1=-2, axis2=-1))
        low, high = scales.ends(model)
        within = within * (high - low) / (spread if model.scaled else 1.0)
    within = within * 0 + 1 if scales.weighed == "equal" else within
    return np.asarray(within / (within @ model.members @ model.members.T))


def latent_indices(part: Moments, weights: Array, model: PathModel, scales: IndexScales) -> Array:
    """(..., c) indices 0-100 from the items' means and their weights (..., p)."""
    low, high = scales.ends(model)
    return np.asarray((weights * (part.means - low) / (high - low)) @ model.members * 100)


def _spreads(part: Moments, weights: Array, model: PathModel, scales: IndexScales) -> Array:
    """(..., c) standard deviations of the indices among respondents, in points."""
    low, high = scales.ends(model)
    in_points = weights[..., None] * model.members * (100 / (high - low))[:, None]
    return np.asarray(np.sqrt((in_points * (part.covariance @ in_points)).sum(axis=-2)))


def places(model: PathModel, pairs: Sequence[tuple[str, str]]) -> NDArray[np.intp]:
    """(2, k) the rows and columns of pairs of constructs."""
    order = model.constructs
    return np.array([[order.index(name) for name in pair] for pair in pairs], dtype=np.intp).reshape(-1, 2).T


def _effect_sizes(fit: PlsFit, model: PathModel) -> Array:
    """(a,) Cohen's f2 of every arrow: (R2 - R2 without it) / (1 - R2), the scores left as they are.

    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.
    """
    sizes, order = [], model.constructs
    for source, target in model.arrow_names:
        to = order.index(target)
        others = [order.index(name) for name in model.paths[target] if name != source]
        left = fit.phi[others, to]
        without = solve_positive(fit.phi[np.ix_(others, others)], left) @ left if others else 0.0
        sizes.append((fit.r2[to] - without) / (1 - fit.r2[to]))
    return np.array(sizes)
