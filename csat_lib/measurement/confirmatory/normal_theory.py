"""The normal-theory discrepancy of a factor model over groups, and over missing patterns within them.

    F = sum_g sum_k share_gk [ln |sigma_k| + tr(sigma_k^-1 T_k)] - constant,   T_k = S_k + (m_k - mu_k)(m_k - mu_k)'

over patterns k of answered items (one pattern when every answer is there), ``share`` their part of all n respondents.
The constant makes F zero for the saturated model, so that n F is the likelihood ratio chi-square.

With W = sigma^-1 (zero at unanswered items), d = m - mu and G = W - WTW:

    dF = tr(G d sigma) - 2 d'W d mu,    for second derivatives see ``curvature``

and n/2 times the second derivatives is the information of the parameters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from csat_lib.measurement.confirmatory.curvature import Deviation, exact, expected
from csat_lib.measurement.confirmatory.implied_moments import Implied, implied, into_columns, into_square, traces
from csat_lib.measurement.confirmatory.parameter_table import Structure

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PatternMoments:
    """What one group answered, by missing pattern (K of them; 1 when complete), zeros at unanswered items.

    ``share`` (K,) of the respondents of all groups, adding up to 1 over all groups; ``mean`` (K, p); ``covariance``
    (K, p, p) with the pattern's own n as divisor; ``answered`` (K, p).
    """

    share: Array
    mean: Array
    covariance: Array
    answered: NDArray[np.bool_]

    @cached_property
    def both(self) -> Array:
        """(K, p, p) 1 where both items are answered, else 0."""
        return np.asarray(self.answered[:, :, None] * self.answered[:, None, :], dtype=np.float64)

    @cached_property
    def gaps(self) -> Array:
        """(K, p, p) 1 on the diagonal of unanswered items: with it a cut matrix keeps its determinant and inverse."""
        return np.asarray((~self.answered)[:, :, None] * np.eye(self.answered.shape[1]))

    def deviation(self, sigma: Array, mu: Array) -> tuple[float, Deviation]:
        """(fit, W and d) at ``sigma`` (p, p) and ``mu`` (p,); LinAlgError unless sigma is positive definite."""
        cut = sigma * self.both + self.gaps
        d = (self.mean - mu) * self.answered
        root = np.linalg.cholesky(cut)
        w = np.linalg.inv(cut) - self.gaps
        t = self.covariance + d[:, :, None] * d[:, None, :]
        logs = 2 * np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
        fit = float(self.share @ (logs + (w * t).sum(axis=(1, 2))))
        return fit, Deviation(self.share, w, t, d)


def complete_sample(covariance: Array, mean: Array | None = None, share: float = 1.0) -> PatternMoments:
    """The sample of a group without missing answers; ``covariance`` (p, p) with divisor n, ``mean`` (p,) or none."""
    p = len(covariance)
    means = np.zeros((1, p)) if mean is None else np.asarray(mean)[None]
    return PatternMoments(np.array([share]), means, np.asarray(covariance)[None], np.ones((1, p), dtype=bool))


def saturated_constant(samples: Sequence[PatternMoments]) -> float:
    """What the saturated model of complete groups scores, sum_g share (ln |S| + p): the constant of the discrepancy."""
    return math.fsum(
        float(sample.share[0]) * (np.linalg.slogdet(sample.covariance[0])[1] + sample.mean.shape[1])
        for sample in samples
    )


@dataclass(frozen=True)
class NormalTheory:
    """The discrepancy of ``structure`` from the samples of its groups, for :func:`damped_newton.minimise`.

    ``constant``: see :func:`saturated_constant`. Without mean entries in the structure the means are saturated: the
    samples then have zero means.
    """

    structure: Structure
    samples: Sequence[PatternMoments]
    constant: float = 0.0

    def at(self, theta: Array) -> Discrepancies | None:
        """The discrepancy at parameters (q,), or None where a sigma is not positive definite."""
        try:
            return self.place(theta)
        except np.linalg.LinAlgError:
            return None

    def place(self, theta: Array) -> Discrepancies:
        """The discrepancy where it is known to be defined; LinAlgError where it is not."""
        groups = implied(self.structure, theta)
        pairs = zip(groups, self.samples, strict=True)
        parts = [sample.deviation(group.sigma, group.mu) for group, sample in pairs]
        value = math.fsum(fit for fit, _ in parts) - self.constant
        return Discrepancies(self.structure, value, groups, tuple(deviation for _, deviation in parts))


@dataclass(frozen=True)
class Discrepancies:
    """The discrepancy at one place: its ``value``, what every group implies there, and how far its data are off."""

    structure: Structure
    value: float
    groups: tuple[Implied, ...]
    deviations: tuple[Deviation, ...]

    def gradient(self) -> Array:
        """(q,) dF."""
        out = np.zeros(self.structure.n_free)
        for at, off, rows in zip(self.groups, self.deviations, self.structure.rows, strict=True):
            d = at.directions(rows)
            moved = traces(d.T @ off.g @ d, rows) - 2 * (d.T @ off.wd)[rows.u] * at.slopes(rows)
            out += into_columns(moved, rows, len(out))
        return out

    def expected(self) -> Array:
        """(q, q) Fisher's second derivatives; n/2 times them is the expected information."""
        out = np.zeros((self.structure.n_free,) * 2)
        for at, off, rows in zip(self.groups, self.deviations, self.structure.rows, strict=True):
            out += into_square(expected(at, off, rows), rows, len(out))
        return out

    def exact(self) -> Array:
        """(q, q) second derivatives; n/2 times them is the observed information."""
        out = np.zeros((self.structure.n_free,) * 2)
        for at, off, rows in zip(self.groups, self.deviations, self.structure.rows, strict=True):
            out += into_square(exact(at, off, rows), rows, len(out))
        return out

    def curvatures(self) -> Iterator[Array]:
        """The exact one, then Fisher's."""
        yield self.exact()
        yield self.expected()
