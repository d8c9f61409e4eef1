"""One set of thresholds for several groups: ordered answers as coarse views of normal latent answers.

Behind an item's answers 1 .. C stands a latent answer, cut at thresholds t_1 < ... < t_(C-1). Group 1 has mean 0 and
standard deviation 1, group g mean a_g and standard deviation b_g:

    P(answer <= c in group g) = Phi((t_c - a_g) / b_g)

With three answers this is another way to write the groups' own shares; from four on it is a claim that can fail: that
all groups use the scale alike. Its likelihood ratio against the groups' own shares has (G - 1)(C - 3) degrees of
freedom per item. Wu & Estabrook (2016), Psychometrika 81: 1014-1045: thresholds are what must be equal first, as they
give the latent answers of all groups one origin and one unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from csat_lib.measurement.confirmatory.damped_newton import minimise
from csat_lib.measurement.confirmatory.fit_indices import Chi2
from csat_lib.summary.pairs import PairTables

Array = NDArray[np.float64]
FEWEST = 3


@dataclass(frozen=True)
class CommonThresholds:
    """``location`` and ``scale`` (G, p) of the latent answers; ``test`` of the claim over all items.

    ``coarseness``: how many times the variance of a location, and of the logarithm of a scale, is what it would be if
    the latent answers were seen as they are. ``reason``: ``few_categories`` (a group gave an item fewer than three
    different answers), ``not_converged``.
    """

    location: Array
    scale: Array
    test: Chi2
    coarseness: tuple[float, float] = (1.0, 1.0)
    reason: str = ""


@dataclass(frozen=True)
class _Margins:
    """Answers of one item: ``n`` (G, C) respondents. Parameters: t_1, ln(t_2 - t_1), ..., then a_2 .. and ln b_2 .."""

    n: Array

    @property
    def start(self) -> Array:
        """Thresholds from all groups together, alike in all of them."""
        shares = np.cumsum(self.n.sum(axis=0))[:-1] / self.n.sum()
        thresholds = ndtri(shares)
        return np.concatenate([thresholds[:1], np.log(np.diff(thresholds)), np.zeros(2 * (len(self.n) - 1))])

    def placed(self, theta: Array) -> tuple[Array, Array, Array]:
        """(t (C - 1,), a (G,), b (G,)) of the parameters."""
        groups, cuts = len(self.n), self.n.shape[1] - 1
        t = theta[0] + np.concatenate([[0.0], np.cumsum(np.exp(theta[1:cuts]))])
        a = np.concatenate([[0.0], theta[cuts : cuts + groups - 1]])
        return t, a, np.exp(np.concatenate([[0.0], theta[cuts + groups - 1 :]]))

    def coarseness(self, point: _Point, scale: Array) -> Array:
        """(2, G - 1) variances of a_g and ln b_g over those of a mean and of the logarithm of a standard deviation."""
        spread = np.diagonal(np.linalg.inv(point.curvatures()[0]))[self.n.shape[1] - 1 :].reshape(2, -1)
        size = self.n.sum(axis=1)
        return np.asarray(spread / [1 / size[0] + scale[1:] ** 2 / size[1:], (1 / size[0] + 1 / size[1:]) / 2])

    def at(self, theta: Array) -> _Point | None:
        """The likelihood ratio there, or None where an answer that was given has no probability."""
        t, a, b = self.placed(theta)
        z = (t - a[:, None]) / b[:, None]
        share = np.diff(ndtr(z), axis=1, prepend=0.0, append=1.0)
        if not (share[self.n > 0] > 0).all() or not np.isfinite(z).all():
            return None
        return _Point(self.n, share, self._slopes(theta, z, b))

    def _slopes(self, theta: Array, z: Array, b: Array) -> Array:
        """(G, C, q) of the shares."""
        groups, cuts = z.shape
        of_z = np.zeros((groups, cuts, len(theta)))
        widths = np.concatenate([[1.0], np.exp(theta[1:cuts])])
        of_z[:, :, :cuts] = np.tril(np.ones((cuts, cuts))) * widths / b[:, None, None]
        later = np.arange(1, groups)
        of_z[later, :, cuts + later - 1] = -1 / b[later, None]
        of_z[later, :, cuts + groups + later - 2] = -z[later]
        density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        return np.asarray(np.diff(density[:, :, None] * of_z, axis=1, prepend=0.0, append=0.0))


@dataclass(frozen=True)
class _Point:
    """Half the likelihood ratio at one place: ``share`` (G, C) and its ``slopes`` (G, C, q)."""

    n: Array
    share: Array
    slopes: Array

    @property
    def value(self) -> float:
        """Half the likelihood ratio."""
        expected = self.n.sum(axis=1, keepdims=True) * self.share
        given = self.n > 0
        return float((self.n[given] * np.log(self.n[given] / expected[given])).sum())

    def gradient(self) -> Array:
        """(q,) its first derivatives."""
        ratio = np.divide(self.n, self.share, out=np.zeros_like(self.share), where=self.n > 0)
        return np.asarray(-np.einsum("gc,gcq->q", ratio, self.slopes))

    def curvatures(self) -> list[Array]:
        """Fisher's information."""
        weight = self.n.sum(axis=1, keepdims=True) / np.maximum(self.share, np.finfo(np.float64).tiny)
        return [np.einsum("gc,gcq,gcr->qr", weight, self.slopes, self.slopes)]


def common_thresholds(groups: Sequence[PairTables]) -> CommonThresholds:
    """Maximum likelihood, item by item, from each group's own answers to the item.

    The groups' tables hold the same items in the same order. Answers that nobody gave in any group are left out. With
    weights, shares are weighted and counted at Kish's effective n.
    """
    p = len(groups[0].items)
    location, scale = np.zeros((len(groups), p)), np.ones((len(groups), p))
    chi2, df, coarse = 0.0, 0, []
    for j in range(p):
        margins = _Margins(_counts(groups, j))
        if (np.count_nonzero(margins.n, axis=1) < FEWEST).any():
            return CommonThresholds(location, scale, Chi2(chi2, df), reason="few_categories")
        found = minimise(margins, margins.start)
        if not found.converged or found.point is None:
            return CommonThresholds(location, scale, Chi2(chi2, df), reason="not_converged")
        _, location[:, j], scale[:, j] = margins.placed(found.theta)
        coarse.append(margins.coarseness(found.point, scale[:, j]).mean(axis=1))
        chi2 += 2 * max(found.point.value, 0.0)
        df += (len(groups) - 1) * (margins.n.shape[1] - FEWEST)
    place, spread = np.mean(coarse, axis=0).tolist()
    return CommonThresholds(location, scale, Chi2(chi2, df), (place, spread))


def _counts(groups: Sequence[PairTables], j: int) -> Array:
    """(G, C) how often each group gave each answer to item j, those without any answer left out."""
    answers = sorted({answer for group in groups for answer in group.categories[j]})
    counts = np.zeros((len(groups), len(answers)))
    for row, group in zip(counts, groups, strict=True):
        given = np.diagonal(group.table(j, j)[1])
        size = group.pair_w[j, j] ** 2 / group.w2[j, j]
        row[np.searchsorted(answers, group.categories[j])] = given / given.sum() * size
    return counts[:, counts.any(axis=0)]
