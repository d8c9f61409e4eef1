"""What a row's answers alone say about the care they were given with.

Every function takes (n, p) answers in the order they were asked, NaN where there is none, and returns one figure a row.
Source: Curran 2016 (J. Exp. Soc. Psychol. 66:4-19).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def longstring(answers: Answers) -> NDArray[np.int64]:
    """(n,) length of the longest run of equal answers.

    Missing values: passed over, so that a run goes on behind a gap; 0 for a row without answers.
    """
    n_rows = len(answers)
    last = np.full(n_rows, np.nan)
    run, longest = np.zeros(n_rows, dtype=np.int64), np.zeros(n_rows, dtype=np.int64)
    for column in answers.T:
        answered = ~np.isnan(column)
        run = np.where(answered, np.where(column == last, run + 1, 1), run)
        longest = np.maximum(longest, run)
        last = np.where(answered, column, last)
    return longest


def same_throughout(answers: Answers, at_least: int) -> Flags:
    """(n,) whether all answers of a row are equal, and there are ``at_least`` of them. Missing values: passed over."""
    n_answers = (~np.isnan(answers)).sum(axis=1)
    return np.asarray((longstring(answers) == n_answers) & (n_answers >= at_least))


def missing_share(answered: Flags, applies: Flags) -> Answers:
    """(n,) share of the (n, p) questions that apply which are unanswered; NaN where none applies."""
    n_applies = applies.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((applies & ~answered).sum(axis=1) / n_applies)


def median_of_counts(counts: dict[int, int]) -> float:
    """The exact median of whole numbers from how often each occurs; NaN where there are none."""
    if not counts:
        return float("nan")
    values = np.array(sorted(counts))
    upto = np.cumsum([counts[value] for value in values])
    middle = np.searchsorted(upto, [(upto[-1] - 1) // 2, upto[-1] // 2], side="right")
    return float(values[middle].mean())
