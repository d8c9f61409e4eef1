"""Constructs against the outcome that they are meant to explain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.correlations.interval import fisher, fisher_by_replicates
from csat_lib.measurement.validity.criterion import criterion
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.rows import Rows
from tests.measurement.facts import moments_of
from tests.measurement.public import MODELS, in_r, public_moments


def jackknifed(groups: int) -> str:
    return f"jackknife, {groups} groups, corrected for skewness and kurtosis, fisher"


def scores(seed: int = 1, n: int = 400) -> pd.DataFrame:
    """Two constructs and an outcome, correlations .6 and .3."""
    rng = np.random.default_rng(seed)
    outcome = rng.normal(size=n)
    room, food = (r * outcome + np.sqrt(1 - r**2) * rng.normal(size=n) for r in (0.6, 0.3))
    return pd.DataFrame({"room": room, "food": food, "overall": outcome})


def summed(data: str) -> Moments:
    """Moments of the sums of the constructs' items."""
    moments, model = public_moments("validity", data), MODELS[data]
    members = np.array([[item in own for own in model.values()] for item in moments.items], dtype=float)
    return moments_of(members.T @ moments.covariance @ members, moments.n_obs, list(model))


@pytest.mark.parametrize("data", MODELS)
def test_correlations_and_intervals_are_those_of_r(data):
    outcome, *constructs = MODELS[data]
    rows = criterion(summed(data), constructs, outcome).to_findings()
    of_normal = [fisher(row.value, row.n, 0.95) for row in rows]
    ours = {
        "r": [row.value for row in rows],
        "low": [each.low for each in of_normal],
        "high": [each.high for each in of_normal],
    }
    for figure, found in ours.items():
        theirs = in_r("validity", data, f"criterion_{figure}").loc[constructs]
        np.testing.assert_allclose(found, theirs, rtol=1e-6)


def test_findings_follow_the_catalogue():
    rows = criterion(scores(), ["room", "food"], "overall", 0.9).to_findings()
    assert [(row.topic, row.subject, row.measure, row.other) for row in rows] == [
        ("validity", "room", "criterion_r", "overall"),
        ("validity", "food", "criterion_r", "overall"),
    ]
    assert (str(rows[0].method), rows[0].confidence, rows[0].n) == (f"{jackknifed(100)}, pearson, listwise", 0.9, 400)
    assert rows[0].low < 0.6 < rows[0].high


def test_weighted_answers_have_a_jackknife_on_fishers_scale():
    frame, weights = scores(2), np.random.default_rng(2).uniform(0.5, 2, 400)
    moments = sum_moments(frame, Base(weights, np.arange(400) % 50, 50), "pairwise")
    row = criterion(moments, ["room"], "overall").to_findings()[0]
    assert str(row.method) == f"{jackknifed(50)}, pearson, pairwise, weighted"
    assert row.low < row.value < row.high
    left_out = np.array([one.correlation[0, 1] for one in moments.select(["room", "overall"]).jackknife_replicates()])
    expected = fisher_by_replicates(row.value, left_out, 0.0, 0.95)
    assert (row.low, row.high, row.se) == pytest.approx((expected.low, expected.high, expected.se), rel=1e-9)
    assert row.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())


def test_guests_drawn_in_psus_have_a_wider_interval():
    frame = pd.concat([scores(3, 100)] * 4, ignore_index=True)
    clustered = sum_moments(frame, Base(group=np.arange(400) % 100, n_groups=100, clustered=True))
    simple = fisher(criterion(sum_moments(frame), ["room"], "overall").to_findings()[0].value, 400, 0.95)
    row = criterion(clustered, ["room"], "overall").to_findings()[0]
    assert row.high - row.low > 1.5 * (simple.high - simple.low)


def test_weights_without_groups_leave_no_interval():
    moments = sum_moments(scores(), Base(np.linspace(0.5, 2, 400)))
    row = criterion(moments, ["food"], "overall").to_findings()[0]
    assert (row.low, str(row.method)) == (None, "no interval without replicate groups, pearson, listwise, weighted")


def test_ranks_have_the_interval_of_their_own_replicates():
    row = criterion(correlate(Rows(scores().round(1)), "spearman"), ["room"], "overall").to_findings()[0]
    assert str(row.method) == f"{jackknifed(100)}, spearman, listwise"
    assert row.value == pytest.approx(
        scores().round(1)["room"].corr(scores().round(1)["overall"], method="spearman"), rel=1e-9
    )


def test_each_construct_has_the_base_of_its_own_pair():
    frame = scores()
    frame.loc[:99, "food"] = np.nan
    rows = criterion(sum_moments(frame, missing="pairwise"), ["room", "food"], "overall").to_findings()
    assert [row.n for row in rows] == [400, 300]


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (scores() * np.nan, "all_missing"),
        (scores().head(2), "few_answers"),
        (scores().assign(room=50.0), "no_variance"),
    ],
)
def test_what_cannot_be_correlated_says_why(frame, reason):
    row = criterion(sum_moments(frame, missing="pairwise"), ["room"], "overall").to_findings()[0]
    assert (row.value, row.reason, row.low) == (None, reason, None)


def test_an_outcome_that_is_not_there_is_named():
    with pytest.raises(CsatError, match="nps"):
        criterion(scores(), ["room"], "nps")
