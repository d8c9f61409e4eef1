"""Standard errors and tests that hold when answers are not normal, weigh differently or were drawn in PSUs.

Each respondent contributes the first derivatives of his log-likelihood; their spread over the design (see
``sampling_design``) is the meat B of the sandwich A^-1 B A^-1. With A the expected information these are lavaan's
``MLM`` standard errors, with A the observed information those of ``MLR`` (White 1982). The test is scaled to the mean
of its distribution,

    scaling = (tr A_1^-1 B_1 - tr A^-1 B) / df

with A_1, B_1 those of the saturated model: at the model's covariances it is Satorra & Bentler's (1994), at the sample's
Yuan & Bentler's (2000) in the form of Mplus and lavaan's ``MLR``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from csat_lib.findings import Method, way
from csat_lib.measurement.confirmatory.implied_moments import into_columns
from csat_lib.measurement.confirmatory.normal_theory import Discrepancies, PatternMoments
from csat_lib.measurement.confirmatory.sampling_design import Sampling
from csat_lib.measurement.correlations.interval import FEW_RESPONDENTS, SKEWED
from csat_lib.summary.skewness import FEWEST_GROUPS, skewness_of_totals
from csat_lib.summary.studentised import studentised

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
MOST_SKEWED, FEWEST_EFFECTIVE, MOST_UNITS = 0.13, 200, 5000
"""Over the first, and with fewer, correlations of constructs hold in .87 to .93; of more units, ends are normal."""


@dataclass(frozen=True)
class Answers:
    """The respondents of one group: ``values`` (n, p), 0 where unanswered; ``pattern`` (n,) which of ``sample``'s."""

    values: Array
    pattern: Codes
    sample: PatternMoments
    sampling: Sampling

    def scores(self, point: Discrepancies) -> Array:
        """(n, q) first derivatives of each respondent's log-likelihood at ``point``."""
        at, off, rows = point.groups[0], point.deviations[0], point.structure.rows[0]
        d, slopes = at.directions(rows), at.slopes(rows)
        out = np.empty((len(self.values), point.structure.n_free))
        for k, mine in enumerate(self._spans()):
            turned = off.w[k] @ d
            level = rows.half * (d.T @ turned)[rows.u, rows.v]
            z = ((self.values[mine] - at.mu) * self.sample.answered[k]) @ turned
            zu = z[:, rows.u]
            out[mine] = into_columns(zu * (z[:, rows.v] * rows.half + slopes) - level, rows, out.shape[1])
        return out

    def spread(self, point: Discrepancies) -> Array:
        """(q, q) the meat: spread of the scores' total over the design."""
        return self.sampling.spread(self.scores(point))

    @property
    def skewness(self) -> float:
        """Skewness of the items' means over units, as :func:`skewness_of` has it of replicate groups."""
        seen, weights = self.sample.answered[self.pattern], self.sampling.weights[:, None]
        means = (weights * self.values * seen).sum(axis=0) / (weights * seen).sum(axis=0)
        return skewness_of_totals(self.sampling.totals((self.values - means) * seen), self.sampling.units)

    def _spans(self) -> list[Codes | slice]:
        if len(self.sample.share) == 1:
            return [slice(None)]
        order = np.argsort(self.pattern, kind="stable")
        edges = np.searchsorted(self.pattern[order], np.arange(len(self.sample.share) + 1))
        return [order[start:end] for start, end in pairwise(edges)]

    def saturated_trace(self, w: Array, s: Array) -> float:
        """Tr A_1^-1 B_1 of complete answers about their mean: ``w`` (p, p) inverse covariances, ``s`` the sample's.

        Half the mean squared length of L'(sum of w_i (x x' - s)) L over units, with LL' = w.
        """
        root = np.linalg.cholesky(w)
        y, level = self.values @ root, root.T @ s @ root
        weights, design = self.sampling.weights, self.sampling
        if design.unit is None:
            lengths = (y**2).sum(axis=1)
            squares = weights**2 * (lengths**2 - 2 * ((y @ level) * y).sum(axis=1) + (level**2).sum())
        else:
            squares = (self._sums(y, level, design.unit) ** 2).sum(axis=(1, 2))
        strata = np.zeros((1, 1)) if design.plain else self._sums(y, level, design.strata)
        return design.spread_of_squares(squares, strata) / (2 * len(y))

    def _sums(self, y: Array, level: Array, code: Codes) -> Array:
        """(U, p, p) sums of w (y y' - level) over equal codes."""
        order = np.argsort(code, kind="stable")
        edges = np.searchsorted(code[order], np.arange(code.max() + 2))
        y, w = y[order], self.sampling.weights[order]
        spans = pairwise(edges)
        parts = [(y[a:b] * w[a:b, None]).T @ y[a:b] - w[a:b].sum() * level for a, b in spans]
        return np.stack(parts)


def sandwich(information: Array, spread: Array) -> Array:
    """(q, q) A^-1 B A^-1."""
    bread = np.linalg.inv(information)
    return np.asarray(bread @ spread @ bread)


def trace_of(information: Array, spread: Array) -> float:
    """Tr A^-1 B."""
    return float(np.trace(np.linalg.solve(information, spread)))


@dataclass(frozen=True)
class Errors:
    """``covariance`` (q, q) of the parameters, None without errors; intervals at ``confidence``.

    ``moved`` (U, q): by how much each unit moves the parameters, None for normal ends; ``interval`` says how the ends
    come about, and where they are not ``given``, why.
    """

    covariance: Array | None
    confidence: float
    moved: Array | None = None
    interval: Method = Method()
    given: bool = True

    def of(self, figures: Array, slope: Array) -> tuple[Array, Array, Array]:
        """(m,) standard errors, lower and upper ends of figures with derivatives ``slope`` (m, q); NaN without."""
        nothing = np.full(len(slope), np.nan)
        if self.covariance is None:
            return nothing, nothing, nothing
        se = np.sqrt(np.clip(((slope @ self.covariance) * slope).sum(axis=1), 0, None))
        if not self.given:
            return se, nothing, nothing
        if self.moved is not None:
            found = studentised(figures, figures - self.moved @ slope.T, self.confidence)
            return se, found.low, found.high
        reach = float(ndtri((1 + self.confidence) / 2)) * se
        return se, figures - reach, figures + reach


def robust_errors(information: Array, answers: Answers, point: Discrepancies, asked: tuple[float, float]) -> Errors:
    """Errors by the sandwich; ``asked``: effective number of respondents n, confidence.

    Method: u_i = A^-1 s_i, the scores s_i summed by unit, are how far each unit moves the parameters, sum u u' their
    covariance. The figures less their shares of u stand for a jackknife (the infinitesimal one: Jaeckel 1972), of which
    :func:`studentised` takes skewness and kurtosis into account. No interval of fewer than 12 units or an effective
    200, where errors come out too small, or of skewed answers.
    """
    added = answers.sampling.added(answers.scores(point))
    units, (n, confidence) = len(added), asked
    errors = Errors(sandwich(information, added.T @ added), confidence)
    few = units < FEWEST_GROUPS or n < FEWEST_EFFECTIVE
    if few or answers.skewness > MOST_SKEWED:
        return replace(errors, interval=(FEW_RESPONDENTS if few else SKEWED).method, given=False)
    if units > MOST_UNITS:
        return errors
    moved = np.linalg.solve(information, added.T).T * np.sqrt(units / (units - 1))
    return replace(errors, moved=moved, interval=way("corrected for skewness and kurtosis"))
