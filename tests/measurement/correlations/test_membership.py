"""Which items are of which construct."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.correlations.membership import membership_of


def test_items_are_marked_for_their_constructs_in_the_order_of_the_data():
    members = membership_of(["q1", "q2", "q3"], {"room": ["q3", "q1"], "food": ["q2"]})
    assert members.tolist() == [[1, 0], [0, 1], [1, 0]]


def test_an_item_without_construct_is_of_none_and_no_construct_makes_no_column():
    assert membership_of(["q1", "q2"], {"room": ["q2"]}).tolist() == [[0], [1]]
    assert membership_of(["q1", "q2"], {}).shape == (2, 0)


def test_an_item_that_the_data_do_not_hold_is_named():
    with pytest.raises(CsatError, match="q9"):
        membership_of(["q1", "q2"], {"room": ["q1", "q9"]})
