"""The order in which a tree is weighed, and the rule of each node."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.index.rules import by_rule
from csat_lib.index.weight_plan import WeightPlan
from csat_lib.summary.moments import Base, sum_moments

TREE = {
    "top": {"mid": "equal", "low": "equal"},
    "mid": {"a": "critic", "b": "critic"},
    "low": {"c": 3, "d": 1},
}


def guests(n: int = 200) -> pd.DataFrame:
    draw = np.random.default_rng(5)
    x = 60 + draw.normal(size=(n, 1)) * 8 + draw.normal(size=(n, 4)) * [4, 6, 8, 10]
    return pd.DataFrame(x, columns=[*"abcd"])


def test_lower_nodes_come_first_and_numbers_are_given():
    plan = WeightPlan.of(TREE, None)
    assert plan.order == ("mid", "low", "top")
    assert plan.leaves == ("a", "b", "c", "d")
    assert plan.rules == {"top": "equal", "mid": "critic", "low": "given"}


def test_the_parts_of_a_node_are_what_the_maps_say():
    plan, data = WeightPlan.of(TREE, None), sum_moments(guests())
    maps = plan.leaf_maps() | {"mid": np.array([0.5, 0.5, 0, 0]), "low": np.array([0, 0, 0.75, 0.25])}
    scores = plan.scores("top", data, maps)
    assert scores.loadings.tolist() == [[0.5, 0.5, 0, 0], [0, 0, 0.75, 0.25]]
    assert scores.given is None
    assert plan.scores("low", data, maps).given.tolist() == [3, 1]
    assert plan.weigh("low", plan.scores("low", data, maps)).weights.tolist() == [0.75, 0.25]


def test_errors_are_of_estimated_nodes_and_of_those_above_them():
    frame = guests()
    data = sum_moments(frame, Base(group=np.arange(200) % 50, n_groups=50))
    plan = WeightPlan.of(TREE, None)
    errors = plan.errors(data)
    assert list(errors) == ["mid", "top"]
    kept = [frame[np.arange(200) % 50 != group] for group in range(50)]
    maps = plan.leaf_maps()
    drawn = [by_rule("critic", plan.scores("mid", sum_moments(part), maps)).weights for part in kept]
    expected = 49 / 50 * sum(np.outer(one, one) for one in np.array(drawn) - np.mean(drawn, axis=0))
    np.testing.assert_allclose(errors["mid"].covariance[:2, :2], expected, rtol=1e-6)
    np.testing.assert_allclose(errors["top"].covariance[:2, :2], expected / 4, rtol=1e-6)
    assert not errors["mid"].covariance[2:].any()


@pytest.mark.parametrize("rule", ["johnson", "lmg", "regression"])
def test_what_explains_a_headline_needs_one(rule):
    with pytest.raises(CsatError) as caught:
        WeightPlan.of({"top": {"a": rule, "b": rule}}, None)
    assert str(caught.value) == (
        f"The index node `top` is weighted by `{rule}`, which needs an outcome, and the study has no headline. "
        "Name a rating outcome as `headline`, or weight the node by `equal`, `factor` or numbers."
    )


def test_what_no_respondent_scored_is_no_leaf_and_mixes_the_nodes_above_it():
    tree = {"top": {"side": 0.5, "queue": 0.5}, "side": {"room": "equal", "food": "equal"}, "all": {"top": 1.0}}
    plan = WeightPlan.of(tree, "overall", ["room", "food", "overall"])
    assert (plan.leaves, plan.mixed) == (("room", "food"), {"top", "all"})
    assert plan.leaf_maps()["queue"].tolist() == [0.0, 0.0]
    assert WeightPlan.of({"top": {"overall": 1.0}}, "overall", ["overall"]).mixed == {"top"}
    assert WeightPlan.of(tree, None).mixed == frozenset()


@pytest.mark.parametrize("scored", [["room", "food"], ["food", "room", "overall"]])
def test_the_order_in_which_scores_were_summed_up_does_not_matter(scored):
    tree = {"side": {"room": "equal", "food": "equal"}}
    assert WeightPlan.of(tree, None, scored) == WeightPlan.of(tree, None)
