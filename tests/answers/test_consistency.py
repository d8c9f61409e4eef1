"""Answers that should go together: within-person correlations, beside base R."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.answers.consistency import antonym_pairs, even_odd, synonym_pairs, within_pairs
from csat_lib.summary.moments import sum_moments

from .reference import REFERENCE, careless_answers

NAN = np.nan


def expected(column):
    return pd.read_csv(REFERENCE / "careless.csv", comment="#")[column].to_numpy()


def correlations(answers):
    return sum_moments(pd.DataFrame(answers), missing="pairwise").correlation


def test_even_odd_agrees_with_base_r_where_answers_are_missing_too():
    answers = careless_answers()
    found = even_odd(answers, [range(at, at + 4) for at in range(0, 16, 4)])
    np.testing.assert_allclose(found, expected("even_odd"), rtol=1e-9)


def test_synonyms_and_antonyms_agree_with_base_r():
    answers = careless_answers()
    correlation = correlations(answers)
    synonyms, antonyms = synonym_pairs(correlation, 0.5), antonym_pairs(correlation, -0.5)
    assert (len(synonyms), len(antonyms)) == (52, 21)
    np.testing.assert_allclose(within_pairs(answers, synonyms), expected("synonyms"), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(within_pairs(answers, antonyms), expected("antonyms"), rtol=1e-9)


def test_even_and_odd_halves_that_agree_are_worth_1_and_those_that_contradict_minus_1():
    agree = [1, 1, 3, 3, 5, 5, 2, 2]
    contradict = [1, 5, 3, 3, 5, 1, 2, 4]
    assert even_odd(np.array([agree, contradict], float), [[0, 1], [2, 3], [4, 5], [6, 7]]) == pytest.approx([1, -1])


def test_a_straight_line_has_no_even_odd_consistency_whatever_the_scale():
    answers = np.full((1, 9), 0.7)
    assert np.isnan(even_odd(answers, [[0, 1, 2], [3, 4, 5], [6, 7, 8]]))


def test_constructs_of_one_item_and_fewer_than_three_constructs_say_nothing():
    answers = np.array([[1, 2, 3, 4, 5, 6]], float)
    assert np.isnan(even_odd(answers, [[0, 1], [2, 3], [4]]))
    assert np.isnan(even_odd(answers, [[0, 1], [2, 3]]))


def test_pairs_are_told_once_with_the_later_item_first():
    correlation = np.array([[1, 0.7, -0.7], [0.7, 1, NAN], [-0.7, NAN, 1]])
    assert synonym_pairs(correlation, 0.6).tolist() == [[1, 0]]
    assert antonym_pairs(correlation, -0.6).tolist() == [[2, 0]]


def test_two_pairs_are_too_few():
    answers = np.array([[1, 2, 3, 4, 5, 6.0], [1, 2, 3, 4, NAN, 6]])
    pairs = np.array([[1, 0], [3, 2], [5, 4]])
    assert within_pairs(answers, pairs)[0] == pytest.approx(1)
    assert np.isnan(within_pairs(answers, pairs)[1])
    assert np.isnan(within_pairs(answers, pairs[:2])).all()
