"""Partial least squares on stacks of covariance matrices: a thousand draws at once, each by the same few products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.reliability import coefficients
from csat_lib.structure.path_model import MOST_ROUNDS, PathModel

Array = NDArray[np.float64]
SINGULAR = 1e-10  # share of a variable's variance under which the others determine it


@dataclass(frozen=True)
class PlsFit:
    """What PLS makes of stacked matrices (..., p, p) of p items of c constructs; NaN where it did not settle.

    (..., p, c): ``weights`` that give every score variance 1; ``cross``, correlations of items and scores;
    ``loadings``, those with the own construct, else 0 (corrected of a consistent model). (..., c, c): ``phi``,
    correlations of constructs; ``paths``, row to column. (..., c): ``r2``, ``rho_a``. ``rounds``: the most taken.
    """

    weights: Array
    cross: Array
    loadings: Array
    phi: Array
    paths: Array
    r2: Array
    rho_a: Array
    rounds: int

    @property
    def total(self) -> Array:
        """(..., c, c) total effects, (I - B)^-1 - I."""
        one = np.eye(self.paths.shape[-1])
        return np.asarray(np.linalg.inv(one - np.nan_to_num(self.paths)) - one + self.paths * 0)


def fit_pls(s: Array, model: PathModel) -> PlsFit:
    """Fit the model to covariance matrices ``s`` (..., p, p) of its items, in their order.

    Method: start weights 1; the score of a construct is Y = X w with variance 1; its inner score the sum of its
    neighbours' scores times e: the sign of their correlation (centroid), the correlation (factorial), or, by the path
    scheme, the regression coefficients of those that point to it and the correlations of those that it points to. Mode
    A: an item's weight is its covariance with the inner score; mode B: its coefficient in the regression of the inner
    score on the block. Signs: every score correlates positively with the sum of its items' scores. Lohmoeller (1989),
    Latent Variable Path Modeling with PLS; Tenenhaus, Esposito Vinzi, Chatelin & Lauro (2005), Computational
    Statistics & Data Analysis 48: 159-205. ``consistent``: correlations over sqrt(rho_A rho_A), loadings
    w sqrt(rho_A) / w'w of mode A, Dijkstra & Henseler (2015), MIS Quarterly 39: 297-316.
    """
    spread = np.sqrt(np.diagonal(s, axis1=-2, axis2=-1))
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        r = s / (spread[..., :, None] * spread[..., None, :])
        used = r if model.scaled else s
        weights, rounds = _weights(used, model)
        cross = used @ weights / (1 if model.scaled else spread[..., None])
        phi = weights.swapaxes(-1, -2) @ used @ weights
        rho = _rho_a(used, weights, model)
        loadings = cross * model.members
        if model.consistent:
            phi = disattenuated(phi, rho)
            square = (weights**2).sum(axis=-2)
            several = [name not in model.formative and len(own) > 1 for name, own in model.blocks.items()]
            consistent = weights * (np.sqrt(rho) / square)[..., None, :]
            loadings = np.where((model.members > 0) & np.array(several), consistent, loadings)
        paths, r2 = regress(phi, model)
    return PlsFit(weights, cross, loadings, phi, paths, r2, rho, rounds)


def disattenuated(phi: Array, rho: Array) -> Array:
    """(..., c, c) correlations of constructs without the error of their scores, of reliabilities ``rho`` (..., c)."""
    return np.asarray(np.where(np.eye(phi.shape[-1]) > 0, phi, phi / np.sqrt(rho[..., :, None] * rho[..., None, :])))


def _weights(s: Array, model: PathModel) -> tuple[Array, int]:
    """The weights, and how many rounds the slowest matrix took; what has settled is left once that is half of it."""
    left = s.reshape(-1, *s.shape[-2:])
    weights = _to_unit_variance(left, np.broadcast_to(model.members, (*left.shape[:-1], len(model.blocks))))
    inverses = {
        name: np.linalg.pinv(left[:, own, own]) for name, own in model.slices.items() if name in model.formative
    }
    at, still, rounds = np.arange(len(left)), np.ones(len(left), dtype=bool), 0
    while rounds < MOST_ROUNDS and still.any():
        if 2 * still.sum() <= len(at):
            left, at = left[still], at[still]
            inverses = {name: inverse[still] for name, inverse in inverses.items()}
        with_scores = left @ weights[at]
        outer = with_scores @ _inner(weights[at].swapaxes(-1, -2) @ with_scores, model) * model.members
        for construct, (name, own) in enumerate(model.slices.items()):
            if name in inverses:
                outer[..., own, construct] = (inverses[name] @ outer[..., own, construct, None])[..., 0]
        updated = _to_unit_variance(left, outer)
        still = np.abs(updated - weights[at]).max(axis=(-2, -1)) >= model.settled
        weights[at], rounds = updated, rounds + 1
    weights[at[still]] = np.nan
    return weights.reshape(*s.shape[:-1], len(model.blocks)), rounds


def _to_unit_variance(s: Array, weights: Array) -> Array:
    with_items = s @ weights
    variance = (weights * with_items).sum(axis=-2, keepdims=True)
    up = np.where((with_items * (weights != 0)).sum(axis=-2, keepdims=True) < 0, -1.0, 1.0)
    return np.asarray(weights * (up / np.sqrt(np.where(variance > 0, variance, np.nan))))


def _inner(phi: Array, model: PathModel) -> Array:
    """(..., c, c) how much each construct's score (row) counts in the inner score of another (column)."""
    joined = model.arrows + model.arrows.T
    if model.scheme == "centroid":
        return np.sign(phi) * joined
    if model.scheme == "factorial":
        return phi * joined
    return phi * model.arrows.T + regress(phi, model)[0]


