"""Do a row's answers agree with themselves? Correlations within a row, over pairs of answers that should go together.

The correlation of a row is Pearson's over its pairs with both answers; NaN below ``FEWEST_PAIRS`` of them, or where one
side does not vary (a straight line has no such figure: ``careless`` finds those). Nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.careless import Answers

Pairs = NDArray[np.intp]
FEWEST_PAIRS = 3
_AT_ONCE = 4096
_ROUNDING = 1e-12  # a sum of squared deviations below this share of the sum of squares is a difference of equal sums


def even_odd(answers: Answers, constructs: Sequence[Sequence[int]]) -> Answers:
    """(n,) even-odd consistency: r of the means of odd and even items over the constructs, stepped up.

    Spearman-Brown: 2 r / (1 + r), at least -1 (Johnson 2005, J. Res. Pers. 39:103-129). High is consistent; R careless
    1.2 gives the same with the sign turned. ``constructs`` holds the columns of each construct's items, in order; those
    of one item are passed over. ``answers`` (n, p) on one scale, reversed items turned. Missing values: a half is the
    mean of its answers.
    """
    halved = [list(columns) for columns in constructs if len(columns) > 1]
    r = np.full(len(answers), np.nan)
    for start in range(0, len(answers) if len(halved) >= FEWEST_PAIRS else 0, _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        odd = np.stack([_mean(answers[rows, columns[::2]]) for columns in halved], axis=1)
        even = np.stack([_mean(answers[rows, columns[1::2]]) for columns in halved], axis=1)
        r[rows] = _correlation(odd, even)
    with np.errstate(divide="ignore"):
        return np.asarray(np.maximum(2 * r / (1 + r), -1.0))


def synonym_pairs(correlation: Answers, above: float) -> Pairs:
    """(k, 2) the pairs of items that correlate above a bound in the sample, the later item first."""
    return np.argwhere(np.tril(np.nan_to_num(correlation), -1) > above)


def antonym_pairs(correlation: Answers, below: float) -> Pairs:
    """(k, 2) the pairs of items that correlate below a (negative) bound in the sample, the later item first."""
    return np.argwhere(np.tril(np.nan_to_num(correlation), -1) < below)


def within_pairs(answers: Answers, pairs: Pairs) -> Answers:
    """(n,) r of the two answers over ``pairs``: psychometric synonyms, or antonyms.

    Meade & Craig 2012 (Psychol. Methods 17:437-455); as R careless, which shuffles the pairs at random where one side
    does not vary: here that row has no figure.
    """
    r = np.full(len(answers), np.nan)
    for start in range(0, len(answers) if len(pairs) >= FEWEST_PAIRS else 0, _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        r[rows] = _correlation(answers[rows, pairs[:, 0]], answers[rows, pairs[:, 1]])
    return r


def _mean(answers: Answers) -> Answers:
    answered = ~np.isnan(answers)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(answered, answers, 0.0).sum(axis=1) / answered.sum(axis=1))


def _correlation(x: Answers, y: Answers) -> Answers:
    """(n,) r of each row of two (n, k) arrays over the places where both have a number."""
    both = ~(np.isnan(x) | np.isnan(y))
    n_pairs = both.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        (dx, sxx), (dy, syy) = _deviations(x, both, n_pairs), _deviations(y, both, n_pairs)
        r = np.einsum("ij,ij->i", dx, dy) / np.sqrt(sxx * syy)
    known = (n_pairs >= FEWEST_PAIRS) & (sxx > 0) & (syy > 0)
    return np.where(known, np.clip(r, -1.0, 1.0), np.nan)


def _deviations(x: Answers, both: NDArray[np.bool_], n_pairs: NDArray[np.intp]) -> tuple[Answers, Answers]:
    """(n, k) deviations from the row's mean, and (n,) their sum of squares: 0 when it is but rounding."""
    x = np.where(both, x, 0.0)
    total = np.einsum("ij,ij->i", x, x)
    deviations = np.where(both, x - (x.sum(axis=1) / n_pairs)[:, None], 0.0)
    squares = np.einsum("ij,ij->i", deviations, deviations)
    return deviations, np.where(squares > _ROUNDING * total, squares, 0.0)
