"""Rules that take the weights from experts: published and R's numbers, groups, what is missing, what is told."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ahpy import Compare
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from csat_lib.index.judged import Judgements, judged
from csat_lib.index.part_scores import PartScores, RuleSettings, RuleWeights
from csat_lib.index.rules import by_rule
from csat_lib.index.rules.experts import kendall_w
from csat_lib.summary.moments import sum_moments

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "judged_weights.csv"
R = pd.read_csv(REFERENCE, comment="#").set_index(["set", "figure"])["value"].sort_index()
SEVERITY = ["severity reach 2", "severity frequency 3", "reach frequency 2"]
CITIES = [
    *("Cul Hou 3", "Cul Tra 5", "Fam Cul 5", "Fam Hou 7", "Fam Tra 7", "Hou Tra 3", "Job Cul 2", "Job Hou 4"),
    *("Job Tra 7", "Fam Job 1"),
]
"""Saaty (2005), Theory and Applications of the Analytic Network Process: where to live."""
DRINKS = [
    *("coffee wine 9", "coffee tea 5", "coffee beer 2", "coffee soda 1", "coffee milk 1", "water coffee 2"),
    *("water wine 9", "water tea 9", "water beer 3", "water soda 2", "water milk 3", "tea wine 3", "beer wine 9"),
    *("beer tea 3", "beer milk 1", "soda wine 9", "soda tea 4", "soda beer 2", "soda milk 2", "milk wine 9"),
    "milk tea 3",
]
"""Saaty (2008), International Journal of Services Sciences 1: 83-98: what is drunk most in the United States."""
SETS = {
    "severity": (["severity", "reach", "frequency"], SEVERITY),
    "cities": (["Cul", "Fam", "Hou", "Job", "Tra"], CITIES),
}
POINTS = np.array([[30, 25, 20, 15, 10], [25, 25, 20, 20, 10], [40, 20, 20, 10, 10], [20, 30, 25, 15, 10]], dtype=float)


def table(pairs: list[str], expert: str = "one") -> pd.DataFrame:
    rows = [(expert, a, b, float(value)) for a, b, value in map(str.split, pairs)]
    return pd.DataFrame(rows, columns=["expert", "part_a", "part_b", "judgement"])


def direct(points: np.ndarray, number: int = 1) -> pd.DataFrame:
    rows = [
        (f"e{i}", part, None, v, number) for i, row in enumerate(points) for part, v in zip("abcde", row, strict=True)
    ]
    return pd.DataFrame(rows, columns=["expert", "part_a", "part_b", "judgement", "round"])


def weighed(rule: str, judgements: Judgements, k: int, **more) -> RuleWeights:
    data = sum_moments(pd.DataFrame(np.random.default_rng(0).normal(60, 10, (50, k))))
    return by_rule(rule, PartScores(data, np.eye(k), settings=RuleSettings(**more), judgements=judgements))


def told(found: RuleWeights, measure: str) -> float:
    return next(one.value for one in found.diagnostics if one.measure == measure)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("variant", ["eigenvector", "geometric_mean", "column_sum"])
def test_ahp_gives_what_r_gives(name, variant):
    parts, pairs = SETS[name]
    found = weighed("ahp", judged(table(pairs), parts), len(parts), variant=variant)
    assert_allclose(found.weights, R[name, variant], rtol=1e-6)
    if variant == "eigenvector":
        assert_allclose(told(found, "consistency_index"), R[name, "consistency_index"].item(), rtol=1e-6)


@pytest.mark.parametrize("name", SETS)
def test_fuzzy_ahp_gives_what_r_gives(name):
    parts, pairs = SETS[name]
    assert_allclose(weighed("fahp", judged(table(pairs), parts), len(parts)).weights, R[name, "buckley"], rtol=1e-6)


def test_drinks_as_saaty_published_them():
    parts = ["water", "soda", "coffee", "milk", "beer", "tea", "wine"]
    found = weighed("ahp", judged(table(DRINKS), parts), 7, random_index="saaty1980")
    expected = [0.326793, 0.189572, 0.177457, 0.128781, 0.116417, 0.041831, 0.019149]
    assert_allclose(found.weights, expected, atol=6e-7)
    assert told(found, "consistency_index") == pytest.approx(0.176629 / 6, abs=2e-7)
    assert told(found, "consistency_ratio") == pytest.approx(0.022302, abs=6e-7)
    other = weighed("ahp", judged(table(DRINKS), parts), 7, random_index="saaty2005")
    assert told(other, "consistency_ratio") == pytest.approx(0.021806, abs=6e-7)


@pytest.mark.parametrize(("random_index", "theirs"), [("saaty2005", "saaty"), ("donegan1991", "dd")])
@pytest.mark.parametrize("pairs", [DRINKS, CITIES], ids=["drinks", "cities"])
def test_weights_and_consistency_are_those_of_ahpy(pairs, random_index, theirs):
    compared = {(a, b): float(value) for a, b, value in map(str.split, pairs)}
    oracle = Compare("parts", compared, precision=12, random_index=theirs)
    parts = list(oracle.local_weights)
    found = weighed("ahp", judged(table(pairs), parts), len(parts), random_index=random_index)
    assert_allclose(found.weights, list(oracle.local_weights.values()), rtol=1e-6)
    assert told(found, "consistency_ratio") == pytest.approx(oracle.consistency_ratio, rel=1e-6)


def test_the_random_index_is_named_and_decides_the_ratio():
    ratios = {
        name: told(
            weighed("ahp", judged(table(SEVERITY), SETS["severity"][0]), 3, random_index=name), "consistency_ratio"
        )
        for name in ("saaty1980", "saaty2005", "donegan1991", "alonso2006")
    }
    index = R["severity", "consistency_index"].item()
    expected = {"saaty1980": 0.58, "saaty2005": 0.52, "donegan1991": 0.4914, "alonso2006": 0.5245}
    assert ratios == pytest.approx({name: index / random for name, random in expected.items()}, rel=1e-6)


def test_the_judgement_to_look_at_again_is_the_one_that_the_others_contradict():
    """a = 2 b, b = 2 c, c = 2 d throughout, but d is said to count twice as much as a."""
    parts = [*"abcd"]
    pairs = ["a b 2", "b c 2", "c d 2", "a c 4", "b d 4", "d a 2"]
    found = weighed("ahp", judged(table(pairs), parts), 4)
    worst = next(one for one in found.diagnostics if one.measure == "pair_error")
    assert [parts[place] for place in worst.about] == ["d", "a"]
    assert told(found, "pair_judged") == 2
    assert told(found, "pair_implied") == pytest.approx(found.weights[3] / found.weights[0], rel=1e-12)
    assert worst.value == pytest.approx(2 * found.weights[0] / found.weights[3], rel=1e-12)
    assert told(found, "consistency_ratio") > 0.1
    assert not found.reason  # told, not refused


def test_consistent_judgements_leave_nothing_to_look_at():
    found = weighed("ahp", judged(table(["a b 2", "b c 3", "a c 6"]), [*"abc"]), 3)
    assert_allclose(found.weights, [0.6, 0.3, 0.1], rtol=1e-9)
    assert [one.measure for one in found.diagnostics] == ["consistency_index", "consistency_ratio"]
    assert told(found, "consistency_ratio") == pytest.approx(0, abs=1e-12)


def test_experts_are_taken_together_by_the_geometric_mean():
    both = pd.concat([table(["a b 2"], "one"), table(["a b 8"], "two")])
    found = weighed("ahp", judged(both, ["a", "b"]), 2)
    assert_allclose(found.weights, [0.8, 0.2], rtol=1e-12)
    assert found.diagnostics == ()  # two parts cannot contradict one another


@given(weights=st.lists(st.floats(0.05, 5), min_size=3, max_size=6), data=st.data())
@settings(max_examples=25)
def test_missing_judgements_do_no_harm_where_the_others_are_consistent(weights, data):
    """Harker: of a consistent matrix any connected part gives the weights."""
    k = len(weights)
    chain = [(j, j + 1) for j in range(k - 1)]
    further = data.draw(st.lists(st.sampled_from([*combinations(range(k), 2)]), unique=True))
    pairs = [f"p{a} p{b} {weights[a] / weights[b]!r}" for a, b in {*chain, *further}]
    found = weighed("ahp", judged(table(pairs), [f"p{j}" for j in range(k)]), k)
    assert_allclose(found.weights, np.array(weights) / sum(weights), rtol=1e-6)
    is_whole = len(pairs) == k * (k - 1) / 2
    assert (told(found, "consistency_ratio") is not None) == is_whole


@given(st.permutations(range(5)), st.sampled_from(["ahp", "fahp", "precedence"]))
@settings(max_examples=20)
def test_weights_follow_the_order_of_the_parts(turned, rule):
    parts = SETS["cities"][0]
    whole = weighed(rule, judged(table(CITIES), parts), 5).weights
    again = weighed(rule, judged(table(CITIES), [parts[j] for j in turned]), 5).weights
    assert whole.sum() == pytest.approx(1, rel=1e-12)
    assert_allclose(again, whole[list(turned)], rtol=1e-9)


def test_parts_that_nothing_compares_have_no_weights():
    apart = judged(table(["a b 2", "c d 3"]), [*"abcd"])
    nothing = judged(table([]), [*"abcd"])
    assert weighed("ahp", apart, 4).reason == "few_judgements"
    chain = judged(table(["a b 2", "b c 3", "c d 3"]), [*"abcd"])
    assert weighed("ahp", chain, 4, variant="geometric_mean").reason == "few_judgements"
    assert weighed("fahp", chain, 4).reason == weighed("precedence", chain, 4).reason == "few_judgements"
    for rule in ("ahp", "fahp", "precedence", "experts", "delphi"):
        assert weighed(rule, nothing, 4).reason == "no_judgements"


def test_precedence_counts_who_is_above_whom():
    """a above b and c, b like c: rows 2.5, 1, 1 of 4.5; points say the same by their order."""
    pairs = weighed("precedence", judged(table(["a b 3", "a c 9", "b c 1"]), [*"abc"]), 3)
    assert_allclose(pairs.weights, np.array([2.5, 1, 1]) / 4.5, rtol=1e-12)
    points = direct(np.array([[9.0, 4, 4, 1, 1]])).query("part_a in ['a', 'b', 'c']")
    assert_allclose(weighed("precedence", judged(points, [*"abc"]), 3).weights, pairs.weights, rtol=1e-12)


def test_points_are_shares_of_each_expert():
    found = weighed("experts", judged(direct(POINTS * [[1], [2], [0.1], [7]]), [*"abcde"]), 5)
    assert_allclose(found.weights, (POINTS / 100).mean(axis=0), rtol=1e-12)
    assert {one.n for one in found.diagnostics if one.measure == "kendall_w"} == {4}
    lower = [one.value for one in found.diagnostics if one.measure == "expert_lower"]
    assert_allclose(lower, np.quantile(POINTS / 100, 0.25, axis=0), rtol=1e-12)


def test_kendalls_w_is_that_of_r():
    assert_allclose(kendall_w(POINTS), [R["points", "kendall_w"].item(), R["points", "p"].item()], rtol=1e-6)
    assert kendall_w(POINTS[:1]) == (None, None)
    assert kendall_w(np.ones((3, 4))) == (None, None)
    assert kendall_w(np.array([[1.0, 2, 3], [1, 2, 3]]))[0] == pytest.approx(1)


def test_delphi_takes_the_last_round_and_tells_every_one():
    first, last = POINTS, np.tile([30.0, 25, 20, 15, 10], (4, 1))
    found = weighed("delphi", judged(pd.concat([direct(first, 1), direct(last, 2)]), [*"abcde"]), 5)
    assert_allclose(found.weights, [0.3, 0.25, 0.2, 0.15, 0.1], rtol=1e-12)
    w = {one.path: one.value for one in found.diagnostics if one.measure == "kendall_w"}
    assert w == pytest.approx({"1": R["points", "kendall_w"].item(), "2": 1.0}, rel=1e-6)


def test_weights_of_several_rules_taken_together():
    """By hand: shares (.3, .25, .2, .15, .1) of points times equal ones are themselves, added to them half way."""
    given = judged(direct(np.array([[30.0, 25, 20, 15, 10]])), [*"abcde"])
    points = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
    several = {"rules": ("experts", "equal")}
    assert_allclose(weighed("combined", given, 5, **several).weights, points, rtol=1e-12)
    added = weighed("combined", given, 5, **several, way="additive")
    assert_allclose(added.weights, (points + 0.2) / 2, rtol=1e-12)
    assert added.ways == ("additive", "experts", "equal")
    three = weighed("combined", given, 5, **several, way="additive", shares=(3.0, 1.0))
    assert_allclose(three.weights, (3 * points + 0.2) / 4, rtol=1e-12)
    game = weighed("combined", given, 5, **several, way="game").weights
    a = np.array([[points @ points, 0.2], [0.2, 0.2]])
    share = np.abs(np.linalg.solve(a, [points @ points, 0.2]))
    assert_allclose(game, share @ [points, np.full(5, 0.2)] / share.sum(), rtol=1e-9)
    assert weighed("combined", given, 5, rules=("experts", "ahp")).reason == "no_judgements"
