"""Invariance of factor models over groups: lavaan's figures on real data, planted breaks, and what cannot be tested."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.measurement.confirmatory.invariance import InvarianceSpec, measurement_invariance
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.rows import Rows
from tests.measurement.invariance_facts import SCHOOL, TRAITS, drawn, figures, groups_of, moments_of, tables_of

ONE = {"room": ("q1", "q2", "q3", "q4")}
CASES = [
    ("school", "model", SCHOOL),
    *(("school", name, {name: items}) for name, items in SCHOOL.items()),
    ("gender", "model", TRAITS),
    ("education", "N", {"N": TRAITS["N"]}),
]


def answers(**groups: pd.DataFrame) -> dict:
    return {name: sum_moments(frame) for name, frame in groups.items()}


@pytest.mark.parametrize(("case", "label", "model"), CASES, ids=[f"{case}-{label}" for case, label, _ in CASES])
def test_every_step_fits_as_in_lavaan(case, label, model):
    found = measurement_invariance(groups_of(case), model)
    assert (found.subject, [step.name for step in found.steps]) == (label, ["configural", "metric", "scalar"])
    for step in found.steps:
        expected = figures(case, label, step.name)
        assert step.df == expected["df"]
        assert step.fit.baseline.df == expected["baseline.df"]
        np.testing.assert_allclose(step.fit.baseline.raw, expected["baseline.chisq"], rtol=1e-9)
        got = [step.chi2, step.cfi, step.rmsea]
        np.testing.assert_allclose(got, expected[["chisq", "cfi", "rmsea"]], rtol=1e-6, atol=1e-6)


def test_the_published_example_breaks_at_the_intercepts():
    # Holzinger & Swineford by school: chi2 115.851 (48), 124.044 (54), 164.103 (60)
    found = measurement_invariance(groups_of("school"), SCHOOL)
    assert [(round(step.chi2, 3), step.df) for step in found.steps] == [(115.851, 48), (124.044, 54), (164.103, 60)]
    assert (found.verdict, found.reason) == ("not_comparable", "scalar")
    assert found.metric.delta_cfi == pytest.approx(0.0024749, abs=1e-7)
    assert found.scalar.delta_cfi == pytest.approx(0.0384517, abs=1e-7)
    assert found.scalar.delta_rmsea == pytest.approx(0.0145346, abs=1e-7)
    assert found.scalar.likelihood_ratio.raw == pytest.approx(40.059287, abs=1e-5)
    assert found.threshold is None
    assert found.configural.delta_cfi is None


def test_ordered_answers_are_put_on_common_thresholds_first():
    found = measurement_invariance(tables_of(), {"A": TRAITS["A"]})
    cost = figures("ordered", "A", "threshold")
    assert [step.name for step in found.steps] == ["configural", "threshold", "metric", "scalar"]
    assert str(found.method) == "ml, polychoric, two-step, common thresholds, pairwise, 2 groups"
    for step in found.steps:
        expected = figures("ordered", "A", "configural" if step.name == "threshold" else step.name)
        paid = (0.0, 0.0) if step.name == "configural" else (cost["chisq"], cost["df"])
        assert step.df == expected["df"] + paid[1]
        assert step.chi2 == pytest.approx(expected["chisq"] + paid[0], rel=1e-6)
        assert step.fit.baseline.raw == pytest.approx(expected["baseline.chisq"], rel=1e-6)
    assert (found.verdict, found.reason) == ("not_comparable", "scalar")
    assert found.threshold.delta_cfi < 0


def test_the_item_behind_a_break_is_the_one_that_mends_the_fit_when_it_may_differ():
    found = measurement_invariance(groups_of("school"), {"visual": SCHOOL["visual"]})
    expected = {item: figures("school", "visual", f"scalar.{item}")["cfi"] for item in SCHOOL["visual"]}
    for item, gain in found.regained.items():
        assert found.scalar.cfi + gain == pytest.approx(expected[item], abs=1e-6)
    rows = [row for row in found.to_findings() if row.measure == "cfi_regained"]
    assert [(row.subject, row.other) for row in rows] == [("x1", "scalar"), ("x2", "scalar"), ("x3", "scalar")]
    assert max(found.regained, key=found.regained.get) == "x3"


def test_a_planted_item_is_named():
    shifted = measurement_invariance(answers(a=drawn(800, 1), b=drawn(800, 2, shift={"q2": 0.4})), ONE)
    assert max(shifted.regained, key=shifted.regained.get) == "q2"
    other = drawn(800, 2)
    other["q3"] = np.random.default_rng(5).normal(5, 1, 800)
    unlike = measurement_invariance(answers(a=drawn(800, 1), b=other, c=drawn(500, 4)), ONE)
    assert (unlike.reason, max(unlike.regained, key=unlike.regained.get)) == ("metric", "q3")


def test_items_are_looked_through_only_where_something_broke():
    assert measurement_invariance(answers(a=drawn(800, 1), b=drawn(900, 2)), ONE).regained == {}
    assert measurement_invariance(groups_of("school"), SCHOOL).regained == {}
    plain, bent = (3.5, 4.5, 5.3, 6.2), (3.5, 4.5, 4.6, 6.2)
    found = measurement_invariance({"a": coarse(drawn(900, 1), *plain), "b": coarse(drawn(900, 2), *bent)}, ONE)
    assert (found.reason, found.regained) == ("threshold", {})


def test_ordered_answers_name_the_item_too():
    cuts = (3.5, 4.5, 5.3, 6.2)
    moved = coarse(drawn(900, 2, shift={"q2": 0.5}), *cuts)
    found = measurement_invariance({"a": coarse(drawn(900, 1), *cuts), "b": moved}, ONE)
    assert (found.reason, max(found.regained, key=found.regained.get)) == ("scalar", "q2")


def test_groups_drawn_alike_are_comparable():
    found = measurement_invariance(answers(a=drawn(800, 1), b=drawn(900, 2)), ONE)
    assert (found.verdict, found.reason, str(found.method)) == ("comparable", "", "ml, listwise, 2 groups")


def test_another_mean_and_spread_of_the_construct_is_no_break():
    other = drawn(800, 2) * 1.4 - 1  # loadings are alike, so that the construct moves all items alike
    assert measurement_invariance(answers(a=drawn(800, 1), b=other), ONE).verdict == "comparable"


def test_an_item_that_is_answered_more_kindly_breaks_the_intercepts():
    found = measurement_invariance(answers(a=drawn(800, 1), b=drawn(800, 2, shift={"q2": 0.4})), ONE)
    assert (found.verdict, found.reason) == ("not_comparable", "scalar")


def test_an_item_that_measures_less_breaks_the_loadings():
    other = drawn(800, 2)
    other["q2"] = np.random.default_rng(5).normal(5, 1, 800)
    found = measurement_invariance(answers(a=drawn(800, 1), b=other), ONE)
    assert (found.verdict, found.reason) == ("not_comparable", "metric")


def test_a_fall_that_chance_can_make_is_not_told_as_a_break():
    seeds = [seed for seed in range(30) if _fallen(seed)]
    verdicts = {measurement_invariance(_small(seed), {"room": ("q1", "q2", "q3")}).verdict for seed in seeds}
    assert len(seeds) > 4
    assert "not_tested" in verdicts
    strict = InvarianceSpec(chance=1.1)
    assert all(
        measurement_invariance(_small(seed), {"room": ("q1", "q2", "q3")}, strict).verdict == "not_comparable"
        for seed in seeds
    )


def _small(seed: int) -> dict:
    return answers(a=drawn(110, seed, 3), b=drawn(110, seed + 1000, 3))


def _fallen(seed: int) -> bool:
    steps = measurement_invariance(_small(seed), {"room": ("q1", "q2", "q3")}).steps
    return any(step.delta_cfi is not None and step.delta_cfi > 0.01 for step in steps)


def test_what_chance_can_make_leaves_its_steps_to_be_seen():
    seed = next(seed for seed in range(30) if _fallen(seed))
    found = measurement_invariance(_small(seed), {"room": ("q1", "q2", "q3")}, InvarianceSpec(chance=0.0))
    assert (found.verdict, found.reason, len(found.steps)) == ("not_tested", "within_chance", 3)


@given(seed=st.integers(0, 500), scale=st.floats(0.2, 5), move=st.floats(-9, 9))
@settings(max_examples=10, deadline=None)
def test_neither_the_unit_of_the_scale_nor_the_order_of_groups_and_items_matters(seed, scale, move):
    one, other = drawn(300, seed), drawn(320, seed + 1, shift={"q1": 0.2})
    plain = measurement_invariance(answers(a=one, b=other), ONE)
    turned = measurement_invariance(answers(b=other * scale + move, a=one * scale + move), {"room": ONE["room"][::-1]})
    for here, there in zip(plain.steps, turned.steps, strict=True):
        assert there.chi2 == pytest.approx(here.chi2, rel=1e-6, abs=1e-6)
        assert there.cfi == pytest.approx(here.cfi, abs=1e-8)


@given(seed=st.integers(0, 500))
@settings(max_examples=10, deadline=None)
def test_each_step_can_only_fit_worse(seed):
    steps = measurement_invariance(
        answers(a=drawn(200, seed), b=drawn(200, seed + 7), c=drawn(150, seed + 9)), ONE
    ).steps
    assert [step.df for step in steps] == [6, 12, 18]
    assert steps[0].chi2 <= steps[1].chi2 + 1e-8 <= steps[2].chi2 + 2e-8


def test_weights_are_counted_at_their_effective_number():
    frame, weights = drawn(600, 3), np.repeat([1.0, 3.0], 300)
    parts = {"a": sum_moments(drawn(500, 4)), "b": sum_moments(frame, Base(weights))}
    found = measurement_invariance(parts, ONE)
    size = 480  # 1200^2 / 3000
    mean = np.average(frame, axis=0, weights=weights)
    spread = np.cov(frame.T, aweights=weights, ddof=0) * size / (size - 1)
    same = measurement_invariance({"a": parts["a"], "b": moments_of(size, mean, spread, list(frame))}, ONE)
    assert [step.chi2 for step in found.steps] == pytest.approx([step.chi2 for step in same.steps], rel=1e-7)
    assert str(found.method) == "pseudo-ml, listwise, weighted, n_effective, 2 groups"
    tests = {row.measure: row.p for row in found.to_findings() if row.other == "scalar"}
    assert tests["chi2"] is None
    assert tests["delta_chi2"] > 0


def test_rows_are_summed_up_and_weights_of_one_size_change_nothing():
    rows = {name: Rows(drawn(200, seed), weights=np.full(200, 2.0)) for name, seed in (("a", 1), ("b", 2))}
    plain = answers(a=drawn(200, 1), b=drawn(200, 2))
    here, there = measurement_invariance(rows, ONE), measurement_invariance(plain, ONE)
    assert here.scalar.chi2 == pytest.approx(there.scalar.chi2, rel=1e-9)
    assert str(here.method) == str(there.method)


def test_findings_tell_every_step_with_its_change():
    rows = measurement_invariance(groups_of("school"), SCHOOL).to_findings()
    assert [(row.other, row.measure) for row in rows[:3]] == [("configural", m) for m in ("chi2", "cfi", "rmsea")]
    six = ["chi2", "cfi", "rmsea", "delta_cfi", "delta_rmsea", "delta_chi2"]
    assert [row.measure for row in rows if row.other == "scalar"] == six
    chi2 = next(row for row in rows if (row.other, row.measure) == ("scalar", "chi2"))
    assert (chi2.subject, chi2.df, chi2.n, chi2.unit) == ("model", 60, 301, "chi2")
    assert chi2.p == pytest.approx(1.2961e-11, rel=1e-3)
    rmsea = next(row for row in rows if (row.other, row.measure) == ("scalar", "rmsea"))
    assert rmsea.value == pytest.approx(figures("school", "model", "scalar")["rmsea"], abs=1e-5)
    assert (rmsea.low, rmsea.high, rmsea.confidence) == (None, None, None)
    assert str(rmsea.method) == f"{chi2.method}, no interval, normal answers assumed"


def test_a_model_without_degrees_of_freedom_fits_and_has_no_interval():
    rows = measurement_invariance(groups_of("school"), {"visual": SCHOOL["visual"]}).to_findings()
    first = {row.measure: (row.value, row.p, row.low) for row in rows[:3]}
    assert first["cfi"] == (1.0, None, None)
    assert first["rmsea"] == (0.0, None, None)
    assert first["chi2"][0] == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize(
    ("groups", "model", "reason"),
    [
        ({}, {}, "one_item"),
        (answers(a=drawn(200, 1), b=drawn(200, 2)), {"room": ("q1",)}, "one_item"),
        (answers(a=drawn(200, 1), b=drawn(200, 2)), {"room": ("q1", "q2")}, "few_items"),
        (answers(a=drawn(200, 1), b=drawn(200, 2)), {"room": ("q1", "q2", "q3"), "food": ("q4",)}, "few_items"),
        (answers(a=drawn(200, 1)), ONE, "one_group"),
        (answers(a=drawn(200, 1), b=drawn(99, 2)), ONE, "few_answers"),
        (answers(a=drawn(200, 1), b=drawn(200, 2).assign(q2=3.0)), ONE, "no_variance"),
        (answers(a=drawn(200, 1), b=drawn(200, 2).assign(q2=lambda x: x["q1"] + x["q3"])), ONE, "collinear"),
    ],
    ids=["nothing", "one item", "two items", "one of two", "one group", "few", "constant", "collinear"],
)  # fmt: skip
def test_what_cannot_be_tested_says_why(groups, model, reason):
    found = measurement_invariance(groups, model or {"room": ()})
    assert (found.verdict, found.reason, found.steps, found.to_findings()) == ("not_tested", reason, (), [])
    assert found.scalar is None


def test_a_search_that_does_not_settle_is_not_tested(monkeypatch):
    monkeypatch.setattr("csat_lib.measurement.confirmatory.damped_newton.MOST_STEPS", 1)
    found = measurement_invariance(groups_of("school"), SCHOOL)
    assert (found.verdict, found.reason, found.steps) == ("not_tested", "not_converged", ())


def coarse(frame: pd.DataFrame, *cuts: float):
    return sum_pairs(frame.apply(lambda column: np.digitize(column, cuts) + 1.0), categories=None)


def test_ordered_answers_of_groups_drawn_alike_are_comparable():
    cuts = (3.5, 4.5, 5.3, 6.2)
    found = measurement_invariance({"a": coarse(drawn(900, 1), *cuts), "b": coarse(drawn(900, 2), *cuts)}, ONE)
    assert (found.verdict, found.threshold.likelihood_ratio.df) == ("comparable", 4 * 2)


def test_a_scale_that_is_used_otherwise_breaks_the_thresholds():
    plain, bent = (3.5, 4.5, 5.3, 6.2), (3.5, 4.5, 4.6, 6.2)
    found = measurement_invariance({"a": coarse(drawn(900, 1), *plain), "b": coarse(drawn(900, 2), *bent)}, ONE)
    assert (found.verdict, found.reason) == ("not_comparable", "threshold")


def test_two_answers_are_too_few_for_common_thresholds():
    found = measurement_invariance({"a": coarse(drawn(300, 1), 5), "b": coarse(drawn(300, 2), 5)}, ONE)
    assert (found.verdict, found.reason) == ("not_tested", "few_categories")


def test_groups_held_in_different_forms_are_refused():
    with pytest.raises(CsatError) as caught:
        measurement_invariance({"a": coarse(drawn(300, 1), 4, 5, 6), "b": sum_moments(drawn(300, 2))}, ONE)
    assert str(caught.value) == (
        "Invariance compares groups whose answers are held alike; some were given as pair tables, some as moments or "
        "rows. Give pair tables of all groups (ordered answers), or moments or rows of all (numbers)."
    )


def test_pairwise_sums_are_refused():
    with pytest.raises(CsatError, match="Invariance compares the answers of the same respondents"):
        measurement_invariance({"a": sum_moments(drawn(300, 1), missing="pairwise")}, ONE)
