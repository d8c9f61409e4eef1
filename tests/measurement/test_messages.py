"""What a user reads when a statistic of this room is called wrongly."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.correlation import CorrelationSpec, correlate
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.parallel import parallel_analysis
from csat_lib.measurement.reliability import estimate_alpha, estimate_omega
from csat_lib.summary.moments import sum_moments

from .facts import A, synthetic

ITEMS = synthetic()[A]


def message(call, *args, **options) -> str:
    with pytest.raises(CsatError) as caught:
        call(*args, **options)
    return str(caught.value)


def test_an_unknown_correlation_is_named_with_the_ones_there_are():
    assert message(correlate, ITEMS, "pearsn") == (
        "`pearsn` is no correlation; there is pearson, spearman, polychoric. Did you mean `pearson`?"
    )


def test_an_unknown_extraction_is_named_with_the_ones_there_are():
    assert message(extract_factors, ITEMS, 1, "mlr") == (
        "`mlr` is no extraction; there is minres, ml, paf. Did you mean `ml`?"
    )


def test_an_unknown_rotation_is_named_with_the_ones_there_are():
    assert message(extract_factors, ITEMS, 1, rotation="obliman") == (
        "`obliman` is no rotation; there is oblimin, quartimin, geomin, varimax, promax, quartimax. "
        "Did you mean `oblimin`?"
    )


@pytest.mark.parametrize("kind", ["spearman", "polychoric"])
def test_ranks_and_ordered_answers_need_tables(kind):
    assert message(correlate, sum_moments(ITEMS), kind) == (
        f"The {kind} correlation needs the pair tables of the items, and moments hold only their sums. "
        "Give `summary.pairs`, `rows.pairs()` or the answers as a DataFrame, or ask for `pearson`."
    )


def test_tables_are_of_scales():
    many = pd.DataFrame({"x": range(150), "y": [1.0, 2.0] * 75})
    assert message(correlate, many, "polychoric") == (
        "The polychoric correlation tabulates answers, and the item `x` has 150 different ones; 101 are the most. "
        "Ask for `pearson`, or leave the item out."
    )


def test_empty_cells_have_two_policies():
    assert message(CorrelationSpec, "polychoric", zero_cells=1) == "`1` is no policy for zero cells; there is 0, 0.5."


def test_moments_keep_their_rule_for_missing_values():
    assert message(correlate, sum_moments(ITEMS), missing="pairwise") == (
        "The moments were added up listwise, and the correlation is asked for pairwise. "
        "Ask for listwise, or give the part that was added up pairwise."
    )


@pytest.mark.parametrize("call", [estimate_alpha, estimate_omega])
def test_a_confidence_is_a_share(call):
    assert message(call, ITEMS, confidence=95) == (
        "The confidence is 95; it lies between 0 and 1, both ends excluded. Write .95 for 95 %."
    )


def test_a_percentile_is_a_share():
    assert message(parallel_analysis, ITEMS, percentile=1) == (
        "The percentile is 1; it lies between 0 and 1, both ends excluded. Write .95 for 95 %."
    )


def test_random_items_are_drawn_at_least_once():
    assert message(parallel_analysis, ITEMS, draws=0) == "The number of draws is 0. Give a whole number from 1 up."


@pytest.mark.parametrize("call", [extract_factors, estimate_omega])
def test_there_is_at_least_one_factor(call):
    assert message(call, ITEMS, 0) == "The number of factors is 0. Give a whole number from 1 up."


def test_an_empty_frame_is_no_reason_to_raise():
    assert estimate_alpha(pd.DataFrame(columns=A, dtype=float)).reason == "all_missing"
