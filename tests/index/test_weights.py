"""Weights of the index: three rules side by side, the study's choice, and no silent stand-in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.index.importance import importance
from csat_lib.index.weights import index_weights
from csat_lib.summary.moments import Moments, sum_moments

SLOPES = {"room": 0.6, "service": 0.3, "food": 0.2, "price": 0.1}


def guests(seed: int = 1, n: int = 300) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x = 60 + 15 * (0.6 * draw.normal(size=(n, 1)) + 0.8 * draw.normal(size=(n, 4)))
    y = x @ np.array(list(SLOPES.values())) + 8 * draw.normal(size=n)
    return pd.DataFrame(np.column_stack([x, y]), columns=[*SLOPES, "overall"])


def scores(frame: pd.DataFrame | None = None) -> Moments:
    return sum_moments(guests() if frame is None else frame)


def flat(rule: float | str) -> dict[str, dict[str, float | str]]:
    return {"satisfaction": dict.fromkeys(SLOPES, rule)}


def test_equal_weights_are_one_over_the_parts():
    assert index_weights(flat("equal"), scores(), "overall").used("satisfaction") == dict.fromkeys(SLOPES, 0.25)


def test_johnson_weights_are_the_importance_shares():
    used = index_weights(flat("johnson"), scores(), "overall").used("satisfaction")
    shares = importance(scores(), "overall", "johnson").shares
    np.testing.assert_allclose(list(used.values()), shares, rtol=1e-9)


def test_factor_weights_are_the_squared_loadings_of_the_first_principal_component():
    used = index_weights(flat("factor"), scores(), "overall").used("satisfaction")
    roots, vectors = np.linalg.eigh(guests()[[*SLOPES]].corr())
    loadings = vectors[:, -1] * np.sqrt(roots[-1])
    np.testing.assert_allclose(list(used.values()), loadings**2 / (loadings**2).sum(), rtol=1e-9)


def test_factor_weights_of_equicorrelated_parts_are_equal():
    """Any equicorrelation matrix has (1, ..., 1) as first eigenvector."""
    white = np.linalg.qr(np.random.default_rng(0).normal(size=(40, 4)) - 0)[0]
    white -= white.mean(axis=0)
    white = np.linalg.qr(white)[0]
    r = np.full((4, 4), 0.4) + 0.6 * np.eye(4)
    frame = pd.DataFrame(white @ np.linalg.cholesky(r).T, columns=[*SLOPES])
    weights = index_weights(flat("factor"), sum_moments(frame), None)
    np.testing.assert_allclose(weights.nodes["satisfaction"].used, 0.25, rtol=1e-9)


def test_given_numbers_are_scaled_to_one():
    tree = {"satisfaction": {"room": 2, "service": 1, "food": 0.5, "price": 0.5}}
    weights = index_weights(tree, scores(), "overall")
    assert weights.used("satisfaction") == {"room": 0.5, "service": 0.25, "food": 0.125, "price": 0.125}
    used = [f for f in weights.to_findings() if f.measure == "weight_used"]
    assert {str(f.method) for f in used} == {"given"}


def test_findings_show_all_rules_and_the_one_in_use():
    findings = index_weights(flat("johnson"), scores(), "overall").to_findings()
    assert [(f.measure, str(f.method)) for f in findings[::4]] == [
        ("rule_weight", "equal"),
        ("rule_weight", "factor"),
        ("rule_weight", "pca"),
        ("rule_weight", "johnson"),
        ("rule_weight", "lmg"),
        ("rule_weight", "standardised betas"),
        ("rule_weight", "critic"),
        ("rule_weight", "independence"),
        ("rule_weight", "information"),
        ("rule_weight", "cv"),
        ("weight_used", "johnson"),
    ]
    last = findings[-1]
    assert (last.topic, last.subject, last.other, last.unit, last.n) == (
        "weights",
        "price",
        "satisfaction",
        "share",
        300,
    )
    for start in range(0, 44, 4):
        np.testing.assert_allclose(sum(f.value for f in findings[start : start + 4]), 1, rtol=1e-12)


def test_a_node_above_is_weighted_by_the_scores_of_the_nodes_below():
    tree = {
        "satisfaction": {"stay": "johnson", "price": "johnson"},
        "stay": {"room": 3, "service": 2, "food": 1},
    }
    frame = guests()
    frame["stay"] = frame[["room", "service", "food"]] @ np.array([3, 2, 1]) / 6
    expected = importance(sum_moments(frame[["stay", "price", "overall"]]), "overall", "johnson").shares
    weights = index_weights(tree, scores(), "overall")
    np.testing.assert_allclose(weights.nodes["satisfaction"].used, expected, rtol=1e-9)
    assert list(weights.nodes) == ["stay", "satisfaction"]


@given(seed=st.integers(0, 1000), scale=st.floats(0.1, 50), shift=st.floats(-100, 100))
@settings(max_examples=15)
def test_weights_do_not_depend_on_the_units_of_all_scores(seed, scale, shift):
    frame = guests(seed, 80)
    for rule in ("factor", "pca", "johnson", "lmg", "critic", "independence", "information"):
        before = index_weights(flat(rule), scores(frame), "overall").nodes["satisfaction"]
        after = index_weights(flat(rule), scores(frame * scale + shift), "overall").nodes["satisfaction"]
        np.testing.assert_allclose(after.used, before.used, rtol=1e-6)
        np.testing.assert_allclose(before.used.sum(), 1, rtol=1e-12)


def test_a_part_that_goes_against_the_headline_leaves_the_study_without_johnson_weights():
    frame = guests().assign(price=lambda f: 100 - f["overall"] + 40 * np.sin(np.arange(300)))
    weights = index_weights(flat("johnson"), scores(frame), "overall")
    node = weights.nodes["satisfaction"]
    assert node.reason == "negative_weight"
    assert weights.used("satisfaction") == {}
    absent = [f for f in node.to_findings() if str(f.method) == "johnson"]
    assert {(f.value, f.reason) for f in absent} == {(None, "negative_weight")}
    assert [f.value for f in node.to_findings() if str(f.method) == "equal"] == [0.25] * 4


@pytest.mark.parametrize(
    ("spoil", "factor", "johnson"),
    [
        (lambda f: f.assign(food=50.0), "no_variance", "no_variance"),
        (lambda f: f.assign(food=f["room"]), "", "collinear"),
        (lambda f: f.iloc[:3], "few_answers", "few_answers"),
        (lambda f: f.iloc[:5], "", "few_answers"),
        (lambda f: f.assign(food=np.nan), "all_missing", "all_missing"),
        (lambda f: f.assign(price=-f["price"]), "negative_weight", "negative_weight"),
    ],
)
def test_what_cannot_be_weighted_is_absent_with_its_reason(spoil, factor, johnson):
    node = index_weights(flat("equal"), scores(spoil(guests())), "overall").nodes["satisfaction"]
    assert node.reasons.get("factor", "") == factor
    assert node.reasons.get("johnson", "") == johnson
    assert node.reason == ""


def test_the_tree_in_use_leaves_a_node_without_weights_empty():
    tree = {"top": {"mid": "equal"}, "mid": {"room": 1, "food": 3}, "odd": {"price": "factor", "flat": "factor"}}
    weights = index_weights(tree, scores(guests().assign(flat=50.0)), None)
    assert weights.tree == {"mid": {"room": 0.25, "food": 0.75}, "odd": {}, "top": {"mid": 1.0}}


def test_a_node_above_one_without_weights_says_why():
    tree = {"satisfaction": {"stay": "factor", "price": "factor"}, "stay": {"room": "johnson", "food": "johnson"}}
    nodes = index_weights(tree, scores(guests().assign(food=50.0)), "overall").nodes
    assert nodes["stay"].reason == "no_variance"
    assert nodes["satisfaction"].reason == "no_variance"
    assert nodes["satisfaction"].table["equal"].tolist() == [0.5, 0.5]


def test_without_a_headline_what_explains_it_is_not_asked():
    node = index_weights(flat("equal"), scores(), None).nodes["satisfaction"]
    assert node.reasons == dict.fromkeys(("johnson", "lmg", "regression"), "not_asked")


def test_one_part_has_all_the_weight_by_every_rule():
    node = index_weights({"satisfaction": {"room": "factor"}}, scores(), "overall").nodes["satisfaction"]
    np.testing.assert_allclose(node.table.loc["room"], 1, rtol=1e-12)


@pytest.mark.parametrize(
    ("tree", "headline", "message"),
    [
        (
            {"top": {"room": "equal", "food": "kano"}},
            "overall",
            (
                "The index node `top` weights its part `food` by `kano`. Give a number above 0 or one of "
                "equal, factor, pca, johnson, lmg, regression, critic, independence, information, cv, entropy, experts "
                "and 5 more."
            ),
        ),
        (
            {"top": {"room": -1.0}},
            "overall",
            (
                "The index node `top` weights its part `room` by `-1.0`. Give a number above 0 or one of "
                "equal, factor, pca, johnson, lmg, regression, critic, independence, information, cv, entropy, experts "
                "and 5 more."
            ),
        ),
        (
            {"top": {"room": "equal", "food": 0.5}},
            "overall",
            (
                "The index node `top` mixes the weights equal, 0.5. "
                "Weight all its parts by the same rule, or give each a number."
            ),
        ),
        (
            {"top": {"mid": "equal"}, "mid": {"top": "equal"}},
            "overall",
            (
                "The index nodes top, mid are parts of one another, so none can be scored first. "
                "Let each node stand under one other only."
            ),
        ),
        (
            {"top": {"room": "johnson"}},
            None,
            (
                "The index node `top` is weighted by `johnson`, which needs an outcome, and the study has no headline. "
                "Name a rating outcome as `headline`, or weight the node by `equal`, `factor` or numbers."
            ),
        ),
    ],
)
def test_a_tree_that_cannot_be_weighted_is_refused(tree, headline, message):
    with pytest.raises(CsatError) as caught:
        index_weights(tree, scores(), headline)
    assert str(caught.value) == message


def test_a_part_that_no_respondent_gave_is_weighed_by_numbers_and_leaves_no_estimated_weights():
    tree = {"top": {"side": 0.7, "queue": 0.3}, "side": {"room": "johnson", "service": "johnson"}}
    found = index_weights(tree, scores(), "overall")
    assert found.used("top") == pytest.approx({"side": 0.7, "queue": 0.3})
    assert found.used("side") == pytest.approx(index_weights({"side": tree["side"]}, scores(), "overall").used("side"))
    assert {found.nodes["top"].reasons[rule] for rule in ("factor", "johnson")} == {"not_of_respondents"}
    over = {"all": {"top": 0.5, "food": 0.5}, **tree}
    assert index_weights(over, scores(), "overall").nodes["all"].reasons["factor"] == "not_of_respondents"
