"""Runs of equal answers and how answers vary, row by row."""

from __future__ import annotations

from statistics import stdev

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from csat_lib.answers.careless import longstring, same_throughout, variability

from .reference import REFERENCE, careless_answers

NAN = np.nan
EXAMPLE = np.array([[3, 3, 3, 3, 5, 5, 1, 1, 1, 1, 1, 2]], dtype=float)  # the example of R careless
cells = st.sampled_from([1.0, 2.0, 3.0, NAN])
frames = arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 9)), elements=cells)


def test_the_published_example():
    assert longstring(EXAMPLE).tolist() == [5]
    assert variability(EXAMPLE) == pytest.approx([1.505042], abs=5e-7)


def test_runs_and_variability_agree_with_base_r_where_answers_are_missing_too():
    table = pd.read_csv(REFERENCE / "careless.csv", comment="#")
    assert longstring(careless_answers()).tolist() == table["longstring"].tolist()
    np.testing.assert_allclose(variability(careless_answers()), table["irv"], rtol=1e-12)


def test_a_gap_does_not_break_a_run_and_nothing_answered_is_no_run():
    assert longstring(np.array([[1, NAN, 1, 1, 2], [NAN] * 5])).tolist() == [3, 0]


@settings(max_examples=40)
@given(frames)
def test_longstring_is_the_longest_group_of_equal_neighbours(answers):
    def by_hand(row):
        run = best = 0
        last = None
        for value in row[~np.isnan(row)]:
            run = run + 1 if value == last else 1
            best, last = max(best, run), value
        return best

    assert longstring(answers).tolist() == [by_hand(row) for row in answers]


def test_rows_are_measured_alike_in_any_company():
    rng = np.random.default_rng(1)
    answers = rng.integers(1, 4, (20_000, 5)).astype(float)
    answers[rng.random(answers.shape) < 0.1] = NAN
    assert longstring(answers)[12_345:12_350].tolist() == longstring(answers[12_345:12_350]).tolist()


@settings(max_examples=40)
@given(frames)
def test_variability_is_the_standard_deviation_of_the_answers_there_are(answers):
    def by_hand(row):
        given = row[~np.isnan(row)].tolist()
        return stdev(given) if len(given) > 1 else NAN

    np.testing.assert_allclose(variability(answers), [by_hand(row) for row in answers], rtol=1e-12, atol=1e-15)


def test_answers_all_alike_do_not_vary_at_all():
    assert variability(np.full((1, 7), 0.1)).tolist() == [0.0]


def test_the_same_answer_throughout_needs_enough_answers():
    block = np.array([[5, 5, 5, 5], [5, NAN, 5, 5], [5, NAN, NAN, 5], [5, 5, 5, 4], [NAN] * 4])
    assert same_throughout(block, 4).tolist() == [True, False, False, False, False]
    assert same_throughout(block, 3).tolist() == [True, True, False, False, False]