def regress(phi: Array, model: PathModel) -> tuple[Array, Array]:
    """(..., c, c) coefficients of every construct on those that point to it, and (..., c) R squared."""
    paths, r2 = np.zeros(phi.shape), np.zeros(phi.shape[:-1])
    for target in np.flatnonzero(model.arrows.any(axis=0)):
        sources = np.flatnonzero(model.arrows[:, target])
        with_target = phi[..., sources, target]
        found = solve_positive(phi[..., sources[:, None], sources], with_target)
        paths[..., sources, target] = found
        r2[..., target] = (found * with_target).sum(axis=-1)
    return paths, r2


def solve_positive(a: Array, b: Array) -> Array:
    """(..., k) solutions of A x = b for stacked positive definite A (..., k, k); NaN where A is singular.

    Method: elimination without pivots, which positive definite matrices do not need, over the whole stack at once.
    """
    k, scale = a.shape[-1], np.diagonal(a, axis1=-2, axis2=-1)
    rows = np.concatenate([a, b[..., None]], axis=-1)
    for at in range(k):
        pivot = np.where(rows[..., at, at] > SINGULAR * scale[..., at], rows[..., at, at], np.nan)[..., None]
        below = rows[..., at + 1 :, at, None] / pivot[..., None]
        rows[..., at + 1 :, at:] -= below * rows[..., at, None, at:]
        rows[..., at, at:] /= pivot
    x = rows[..., k]
    for at in range(k - 2, -1, -1):
        x[..., at] -= (rows[..., at, at + 1 : k] * x[..., at + 1 :]).sum(axis=-1)
    return np.asarray(x)


def _rho_a(s: Array, weights: Array, model: PathModel) -> Array:
    """(..., c) rho_A; 1 of a single item and of a formative block, which are taken as they are."""
    each = [
        coefficients.rho_a(s[..., own, own], weights[..., own, at])
        if own.stop - own.start > 1 and name not in model.formative
        else np.ones(s.shape[:-2])
        for at, (name, own) in enumerate(model.slices.items())
    ]
    return np.stack(each, axis=-1)
