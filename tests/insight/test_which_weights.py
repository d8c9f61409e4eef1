"""Which weights: the index by every rule, as worked from nothing, agreement of orders, the arithmetic of the tree."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.weight_plan import NodeInputs, WeightInputs
from csat_lib.index.weights import index_weights
from csat_lib.insight.which_weights import tau_b, what_if, which_weights
from csat_lib.summary.design import sum_design
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import Sample, cells_of

PARTS = ["room", "service", "food"]
STORES = ["N", "S", "W", "E"]
N = 400


def guests(seed: int = 2) -> pd.DataFrame:
    """Stores N and S change place with the weight of food, which hardly goes with the outcome."""
    draw = np.random.default_rng(seed)
    x = np.array([70.0, 70, 60]) + 10 * (0.6 * draw.normal(size=(N, 1)) + 0.8 * draw.normal(size=(N, 3)))
    store = np.array(STORES)[np.arange(N) % 4]
    x += np.select(
        [(store == "N")[:, None], (store == "S")[:, None], (store == "W")[:, None]],
        [[3, 3, -9], [-1, -1, 9], [-12, -12, -12]],
    )
    frame = pd.DataFrame(x.clip(0, 100), columns=PARTS)
    return frame.assign(overall=frame @ [0.6, 0.4, 0.02] + 3 * draw.normal(size=N), store=store)


def moments(frame: pd.DataFrame):
    return sum_moments(frame[[*PARTS, "overall"]], Base(group=np.arange(N) % 100, n_groups=100))


def summed(frame: pd.DataFrame) -> SimpleNamespace:
    """What of a summary it rests on."""
    cells = cells_of(frame[["store"]], ["store"])
    scores = sum_design(frame[[*PARTS, "overall"]], Sample(np.ones(N), cells), [PARTS])
    return SimpleNamespace(scores=scores, items=scores)


def spec_of(weights, **more) -> ScoreSpec:
    constructs = {"room": ("q1", "q2"), "service": ("q3",), "food": ("q4", "q5", "q6", "q7")}
    more = {"unit": "store", "headlines": ("top",), "minimum_base": 10} | more
    return ScoreSpec(constructs, weights.tree, weight_errors=weights.errors, outcomes=("overall",), **more)


def compared(frame: pd.DataFrame, tree: dict | None = None, **more):
    weights = index_weights(tree or {"top": dict.fromkeys(PARTS, "johnson")}, moments(frame), "overall")
    return weights, which_weights(weights, summed(frame), spec_of(weights, **more)).to_findings()


def of(rows, measure: str, **where):
    found = [row for row in rows if row.measure == measure]
    return [row for row in found if all(getattr(row, key) == value for key, value in where.items())]


def test_the_index_by_each_rule_is_the_index_of_a_study_that_had_chosen_it():
    frame = guests()
    weights, rows = compared(frame)
    for rule in ("equal", "factor", "critic", "lmg", "johnson"):
        chosen = index_weights({"top": dict.fromkeys(PARTS, rule)}, moments(frame), "overall")
        expected = composites(spec_of(chosen))[0].estimate(summed(frame).scores)
        [found] = [row for row in of(rows, "rule_index", segment="") if row.method.first == rule]
        assert found.value == pytest.approx(expected.value, rel=1e-12)
        assert found.se == pytest.approx(expected.se, rel=1e-9)
        assert found.low < found.value < found.high
        assert found.value == pytest.approx(float(frame[PARTS].mean() @ weights.nodes["top"].table[rule]), rel=1e-12)
    assert "index weights estimated in 100 groups" in str(of(rows, "rule_index")[-1].method)


def test_units_that_change_place_are_there_to_see():
    frame = guests()
    _, rows = compared(frame)
    by_rule = {}
    for row in of(rows, "rule_index", segment_by="store"):
        by_rule.setdefault(row.method.first, {})[row.segment] = row.value
    means = frame.groupby("store")[PARTS].mean()
    assert by_rule["equal"] == pytest.approx(means.mean(axis=1).to_dict())
    assert by_rule["johnson"]["N"] > by_rule["johnson"]["S"]
    assert by_rule["equal"]["N"] < by_rule["equal"]["S"]


def test_the_gap_of_units_that_are_picked_because_they_turn_has_a_p_and_no_interval():
    frame = guests()
    _, rows = compared(frame)
    gaps = of(rows, "rule_gap", segment="N", other="S")
    assert {"johnson", "equal"} <= {row.method.first for row in gaps}
    assert of(rows, "rule_gap", segment="W") == of(rows, "rule_gap", other="W") == []  # behind the others by any rule
    for row in gaps:
        assert (row.low, row.high, row.se) == (None, None, None)
        assert row.method.noted("picked as it turns")
    chosen = index_weights({"top": dict.fromkeys(PARTS, "equal")}, moments(frame), "overall")
    sides = ("store", "N"), ("store", "S")
    expected = composites(spec_of(chosen))[0].estimate(summed(frame).scores, *sides)
    [equal] = [row for row in gaps if row.method.first == "equal"]
    assert (equal.value, equal.p) == pytest.approx((expected.value, expected.p), rel=1e-9)
    assert (equal.p < 0.05) == (expected.interval(0.95)[0] * expected.interval(0.95)[1] > 0)


def test_agreement_is_of_each_rule_with_that_in_use():
    frame = guests()
    weights, rows = compared(frame)
    assert [row for row in of(rows, "rank_tau") if row.method.first == "johnson"] == []
    [units] = [row for row in of(rows, "rank_tau", other="units") if row.method.first == "equal"]
    assert units.value == pytest.approx(4 / 6)  # one of six pairs of stores is turned
    assert units.n == N
    [parts] = [row for row in of(rows, "rank_tau", other="parts") if row.method.first == "lmg"]
    table = weights.nodes["top"].table
    assert parts.value == pytest.approx(table[["lmg", "johnson"]].corr("kendall").iloc[0, 1])
    [rho] = [row for row in of(rows, "rank_r", other="units") if row.method.first == "equal"]
    assert rho.value == pytest.approx(0.8)
    assert [row for row in of(rows, "rank_tau", other="parts") if row.method.first == "equal"] == []  # orders nothing


def test_units_under_the_minimum_base_are_hidden_and_not_ranked():
    _, rows = compared(guests(), minimum_base=101)
    assert {row.reason for row in of(rows, "rule_index", segment_by="store")} == {"small_base"}
    assert of(rows, "rank_tau", other="units") == []


def test_a_rule_without_weights_has_no_index_and_is_told_beside_the_weights():
    frame = guests().assign(food=lambda f: 140 - f["food"])
    weights, rows = compared(frame)
    assert "negative_weight" in weights.nodes["top"].reasons.values()
    told = {row.method.first for row in of(rows, "rule_index")}
    assert told.isdisjoint({"factor", "pca"} & set(weights.nodes["top"].reasons))
    assert "critic" in told


def test_lower_nodes_are_compared_for_everybody_alone():
    tree = {"top": {"stay": "equal", "food": "equal"}, "stay": {"room": "critic", "service": "critic"}}
    _, rows = compared(guests(), tree)
    lower = of(rows, "rule_index", subject="stay")
    assert {row.segment_by for row in lower} == {"all"}
    assert {row.segment_by for row in of(rows, "rule_index", subject="top")} == {"all", "store"}


def test_what_if_is_the_weight_times_five():
    weights, rows = compared(guests())
    found = {row.subject: row for row in of(rows, "what_if")}
    used = weights.used("top")
    assert set(found) == {"room", "q1", "q2", "service", "food", "q4", "q5", "q6", "q7"}
    assert found["room"].value == pytest.approx(5 * used["room"])
    assert found["q1"].value == pytest.approx(5 * used["room"] / 2)
    assert found["q5"].value == pytest.approx(5 * used["food"] / 4)
    assert {(row.se, row.low, row.high) for row in found.values()} == {(None, None, None)}
    assert all(row.noted("error of a single weight too skewed") for row in found.values())
    assert sum(found[name].value for name in PARTS) == pytest.approx(5)
    node = weights.nodes["top"]
    assert {(row.n, row.n_weighted, row.n_effective) for row in found.values()} == {
        (node.n, node.n_weighted, node.n_effective)
    }
    assert node.n_effective > 0


def test_weights_that_are_given_have_no_error_and_numbers_stand_beside_another_rule():
    frame = guests()
    weights = index_weights({"top": {"room": 0.5, "service": 0.3, "food": 0.2}}, moments(frame), "overall")
    row = next(iter(what_if(weights, spec_of(weights))))
    assert (row.estimate.value, row.estimate.se, row.low) == (2.5, None, None)
    inputs = WeightInputs({"top": NodeInputs("critic")})
    beside = index_weights({"top": {"room": 0.5, "service": 0.3, "food": 0.2}}, moments(frame), "overall", inputs)
    rows = which_weights(beside, summed(frame), spec_of(beside)).to_findings()
    assert {"given", "critic", "equal"} <= {row.method.first for row in of(rows, "rule_index")}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=12))
def test_tau_b_is_that_of_pandas(pairs):
    x, y = np.array(pairs, dtype=float).T
    if len(set(x)) > 1 and len(set(y)) > 1:
        assert tau_b(x, y) == pytest.approx(pd.Series(x).corr(pd.Series(y), method="kendall"), abs=1e-12)
        assert tau_b(x, x) == pytest.approx(1)
    else:
        assert np.isnan(tau_b(x, y))
