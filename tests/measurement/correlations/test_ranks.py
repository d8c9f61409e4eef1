"""Moments from pair tables: answers as numbers, and ranks within the pair."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.measurement.correlations.ranks import moments_of_tables, rank_moments
from csat_lib.summary.moments import SUMS, Base, sum_moments
from csat_lib.summary.pairs import sum_pairs

FRAME = pd.DataFrame(
    {"x": [1, 1, 2, 5, 5, 5, np.nan], "y": [3, 1, 1, 2, np.nan, 2, 3], "z": [0, 1, 0, 1, 0, np.nan, 1]}
)
BASE = Base(weights=np.array([1.0, 2, 0.5, 1, 3, 1, 1]))


def test_answers_give_the_moments_of_the_rows():
    from_tables, from_rows = moments_of_tables(sum_pairs(FRAME, BASE)), sum_moments(FRAME, BASE, "pairwise")
    for name in SUMS:
        np.testing.assert_allclose(getattr(from_tables, name), getattr(from_rows, name), rtol=1e-12)
    assert (from_tables.missing, from_tables.weighted) == ("pairwise", True)


def test_ranks_are_those_among_who_answered_both():
    moments = rank_moments(sum_pairs(FRAME))
    both = FRAME[["x", "y"]].dropna().rank()
    shares = (both - 0.5) / len(both) - 0.5  # a rank in the middle of its own share
    np.testing.assert_allclose(moments.wx[0, 1], shares["x"].sum(), atol=1e-12)
    np.testing.assert_allclose(moments.wx2[1, 0], (shares["y"] ** 2).sum(), rtol=1e-12)
    np.testing.assert_allclose(moments.wxx[0, 1], (shares["x"] * shares["y"]).sum(), rtol=1e-12)
    np.testing.assert_allclose(moments.correlation, FRAME.corr(method="spearman"), rtol=1e-12, atol=1e-15)
