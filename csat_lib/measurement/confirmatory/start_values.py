"""Where the search for a factor model starts: block by block, from the correlations of each construct's own items."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, FIXED, PATH, Structure
from csat_lib.measurement.factors.orientation import ALIKE, on_axes

Array = NDArray[np.float64]
Block = NDArray[np.intp]
WEAKEST, STRONGEST = 0.1, 0.9  # loadings and correlations of factors at a start
DEFINITE = 0.05  # smallest eigenvalue of the correlations of factors at a start


def start_values(structure: Structure, covariances: Sequence[Array], means: Sequence[Array] | None = None) -> Array:
    """(q,) start values from each group's covariances (p, p) and means (p,); equal parameters take their mean.

    Loadings: first principal axis of the block, communalities from its largest correlations; correlations of factors:
    least squares given the loadings; the same once more for second-order factors.
    """
    sums, counts = np.zeros((2, structure.n_free))
    for group, covariance in enumerate(covariances):
        mine = (structure.group == group) & (structure.free != FIXED)
        mean = np.zeros(len(covariance)) if means is None else means[group]
        np.add.at(sums, structure.free[mine], _values(structure, group, covariance, mean)[mine])
        np.add.at(counts, structure.free[mine], 1)
    return np.asarray(sums / counts)


def _values(structure: Structure, group: int, covariance: Array, mean: Array) -> Array:
    """(r,) a start for every entry, as if all were free; meant where ``group`` is theirs."""
    p, v = len(structure.items), len(structure.variables)
    sd = np.sqrt(np.diagonal(covariance))
    paths, r = _standardised(structure, group, covariance / np.multiply.outer(sd, sd))
    scale = _scales(structure, group, paths, np.concatenate([sd, np.ones(v - p)]))
    explained = np.einsum("ab,bc,ac->a", paths, r, paths)
    alone = (
        len(structure.items) == 3 and len(structure.variables) == 4
    )  # one factor of three items: exact, if it can be
    own = (1 - explained if alone else np.clip(1 - explained, WEAKEST, 1)) * scale**2
    to, by = structure.to, structure.by
    both = np.where(to == by, own[to], np.where(np.minimum(to, by) < p, 0, r[to, by] * scale[to] * scale[by]))
    means = np.concatenate([mean, np.zeros(v - p)])
    path = paths[to, by] * scale[to] / scale[by]
    return np.asarray(np.select([structure.kind == PATH, structure.kind == COVARIANCE], [path, both], means[to]))


def _standardised(structure: Structure, group: int, correlation: Array) -> tuple[Array, Array]:
    """(paths, correlations) of all variables (v, v), standardised: factor after factor, first order before second."""
    p, v = len(structure.items), len(structure.variables)
    paths, r = np.zeros((v, v)), np.eye(v)
    r[:p, :p] = correlation
    for factor in range(p, v):
        block = _block(structure, group, factor)
        loadings = _axis(r[np.ix_(block, block)])
        paths[block, factor] = loadings
        r[factor] = r[:, factor] = np.clip(loadings @ r[block] / (loadings @ loadings), -STRONGEST, STRONGEST)
        r[factor, factor] = 1
    smallest = float(np.linalg.eigvalsh(r[p:, p:])[0])
    if smallest < DEFINITE:
        kept = (1 - DEFINITE) / (1 - smallest)
        r[p:, p:] = kept * r[p:, p:] + (1 - kept) * np.eye(v - p)
    return paths, r


def _scales(structure: Structure, group: int, paths: Array, scale: Array) -> Array:
    """(v,) standard deviations of items and factors such that what is fixed comes out at its value."""
    mine = (structure.group == group) & (structure.free == FIXED) & (structure.value != 0)
    for factor in range(len(structure.items), len(structure.variables)):
        above = np.clip(1 - (paths[factor] ** 2).sum(), WEAKEST, 1)
        own = mine & (structure.by == factor)
        for at in np.flatnonzero(own & (structure.kind == COVARIANCE) & (structure.to == factor)):
            scale[factor] = np.sqrt(structure.value[at] / above)
        for at in np.flatnonzero(own & (structure.kind == PATH)):
            to = structure.to[at]
            scale[factor] = paths[to, factor] * scale[to] / structure.value[at]
    return scale


def _block(structure: Structure, group: int, factor: int) -> Block:
    rows = (structure.group == group) & (structure.kind == PATH) & (structure.by == factor)
    return np.asarray(structure.to[rows])


def _axis(r: Array) -> Array:
    """(k,) loadings of a block on its first principal axis, pointing up; of three items those that give r exactly.

    l_1 = sqrt(r_12 r_13 / r_23) and so on, where all three are real: a search from there finds solutions with a loading
    near 1, or beyond, that one from the axis runs past.
    """
    if len(r) == 3:
        with np.errstate(invalid="ignore", divide="ignore"):
            squares = np.array([r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]])
        if ((squares > 0) & np.isfinite(squares)).all():
            side = np.array([1.0, np.sign(r[0, 1]), np.sign(r[0, 2])])
            return np.asarray(np.sqrt(squares) * (side if side.sum() > 0 else -side))
    reduced = r.copy()
    np.fill_diagonal(reduced, 0)
    np.fill_diagonal(reduced, np.abs(reduced).max(axis=1))
    roots, vectors = np.linalg.eigh(reduced)
    axis = on_axes(vectors[:, -1:], roots[-1:])[:, 0]
    return np.asarray(np.where(axis < -ALIKE, -1, 1) * np.clip(np.abs(axis), WEAKEST, STRONGEST))
