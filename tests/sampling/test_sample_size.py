from __future__ import annotations

import pytest
from scipy.stats import norm

from csat_lib.errors import CsatError
from csat_lib.sampling.sample_size import SampleSpec, sample_size

TWO_SIGMA = 2 * norm.cdf(2) - 1  # Cochran works with t = 2


def test_the_island_of_cochran_needs_356_of_its_3200_people():
    # Cochran (1977), 4.4: share of blood group O within 5 points, N = 3,200: n0 = 400, n = 356.
    size = sample_size(SampleSpec(0.05, share=0.5, confidence=TWO_SIGMA, population=3200))
    assert size.unlimited == pytest.approx(400)
    assert size.n == 356


def test_a_mean_needs_n0_over_1_plus_n0_by_population():
    # n0 = 4 * 85.6 / 1.9^2 = 94.85; n = 94.85 / (1 + 94.85 / 430) = 77.7
    size = sample_size(SampleSpec(1.9, sd=85.6**0.5, confidence=TWO_SIGMA, population=430))
    assert size.unlimited == pytest.approx(94.84764542936288)
    assert size.n == 78


def test_the_worst_share_within_5_points_needs_385():
    assert sample_size(SampleSpec(0.05, share=0.5)).n == 385


def test_weights_and_refusals_raise_the_number_of_invitations():
    size = sample_size(SampleSpec(0.05, share=0.5, design_effect=1.5, response_rate=0.25))
    assert (size.n, size.invitations) == (577, 2308)
    assert str(size.method) == "cochran, of a share, design effect 1.5, response rate 0.25"


def test_a_whole_population_is_enough():
    assert sample_size(SampleSpec(0.001, share=0.5, population=40, design_effect=3)).n == 40


def test_the_size_states_respondents_invitations_and_method():
    found = sample_size(SampleSpec(0.05, share=0.5, response_rate=0.5, population=3200))
    assert (found.n, found.invitations) == (344, 688)
    assert str(found.method) == "cochran, of a share, finite population, design effect 1, response rate 0.5"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"half_width": 0, "share": 0.5}, "`half_width` is 0; allowed: above 0. Give `half_width` such a value."),
        ({"half_width": 1, "share": 1}, "`share` is 1; allowed: between 0 and 1. Give `share` such a value."),
        ({"half_width": 1, "sd": -1}, "`sd` is -1; allowed: above 0. Give `sd` such a value."),
        (
            {"half_width": 1, "sd": 1, "confidence": 95},
            "`confidence` is 95; allowed: between 0 and 1. Give `confidence` such a value.",
        ),
        (
            {"half_width": 1, "sd": 1, "population": 0},
            "`population` is 0; allowed: 1 or more. Give `population` such a value.",
        ),
        (
            {"half_width": 1, "sd": 1, "design_effect": 0},
            "`design_effect` is 0; allowed: above 0. Give `design_effect` such a value.",
        ),
        (
            {"half_width": 1, "sd": 1, "response_rate": 20},
            "`response_rate` is 20; allowed: above 0, up to 1. Give `response_rate` such a value.",
        ),
        (
            {"half_width": 1},
            "`share or sd` is neither; allowed: one of `share` and `sd`. Give `share or sd` such a value.",
        ),
        (
            {"half_width": 1, "share": 0.5, "sd": 1},
            "`share or sd` is both; allowed: one of `share` and `sd`. Give `share or sd` such a value.",
        ),
    ],
)
def test_impossible_wishes_are_refused(spec: dict[str, float], message: str):
    with pytest.raises(CsatError) as caught:
        SampleSpec(**spec)
    assert str(caught.value) == f"The sample size failed: {message}"
