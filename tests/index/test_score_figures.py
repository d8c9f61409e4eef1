"""Figures: shares and means with their intervals, and what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings import way
from csat_lib.index.score_figures import (
    ScoreFigure,
    ScoreSpec,
    hidden,
    mean_figure,
    share_figure,
    share_of,
    shown,
)
from csat_lib.proportion import wilson
from csat_lib.summary.estimate import Estimate

SPEC = ScoreSpec({}, minimum_base=10, confidence=0.9)


def estimate(n: int = 50) -> Estimate:
    return Estimate(70.0, 2.0, n - 1.0, n, float(n), float(n), way("taylor"))


def test_a_share_is_weighted_and_its_error_rests_on_the_effective_n():
    found = share_of((2, 3.0, 5.0), (4, 6.0, 12.0))
    assert (found.value, found.n, found.n_effective) == (0.5, 4, 3.0)
    assert found.se == pytest.approx((0.25 / 3) ** 0.5)
    assert str(found.method) == "wilson, n_effective"


def test_without_weights_the_base_is_the_count():
    assert str(share_of((15, 15.0, 15.0), (20, 20.0, 20.0)).method) == "wilson"


def test_a_question_without_answers_has_no_share():
    found = share_of((0, 0.0, 0.0), (0, 0.0, 0.0))
    assert (found.value, found.reason) == (None, "all_missing")


def test_a_share_of_nothing_has_an_interval_above_zero():
    found = share_figure(ScoreFigure("q1", "answer_share", share_of((0, 0.0, 0.0), (20, 20.0, 20.0))), SPEC)
    assert (found.low, found.high) == pytest.approx(wilson(0.0, 20, 0.9))


def test_a_mean_has_a_t_interval_on_its_scale_at_the_confidence_asked_for():
    found = mean_figure(ScoreFigure("room", "index", estimate()), SPEC)
    # R: 100 * plogis(qlogis(.7) + c(-1, 1) * qt(.95, 49) * 2 / 21)
    assert (found.low, found.high) == pytest.approx((66.5438687929, 73.2426632160), rel=1e-9)
    assert found.to_finding("scores", 0.9).confidence == 0.9


def test_the_interval_of_a_mean_on_a_scale_stays_there_and_says_how():
    figure = ScoreFigure("room", "index", Estimate(98.0, 3.0, 49.0, 50, 50.0, 50.0, way("taylor")))
    found = mean_figure(figure, SPEC)
    assert 0 < found.low < 98 < found.high < 100
    assert str(found.estimate.method) == "taylor, t on the logit of the scale"
    endless = mean_figure(ScoreFigure("room", "mean", figure.estimate), SPEC)  # a question whose scale is not known
    assert (endless.low, endless.high) == figure.estimate.interval(0.9)
    assert str(endless.estimate.method) == "taylor"


def test_a_mean_near_the_end_of_its_scale_has_no_interval_and_says_why():
    found = mean_figure(ScoreFigure("room", "index", replace(estimate(), value=99.6)), SPEC)
    row = found.to_finding("scores", 0.9)
    assert (row.value, row.low, row.high, row.se, row.df) == (99.6, None, None, None, None)
    assert str(row.method) == "taylor, near the end of its scale"


def test_what_calibration_gains_may_raise_the_n_of_a_share_above_kish_s():
    share = Estimate(0.3, 0.03, 99.0, 100, 100.0, 90.0, way("taylor"), gain=2.5)
    raised = share_figure(ScoreFigure("nps", "promoters", share), SPEC)
    assert (raised.low, raised.high) == pytest.approx(wilson(0.3, 90 * 2.5, 0.9, 2.5), rel=1e-6)
    capped = share_figure(ScoreFigure("nps", "promoters", replace(share, gain=1.0)), SPEC)
    assert (capped.low, capped.high) == pytest.approx(wilson(0.3, 90, 0.9), rel=1e-6)


def test_a_mean_of_answers_all_alike_says_why_it_has_no_interval():
    alike = replace(estimate(), se=None)
    row = mean_figure(ScoreFigure("room", "index", alike), SPEC).to_finding("scores", 0.9)
    assert (row.value, row.low, row.high, row.se) == (70.0, None, None, None)
    assert str(row.method) == "taylor, no interval, answers all alike"
    share = share_figure(ScoreFigure("q", "top2", replace(alike, value=1.0)), SPEC)
    assert str(share.estimate.method) == "taylor, wilson"  # a share has one: how few others there may be
    assert share.low == pytest.approx(wilson(1.0, 50, 0.9)[0])


@pytest.mark.parametrize("make", [mean_figure, share_figure])
def test_a_figure_on_a_small_base_shows_its_base_and_nothing_else(make):
    row = make(ScoreFigure("room", "index", estimate(9), cell=("store", "S1")), SPEC).to_finding("scores", 0.9)
    assert (row.value, row.low, row.high, row.se, row.df, row.confidence) == (None,) * 6
    assert (row.reason, row.n, row.segment_by, row.segment) == ("small_base", 9, "store", "S1")


def test_the_minimum_base_itself_is_shown():
    assert shown(estimate(10), SPEC).value == 70.0


def test_what_has_a_reason_keeps_it():
    assert shown(hidden(estimate(3), "no_index_weights"), SPEC).reason == "no_index_weights"


def test_a_share_that_misses_one_by_rounding_has_no_spread():
    assert share_of((3, 1.0 + 2e-16, 0.4), (3, 1.0, 0.4)).se == 0.0
