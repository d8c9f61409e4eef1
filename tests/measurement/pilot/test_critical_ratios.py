"""Critical ratios of the extreme groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.pilot.critical_ratios import critical_ratios
from csat_lib.summary.totals import sum_totals
from tests.measurement.facts import SCALES, synthetic
from tests.measurement.pilots import by_r, neuroticism


def test_published_ratios_of_neuroticism():
    found = critical_ratios(neuroticism())
    assert (found.cuts, found.sizes) == ((12.0, 20.0), (876, 770))
    printed = [61.3191, 57.7395, 65.7955, 47.4099, 43.0254]
    np.testing.assert_allclose(found.pooled.t, printed, atol=5e-5)
    assert str(found.method) == "groups of 27% by the total, ties kept, 876 low and 770 high"


@pytest.mark.parametrize("kind", ["pooled", "welch"])
@pytest.mark.parametrize("data", ["a", "b", "bfi N"])
def test_ratios_are_those_of_t_test_in_r(kind, data):
    totals = neuroticism() if data == "bfi N" else sum_totals(synthetic()[SCALES[data]])
    found = critical_ratios(totals)
    test = getattr(found, kind)
    np.testing.assert_allclose(test.t, by_r(data, f"{kind}_t"), rtol=1e-10)
    np.testing.assert_allclose(test.df, by_r(data, f"{kind}_df"), rtol=1e-10)
    np.testing.assert_allclose(test.p, by_r(data, f"{kind}_p"), rtol=1e-6)
    assert list(found.cuts) == by_r(data, "cut").tolist()
    assert list(found.sizes) == by_r(data, "size").tolist()


def test_ties_make_groups_larger_and_the_order_of_rows_decides_nothing():
    frame = pd.DataFrame({"a": [1, 1, 1, 2, 2, 3, 3, 3, 3, 3], "b": [1, 1, 1, 2, 2, 2, 2, 3, 3, 3]})
    found = critical_ratios(sum_totals(frame))
    assert (found.cuts, found.sizes) == ((2.0, 6.0), (3, 3))
    turned = critical_ratios(sum_totals(frame.iloc[::-1]))
    np.testing.assert_array_equal(turned.pooled.p, found.pooled.p)


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=8, max_size=60))
@settings(max_examples=30)
def test_each_group_holds_at_least_its_share(rows):
    frame = pd.DataFrame(rows, columns=["a", "b", "c"], dtype=float)
    found = critical_ratios(sum_totals(frame))
    if found.reason:
        assert np.isnan(found.pooled.t).all()
    else:
        assert min(found.sizes) >= 0.27 * len(frame)
        assert found.cuts[0] < found.cuts[1]


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (pd.DataFrame({"a": [1.0, 2, 3, 4, 5]}), "one_item"),
        (pd.DataFrame({"a": [1.0, 2, 3], "b": [1.0, 2, 3]}), "few_answers"),
        (pd.DataFrame({"a": [1.0] * 9, "b": [2.0] * 9}), "no_variance"),
        (pd.DataFrame({"a": [1.0] * 9 + [2], "b": [2.0] * 10}), "groups_overlap"),
        (pd.DataFrame({"a": [1.0, 2, 2, 3], "b": [1.0, 1, 2, 3]}), ""),
    ],
)
def test_what_cannot_be_had_has_its_reason(frame, reason):
    assert critical_ratios(sum_totals(frame)).reason == reason


def test_an_item_that_does_not_vary_within_the_groups_has_no_ratio():
    frame = pd.DataFrame({"a": [1.0] * 10 + [5.0] * 10, "b": [1.0, 2] * 5 + [4.0, 5] * 5})
    found = critical_ratios(sum_totals(frame))
    assert np.isnan(found.pooled.t[0])
    assert found.pooled.t[1] > 0


@pytest.mark.parametrize("tail", [0, 0.5, 27])
def test_a_share_that_is_none_is_refused(tail):
    with pytest.raises(CsatError) as caught:
        critical_ratios(neuroticism(), tail)
    assert str(caught.value) == (
        f"The share of each extreme group is {tail}; it lies between 0 and 1, both ends excluded. Write .95 for 95 %."
    )
