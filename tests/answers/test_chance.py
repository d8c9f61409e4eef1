"""What careful answers would be flagged."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import TypeAdapter

from csat_lib.answers.chance import DRAWS, careful_answers, chance_near, chance_share
from csat_lib.answers.rule_values import Relations
from csat_lib.study.rules import Exclusion

RULE = TypeAdapter(Exclusion)
CORRELATION = np.array([[1, 0.6, 0.4], [0.6, 1, 0.5], [0.4, 0.5, 1]])
RELATIONS = Relations(np.array([5.0, 6.0, 5.5]), 1.5**2 * CORRELATION, CORRELATION)


def rule(**keys):
    return RULE.validate_python(keys)


def test_careful_answers_have_the_means_and_covariances_of_the_sample(make_study):
    drawn = careful_answers(make_study(), RELATIONS)
    assert drawn.shape == (DRAWS, 3)
    assert np.all((drawn >= 1) & (drawn <= 10) & (drawn == np.rint(drawn)))
    np.testing.assert_allclose(drawn.mean(axis=0), RELATIONS.means, atol=0.05)
    np.testing.assert_allclose(np.corrcoef(drawn.T), CORRELATION, atol=0.05)
    np.testing.assert_array_equal(drawn, careful_answers(make_study(), RELATIONS))


def test_a_distance_line_flags_its_share_of_careful_answers(make_study):
    study = make_study()
    careful = careful_answers(study, RELATIONS)
    assert chance_share(rule(rule="mahalanobis", p=0.05), study, RELATIONS, careful) == pytest.approx(0.05, abs=0.015)


def test_one_answer_to_three_items_is_often_honest(make_study):
    study = make_study()
    block = rule(rule="straight_line", block=["q1", "q2", "q3"])
    assert 0.03 < chance_share(block, study, RELATIONS, careful_answers(study, RELATIONS)) < 0.2


def test_rules_that_go_by_more_than_the_items_have_no_such_share(make_study):
    study = make_study()
    careful = careful_answers(study, RELATIONS)
    assert chance_share(rule(rule="missing", above=0.5), study, RELATIONS, careful) is None
    outside = rule(rule="straight_line", block=["q1", "overall"])
    assert chance_share(outside, study, RELATIONS, careful) is None
    assert chance_share(rule(rule="synonyms", pairs=0.9), study, RELATIONS, careful) is None


def test_near_copies_among_careful_answers_rise_with_the_rows_compared(make_study):
    study = make_study()
    careful = careful_answers(study, RELATIONS)
    same = rule(rule="near_duplicate", at_least=1.0)
    few, many = (chance_near(same, study, careful, np.ones(n, dtype=np.uint64)) for n in (50, 2000))
    assert few < many
    assert chance_near(same, study, careful, np.ones(DRAWS + 1, dtype=np.uint64)) is None


def test_there_are_none_where_the_covariances_are_not_positive_definite(make_study):
    study = make_study()
    for broken in (np.ones((3, 3)), np.full((3, 3), np.nan)):
        assert careful_answers(study, Relations(RELATIONS.means, broken, broken)) is None
