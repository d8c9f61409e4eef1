"""What coefficients are computed from."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.correlations.matrices import less_a_group, matrices_of, moments_of
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import THURSTONE, A, correlation_of, matrix, synthetic

ITEMS = synthetic()[A]
COMPLETE = ITEMS.dropna().reset_index(drop=True)


def test_answers_are_summed_complete_and_dealt_to_groups():
    of = matrices_of(COMPLETE, "room")
    np.testing.assert_allclose(of.covariance, ITEMS.dropna().cov(), rtol=1e-12)
    np.testing.assert_allclose(of.correlation, ITEMS.dropna().corr(), rtol=1e-12)
    assert (of.kind, str(of.method), of.label, of.grouped, len(of.covariances_less)) == (
        "raw",
        "listwise",
        "room",
        True,
        100,
    )


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_deletions_side_by_side_are_the_deletions_one_by_one(missing):
    weights = np.linspace(0.5, 2, len(ITEMS))
    moments = sum_moments(ITEMS, Base(weights, np.arange(len(ITEMS)) % 7, 9), missing)
    one_by_one, side_by_side = list(moments.jackknife_replicates()), less_a_group(moments)
    assert len(one_by_one) == 7
    np.testing.assert_allclose(side_by_side.covariance, [part.covariance for part in one_by_one], rtol=1e-12)
    np.testing.assert_allclose(side_by_side.correlation, [part.correlation for part in one_by_one], rtol=1e-12)


def test_an_item_that_does_not_vary_in_a_deletion_has_no_correlation_there():
    group = np.arange(len(COMPLETE)) % 5
    items = COMPLETE.assign(a4=COMPLETE["a4"].where(group == 0, 3.0))
    moments = sum_moments(items, Base(group=group, n_groups=5))
    correlations = matrices_of(moments).correlations_less
    assert np.isnan(correlations[0, :, 3]).all()
    assert not np.isnan(correlations[1:]).any()


def test_rows_come_with_their_weights():
    rows = Rows(ITEMS, weights=np.linspace(0.5, 2, len(ITEMS)), label="room")
    of = matrices_of(rows)
    assert (str(of.method), of.label) == ("listwise, weighted", "room")
    np.testing.assert_allclose(of.covariance, rows.moments().covariance, rtol=1e-12)


def test_correlations_stand_for_covariances_where_only_they_are_known():
    of = matrices_of(correlation_of(matrix(THURSTONE), 213), "tests")
    assert (of.kind, str(of.method), of.label, of.grouped) == ("pearson", "pearson, listwise", "tests", False)
    assert of.covariance is of.correlation


def test_a_polychoric_correlation_has_its_replicates():
    of = matrices_of(correlate(Rows(COMPLETE), "polychoric"))
    assert of.ordinal
    assert of.covariances_less.shape == (100, 4, 4)
    assert np.abs(of.covariances_less - of.covariance).max() < 0.05


def test_pair_tables_give_pearsons_correlations():
    of = matrices_of(Rows(ITEMS).pairs())
    assert (of.kind, str(of.method)) == ("pearson", "pearson, pairwise")
    np.testing.assert_allclose(of.correlation, ITEMS.corr(), rtol=1e-10)


def test_groups_are_asked_for_by_name_where_there_are_none():
    with pytest.raises(CsatError, match="replicate"):
        less_a_group(sum_moments(ITEMS))


@pytest.mark.parametrize("data", [sum_moments(ITEMS, missing="pairwise"), correlation_of(matrix(THURSTONE), 213)])
def test_means_are_asked_of_complete_answers(data):
    with pytest.raises(CsatError) as caught:
        moments_of(data, "The mean")
    assert str(caught.value) == (
        "The mean compares the answers of the same respondents, which pairwise sums, pair tables and correlations do "
        "not hold. Give the answers, or moments that were added up listwise."
    )


def test_complete_answers_are_taken_in_any_form():
    by_frame, by_rows = moments_of(ITEMS, "x", "room"), moments_of(Rows(ITEMS), "x", "room")
    np.testing.assert_allclose(by_frame.covariance, by_rows.covariance, rtol=1e-12)
    assert moments_of(sum_moments(ITEMS), "x", "room").label == by_rows.label == by_frame.label == "room"
