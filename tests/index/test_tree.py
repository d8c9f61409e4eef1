"""The index tree, flattened to constructs."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.index.tree import flatten, without

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


def test_a_tree_without_a_part_loses_nodes_that_have_nothing_left():
    tree = {"top": {"a": 0.5, "inner": 0.5}, "inner": {"b": 1.0}, "other": {}}
    assert without(tree, []) == tree
    assert without(tree, ["b"]) == {"top": {"a": 0.5}, "other": {}}
    assert without(tree, ["a", "b"]) == {"other": {}}
    assert flatten(without({"top": {"a": 1.0, "b": 3.0}}, ["a"])) == {"top": {"b": 1.0}}


@pytest.mark.parametrize("gone", [[], ["a"], ["b"], ["c"], ["a", "c"], ["b", "d"]])
def test_what_is_left_of_a_tree_weighs_in_the_old_proportions(gone):
    tree = {"top": {"a": 0.2, "b": 0.3, "inner": 0.5}, "inner": {"c": 0.4, "d": 0.6}}
    before, after = flatten(tree)["top"], flatten(without(tree, gone))["top"]
    assert set(after) == set(before) - set(gone)
    assert sum(after.values()) == pytest.approx(1.0)
    if {"c", "d"} <= set(after) or not {"c", "d"} & set(after):
        kept = {name: before[name] for name in after}
        assert after == pytest.approx({name: weight / sum(kept.values()) for name, weight in kept.items()})


def test_two_readings_of_five_drivers_differ_by_a_fifth_of_a_point():
    """A published report's scores: response and communication as one driver of two parts, or as two of six."""
    scores = {
        "experience": 78.3,
        "quality": 76.5,
        "response": 74.2,
        "communication": 72.8,
        "value": 73.4,
        "loyalty": 71.6,
    }
    five = {"top": dict.fromkeys(("experience", "quality", "contact", "value", "loyalty"), 0.2)}
    five["contact"] = {"response": 0.5, "communication": 0.5}
    six = {"top": dict.fromkeys(scores, 1.0)}
    found = [sum(scores[name] * weight for name, weight in flatten(tree)["top"].items()) for tree in (five, six)]
    assert found == pytest.approx([74.66, 74.466667], rel=1e-6)
