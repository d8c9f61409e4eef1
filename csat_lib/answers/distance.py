"""How far a row lies from the others: Mahalanobis distance over the answers that it has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dtrsm
from scipy.special import chdtrc

from csat_lib.answers.careless import Answers

_AT_ONCE = 8192
_CELLS_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Distances:
    """``squared`` (n,) D squared, NaN without answers; ``df`` (n,) answers behind it."""

    squared: Answers
    df: NDArray[np.int64]

    @property
    def p(self) -> Answers:
        """(n,) share of a chi-square variable with ``df`` degrees of freedom above D squared."""
        return np.asarray(chdtrc(self.df, self.squared))


def mahalanobis(answers: Answers, means: Answers, covariance: Answers) -> Distances:
    """D squared = (x - m)' S^-1 (x - m) of each row of (n, p) ``answers`` (Meade & Craig 2012).

    ``means`` (p,) and ``covariance`` (p, p) are those of the sample. Missing values: D squared over the answers there
    are, with their means and covariances, and as many degrees of freedom (R careless, by ``psych::outlier``, keeps all
    p and puts the mean in the place of a gap).

    Raises:
        numpy.linalg.LinAlgError: the covariances are not positive definite.
    """
    lower = np.linalg.cholesky(covariance)
    squared = np.empty(len(answers))
    df = np.full(len(answers), answers.shape[1])
    for start in range(0, len(answers), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        deviations = np.asfortranarray(answers[rows] - means)
        whitened = dtrsm(1.0, lower, deviations, side=1, lower=1, trans_a=1)
        squared[rows] = np.square(whitened, out=whitened).sum(axis=1)
    gaps = np.flatnonzero(np.isnan(squared))
    if gaps.size:
        deviations = answers[gaps] - means
        df[gaps] = (~np.isnan(deviations)).sum(axis=1)
        squared[gaps] = _with_gaps(deviations, covariance, df[gaps])
    return Distances(squared, df)


def _with_gaps(deviations: Answers, covariance: Answers, df: NDArray[np.int64]) -> Answers:
    """(n,) D squared of rows with gaps, those with as many answers at once."""
    squared = np.full(len(deviations), np.nan)
    precision = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
    for n_answers in np.unique(df[df > 0]):
        n_gaps = deviations.shape[1] - n_answers
        work = min(n_answers, n_gaps)
        rows = np.flatnonzero(df == n_answers)
        for part in np.array_split(rows, 1 + len(rows) * work**2 // _CELLS_AT_ONCE):
            few = _over_answers if work == n_answers else _but_for_gaps
            squared[part] = few(deviations[part], covariance if work == n_answers else precision, work)
    return squared


def _over_answers(deviations: Answers, covariance: Answers, n_answers: int) -> Answers:
    """D squared over the few answers a: x' S_aa^-1 x."""
    at = np.argsort(np.isnan(deviations), axis=1, kind="stable")[:, :n_answers]
    x = np.take_along_axis(deviations, at, axis=1)
    return np.asarray(np.einsum("ij,ij->i", x, _solved(covariance, at, x)))


def _but_for_gaps(deviations: Answers, precision: Answers, n_gaps: int) -> Answers:
    """The same through Q = S^-1 where the gaps g are few: x' Q x - h' Q_gg^-1 h, x being 0 at the gaps, h = (Q x)_g."""
    at = np.argsort(~np.isnan(deviations), axis=1, kind="stable")[:, :n_gaps]
    x = np.nan_to_num(deviations)
    h = x @ precision
    at_gaps = np.take_along_axis(h, at, axis=1)
    whole = np.einsum("ij,ij->i", x, h)
    return np.asarray(whole - np.einsum("ij,ij->i", at_gaps, _solved(precision, at, at_gaps)))


def _solved(matrix: Answers, at: NDArray[np.intp], right: Answers) -> Answers:
    """(n, k) solution of each row's own k equations: ``matrix`` at the places ``at`` (n, k)."""
    own = matrix[at[:, :, None], at[:, None, :]]
    return np.asarray(np.linalg.solve(own, right[..., None])[..., 0])
