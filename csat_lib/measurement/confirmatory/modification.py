"""Modification indices: how far chi-square would fall if one parameter that is fixed at zero were free.

Sorbom (1989), Psychometrika 54: 371-384, with Fisher's information, as lavaan's ``modindices``: each candidate alone,
score^2 / (I_cc - I_cm I_mm^-1 I_mc), and the value that the parameter would take, score over the same.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.curvature import expected_beside
from csat_lib.measurement.confirmatory.implied_moments import Implied, into_columns, matrices
from csat_lib.measurement.confirmatory.normal_theory import NormalTheory
from csat_lib.measurement.confirmatory.parameter_table import COVARIANCE, PATH, Structure
from csat_lib.measurement.confirmatory.standardised_solution import KINDS

Array = NDArray[np.float64]
# share of its information that a candidate must have beside the parameters of the model to be identified
LEFT = 1e-5
COLUMNS = ["path", "item", "other", "chi2_drop", "expected_change", "expected_change_standardised"]


def modification_indices(theory: NormalTheory, theta: Array, covariance: Array, n: float) -> pd.DataFrame:
    """Every loading of an item on another construct and every covariance of two residuals, greatest index first.

    Of one group; ``covariance`` (q, q) is the inverse of the expected information. Columns: path (``loading`` or
    ``residual``), item, other, chi2_drop (of 1 df), expected_change, expected_change_standardised (lavaan's
    ``epc`` and ``sepc.all``). Candidates that cannot be told from the model's parameters are left out.
    """
    wider, known = widened(theory.structure), theory.structure.n_free
    point = replace(theory, structure=wider).at(np.concatenate([theta, np.zeros(wider.n_free - known)]))
    if point is None or wider.n_free == known:
        return pd.DataFrame(columns=COLUMNS)
    rows, model = wider.rows[0], wider.rows[0].free < known
    cross, own = expected_beside(point.groups[0], point.deviations[0], rows, model)
    cross = n / 2 * into_columns(cross, rows.where(model), known)
    left = n / 2 * own - ((cross @ covariance) * cross).sum(axis=1)
    left = np.where(left > LEFT * n / 2 * own, left, np.nan)
    score = -n / 2 * point.gradient()[known:]
    return ranked(wider, theta, point.groups[0], score, left)


def widened(structure: Structure) -> Structure:
    """The same model with a free entry for every candidate."""
    p = len(structure.items)
    held = set(zip(structure.kind.tolist(), structure.to.tolist(), structure.by.tolist(), strict=True))
    first = sorted({by for kind, to, by in held if kind == PATH and to < p})
    loadings = [(PATH, item, factor) for factor in first for item in range(p)]
    residuals = [(COVARIANCE, item, other) for item in range(p) for other in range(item)]
    new = [entry for entry in (*loadings, *residuals) if entry not in held]
    kind, to, by = np.array(new, dtype=np.intp).reshape(-1, 3).T
    names = tuple(f"candidate {at}" for at in range(len(new)))
    return replace(
        structure,
        kind=np.concatenate([structure.kind, kind]),
        group=np.concatenate([structure.group, np.zeros(len(new), dtype=np.intp)]),
        to=np.concatenate([structure.to, to]),
        by=np.concatenate([structure.by, by]),
        free=np.concatenate([structure.free, structure.n_free + np.arange(len(new))]),
        value=np.concatenate([structure.value, np.zeros(len(new))]),
        names=structure.names + names,
    )


def ranked(structure: Structure, theta: Array, at: Implied, score: Array, left: Array) -> pd.DataFrame:
    """The table of the candidates, greatest index first, without those that have no information left (NaN).

    Indices that differ by less than 1e-6 stay in the order of the model.
    """
    added = structure.rows[0].where(structure.rows[0].free >= len(theta))
    index, change = score**2 / left, score / left
    told = np.flatnonzero(np.isfinite(left))
    told = told[np.argsort(-index[told].round(6), kind="stable")]
    names = np.array(structure.variables, dtype=object)
    paths = np.where(added.kind == PATH, KINDS[PATH], "residual").astype(object)
    columns = (paths, names[added.to], names[added.by], index, change, change * units(structure, theta, at))
    return pd.DataFrame({name: column[told] for name, column in zip(COLUMNS, columns, strict=True)})


def units(structure: Structure, theta: Array, at: Implied) -> Array:
    """(c,) what turns an expected change into the standardised solution."""
    added = structure.rows[0].where(structure.rows[0].free >= len(theta))
    sd = np.sqrt(np.diagonal(at.covariance))
    padded = np.concatenate([theta, np.zeros(structure.n_free - len(theta))])
    own = np.sqrt(np.abs(np.diagonal(matrices(structure, padded)[1][0])))
    return np.where(added.kind == PATH, sd[added.by] / sd[added.to], 1 / (own[added.to] * own[added.by]))
