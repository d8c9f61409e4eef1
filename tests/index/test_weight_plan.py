"""The order in which a tree is weighed, and the rule of each node."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.index.composite import Composite
from csat_lib.index.judged import judged
from csat_lib.index.part_scores import RuleSettings
from csat_lib.index.rules import by_rule
from csat_lib.index.tree import flatten
from csat_lib.index.weight_plan import NodeInputs, WeightInputs, WeightPlan
from csat_lib.index.weights import index_weights
from csat_lib.summary.design import sum_design
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import Sample, cells_of

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
    plan = WeightPlan.of(TREE, None)
    data = plan.sources(sum_moments(guests()))
    maps = plan.leaf_maps() | {"mid": np.array([0.5, 0.5, 0, 0]), "low": np.array([0, 0, 0.75, 0.25])}
    scores = plan.scores("top", data, maps)
    assert scores.loadings.tolist() == [[0.5, 0.5, 0, 0], [0, 0, 0.75, 0.25]]
    assert scores.given is None
    assert plan.scores("low", data, maps).given.tolist() == [3, 1]
    assert by_rule(plan.rules["low"], plan.scores("low", data, maps)).weights.tolist() == [0.75, 0.25]


def test_errors_are_of_estimated_nodes_and_of_those_above_them():
    frame = guests()
    data = sum_moments(frame, Base(group=np.arange(200) % 50, n_groups=50))
    plan = WeightPlan.of(TREE, None)
    sources = plan.sources(data)
    errors = {node: of for (node, _), of in plan.errors(sources, [*plan.rules.items()]).items()}
    assert set(errors) == {"mid", "top"}
    kept = [frame[np.arange(200) % 50 != group] for group in range(50)]
    maps = plan.leaf_maps()
    drawn = [by_rule("critic", plan.scores("mid", {0: sum_moments(part)}, maps)).weights for part in kept]
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


def frozen(n_groups: int = 50):
    """A wave and an earlier one, in which the parts spread otherwise."""
    groups = Base(group=np.arange(200) % n_groups, n_groups=n_groups)
    return sum_moments(guests(), groups), sum_moments(guests() * [3, 1, 1, 1], groups)


def test_weights_frozen_at_a_base_wave_are_those_of_its_answers_and_have_its_errors_alone():
    now, base = frozen()
    tree = {"top": dict.fromkeys("abcd", "information")}
    kept = index_weights(tree, now, None, WeightInputs({"top": NodeInputs("information", base=base)}))
    own = index_weights(tree, base, None)
    assert kept.used("top") == pytest.approx(own.used("top"), rel=1e-12)
    np.testing.assert_allclose(kept.errors["top"].covariance, own.errors["top"].covariance, rtol=1e-9)
    assert not kept.errors["top"].with_means.any()  # two samples
    assert own.errors["top"].with_means.any()
    assert str(kept.method) == "information, frozen at a base wave"


def test_the_errors_of_two_waves_add_up():
    now, base = frozen()
    tree = {"top": {"mid": "information", "d": "information"}, "mid": dict.fromkeys("abc", "cv")}
    both = index_weights(tree, now, None, WeightInputs({"mid": NodeInputs("cv", base=base)})).errors["top"].covariance
    given = index_weights(tree, base, None).used("mid")
    held = index_weights(tree | {"mid": given}, now, None).errors["top"].covariance
    upper = np.diagonal(both - held)
    assert (upper > 0).any()
    assert (upper > -1e-12).all()
    assert both[3, 3] > held[3, 3] > 0  # d's weight hangs on both: on the wave's own spread, and on what mid is made of


def test_settings_take_the_place_of_words_and_numbers_stand_beside():
    tree = {"top": {"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}}
    x = pd.DataFrame([[70, 60, 50, 40], [72, 61, 40, 44], [80, 66, 45, 41]], columns=[*"abcd"])
    settings = RuleSettings("units", "min_max", rules=("given", "entropy"), way="additive", shares=(3.0, 1.0))
    weights = index_weights(
        tree, sum_moments(guests()), None, WeightInputs({"top": NodeInputs("combined", settings)}, x)
    )
    node = weights.nodes["top"]
    assert list(node.table["given"]) == pytest.approx([0.4, 0.3, 0.2, 0.1])
    assert list(node.used) == pytest.approx((3 * node.table["given"] + node.table["entropy"]) / 4)
    assert str(node.method) == "combined, additive, given, entropy, of units"
    assert weights.errors["top"].groups == 0


@pytest.mark.parametrize(
    ("rule", "settings"),
    [
        ("entropy", RuleSettings()),
        ("critic", RuleSettings("units")),
        ("combined", RuleSettings(rules=("entropy", "johnson"))),
    ],
)
def test_an_index_weighed_by_the_units_figures_has_no_interval_and_says_why(rule, settings):
    x = pd.DataFrame([[70, 60, 50, 40], [72, 61, 40, 44], [80, 66, 45, 41]], columns=[*"abcd"])
    frame = guests().assign(overall=lambda scores: scores.sum(axis=1))
    data = sum_moments(frame, Base(group=np.arange(200) % 50, n_groups=50))
    tree = {"top": {"low": 0.5, "d": 0.5}, "low": dict.fromkeys("abc", 1.0)}
    weights = index_weights(tree, data, "overall", WeightInputs({"low": NodeInputs(rule, settings)}, x))
    everybody = Sample(np.ones(200), cells_of(pd.DataFrame(index=range(200)), []))
    totals = sum_design(frame[[*"abcd"]], everybody, [[*"abcd"]])
    for node in tree:
        parts = flatten(weights.tree)[node]
        found = Composite(node, "index", parts, weights.errors[node]).estimate(totals)
        assert found.value == pytest.approx(frame[[*parts]].mean() @ pd.Series(parts))
        assert found.interval(0.95) == (None, None)
        assert str(found.method).endswith("no interval, index weights from the units")


def test_what_rules_tell_beside_the_weights_is_among_the_findings():
    rows = [("one", "a", "b", 3.0), ("one", "b", "c", 3.0), ("one", "a", "c", 2.0), ("one", "c", "d", 1.0)]
    table = pd.DataFrame(rows, columns=["expert", "part_a", "part_b", "judgement"])
    inputs = WeightInputs({"top": NodeInputs("ahp", judgements=judged(table, [*"abcd"]))})
    found = index_weights({"top": dict.fromkeys("abcd", "ahp")}, sum_moments(guests()), None, inputs).to_findings()
    told = {row.measure: row for row in found if row.measure not in {"rule_weight", "weight_used"}}
    assert {name: (row.subject, row.other, row.path) for name, row in told.items()} == {
        "consistency_index": ("top", "", ""),
        "consistency_ratio": ("top", "", ""),
        "pair_judged": ("c", "a", "top"),
        "pair_implied": ("c", "a", "top"),
        "pair_error": ("c", "a", "top"),
    }
    assert told["pair_judged"].value == 0.5
    assert (told["consistency_ratio"].value, told["consistency_ratio"].reason) == (None, "no_random_index")
    assert str(told["consistency_ratio"].method) == "ahp, eigenvector, saaty2005"
    assert told["consistency_index"].n == 1


def test_what_no_respondent_scored_is_no_leaf_and_mixes_the_nodes_above_it():
    tree = {"top": {"side": 0.5, "queue": 0.5}, "side": {"room": "equal", "food": "equal"}, "all": {"top": 1.0}}
    plan = WeightPlan.of(tree, "overall", scored=["room", "food", "overall"])
    assert (plan.leaves, plan.mixed) == (("room", "food"), {"top", "all"})
    assert plan.leaf_maps()["queue"].tolist() == [0.0, 0.0]
    assert WeightPlan.of({"top": {"overall": 1.0}}, "overall", scored=["overall"]).mixed == {"top"}
    assert WeightPlan.of(tree, None).mixed == frozenset()


@pytest.mark.parametrize("scored", [["room", "food"], ["food", "room", "overall"]])
def test_the_order_in_which_scores_were_summed_up_does_not_matter(scored):
    tree = {"side": {"room": "equal", "food": "equal"}}
    assert WeightPlan.of(tree, None, scored=scored).leaves == WeightPlan.of(tree, None).leaves
