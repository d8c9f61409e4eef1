"""The standardised solution of a factor model (all variables with variance 1), with errors by the delta method.

lavaan's ``std.all``: a path times sd(by) / sd(to); a variance over the variable's variance; a covariance over the
square roots of the two (residual) variances; a mean over its standard deviation. Derivatives are exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.implied_moments import Implied, implied, into_columns, matrices
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, MEAN, PATH, Structure
from csat_lib.measurement.confirmatory.sandwich import Errors
from csat_lib.measurement.factors.orientation import direction

Array = NDArray[np.float64]
Index = NDArray[np.intp]
ESTIMATE_COLUMNS = [*("kind", "to", "by", "estimate", "se", "low", "high"), "standardised"]
ESTIMATE_COLUMNS += ["standardised_se", "standardised_low", "standardised_high"]
CORRELATION_COLUMNS = ["construct", "other", "r", "se", "low", "high"]
KINDS = {PATH: "loading", COVARIANCE: "covariance", MEAN: "intercept"}


@dataclass(frozen=True)
class _Moves:
    """How the covariances of all variables of a group move with its entries: ``u`` and ``v`` (v, r), ``half`` (r,)."""

    u: Array
    v: Array
    half: Array

    def of(self, a: Index, b: Index) -> Array:
        """(m, r) d cov(a, b) for m pairs of variables."""
        return np.asarray((self.u[a] * self.v[b] + self.v[a] * self.u[b]) * self.half)


def estimates_table(structure: Structure, theta: Array, errors: Errors, group: int = 0) -> pd.DataFrame:
    """Every entry of one group: kind, to, by, ``ESTIMATE_COLUMNS``.

    Kinds: ``loading``, ``covariance`` (variances and residuals too), ``intercept``. A fixed entry has se 0.
    """
    mine = structure.group == group
    kind, to, by, free = structure.kind[mine], structure.to[mine], structure.by[mine], structure.free[mine]
    own = np.equal.outer(free, np.arange(structure.n_free)).astype(np.float64)
    value = np.where(free >= 0, theta[free], structure.value[mine])
    standard, slope = _standardised(structure, theta, group, (kind, to, by, value, own))
    names = np.array(structure.variables, dtype=object)
    each = [*errors.of(value, own), standard, *errors.of(standard, slope)]
    columns = ([KINDS[code] for code in kind], names[to], names[by], value, *each)
    return pd.DataFrame(dict(zip(ESTIMATE_COLUMNS, columns, strict=True)))


def correlations_table(structure: Structure, theta: Array, errors: Errors, group: int = 0) -> pd.DataFrame:
    """Implied correlation of every pair of factors: construct, other, r, se, low, high."""
    at = implied(structure, theta)[group]
    p, v = len(structure.items), len(structure.variables)
    a, b = (np.asarray(index) + p for index in np.tril_indices(v - p, -1))
    var = np.diagonal(at.covariance)
    r = at.covariance[a, b] / np.sqrt(var[a] * var[b])
    moves = _moves(structure, at, group)
    dvar = moves.of(np.arange(v), np.arange(v)) / var[:, None]
    slope = moves.of(a, b) / np.sqrt(var[a] * var[b])[:, None] - r[:, None] * (dvar[a] + dvar[b]) / 2
    slope = into_columns(slope, structure.rows[group], structure.n_free)
    names = np.array(structure.variables, dtype=object)
    return pd.DataFrame(dict(zip(CORRELATION_COLUMNS, (names[b], names[a], r, *errors.of(r, slope)), strict=True)))


def oriented(structure: Structure, theta: Array) -> Array:
    """(q,) the same solution with every factor pointing along its items: a model of fixed variances knows no sign."""
    paths = matrices(structure, theta)[0].sum(axis=0)
    marked = structure.by[(structure.kind == PATH) & (structure.free < 0)]
    v = len(structure.variables)
    sign = np.ones(v)
    for factor in range(len(structure.items), v):
        if factor not in marked:
            sign[factor] = direction((paths[:, factor] * sign)[:, None])[0]
    turn = np.where(structure.kind == MEAN, sign[structure.to], sign[structure.to] * sign[structure.by])
    out, free = theta.copy(), structure.free >= 0
    out[structure.free[free]] = turn[free] * theta[structure.free[free]]
    return out


def _moves(structure: Structure, at: Implied, group: int) -> _Moves:
    rows = structure.rows[group]
    v = np.where(rows.kind == PATH, at.covariance[:, rows.by], at.total[:, rows.by])
    return _Moves(at.total[:, rows.to], v, rows.half)


def _standardised(
    structure: Structure, theta: Array, group: int, entries: tuple[Index, Index, Index, Array, Array]
) -> tuple[Array, Array]:
    """(values (m,), derivatives (m, q)) of the entries of one group."""
    kind, to, by, value, own = entries
    at = implied(structure, theta)[group]
    var = np.diagonal(at.covariance)
    every = np.arange(len(var))
    moved = into_columns(_moves(structure, at, group).of(every, every), structure.rows[group], structure.n_free)
    dlog = moved / var[:, None] / 2  # of the standard deviations' logarithms
    s = np.diagonal(matrices(structure, theta)[1][group])
    ds = np.zeros_like(moved)
    variance = (kind == COVARIANCE) & (to == by)
    ds[to[variance]] = own[variance]
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.select(
            [kind == PATH, variance, kind == COVARIANCE],
            [np.sqrt(var[by] / var[to]), 1 / var[to], 1 / np.sqrt(s[to] * s[by])],
            1 / np.sqrt(var[to]),
        )
        residual = (ds[to] / s[to][:, None] + ds[by] / s[by][:, None]) / 2
    dscale = np.select(
        [(kind == PATH)[:, None], variance[:, None], (kind == COVARIANCE)[:, None]],
        [dlog[by] - dlog[to], -2 * dlog[to], -residual],
        -dlog[to],
    )
    return value * scale, (own + value[:, None] * dscale) * scale[:, None]
