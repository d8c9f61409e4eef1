"""Diagonally weighted least squares on correlations, with tests and standard errors that the weights do not spoil.

Estimates minimise the sum of w r^2, r what the model leaves of the correlations and w one over the sampling variance of
each (not of their covariances). That sum has no chi-square distribution; its mean and variance follow from the whole
covariance matrix V of the correlations, through U = W - WD (D'WD)^-1 D'W with W = diag(w) and D = d correlations /
d parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.damped_newton import Minimum, minimise
from csat_lib.measurement.confirmatory.implied_moments import implied, jacobian
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, Structure

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class WeightedResiduals:
    """Half the weighted sum of squares at one place: ``residual`` (S,), ``slopes`` (S, q), ``weights`` (S,)."""

    residual: Array
    slopes: Array
    weights: Array

    @property
    def value(self) -> float:
        """Half of what is compared with chi-square."""
        return float(self.weights @ self.residual**2) / 2

    def gradient(self) -> Array:
        """(q,) first derivatives."""
        return np.asarray(-self.slopes.T @ (self.weights * self.residual))

    def curvatures(self) -> Iterable[Array]:
        """The Gauss-Newton matrix D'WD."""
        return [self.bread]

    @cached_property
    def bread(self) -> Array:
        """(q, q) D'WD."""
        return np.asarray((self.slopes * self.weights[:, None]).T @ self.slopes)


@dataclass(frozen=True)
class LeastSquares:
    """Off-diagonal ``correlations`` (S,) of all groups one after another, each in the order of ``np.tril_indices``.

    Unit variances are the scale of the latent answers (delta parameterisation): residual variances are what the factors
    leave of 1, and no parameters. ``free`` (q,) are the positions of the others among those of the structure.
    """

    structure: Structure
    correlations: Array
    weights: Array

    @cached_property
    def free(self) -> Index:
        """(q,) positions of the parameters that correlations depend on."""
        p, table = len(self.structure.items), self.structure
        residual = (table.kind == COVARIANCE) & (table.to == table.by) & (table.to < p)
        return np.setdiff1d(np.arange(table.n_free), table.free[residual])

    @property
    def df(self) -> int:
        """Correlations less parameters."""
        return len(self.correlations) - len(self.free)

    def whole(self, theta: Array) -> Array:
        """The parameters of the structure from those that are free: residual variances stand at their start."""
        whole = self.structure.start
        whole[self.free] = theta
        return np.asarray(whole)

    def at(self, theta: Array) -> WeightedResiduals | None:
        """Residuals and slopes at one place; None where a matrix of the model has no inverse."""
        whole = self.whole(theta)
        p = len(self.structure.items)
        low, high = np.tril_indices(p)
        off = low != high
        groups = implied(self.structure, whole)
        sigma = np.concatenate([group.sigma[low[off], high[off]] for group in groups])
        slopes = [jacobian(self.structure, at, group)[0][off][:, self.free] for at, group in enumerate(groups)]
        return WeightedResiduals(self.correlations - sigma, np.concatenate(slopes), self.weights)

    def fit(self) -> Minimum[WeightedResiduals]:
        """The minimum from the structure's start values."""
        return minimise(self, self.structure.start[self.free])


@dataclass(frozen=True)
class Adjusted:
    """A weighted sum of squares beside chi-square: naive ``chi2``, and ``scaled`` = chi2 / ``factor`` + ``shift``."""

    chi2: float
    df: int
    factor: float
    shift: float

    @property
    def scaled(self) -> float:
        """Mean and variance as those of chi-square with ``df`` degrees of freedom."""
        return self.chi2 / self.factor + self.shift


def adjusted(place: WeightedResiduals, covariances: Sequence[Array], df: int) -> Adjusted:
    """Scaled and shifted test: Asparouhov & Muthen (2010), Simple second order chi-square correction.

    With a = sqrt(df / tr(UVUV)): scaled = a * chi2 + df - a * tr(UV), V from the groups' ``covariances``. ``factor`` is
    1 / a. Without slopes (q = 0), the test of the model without any correlation.
    """
    v = block_diagonal(covariances)
    w = place.weights[:, None]
    uv = w * v
    if place.slopes.shape[1]:
        weighted = w * place.slopes
        uv -= weighted @ np.linalg.solve(place.bread, weighted.T @ v)
    mean, square = float(np.trace(uv)), float(np.sum(uv * uv.T))
    a = np.sqrt(df / square) if df and square > 0 else float("nan")
    return Adjusted(2 * place.value, df, float(1 / a), float(df - a * mean))


def sandwich(place: WeightedResiduals, covariances: Sequence[Array]) -> Array:
    """(q, q) covariances of the estimates, (D'WD)^-1 D'W V W D (D'WD)^-1."""
    weighted = place.weights[:, None] * place.slopes
    half = np.linalg.solve(place.bread, weighted.T)
    return np.asarray(half @ block_diagonal(covariances) @ half.T)


def block_diagonal(blocks: Sequence[Array]) -> Array:
    """Square matrices along one diagonal."""
    if len(blocks) == 1:
        return blocks[0]
    ends = np.cumsum([0, *map(len, blocks)])
    whole = np.zeros((ends[-1], ends[-1]))
    for start, block in zip(ends[:-1], blocks, strict=True):
        whole[start : start + len(block), start : start + len(block)] = block
    return whole
