"""The index tree, flattened to constructs."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.index.tree import flatten

TREE = {"satisfaction": {"stay": 3.0, "value": 1.0}, "stay": {"room": 0.5, "food": 0.5}}


def test_weights_multiply_down_the_tree_and_add_up_to_one():
    flat = flatten(TREE)
    assert flat["satisfaction"] == {"room": 0.375, "food": 0.375, "value": 0.25}
    assert flat["stay"] == {"room": 0.5, "food": 0.5}
    assert list(flat) == ["satisfaction", "stay"]


def test_a_construct_under_two_nodes_counts_twice():
    tree = {"top": {"left": 1, "room": 1}, "left": {"room": 1, "food": 1}}
    assert flatten(tree)["top"] == {"room": 0.75, "food": 0.25}


def test_a_node_without_weights_leaves_those_above_it_without():
    assert flatten({**TREE, "stay": {}}) == {"satisfaction": {}, "stay": {}}


def test_a_weight_of_zero_is_an_error():
    with pytest.raises(CsatError) as caught:
        flatten({"stay": {"room": 1.0, "food": 0.0}})
    assert str(caught.value) == (
        "The index node `stay` gives its part `food` the weight 0; weights are above 0. "
        "Give it a weight above 0, or take it out of the node's `parts`."
    )


def test_a_circle_is_an_error():
    with pytest.raises(CsatError) as caught:
        flatten({"top": {"a": 1.0}, "a": {"b": 1.0}, "b": {"a": 1.0}})
    assert str(caught.value) == (
        "The index tree runs in a circle: a > b > a. A node may not be a part of itself; "
        "take it out of the `parts` of one of these nodes."
    )
