"""Calibration: weights nearest to the base weights that meet known margins, by one of three distances.

w = b F(x'l), with x a constant and the levels of all margins (each less its target share, so that respondents without
a level of a margin are moved by none of it), and l such that sum w x is what the population has: Deville & Särndal
(1992), Journal of the American Statistical Association 87: 376-382, cases 1, 2, 6 and 7 (R survey's ``calibrate``):

- linear: F(u) = 1 + u, the generalised regression estimator. Weights may be negative; bounds cut F at both ends.
- raking: F(u) = exp(u), cut at bounds.
- logit: F(u) = L + (U - L) expit(A u + log((1 - L) / (U - 1))), A = (U - L) / ((1 - L) (U - 1)), between L and U.

A cap on the weights is a bound of its own for each base weight. l minimises sum b G(x'l) - t'l, G the integral of F: it
is found by a trust region and Newton's last steps. Where nothing between the bounds meets the margins, ``ridge`` adds
half of it times l'l, so that the margins are met as nearly as can be (Chambers 1996, Journal of Official Statistics 12:
3-32).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from csat_lib.weighting.margins import Margin

Array = NDArray[np.float64]
Distance = Literal["raking", "linear", "logit"]
Bounds = tuple[float, float]
Curve = Callable[[Array], Array]
_CLOSE = 1e-6  # from here on Newton's own steps lead on
_LAST = 30
_EVEN = 1e-12  # a singular value below this share of the largest is one of levels that repeat others


@dataclass(frozen=True)
class _Curves:
    """F, its derivative, its inverse and its integral."""

    value: Curve
    slope: Curve
    inverse: Curve
    integral: Curve


def _linear(_: Bounds) -> _Curves:
    return _Curves(lambda u: 1 + u, np.ones_like, lambda y: y - 1, lambda u: u + u**2 / 2)


def _raking(_: Bounds) -> _Curves:
    return _Curves(np.exp, np.exp, np.log, np.exp)


def _logit(bounds: Bounds) -> _Curves:
    low, high = bounds
    steep = (high - low) / ((1 - low) * (high - 1))
    shift, width = np.log((1 - low) / (high - 1)), high - low

    def slope(u: Array) -> Array:
        return np.asarray(steep * width * expit(steep * u + shift) * expit(-steep * u - shift))

    return _Curves(
        lambda u: low + width * expit(steep * u + shift),
        slope,
        lambda y: (logit((y - low) / width) - shift) / steep,
        lambda u: low * u + width / steep * np.logaddexp(0.0, steep * u + shift),
    )


_CURVES: dict[str, Callable[[Bounds], _Curves]] = {"linear": _linear, "raking": _raking, "logit": _logit}


@dataclass(frozen=True)
class _Problem:
    """``mass`` (G,) base weight times respondents of each group; ``x`` (cells, p); ``cell`` (G,); ``ends`` (2, G)."""

    mass: Array
    x: Array
    cell: NDArray[np.intp]
    curves: _Curves
    ends: Array
    ridge: Array

    def factors(self, at: Array) -> Array:
        """(G,) F(x'l) between its ends."""
        return self.curves.value(np.clip((self.x @ at)[self.cell], *self.ends))

    def height(self, at: Array) -> float:
        """What is minimised."""
        u = (self.x @ at)[self.cell]
        inside = np.clip(u, *self.ends)
        beyond = np.where(u == inside, 0.0, (u - inside) * self.curves.value(inside))
        total = self.mass @ (self.curves.integral(inside) + beyond)
        return float(total - self.mass.sum() * at[0] + self.ridge / 2 @ at**2)

    def gradient(self, at: Array) -> Array:
        """(p,) how far each margin lies above its target."""
        reached = self._by_cell(self.factors(at)) @ self.x
        reached[0] -= self.mass.sum()
        return np.asarray(reached + self.ridge * at)

    def hessian(self, at: Array) -> Array:
        """(p, p)."""
        u = (self.x @ at)[self.cell]
        inside = (u > self.ends[0]) & (u < self.ends[1])
        steep = self._by_cell(np.where(inside, self.curves.slope(np.clip(u, *self.ends)), 0.0))
        return np.asarray(self.x.T @ (self.x * steep[:, None]) + np.diag(self.ridge))

    def _by_cell(self, values: Array) -> Array:
        return np.bincount(self.cell, self.mass * values, minlength=len(self.x)).astype(np.float64)


def calibrate(
    mass: Array, margins: Sequence[Margin], spec: tuple[Distance, Bounds], most: Array, ridge: float = 0.0
) -> tuple[Array, int]:
    """((G,) factors of the base weights, rounds) of groups with the same levels.

    ``mass`` (G,) base weight times respondents; ``most`` (G,) largest factor, infinite without a cap; ``ridge`` as a
    share of the respondents.
    """
    distance, bounds = spec
    codes = np.column_stack([margin.code for margin in margins])
    cells, cell = np.unique(codes, axis=0, return_inverse=True)
    curves = _CURVES[distance](bounds)
    with np.errstate(divide="ignore"):
        low = curves.inverse(np.full(len(mass), bounds[0])) if np.isfinite(bounds[0]) else np.full(len(mass), -np.inf)
        ends = np.array([low, np.maximum(curves.inverse(np.minimum(bounds[1], most)), low)])
    total = mass.sum()
    x = _columns(cells, margins)
    loose = np.where(np.arange(x.shape[1]) > 0, ridge, 0.0)  # the sum of the weights is met in any case
    problem, start = _Problem(mass / total, x, cell.ravel(), curves, ends, loose), np.zeros(x.shape[1])
    options = {"gtol": _CLOSE, "maxiter": 300}
    found = minimize(
        problem.height, start, jac=problem.gradient, hess=problem.hessian, method="trust-exact", options=options
    )
    at, off = found.x, np.abs(problem.gradient(found.x)).max()
    rounds = int(found.nit)
    for _ in range(_LAST):
        step = np.linalg.pinv(problem.hessian(at), rcond=_EVEN, hermitian=True) @ problem.gradient(at)
        left = np.abs(problem.gradient(at - step)).max()
        if not left < off:
            break
        at, off, rounds = at - step, left, rounds + 1
    return problem.factors(at), rounds


def _columns(cells: NDArray[np.intp], margins: Sequence[Margin]) -> Array:
    """(cells, p) a constant, and every level less its share; the last level of a margin follows from the others."""
    columns = [np.ones(len(cells))]
    for code, margin in zip(cells.T, margins, strict=True):
        columns += [(code == at) - share * (code >= 0) for at, share in enumerate(margin.shares[:-1])]
    return np.column_stack(columns)
