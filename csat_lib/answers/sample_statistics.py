"""What is said of many rows by counting: the share of questions left blank, the median of durations."""

from __future__ import annotations

import numpy as np

from csat_lib.answers.careless import Answers, Flags


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
