"""Fuzzy comprehensive evaluation: worked numbers of all four operators, the tree, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.index.fuzzy import OPERATORS, FuzzySpec, compose, fuzzy_grades
from csat_lib.summary.counts import count_answers
from csat_lib.summary.sample import Sample, cells_of

WEIGHTS = np.array([0.4, 0.35, 0.25])
MEMBERSHIPS = np.array([[0.5, 0.3, 0.15, 0.05], [0.2, 0.4, 0.3, 0.1], [0.1, 0.3, 0.4, 0.2]])
WORKED = {
    "weighted_mean": (0.295, 0.335, 0.265, 0.105),
    "bounded_sum": (0.7 / 2.65, 0.9 / 2.65, 0.7 / 2.65, 0.35 / 2.65),
    "product_max": (0.404040404, 0.282828283, 0.212121212, 0.101010101),
    "min_max": (0.32, 0.28, 0.24, 0.16),
}
GRADES = {"high": (75.0, 100.0), "fair": (50.0, 60.0), "low": (0.0, 20.0)}
POINTS = {"1": 0.0, "2": 50.0, "3": 75.0, "4": 100.0}
ANSWERS = {"a1": [4, 4, 3, 1], "a2": [2, 2, 2, 1], "b1": [1, 1, 4, np.nan]}


def counts_of(answers: dict[str, list[float]], weights: list[float] | None = None):
    frame = pd.DataFrame(answers)
    return count_answers(dict(frame.items()), Sample(np.array(weights or [1.0] * len(frame)), cells_of(frame, [])))


SPEC = FuzzySpec(
    GRADES,
    "weighted_mean",
    {"top": {"a": 3.0, "b1": 1.0, "queue": 4.0}, "a": {"a1": 1.0, "a2": 1.0}},
    dict.fromkeys(ANSWERS, POINTS),
    "top",
    minimum_base=3,
)


def found(counts, spec=SPEC) -> dict[tuple[str, str, str], float | str]:
    rows = fuzzy_grades(counts, spec).to_findings()
    return {(row.subject, row.path, row.other): row.reason if row.value is None else row.value for row in rows}


@pytest.mark.parametrize("operator", OPERATORS)
def test_each_operator_gives_its_worked_numbers(operator: str):
    np.testing.assert_allclose(compose(WEIGHTS, MEMBERSHIPS, operator), WORKED[operator], rtol=1e-6)


def test_points_are_the_grades_weighed_by_memberships():
    assert compose(WEIGHTS, MEMBERSHIPS, "weighted_mean") @ [100, 80, 60, 40] == pytest.approx(76.4, rel=1e-9)
    weights = np.array([0.5396, 0.2970, 0.1634])  # of judgements on severity, reach and frequency
    problems = {
        "after_sales": ([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.2, 0.3, 0.5]], 76.93, 75.05),
        "product": ([[0.5, 0.3, 0.2], [0.5, 0.4, 0.1], [0.5, 0.3, 0.2]], 73.19, 72.00),
        "brand": ([[0.1, 0.3, 0.6], [0.2, 0.4, 0.4], [0.8, 0.1, 0.1]], 51.41, 46.93),
    }
    for rows, mean, least in problems.values():
        for operator, points in (("weighted_mean", mean), ("min_max", least)):
            worth = compose(weights, np.array(rows), operator) @ [100, 60, 20]
            assert round(float(worth), 2) == pytest.approx(points, abs=0.011)


@given(
    st.integers(1, 5).flatmap(
        lambda k: st.tuples(
            st.lists(st.floats(0.01, 10), min_size=k, max_size=k),
            st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=k, max_size=k),
        )
    ),
    st.sampled_from(OPERATORS),
)
def test_memberships_add_up_to_one_whatever_the_order_and_the_unit_of_the_weights(case, operator: str):
    weights, rows = np.array(case[0]), np.array([np.array(row) / sum(row) for row in case[1]])
    composed = compose(weights, rows, operator)
    assert composed.sum() == pytest.approx(1)
    np.testing.assert_allclose(compose(weights[::-1] * 7, rows[::-1], operator), composed, rtol=1e-9)
    agreed = compose(weights, np.tile([0.0, 1.0, 0.0], (len(weights), 1)), operator)
    np.testing.assert_allclose(agreed, [0, 1, 0], atol=1e-12)
    if operator in {"weighted_mean", "product_max"}:
        np.testing.assert_allclose(compose(weights, np.tile(rows[0], (len(weights), 1)), operator), rows[0], rtol=1e-9)


def test_answers_become_memberships_and_go_up_the_tree_with_what_has_answers():
    values = found(counts_of(ANSWERS))
    assert [values["a", "weighted_mean", grade] for grade in GRADES] == [0.375, 0.375, 0.25]
    # b1 is high for one of three; the queue is no answer, so that a and b1 weigh 3 to 1
    expected = [(3 * 0.375 + 1 / 3) / 4, 3 * 0.375 / 4, (3 * 0.25 + 2 / 3) / 4]
    assert [values["top", "weighted_mean", grade] for grade in GRADES] == pytest.approx(expected)
    assert values["top", "weighted_mean", ""] == pytest.approx(np.dot(expected, [100, 60, 20]))
    a = np.array([0.5, 0.5, 0.25])  # the largest of the smaller of weight and membership, here of a's two items
    least = np.maximum(np.minimum(0.75, a / a.sum()), np.minimum(0.25, [1 / 3, 0, 2 / 3]))
    assert [values["top", "min_max", grade] for grade in GRADES] == pytest.approx(least / least.sum())
    assert {path for subject, path, _ in values if subject == "a"} == {"weighted_mean"}
    assert {path for subject, path, _ in values if subject == "top"} == {*OPERATORS}


def test_the_base_is_that_of_the_fewest_answers_and_respondents_count_by_their_weights():
    rows = fuzzy_grades(counts_of(ANSWERS, [2.0, 1.0, 1.0, 4.0]), SPEC).to_findings()
    top, a = (next(row for row in rows if row.subject == name) for name in ("top", "a"))
    assert (top.n, top.n_weighted, top.n_effective) == (3, 4.0, pytest.approx(16 / 6))
    assert (a.n, a.n_weighted) == (4, 8.0)
    high = next(row for row in rows if row.subject == "a" and row.other == "high")
    assert high.value == pytest.approx((4 / 8 + 0) / 2)


def test_what_cannot_be_graded_says_why():
    values = found(counts_of(ANSWERS), replace(SPEC, minimum_base=4))
    assert (values["top", "min_max", "high"], values["a", "weighted_mean", "high"]) == ("small_base", 0.375)
    nobody = counts_of({**ANSWERS, "a1": [np.nan] * 4, "a2": [np.nan] * 4})
    assert found(nobody)["a", "weighted_mean", ""] == "all_missing"
    assert found(nobody)["top", "weighted_mean", "high"] == pytest.approx(1 / 3)
    bare = replace(SPEC, tree={**SPEC.tree, "a": {}})
    assert {found(counts_of(ANSWERS), bare)[name, "weighted_mean", ""] for name in ("a", "top")} == {"no_index_weights"}
    assert found(counts_of(ANSWERS), replace(SPEC, grades={})) == {}


def test_a_study_without_an_index_grades_its_outcome():
    alone = replace(SPEC, tree={}, root="b1")
    values = found(counts_of(ANSWERS), alone)
    assert [values["b1", operator, "low"] for operator in OPERATORS] == pytest.approx([2 / 3] * 4)


def test_an_answer_at_a_limit_has_the_grade_though_rounding_puts_it_below():
    counts = counts_of({"a1": [7.0, 7.0, 7.0]})
    worth = 100 * (7.0 - 1) / 9 - 1e-13
    spec = FuzzySpec({"high": (200 / 3, 100.0), "low": (0.0, 0.0)}, "min_max", {}, {"a1": {"7": worth}}, "a1", 1)
    assert found(counts, spec)["a1", "min_max", "high"] == 1


def test_each_unit_is_graded_by_its_own_answers_and_a_hidden_one_has_its_reason():
    frame = pd.DataFrame(ANSWERS)
    store = pd.Series(["n", "n", "n", "s"], dtype="category")
    sample = Sample(np.ones(4), cells_of(pd.DataFrame({"store": store}), ["store"]))
    counts = count_answers(dict(frame.items()), sample)
    units = {("store", "n"): "", ("store", "s"): "complementary", ("store", "e"): ""}
    rows = fuzzy_grades(counts, replace(SPEC, units=units, minimum_base=1)).to_findings()
    of = {(row.segment, row.other): (row.value, row.n, row.reason) for row in rows if row.segment_by == "store"}
    alone = counts_of({name: values[:3] for name, values in ANSWERS.items()})
    assert {row.path for row in rows if row.segment_by == "store"} == {"weighted_mean"}
    assert {row.subject for row in rows if row.segment_by == "store"} == {"top"}
    whole = found(alone)
    for grade in ("", *GRADES):
        assert of["n", grade] == (pytest.approx(whole["top", "weighted_mean", grade], rel=1e-12), 3, "")
        assert of["s", grade][::2] == (None, "complementary")
        assert of["e", grade] == (None, 0, "all_missing")
