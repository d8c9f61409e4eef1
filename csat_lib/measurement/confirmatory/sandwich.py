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

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.implied_moments import into_columns
from csat_lib.measurement.confirmatory.normal_theory import Discrepancies, PatternMoments
from csat_lib.measurement.confirmatory.sampling_design import Sampling

Array = NDArray[np.float64]
Codes = NDArray[np.intp]


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
