"""Standardised loadings of items on their construct, and how constructs correlate: from a CFA or factor by factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import needs_model
from csat_lib.findings import Method, way, ways
from csat_lib.measurement.correlations.bases import Bases
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.correlations.membership import Model, membership_of
from csat_lib.measurement.factors.minres import fewer_than_needed, minres
from csat_lib.measurement.factors.minres_stack import minres_stack

Array = NDArray[np.float64]


class FactorModel(Protocol):
    """A fitted confirmatory model (a CfaResult), as far as validity asks."""

    @property
    def model(self) -> Model:
        """Construct -> its items."""
        ...

    @property
    def loadings(self) -> pd.DataFrame:
        """(p, c) standardised loadings, NaN where an item does not load or a construct was left out."""
        ...

    @property
    def phi(self) -> pd.DataFrame:
        """Correlations of the constructs, among others."""
        ...

    @property
    def bases(self) -> Bases:
        """Who stands behind it."""
        ...

    @property
    def method(self) -> Method:
        """Estimator and more."""
        ...

    @property
    def reason(self) -> str:
        """Why there is no fit, or nothing."""
        ...


@dataclass(frozen=True)
class Own:
    """One construct: ``loadings`` of its items (NaN where ``reason`` says why), and in every replicate (g, p).

    ``skewness`` of the items' means, which tells whether a coefficient can have an interval.
    """

    loadings: pd.Series
    bases: Bases
    replicated: Array | None = None
    reason: str = ""
    skewness: float = 0.0


@dataclass(frozen=True)
class StandardisedLoadings:
    """``own`` by construct, the constructs' ``correlations`` (c, c), and how either came about."""

    own: Mapping[str, Own]
    correlations: pd.DataFrame
    loadings_by: Method
    correlations_by: Method
    words: Method


def solution_of(source: FactorModel | Data, model: Model | None = None) -> StandardisedLoadings:
    """Take a fitted CFA as it is; of data, fit one factor by minres to the items of each construct of ``model``.

    The correlations of the constructs are then those of the sums of their items, which measurement error makes smaller.
    Missing values: of a DataFrame or Rows, rows complete on all items; of sums or a Correlation, as they were added up.

    Raises:
        CsatError: data without a model, or an item that they do not hold.
    """
    if not isinstance(source, Data):
        return _of_cfa(source)
    if model is None:
        raise needs_model()
    of = matrices_of(source)
    members = membership_of(of.items, model)
    own = {name: _one_factor(matrices_of(of.part.select(list(items), name))) for name, items in model.items()}
    correlations = pd.DataFrame(_of_sums(of, members), list(model), list(model))
    alone = ways("one factor per construct", "minres")
    return StandardisedLoadings(own, correlations, alone, way("sums of items"), of.correlated)


def _of_cfa(fitted: FactorModel) -> StandardisedLoadings:
    own = {name: fitted.loadings.loc[list(items), name] for name, items in fitted.model.items()}
    reasons = {name: fitted.reason or _why_not(loadings) for name, loadings in own.items()}
    constructs = {name: Own(own[name], fitted.bases, reason=reasons[name]) for name in own}
    phi = fitted.phi.loc[list(own), list(own)]
    return StandardisedLoadings(constructs, phi, way("cfa"), way("latent"), fitted.method)


def _why_not(loadings: pd.Series) -> str:
    """A construct that was left out, or a loading beyond 1: the item would share more than it has."""
    if loadings.isna().any():
        return "one_item"
    return "improper" if (loadings.abs() > 1).any() else ""


def _one_factor(of: Matrices) -> Own:
    items, reason = list(of.items), of.reason or fewer_than_needed(len(of.items), 1)
    solution = None if reason else minres(of.correlation, 1)
    if solution is None or not solution.converged:
        return Own(pd.Series(np.nan, items), of.bases, reason=reason or "not_converged")
    replicated = None
    if of.grouped:
        replicated = minres_stack(of.correlations_less, 1, solution.uniquenesses)[0][..., 0]
    return Own(pd.Series(solution.loadings[:, 0], items), of.bases, replicated, skewness=of.skewness)


def _of_sums(of: Matrices, members: Array) -> Array:
    """(c, c) correlations of the sums of the constructs' items; NaN where one of them has no variance."""
    absent = members.T @ np.isnan(of.covariance) @ members > 0
    s = np.where(absent, np.nan, members.T @ np.nan_to_num(of.covariance) @ members)
    spread = np.where(np.diagonal(s) > 0, np.diagonal(s), np.nan)
    return np.asarray(s / np.sqrt(np.outer(spread, spread)))
