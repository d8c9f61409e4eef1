"""Drivers: importance beside performance, quadrants and the lead, each claimed only as far as the intervals carry."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.special import stdtr

from csat_lib.index.importance import importance
from csat_lib.insight.drivers import DriverSpec, DriversResult, find_drivers, lead_of
from csat_lib.summary.counts import Counts
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import dealt_groups
from csat_lib.summary.sample import ALL, cells_of
from csat_lib.summary.summary import Summary

NAMES = ("room", "service", "food", "price")


def guests(slopes: tuple[float, ...], seed: int = 1, n: int = 1200) -> pd.DataFrame:
    """Construct scores with means 80, 60, 80, 60 and a headline that depends on them by ``slopes``."""
    draw = np.random.default_rng(seed)
    x = 0.5 * draw.normal(size=(n, 1)) + 0.87 * draw.normal(size=(n, len(slopes)))
    y = x @ np.array(slopes) + draw.normal(size=n)
    scores = np.array([80, 60, 80, 60])[: len(slopes)] + 10 * x
    return pd.DataFrame(np.column_stack([scores, 70 + 10 * y]), columns=[*NAMES[: len(slopes)], "overall"])


def summary_of(frame: pd.DataFrame) -> Summary:
    """A summary that holds nothing but scores."""
    totals = sum_design(frame, Sample(np.ones(len(frame)), cells_of(frame, [])), [list(frame.columns)])
    part = sum_moments(frame, dealt_groups(frame))
    return Summary({"scores": part}, totals, totals, Counts(pd.DataFrame()), np.zeros(1), {})


def drivers_of(frame: pd.DataFrame, confidence: float = 0.95) -> DriversResult:
    """The drivers of a frame of scores."""
    constructs = tuple(str(name) for name in frame.columns[:-1])
    return find_drivers(summary_of(frame), DriverSpec(constructs, "overall", confidence))


def quadrants(frame: pd.DataFrame) -> dict[str, str]:
    return {text.subject: text.text for text in drivers_of(frame).to_texts()}


def test_each_quadrant_is_claimed_where_the_planted_truth_puts_it():
    assert quadrants(guests((0.9, 0.9, 0.1, 0.1))) == {
        "room": "keep",
        "service": "improve",
        "food": "maintain",
        "price": "watch",
    }


def test_no_quadrant_is_claimed_when_importance_straddles_the_split():
    assert set(quadrants(guests((0.5, 0.5, 0.5, 0.5))).values()) == {"undecided"}


def test_no_quadrant_is_claimed_when_performance_straddles_its_mean():
    level = guests((0.9, 0.9, 0.1, 0.1))
    for name, mean in {"room": 70.1, "service": 69.9, "food": 80, "price": 60}.items():
        level[name] += mean - level[name].mean()
    found = quadrants(level)
    assert (found["room"], found["service"], found["food"], found["price"]) == (
        "undecided",
        "undecided",
        "maintain",
        "watch",
    )


def test_a_construct_that_goes_against_the_headline_is_in_no_quadrant():
    assert quadrants(guests((0.9, -0.9, 0.1, 0.1)))["service"] == "undecided"


def test_findings_name_both_methods_and_never_mix_them():
    result = drivers_of(guests((0.6, 0.4, 0.2, 0.1)))
    findings = result.to_findings()
    frame = guests((0.6, 0.4, 0.2, 0.1))
    for method in ("johnson", "lmg"):
        shares = {f.subject: f.value for f in findings if f.measure == "importance" and str(f.method) == method}
        assert shares == importance(frame, "overall", method).shares.to_dict()
    assert [f.measure for f in findings].count("r2") == 1
    assert [f.subject for f in findings if f.measure == "performance"] == list(NAMES)
    assert {f.other for f in findings if f.measure == "importance"} == {"overall"}


def test_performance_is_the_mean_score_with_its_interval():
    frame = guests((0.6, 0.4, 0.2, 0.1))
    found = next(f for f in drivers_of(frame).to_findings() if (f.measure, f.subject) == ("performance", "room"))
    np.testing.assert_allclose(found.value, frame["room"].mean(), rtol=1e-9)
    np.testing.assert_allclose(found.se, frame["room"].std(ddof=1) / np.sqrt(1200), rtol=1e-9)
    assert found.unit == "0-100"
    assert found.low < found.value < found.high


def test_performance_stays_on_its_scale():
    draw = np.random.default_rng(1)
    frame = pd.DataFrame(
        {"room": [100.0] * 11 + [40.0], "food": draw.normal(60, 9, 12), "overall": draw.normal(60, 9, 12)}
    )
    rows = {f.subject: f for f in drivers_of(frame).to_findings() if f.measure == "performance"}
    assert rows["room"].value == pytest.approx(95.0)
    assert 95 < rows["room"].high < 100
    assert rows["room"].low == pytest.approx(65.194790574)  # R: 100 * plogis(qlogis(.95) - qt(.975, 11) * 5 / 4.75)


def test_the_lead_is_the_difference_of_the_two_largest_shares_with_its_own_test():
    frame = guests((0.9, 0.4, 0.2, 0.1), n=400)
    lead = lead_of(importance(frame, "overall", "johnson"))
    groups = dealt_groups(frame).group
    left_out = [importance(sum_moments(frame[groups != g]), "overall", "johnson").shares for g in range(100)]
    gaps = np.array([shares["room"] - shares["service"] for shares in left_out])
    se = np.sqrt(99 / 100 * ((gaps - gaps.mean()) ** 2).sum())
    shares = importance(frame, "overall", "johnson").shares
    np.testing.assert_allclose(lead.value, shares["room"] - shares["service"], rtol=1e-9)
    np.testing.assert_allclose(lead.se, se, rtol=1e-7)
    kurtosis = ((gaps - gaps.mean()) ** 4).mean() / gaps.var() ** 2
    df = min(200 / (kurtosis - 97 / 99), 99)
    np.testing.assert_allclose(lead.p, 2 * stdtr(df, -lead.value / se), rtol=1e-6)
    assert (lead.top, lead.second, lead.clear) == ("room", "service", True)
    assert lead.df == pytest.approx(df, rel=1e-6)


def test_the_lead_is_recorded_for_each_method():
    leads = [f for f in drivers_of(guests((0.9, 0.4, 0.2, 0.1))).to_findings() if f.measure == "lead"]
    assert [(f.subject, f.other, f.unit, str(f.method)) for f in leads] == [
        ("room", "service", "share points", "johnson, no interval, first and second picked by size"),
        ("room", "service", "share points", "lmg, no interval, first and second picked by size"),
    ]
    assert all(f.low is None and f.p < 0.05 for f in leads)


def test_among_equal_drivers_a_leader_is_named_in_at_most_one_sample_of_twenty():
    """120 samples of 300; the bound of 11 is the 97.5th percentile of a binomial count at 5 %."""
    claimed = 0
    for seed in range(120):
        result = importance(guests((0.5, 0.5, 0.5), seed, 300), "overall", "johnson")
        claimed += lead_of(result).clear
    assert claimed <= 11


def placed(frame: pd.DataFrame) -> bool:
    """Whether any construct is put into a quadrant."""
    names = tuple(str(name) for name in frame.columns[:-1])
    totals = sum_design(frame, Sample(np.ones(len(frame)), cells_of(frame, [])), [list(frame.columns)])
    share = 1 / len(names)
    ahead = {name: totals.linear([(float(one == name) - share, one, ALL) for one in names]) for name in names}
    shares = importance(frame, "overall", "johnson")
    found = DriversResult(DriverSpec(names, "overall"), (shares,), {}, ahead)
    return any(found.quadrant(name) != "undecided" for name in names)


def test_where_all_perform_alike_a_quadrant_is_claimed_in_at_most_one_sample_of_twenty():
    """120 samples of 300, importance clear, performance equal; 11 is the 97.5th percentile of a binomial at 5 %."""
    claimed = 0
    for seed in range(120):
        frame = guests((0.9, 0.9, 0.1, 0.1), seed, 300)
        claimed += placed(frame - np.array([10, -10, 10, -10, 0]))
    assert claimed <= 11


def test_two_constructs_alone_can_lead_and_one_cannot():
    assert drivers_of(guests((0.9, 0.1))).leads[0].top == "room"
    alone = drivers_of(guests((0.9,)))
    assert alone.leads == []
    assert alone.quadrant("room") == "undecided"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(lambda f: f.assign(food=50.0), "no_variance"), (lambda f: f.assign(food=f["room"]), "collinear")],
)
def test_importance_that_cannot_be_had_leaves_performance_standing(spoil, reason):
    result = drivers_of(spoil(guests((0.6, 0.4, 0.2, 0.1))))
    findings = result.to_findings()
    assert {f.reason for f in findings if f.measure in {"importance", "r2"}} == {reason}
    assert {f.reason for f in findings if f.measure == "performance"} == {""}
    assert {text.text for text in result.to_texts()} == {"undecided"}
    assert result.leads == []


def test_more_than_fifteen_constructs_are_ranked_by_johnson_alone():
    draw = np.random.default_rng(2)
    wide = pd.DataFrame(draw.normal(size=(300, 17)), columns=[*(f"c{i}" for i in range(16)), "overall"])
    assert {str(f.method) for f in drivers_of(wide).to_findings() if f.measure == "importance"} == {
        "johnson, no interval, too little explained"
    }


def test_without_replicate_groups_the_lead_has_no_test():
    lead = lead_of(importance(sum_moments(guests((0.9, 0.1))), "overall", "johnson"))
    assert np.isnan(lead.p)
    assert not lead.clear


def test_the_method_says_how_each_figure_came_about():
    in_use = "johnson, jackknife, 100 groups, t on the logit of the share, lmg, taylor"
    assert str(drivers_of(guests((0.9, 0.1))).method) == in_use
