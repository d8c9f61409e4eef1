"""What a row's answers alone say about the care they were given with: runs of equal answers, and how they vary.

Every function takes (n, p) answers in the order they were asked, NaN where there is none, and returns one figure a row;
a pass over the columns is fastest where these are contiguous (Fortran order, as pandas keeps a frame of numbers).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.float64]
Flags = NDArray[np.bool_]
_AT_ONCE = 8192  # rows whose running figures stay in the processor's cache
_ROUNDING = 1e-12  # a variance below this share of the mean square is a difference of equal sums


def longstring(answers: Answers) -> NDArray[np.int64]:
    """(n,) length of the longest run of equal answers (Johnson 2005, J. Res. Pers. 39:103-129).

    Missing values: passed over, so that a run goes on behind a gap (R careless ends a run there); 0 for a row without
    answers.
    """
    longest = np.zeros(len(answers), dtype=np.int64)
    for start in range(0, len(answers), _AT_ONCE):
        longest[start : start + _AT_ONCE] = _longest_run(answers[start : start + _AT_ONCE])
    return longest


def _longest_run(answers: Answers) -> NDArray[np.int32]:
    run, longest = np.zeros((2, len(answers)), dtype=np.int32)
    last = np.full(len(answers), np.nan)
    for column in answers.T:
        answered = column == column  # noqa: PLR0124 - faster than isnan, and not NaN is what is asked
        if answered.all():
            run *= column == last
            run += 1
            last = column
        else:
            run = np.where(answered, run * (column == last) + 1, run)
            last = np.where(answered, column, last)
        np.maximum(longest, run, out=longest)
    return longest


def variability(answers: Answers) -> Answers:
    """(n,) standard deviation (n - 1) of a row's answers: intra-individual response variability (IRV).

    Low values are sought (Dunn et al. 2018, J. Bus. Psychol. 33:105-121), as straight-lining leaves them; the answers
    should be on one scale. Missing values: passed over; NaN below two answers.
    """
    answered = ~np.isnan(answers)
    n_answers = answered.sum(axis=1)
    total, squares = np.zeros(len(answers)), np.zeros(len(answers))
    for column in answers.T:
        total += np.nan_to_num(column)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / n_answers
        for column in answers.T:
            squares += np.nan_to_num(column - mean) ** 2
        variance = squares / (n_answers - 1)
    nothing = squares <= _ROUNDING * n_answers * mean**2
    return np.where(n_answers > 1, np.where(nothing, 0.0, np.sqrt(np.abs(variance))), np.nan)


def same_throughout(answers: Answers, at_least: int) -> Flags:
    """(n,) whether all answers of a row are equal, and there are ``at_least`` of them. Missing values: passed over."""
    n_answers = (~np.isnan(answers)).sum(axis=1)
    return np.asarray((longstring(answers) == n_answers) & (n_answers >= at_least))
