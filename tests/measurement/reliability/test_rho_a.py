"""Dijkstra and Henseler's rho_A."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.measurement.correlations.membership import membership_of
from csat_lib.measurement.reliability import coefficients
from csat_lib.measurement.reliability.rho_a import mode_a_weights, rho_a
from csat_lib.summary.moments import Base, sum_moments
from tests.measurement.facts import correlation_of
from tests.measurement.public import PLANTED, mobi, planted
from tests.measurement.validity.test_htmt import MOBI

# seminr's own fixture (V_3_6_0): Image, Expectation and Value explain Satisfaction; path weighting scheme.
SEMINR = {"Image": 0.745291554, "Expectation": 0.461657987, "Value": 0.857527048, "Satisfaction": 0.784023594}


def path_weights(r: np.ndarray, members: np.ndarray, last: int) -> np.ndarray:
    """Mode A by the path weighting scheme, where all other constructs explain the last."""
    w = members / np.sqrt(np.einsum("jc,jk,kc->c", members, r, members))
    first = [at for at in range(members.shape[1]) if at != last]
    for _ in range(500):
        c, inner = w.T @ r @ w, np.zeros((members.shape[1],) * 2)
        inner[first, last] = np.linalg.solve(c[np.ix_(first, first)], c[first, last])
        inner[last, first] = c[last, first]
        w = members * (r @ w @ inner)
        w = w / np.sqrt(np.einsum("jc,jk,kc->c", w, r, w))
    return w


def test_the_published_rho_a_of_the_mobile_phone_survey_is_reproduced():
    known = mobi()
    members = membership_of(known.items, MOBI)
    weights = path_weights(known.matrix, members, last=3)
    for at, (construct, printed) in enumerate(SEMINR.items()):
        own = np.flatnonzero(members[:, list(MOBI).index(construct)])
        found = coefficients.rho_a(known.matrix[np.ix_(own, own)], weights[own, list(MOBI).index(construct)])
        assert float(found) == pytest.approx(printed, abs=2e-8), at


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.2, 0.9))
def test_for_the_model_itself_rho_a_is_the_reliability_of_the_weighted_score(seed, phi):
    loadings = np.random.default_rng(seed).uniform(0.3, 0.95, 9)
    among = np.full((3, 3), phi) + (1 - phi) * np.eye(3)
    r = np.outer(loadings, loadings) * np.kron(among, np.ones((3, 3)))
    np.fill_diagonal(r, 1)
    items = [item for own in PLANTED.values() for item in own]
    members = membership_of(items, PLANTED)
    weights = mode_a_weights(r, members)
    np.testing.assert_allclose(np.einsum("jc,jk,kc->c", weights, r, weights), 1, rtol=1e-9)
    truth = (weights * loadings[:, None]).sum(axis=0) ** 2
    np.testing.assert_allclose(rho_a(correlation_of(r, 500, items), PLANTED).figures, truth, rtol=1e-8)


def test_findings_follow_the_catalogue_and_the_interval_is_a_jackknife():
    moments = sum_moments(planted(1, 2000), Base(group=np.arange(2000) % 40, n_groups=40))
    rows = rho_a(moments, PLANTED).to_findings()
    assert [(row.topic, row.subject, row.measure) for row in rows] == [("reliability", c, "rho_a") for c in PLANTED]
    assert str(rows[0].method) == (
        "mode a, factorial scheme, jackknife, 40 groups, corrected for skewness and kurtosis, log scale, pearson, "
        "listwise"
    )
    assert all(row.low < row.value < row.high for row in rows)


def test_of_fewer_than_an_effective_four_hundred_there_is_no_interval():
    for n, is_told in ((399, False), (400, True)):
        moments = sum_moments(planted(1, n), Base(group=np.arange(n) % 40, n_groups=40))
        row = rho_a(moments, PLANTED).to_findings()[0]
        assert row.value is not None
        assert (row.low is not None) == is_told != row.method.noted("too few respondents")


def test_a_stack_of_correlations_is_weighted_at_once():
    r = np.stack([planted(seed, 400).corr().to_numpy() for seed in (1, 2, 3)])
    members = membership_of(list(planted(1, 3).columns), PLANTED)
    for at in range(3):
        np.testing.assert_allclose(mode_a_weights(r, members)[at], mode_a_weights(r[at], members), atol=1e-9)


def test_a_construct_of_one_item_has_none_and_the_others_have_theirs():
    rows = rho_a(planted(2, 300), {**PLANTED, "a": ["a1"]}).to_findings()
    assert [(row.value is None, row.reason) for row in rows] == [(True, "one_item"), (False, ""), (False, "")]


def test_a_construct_alone_has_nothing_to_be_weighed_by():
    items, own = planted(3, 300), {"a": PLANTED["a"]}
    assert [row.reason for row in rho_a(items, own).to_findings()] == ["one_construct"]


def test_scores_that_do_not_correlate_do_not_settle():
    items = [item for own in PLANTED.values() for item in own]
    rows = rho_a(correlation_of(np.eye(9), 200, items), PLANTED).to_findings()
    assert {(row.value, row.reason) for row in rows} == {(None, "not_converged")}


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (planted(4, 9), "few_answers"),
        (planted(4, 30) * np.nan, "all_missing"),
        (planted(4, 50).assign(a1=1.0), "no_variance"),
    ],
)
def test_what_cannot_be_had_says_why(frame, reason):
    rows = rho_a(frame, PLANTED).to_findings()
    assert {(row.value, row.reason, row.low) for row in rows} == {(None, reason, None)}
