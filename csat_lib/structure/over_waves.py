"""Indices and paths over waves, with this wave's weights on both sides: a change in weights is none in satisfaction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csat_lib.findings.catalogue.structure import INDEX_CHANGE, PATH_CHANGE
from csat_lib.measurement.confirmatory.sandwich import FEWEST_EFFECTIVE
from csat_lib.measurement.correlations.bases import bases_of, why_not
from csat_lib.measurement.correlations.interval import SKEWED
from csat_lib.measurement.correlations.matrices import less_a_group
from csat_lib.statistics import statistic
from csat_lib.structure.path_figures import Figures, fit_model, index_weights, latent_indices, places
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathResult, PathSpec, few_psus
from csat_lib.structure.pls import disattenuated, regress
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.skewness import MOST_SKEWED, skewness_of

Array = NDArray[np.float64]


@statistic
def path_changes(now: Moments, before: Moments, model: PathModel, against: str, spec: PathSpec) -> PathResult:
    """How indices and paths changed from ``before`` (the wave ``against``) to ``now``; items must have scales.

    Method: the weights of ``now``, in the answers' own units, give the scores of both waves; paths are regressions of
    these scores, standardised within each wave. Waves are independent: the variance is the sum of two delete-a-group
    jackknives, each with the other wave as it is, and none where either has few PSUs; of paths neither where fewer than
    an effective 200 gave very skewed answers. Missing values: as added up. Reasons: those of either wave, and
    ``negative_weight`` of an item in an index.

    Raises:
        CsatError: parts without replicate groups, or an item that they do not hold.
    """
    here, there = now.select(model.items), before.select(model.items)
    whole, n, fit = _changes((here, there), model, spec), len(model.blocks), fit_model(here, model)
    against_it = (index_weights(here, fit, model, spec.index) <= 0).any()
    reason = why_not(here) or why_not(there) or ("negative_weight" if against_it else "")
    pairs = ((less_a_group(here), there), (here, less_a_group(there)))
    parts = [_changes(waves, model, spec) for waves in (() if reason else pairs)]
    rest = 1 - 1 / max(sum(map(len, parts)), 2)  # (g - 1) / g of all deviations, as each wave has of its own
    off = [(part - part.mean(axis=0)) * np.sqrt((1 - 1 / len(part)) / rest) for part in parts]
    figures = [
        Figures(INDEX_CHANGE, [(name, "", "") for name in model.constructs], whole[:n], drawn=True),
        Figures(PATH_CHANGE, [(*pair, "") for pair in model.arrow_names], whole[n:], drawn=True),
    ]
    few = few_psus(here) or few_psus(there)
    replicates = None if reason or few else Replicates("jackknife", whole, whole + np.concatenate(off))
    none = SKEWED if not reason and (_few_and_skewed(here) or _few_and_skewed(there)) else None
    return PathResult(model, spec, fit, figures, replicates, None, bases_of(here), reason, against, few, none)


def _few_and_skewed(part: Moments) -> bool:
    """Whether fewer than an effective 200 gave very skewed answers: changes of paths then miss on one side."""
    return part.n_effective < FEWEST_EFFECTIVE and skewness_of(part) > MOST_SKEWED


def _changes(waves: tuple[Moments, Moments], model: PathModel, spec: PathSpec) -> Array:
    """(..., q) indices and paths of this wave less those of the other, both by the weights of this one."""
    fit, at = fit_model(waves[0], model), places(model, model.arrow_names)
    spread = np.sqrt(np.diagonal(waves[0].covariance, axis1=-2, axis2=-1))
    raw = fit.weights / (spread if model.scaled else np.ones_like(spread))[..., None]
    weights, each = index_weights(waves[0], fit, model, spec.index), []
    for part in waves:
        s = raw.swapaxes(-1, -2) @ part.covariance @ raw
        scale = np.sqrt(np.diagonal(s, axis1=-2, axis2=-1))
        phi = s / (scale[..., :, None] * scale[..., None, :])
        paths = regress(disattenuated(phi, fit.rho_a) if model.consistent else phi, model)[0][..., at[0], at[1]]
        each.append(np.concatenate([latent_indices(part, weights, model, spec.index), paths], axis=-1))
    return np.asarray(each[0] - each[1])
