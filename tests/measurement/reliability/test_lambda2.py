"""Guttman's lambda 2."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.measurement.reliability.coefficients import alpha
from csat_lib.measurement.reliability.coefficients import lambda2 as of_matrix
from csat_lib.measurement.reliability.lambda2 import lambda2
from tests.measurement.facts import REFERENCE, synthetic
from tests.measurement.public import public_moments

IN_PSYCH = pd.read_csv(REFERENCE / "lambda2.csv", comment="#")


def value(result):
    return float(result.figures.iloc[0])


@pytest.mark.parametrize(("data", "items", "theirs"), list(IN_PSYCH.itertuples(index=False, name=None)))
def test_lambda_2_of_public_data_is_that_of_psych(data, items, theirs):
    moments = public_moments("reliability", data).select(items.split())
    assert value(lambda2(correlate(moments))) == pytest.approx(theirs, rel=1e-9)


def test_of_covariances_it_is_guttmans_formula():
    moments = public_moments("reliability", "sat").select(["ACT", "SATV", "SATQ"])
    s = moments.covariance
    off, whole = s - np.diag(np.diagonal(s)), s.sum()
    by_hand = 1 - np.trace(s) / whole + np.sqrt(3 / 2 * (off**2).sum()) / whole
    assert value(lambda2(moments)) == pytest.approx(by_hand, rel=1e-12)
    assert value(lambda2(moments)) != pytest.approx(value(lambda2(correlate(moments))), rel=1e-3)


@given(st.integers(2, 6), st.integers(0, 10_000))
def test_it_is_never_below_alpha_and_equals_it_for_parallel_items(p, seed):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(p, p + 2))
    s = root @ root.T
    assert of_matrix(s) >= alpha(s) - 1e-12
    parallel = np.full((p, p), 0.3) + 0.7 * np.eye(p)
    assert of_matrix(parallel) == pytest.approx(alpha(parallel), rel=1e-12)


def test_its_interval_holds_it_and_stays_below_one():
    rows = synthetic()
    found = lambda2(rows).to_findings()[0]
    assert found.low < found.value < found.high < 1
    assert str(found.method) == "raw, jackknife, 85 groups, corrected for skewness and kurtosis, log scale, listwise"
    assert found.value >= estimate_alpha(rows).alpha


def test_without_figure_there_is_a_reason():
    one, same = pd.DataFrame({"a": [1.0, 2, 3]}), pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [5.0] * 4})
    assert [row.reason for row in lambda2(one).to_findings()] == ["one_item"]
    assert [row.reason for row in lambda2(same).to_findings()] == ["no_variance"]


def test_a_confidence_of_95_is_refused():
    with pytest.raises(CsatError, match="95"):
        lambda2(synthetic(), confidence=95)
