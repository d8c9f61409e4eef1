"""Scores of plain data: satisfaction index, top box, net promoter score."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.index.scores import net_promoter_score, satisfaction_index, top_box


def answers(promoters: int, passives: int, detractors: int) -> pd.Series:
    return pd.Series(np.repeat([10.0, 7.0, 3.0], [promoters, passives, detractors]), name="nps")


def of_means(*means: float) -> pd.DataFrame:
    """1,000 answers on 1-10 to each item, with the given means."""
    highs = [round(1000 * (mean - 1) / 9, 6) for mean in means]
    return pd.DataFrame({f"CUSA{at}": 1 + 9 * high / 1000 + np.zeros(1000) for at, high in enumerate(highs, 1)})


def test_the_index_of_the_mobile_phone_data():
    # Means of CUSA1-3 in the ECSI mobile-phone data (semPLS, mobi) and their unstandardised PLS weights, path scheme.
    weights = {"CUSA1": 0.3836, "CUSA2": 0.2816, "CUSA3": 0.3348}
    means = of_means(7.988, 7.128, 7.316)
    assert satisfaction_index(means, (1, 10), weights).value == pytest.approx(72.4541, abs=0.005)  # four-digit weights
    assert satisfaction_index(means, (1, 10)).value == pytest.approx(71.9704, abs=5e-5)


def test_the_standard_error_counts_the_covariance_of_the_items():
    draw = np.random.default_rng(2)
    items = pd.DataFrame(draw.integers(1, 11, (80, 3)).astype(float), columns=list("abc"))
    found = satisfaction_index(items, (1, 10))
    respondents = (items.mean(axis=1) - 1) / 9 * 100
    assert found.value == pytest.approx(respondents.mean(), rel=1e-12)
    assert found.se == pytest.approx(respondents.std(ddof=1) / 80**0.5, rel=1e-9)
    assert (found.n, str(found.method)) == (80, "taylor")


def test_weights_of_respondents_count():
    items = pd.DataFrame({"a": [1.0, 10.0, 10.0]})
    found = satisfaction_index(items, (1, 10), weights=[2.0, 1.0, 1.0])
    assert (found.value, found.n_weighted, found.n_effective) == pytest.approx((50.0, 4.0, 16 / 6))


@settings(max_examples=20)
@given(shift=st.floats(-50, 50), scale=st.floats(0.1, 20))
def test_the_index_does_not_depend_on_how_the_scale_is_numbered(shift, scale):
    items = pd.DataFrame({"a": [1.0, 4.0, 7.0, 7.0], "b": [2.0, 6.0, 7.0, 1.0]})
    moved = satisfaction_index(items * scale + shift, (scale + shift - 1e-9, 7 * scale + shift + 1e-9))
    assert moved.value == pytest.approx(satisfaction_index(items, (1, 7)).value, abs=1e-4)


def test_answers_outside_the_scale_are_an_error():
    with pytest.raises(CsatError) as caught:
        satisfaction_index(pd.DataFrame({"a": [1.0, 99.0, 0.0]}), (1, 10))
    assert str(caught.value) == (
        "The score of `index` failed: answers are 0, 99, the scale runs from 1 to 10. "
        "Give the ends of the scale that was asked, and missing codes as missing."
    )


def test_item_weights_are_above_zero():
    with pytest.raises(CsatError, match="gives its part `a` the weight -1; weights are above 0"):
        satisfaction_index(pd.DataFrame({"a": [1.0]}), (1, 10), {"a": -1.0})


def test_nps_of_220_promoters_and_120_detractors_of_500():
    found = net_promoter_score(answers(220, 160, 120), interval="wald")
    assert (found.value, found.se, found.n) == (pytest.approx(20.0), pytest.approx(3.577709, abs=5e-7), 500)
    assert (found.low, found.high) == pytest.approx((12.9878, 27.0122), abs=5e-5)
    assert str(found.method) == "wald"


def test_nps_is_adjusted_wald_unless_asked_otherwise():
    found = net_promoter_score(answers(60, 25, 15))
    assert (found.value, str(found.method)) == (pytest.approx(45.0), "adjusted wald")
    assert (found.low, found.high) == pytest.approx((29.343111, 58.035530), abs=5e-7)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=50))
def test_nps_lies_between_minus_and_plus_100(given_answers):
    found = net_promoter_score(pd.Series(given_answers, name="nps"))
    assert len(given_answers) == 1 or -100 <= found.low <= found.high <= 100
    assert (found.low is None) == (len(given_answers) == 1)
    assert -100 <= found.value <= 100


def test_weights_enter_nps_by_kish_s_effective_n():
    found = net_promoter_score(pd.Series([10.0, 0.0, np.nan, 9.0]), weights=[3.0, 1.0, 5.0, 1.0])
    assert (found.value, found.n, found.n_effective) == (pytest.approx(60.0), 3, pytest.approx(25 / 11))


def test_the_top_two_box_of_a_ten_point_scale():
    found = top_box(pd.Series([10, 9, 8, np.nan, 9], name="q1"), at_least=9)
    assert (found.value, found.n, str(found.method)) == (0.75, 4, "wilson")
    fifteen = top_box(pd.Series([10] * 15 + [1] * 5), at_least=9)
    assert (fifteen.low, fifteen.high) == pytest.approx((0.531299, 0.888138), abs=5e-7)


def test_without_answers_there_is_a_reason_instead_of_a_score():
    nothing = pd.Series([np.nan, np.nan], name="q1")
    for found in (net_promoter_score(nothing), top_box(nothing, 9), satisfaction_index(nothing.to_frame(), (1, 10))):
        assert (found.value, found.n) == (None, 0)
        assert [row.reason for row in found.to_findings()] == ["all_missing"]


def test_a_score_is_one_finding():
    (row,) = net_promoter_score(answers(220, 160, 120)).to_findings()
    assert (row.topic, row.subject, row.measure, row.unit, row.confidence) == ("scores", "nps", "nps", "points", 0.95)
    assert (row.value, row.n, row.low) == (pytest.approx(20.0), 500, pytest.approx(12.892744, abs=5e-7))
