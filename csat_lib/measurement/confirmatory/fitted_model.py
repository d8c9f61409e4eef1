"""What a confirmatory factor analysis is asked (CfaSpec), and the model that it has fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.findings import Method, note, ways
from csat_lib.measurement.confirmatory.model_fit import FitFigures, ModelFit
from csat_lib.measurement.confirmatory.modification import COLUMNS
from csat_lib.measurement.confirmatory.parameter_table import PATH, Standardise, Structure
from csat_lib.measurement.confirmatory.standardised_solution import CORRELATION_COLUMNS, ESTIMATE_COLUMNS, KINDS
from csat_lib.measurement.correlations.bases import Bases
from csat_lib.summary.moments import Missing

Array = NDArray[np.float64]
NAN = float("nan")


@dataclass(frozen=True)
class CfaSpec:
    """How a model is fitted.

    ``estimator``: ``ml``; ``fiml`` by missing pattern; ``wlsmv`` on polychoric correlations. ``robust``: ``none``,
    ``satorra_bentler`` (lavaan's MLM) or ``sandwich`` (MLR). ``missing``: of rows under ``ml`` and ``wlsmv``.
    ``second_order``: factor -> constructs that load on it. ``standardise``: which parameter sets a factor's scale in
    the unstandardised solution, its variance (``latent``) or its first loading (``marker``). ``zero_cells``: what is
    added to the empty cells of a pair's table under ``wlsmv``, 0 or .5.
    """

    estimator: Literal["ml", "fiml", "wlsmv"] = "ml"
    robust: Literal["none", "satorra_bentler", "sandwich"] = "none"
    second_order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    confidence: float = 0.95
    standardise: Standardise = "latent"
    missing: Missing = "listwise"
    zero_cells: float = 0.0


@dataclass(frozen=True)
class FittedModel(FitFigures):
    """A fitted factor model, or the reason why there is none.

    ``model``: construct -> items as asked; ``left_out``: constructs of one item, which no factor can be made of.
    ``estimates`` and ``correlations``: see ``standardised_solution``; ``modification``: see ``modification``.
    ``covariance`` (q, q) of the parameters ``theta`` (q,), or None without standard errors. ``words``: estimator, rule
    for missing values, weights, standard errors; ``interval``: how those of figures came about, or why there is none.
    """

    model: Mapping[str, Sequence[str]]
    spec: CfaSpec
    bases: Bases
    words: Method
    structure: Structure | None = None
    theta: Array = field(default_factory=lambda: np.zeros(0))
    covariance: Array | None = None
    interval: Method = Method()
    estimates: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=ESTIMATE_COLUMNS))
    correlations: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=CORRELATION_COLUMNS))
    modification: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=COLUMNS))
    fit: ModelFit = field(default_factory=ModelFit)
    left_out: tuple[str, ...] = ()
    reason: str = ""

    @cached_property
    def method(self) -> Method:  # every finding carries it
        """Estimator, standard errors, missing values, weights; what was left out, and what came out improper."""
        notes = [note("without", construct) for construct in self.left_out]
        notes += [note("heywood", item) for item in self.heywood]
        notes += [note("correlation beyond 1", f"{one} {other}") for one, other in self.improper]
        return ways(self.words, *notes)

    @property
    def items(self) -> tuple[str, ...]:
        """Items of the model as asked."""
        return tuple(dict.fromkeys(item for block in self.model.values() for item in block))

    @property
    def loadings(self) -> pd.DataFrame:
        """(item x construct) standardised loadings; NaN where the item does not belong to the construct."""
        return self._of_items(KINDS[PATH], "standardised").reindex(columns=list(self.model))

    @property
    def loadings_raw(self) -> pd.DataFrame:
        """(item x construct) loadings in the items' units."""
        return self._of_items(KINDS[PATH], "estimate").reindex(columns=list(self.model))

    @property
    def residuals(self) -> pd.Series:
        """(item,) standardised residual variances."""
        return self._own("standardised")

    @property
    def residuals_raw(self) -> pd.Series:
        """(item,) residual variances in the items' units."""
        return self._own("estimate")

    @property
    def phi(self) -> pd.DataFrame:
        """(construct x construct) correlations of the constructs."""
        names = [*self.model, *self.spec.second_order]
        frame = pd.DataFrame(np.nan, names, names)
        for one in () if self.structure is None else self.structure.factors:
            frame.loc[one, one] = 1.0
        pairs = self.correlations
        for one, other, r in zip(pairs["construct"], pairs["other"], pairs["r"], strict=True):
            frame.loc[one, other] = frame.loc[other, one] = r
        return frame

    @property
    def heywood(self) -> tuple[str, ...]:
        """Items with a negative residual variance."""
        residuals = self.residuals
        return tuple(residuals.index[residuals < 0])

    @property
    def improper(self) -> tuple[tuple[str, str], ...]:
        """Pairs of constructs whose correlation lies beyond 1."""
        beyond = self.correlations[self.correlations["r"].astype(float).abs() > 1]
        return tuple(zip(beyond["construct"], beyond["other"], strict=True))

    def _of_items(self, kind: str, column: str) -> pd.DataFrame:
        frame = pd.DataFrame(np.nan, list(self.items), list(self.model))
        rows = self.estimates[(self.estimates["kind"] == kind) & self.estimates["to"].isin(self.items)]
        for item, construct, value in zip(rows["to"], rows["by"], rows[column], strict=True):
            frame.loc[item, construct] = value
        return frame

    def _own(self, column: str) -> pd.Series:
        own = self.estimates[(self.estimates["kind"] == "covariance") & (self.estimates["to"] == self.estimates["by"])]
        return pd.Series(own[column].to_numpy(dtype=np.float64), own["to"]).reindex(list(self.items))
