"""Customers of known truth: three constructs of three items, loadings .8, .7, .6, the constructs correlating .5.

Beside them an outcome that correlates .5 with the first construct. Answers are normal or cut into five categories; the
sample may carry weights that have nothing to do with the answers, and PSUs of eight who share a part of the variance of
each factor. ``shown`` gives the correlations that the answers, taken as numbers, have in the population, and ``exact``
a frame that has exactly these, so that any figure of it is the figure of an endless sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr
from scipy.stats import multivariate_normal

from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
MODEL = {name: [f"{name}{number}" for number in (1, 2, 3)] for name in "abc"}
ITEMS = [item for own in MODEL.values() for item in own]
LOADINGS, WITHIN, PSU = np.tile([0.8, 0.7, 0.6], 3), 0.5, 8
SKEWED = (-1.8, -1.2, -0.6, 0.2)  # 4, 8, 16, 30 and 42 % of the answers
SYMMETRIC = (-1.5, -0.5, 0.5, 1.5)  # 7, 24, 38, 24 and 7 %
TOP = (-2.4, -1.9, -1.4, -0.8416)  # 1, 2, 5, 12 and 80 %
STEEP = (-2.2, -1.7, -1.2, -0.5)  # 1, 3, 7, 19 and 69 %


@dataclass(frozen=True)
class Case:
    """How the answers come about.

    ``cuts`` between the categories, none for answers as they are; ``spread`` of the logarithms of the weights;
    ``shared`` part of the variance of each factor within a PSU.
    """

    name: str
    cuts: tuple[float, ...] = ()
    spread: float = 0.0
    shared: float = 0.0

    @property
    def weighted(self) -> bool:
        return self.spread > 0

    @property
    def clustered(self) -> bool:
        return self.shared > 0


def draw(case: Case, n: int, rng: np.random.Generator) -> Rows:
    """The answers and the outcome of n respondents."""
    root = np.linalg.cholesky(np.full((3, 3), WITHIN) + (1 - WITHIN) * np.eye(3))
    psu = np.arange(n) // PSU if case.clustered else None
    own, common = rng.normal(size=(n, 3)), rng.normal(size=(n // PSU + 1, 3))
    factors = (own if psu is None else np.sqrt(1 - case.shared) * own + np.sqrt(case.shared) * common[psu]) @ root.T
    answers = np.repeat(factors, 3, axis=1) * LOADINGS + rng.normal(size=(n, 9)) * np.sqrt(1 - LOADINGS**2)
    outcome = WITHIN * factors[:, 0] + np.sqrt(1 - WITHIN**2) * rng.normal(size=n)
    seen = np.digitize(answers, case.cuts).astype(np.float64) if case.cuts else answers
    frame = pd.DataFrame(seen, columns=ITEMS).assign(outcome=outcome)
    weights = np.exp(case.spread * rng.normal(size=n)) if case.weighted else None
    return Rows(frame, weights, psu)


def latent() -> Array:
    """(9, 9) correlations of the items before they are cut."""
    r = np.outer(LOADINGS, LOADINGS) * (WITHIN + (1 - WITHIN) * np.kron(np.eye(3), np.ones((3, 3))))
    np.fill_diagonal(r, 1.0)
    return r


def shown(r: Array, cuts: tuple[float, ...]) -> Array:
    """(p, p) correlations of normal answers that correlate ``r``, once cut and numbered.

    cov = sum over all pairs of cuts of P(X > c, Y > d) - P(X > c) P(Y > d), from bivariate normal probabilities.
    """
    if not cuts:
        return r
    beyond = ndtr(-np.array(cuts))
    ends = np.stack(np.meshgrid(-np.array(cuts), -np.array(cuts)), axis=-1)
    variance = float((np.minimum.outer(beyond, beyond) - np.outer(beyond, beyond)).sum())
    of = {rho: multivariate_normal.cdf(ends, cov=[[1, rho], [rho, 1]]).sum() for rho in np.unique(r[r < 1])}
    return np.where(r < 1, np.vectorize(lambda rho: of.get(rho, np.nan))(r) - beyond.sum() ** 2, variance) / variance


def exact(r: Array) -> pd.DataFrame:
    """Answers to the items whose correlations are exactly ``r``."""
    root = np.linalg.cholesky(r).T
    return pd.DataFrame(np.vstack([root, -root]), columns=ITEMS)
