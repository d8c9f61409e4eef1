"""Priorities: gap times importance, with the interval of the product, and what is planted first is found first."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.importance import importance
from csat_lib.insight.drivers import DriverSpec
from csat_lib.insight.priorities import PrioritiesResult, find_priorities
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import dealt_groups
from csat_lib.summary.studentised import studentised

from .test_drivers import guests, summary_of


def priorities_of(frame: pd.DataFrame, confidence: float = 0.95) -> PrioritiesResult:
    constructs = tuple(str(name) for name in frame.columns[:-1])
    return find_priorities(summary_of(frame), DriverSpec(constructs, "overall", confidence))


def gaps(frame: pd.DataFrame) -> np.ndarray:
    """The definition, written out."""
    means, shares = frame.mean()[:-1], importance(frame, "overall", "johnson").shares
    return np.array([len(means) * shares[name] * (means[name] - means.mean()) for name in means.index])


def test_the_value_is_the_gap_times_the_importance_against_an_equal_share():
    frame = guests((0.9, 0.4, 0.2, 0.1), n=400)
    found = [finding.value for finding in priorities_of(frame).to_findings()]
    np.testing.assert_allclose(found, gaps(frame), rtol=1e-9)


def test_the_interval_is_the_jackknife_of_the_product_at_sidak_s_confidence():
    frame = guests((0.9, 0.4, 0.2, 0.1), n=400)
    groups = dealt_groups(frame).group
    left_out = np.array([gaps(frame[groups != g]) for g in range(100)])
    se = np.sqrt(99 / 100 * ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0))
    found = priorities_of(frame).to_findings()
    np.testing.assert_allclose([finding.se for finding in found], se, rtol=1e-7)
    whole, reach = gaps(frame), 2.537024534412154 * se  # R: qt((1 + .95^(1/4)) / 2, 99)
    assert (np.abs(whole) > reach).all(), "each is clear of 0, and so has its interval on the logarithm of its size"
    by_log = studentised(np.log(np.abs(whole)), np.log(np.abs(left_out)), 0.95 ** (1 / 4), skewed=False)
    ends = np.sort(np.sign(whole) * np.exp([by_log.low, by_log.high]), axis=0)
    np.testing.assert_allclose([[row.low for row in found], [row.high for row in found]], ends, rtol=1e-7)
    assert {finding.family for finding in found} == {4}
    assert str(found[0].method) == "johnson, jackknife, 100 groups, log of what is clear, sidak over 4"


def test_a_gap_that_is_not_clear_of_0_has_the_plain_interval():
    frame = guests((0.9, 0.4, 0.2, 0.1), n=400)
    frame = frame.assign(**{name: frame[name] - frame[name].mean() + 50 for name in frame.columns[:-1]})
    row = priorities_of(frame).to_findings()[0]
    assert row.low < 0 < row.high
    assert row.high - row.value == pytest.approx(row.value - row.low)


def test_where_all_matter_alike_it_is_the_gap_itself():
    draw = np.random.default_rng(3)
    x = np.linalg.qr(draw.normal(size=(300, 3)))[0]
    x = np.linalg.qr(x - x.mean(axis=0))[0] * 17
    frame = pd.DataFrame(x + np.array([80, 70, 60]), columns=["room", "service", "food"])
    frame["overall"] = x.sum(axis=1)
    found = [finding.value for finding in priorities_of(frame).to_findings()]
    np.testing.assert_allclose(found, [10, 0, -10], atol=1e-9)


def test_the_gaps_keep_their_order_when_all_scores_are_moved_together():
    frame = guests((0.9, 0.4, 0.2, 0.1), n=400)
    moved = frame.assign(**{name: frame[name] + 5 for name in frame.columns[:-1]})
    before, after = (np.array([f.value for f in priorities_of(one).to_findings()]) for one in (frame, moved))
    np.testing.assert_allclose(before, after, rtol=1e-9)


def test_the_planted_first_is_found_clear_of_all_others():
    """Service is rated 10 under the mean and matters most among those; room matters as much, and is rated above."""
    found = {finding.subject: finding for finding in priorities_of(guests((0.9, 0.9, 0.1, 0.1))).to_findings()}
    rest = [found[name].low for name in ("room", "food", "price")]
    assert found["service"].high < min(0.0, *rest)
    assert found["room"].low > 0


def test_where_all_perform_alike_a_gap_is_clear_of_zero_in_at_most_one_sample_of_twenty():
    """80 samples of 300; 9 is the 97.5th percentile of a binomial count at 5 %."""
    claimed = 0
    for seed in range(80):
        frame = guests((0.9, 0.9, 0.1, 0.1), seed, 300) - np.array([10, -10, 10, -10, 0])
        claimed += any(finding.low > 0 or finding.high < 0 for finding in priorities_of(frame).to_findings())
    assert claimed <= 9


def test_what_goes_against_the_headline_has_no_priority():
    found = {finding.subject: finding for finding in priorities_of(guests((0.9, -0.9, 0.1, 0.1))).to_findings()}
    assert (found["service"].value, found["service"].reason) == (None, "against_outcome")
    assert found["room"].value is not None


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (guests((0.9,)), "one_construct"),
        (guests((0.9, 0.1)).assign(service=50.0), "no_variance"),
        (guests((0.9, 0.1)).iloc[:2], "few_answers"),
    ],
)
def test_without_importance_or_with_one_construct_there_is_a_reason(frame, reason):
    assert {(finding.value, finding.reason) for finding in priorities_of(frame).to_findings()} == {(None, reason)}


def test_without_replicate_groups_there_is_no_interval():
    frame = guests((0.9, 0.1))
    summary = summary_of(frame)
    summary.moments["scores"] = sum_moments(frame)
    found = find_priorities(summary, DriverSpec(("room", "service"), "overall")).to_findings()
    assert {(finding.low, finding.se, str(finding.method)) for finding in found} == {
        (None, None, "johnson, no interval")
    }
