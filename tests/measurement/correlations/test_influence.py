"""What single respondents add to the errors of thresholds and polychoric correlations."""

from __future__ import annotations

import numpy as np

from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.correlations.influence import of_correlations, of_thresholds
from csat_lib.summary.moments import Base
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.rows import Rows
from tests.measurement.ordinal import ITEMS, ordinal_rows


def added(rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(thresholds, n), (correlations, n) influences and the places of the answers, complete or not."""
    correlation = correlate(rows, "polychoric", "pairwise")
    tables, thresholds = correlation.source, tuple(correlation.thresholds.values())
    codes = np.zeros((len(ITEMS) + 1, len(rows.frame)), dtype=np.intp)
    for at, answers in enumerate(tables.categories):
        codes[at] = np.searchsorted(answers, rows.values[:, at])
    of_pairs = of_correlations(tables, thresholds, correlation.matrix)
    return of_thresholds(tables, thresholds).at(codes), of_pairs.at(codes), codes


def test_they_cancel_out_over_all_respondents():
    for rows in (ordinal_rows(), ordinal_rows().complete()):
        of_thresholds_, of_correlations_, _ = added(rows)
        np.testing.assert_allclose(of_thresholds_.sum(axis=1), 0, atol=1e-10)
        np.testing.assert_allclose(of_correlations_.sum(axis=1), 0, atol=1e-8)


def test_who_left_an_item_out_adds_nothing_to_its_thresholds():
    of_thresholds_, of_correlations_, codes = added(ordinal_rows())
    left_out = codes[0] == 5
    assert left_out.sum() == 17
    assert (of_thresholds_[:4, left_out] == 0).all()
    assert (of_correlations_[0, left_out & (codes[1] == 5)] == 0).all()
    assert (of_correlations_[0, left_out & (codes[1] < 5)] != 0).all()  # by the thresholds of the other item


def test_more_of_a_respondent_moves_the_estimates_as_told():
    rows = ordinal_rows().complete()
    _, told, _ = added(rows)
    pair, whole, moved = rows.frame[ITEMS[:2]], correlate(rows, "polychoric").matrix[1, 0], []
    for at in range(0, 300, 12):
        heavier = sum_pairs(pair, Base(weights=np.where(np.arange(300) == at, 1.01, 1.0)))
        moved.append((correlate(heavier, "polychoric").matrix[1, 0] - whole) / 0.01)
    assert np.corrcoef(told[0, ::12], moved)[0, 1] > 0.99
    np.testing.assert_allclose(told[0, ::12], moved, atol=0.004)
