"""The population that a simulation plans for: a factor model with the loadings and correlations of a pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.measurement.correlations.bases import why_not
from csat_lib.measurement.correlations.correlation import SMALLEST_EIGENVALUE
from csat_lib.measurement.correlations.interval import ZERO
from csat_lib.measurement.factors.minres import minres
from csat_lib.summary.moments import Moments, sum_moments
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]
HIGHEST = 0.95
"""Constructs that correlate more closely in the pilot are planted with this correlation."""


@dataclass(frozen=True)
class Planted:
    """A factor model as the truth of a simulation; NaN where ``reason`` says why there is none.

    ``model``: the constructs of several items; ``loadings`` (p,) standardised, in the order of the model; ``phi``
    (k, k) correlations of the constructs; ``capped`` says whether one was held at .95; ``n`` respondents of the pilot.
    """

    model: dict[str, tuple[str, ...]]
    loadings: Array
    phi: Array
    n: int
    capped: bool = False
    reason: str = ""

    @property
    def owner(self) -> NDArray[np.intp]:
        """(p,) the construct of each item, by number."""
        return np.repeat(np.arange(len(self.model)), [len(items) for items in self.model.values()])

    @property
    def correlation(self) -> Array:
        """(p, p) correlations of the items in the population, loading times phi times loading off the diagonal."""
        r = np.outer(self.loadings, self.loadings) * self.phi[np.ix_(self.owner, self.owner)]
        np.fill_diagonal(r, 1.0)
        return r


def plant(data: pd.DataFrame | Rows, model: Model) -> Planted:
    """The population behind a pilot's answers, (n, p) with NaN for a missing one, or Rows (their weights are not used).

    Method: loadings of one factor for each construct (minres, of those complete on its items; the square root of the
    correlation for two items); correlations of constructs by least squares given the loadings, sum l_j l_k r_jk / (sum
    l_j^2 sum l_k^2) over the pairs of their items, each over its own answers. Unlike a fit of the whole model this also
    works in small pilots. Constructs of one item have no part in it.

    Reasons: ``few_items``: no construct of three items, nor two of two; ``few_answers``, ``no_variance``,
    ``not_converged`` of a construct; ``negative_r``: two items that alone make a construct do not go together;
    ``not_positive_definite``: no respondents can have these correlations.
    """
    several = {name: tuple(items) for name, items in model.items() if len(items) > 1}
    frame = data.frame if isinstance(data, Rows) else data
    n = len(frame)
    if not several or (len(several) == 1 and len(next(iter(several.values()))) < 3):
        return _absent(several, n, "few_items")
    found = [_loadings(frame[list(items)]) for items in several.values()]
    reason = next((why for _, why in found if why), "")
    if reason:
        return _absent(several, n, reason)
    loadings = np.concatenate([own for own, _ in found])
    moments = sum_moments(frame[[item for items in several.values() for item in items]], missing="pairwise")
    phi, capped = _correlations(moments, loadings, [len(items) for items in several.values()])
    planted = Planted(several, loadings, phi, n, capped)
    if np.isnan(phi).any() or np.linalg.eigvalsh(phi)[0] <= SMALLEST_EIGENVALUE:
        return _absent(several, n, "few_answers" if np.isnan(phi).any() else "not_positive_definite")
    return planted


def _loadings(frame: pd.DataFrame) -> tuple[Array, str]:
    moments = sum_moments(frame)
    p, reason = len(frame.columns), why_not(moments)
    if reason:
        return np.full(p, np.nan), reason
    r = moments.correlation
    if p == 2:
        both = float(r[0, 1])
        return np.full(2, np.sqrt(max(both, 0.0))), "" if both > ZERO else "negative_r"
    solution = minres(r, 1)
    return solution.loadings[:, 0], "" if solution.converged else "not_converged"


def _correlations(moments: Moments, loadings: Array, sizes: Sequence[int]) -> tuple[Array, bool]:
    """(k, k) phi by least squares, and whether one had to be held at .95."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    member = np.equal.outer(owner, np.arange(len(sizes))).astype(np.float64) * loadings[:, None]
    squares = (member**2).sum(axis=0)
    phi = member.T @ moments.correlation @ member / np.outer(squares, squares)
    np.fill_diagonal(phi, 1.0)
    off = ~np.eye(len(sizes), dtype=bool)
    capped = bool((np.abs(phi[off]) > HIGHEST).any())
    return np.where(off, np.clip(phi, -HIGHEST, HIGHEST), 1.0), capped


def _absent(model: dict[str, tuple[str, ...]], n: int, reason: str) -> Planted:
    p, k = sum(map(len, model.values())), len(model)
    return Planted(model, np.full(p, np.nan), np.full((k, k), np.nan), n, reason=reason)
