"""Scores of a respondent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.collect.respondent_scores import (
    construct_scores,
    item_frame,
    level_column,
    measured_outcomes,
    nps_group_frame,
    outcome_frame,
    score_frame,
    top_box_frame,
)
from csat_lib.study import Study

NAN = np.nan


@pytest.fixture
def study(study_file):
    return Study.model_validate(study_file)


def spilled(**answers):
    return pd.DataFrame({f"answer.{name}": np.asarray(values, dtype=float) for name, values in answers.items()})


ROOM = {"a1": [1, 10, 7, 7], "a2": [1, 10, 8, NAN], "a3": [1, 10, NAN, NAN]}
SERVICE = {"b1": [1, 10, 4, 4], "b2": [1, 10, NAN, NAN], "b3": [10, 1, 9, NAN]}
OUTCOMES = {"overall": [1, 10, 5.5, NAN], "nps": [6, 9, 7, NAN]}
ANSWERS = spilled(**ROOM, **SERVICE, **OUTCOMES)


def test_a_score_is_the_mean_on_0_to_100_of_items_turned_if_half_are_answered(study):
    scores = construct_scores(study, ANSWERS)
    np.testing.assert_allclose(scores["room"], [0, 100, 100 * 6.5 / 9, NAN], rtol=1e-15)
    np.testing.assert_allclose(scores["service"], [0, 100, 100 * (3 + 1) / 2 / 9, NAN], rtol=1e-15)


def test_exactly_half_of_the_items_is_enough(study_file):
    constructs = study_file["constructs"]
    constructs["room"] = constructs["room"] | {"items": ["a1", "a2"]}
    study = Study.model_validate(study_file)
    assert construct_scores(study, ANSWERS)["room"][3] == pytest.approx(100 * 6 / 9, rel=1e-15)


def test_items_are_turned_where_they_are_reversed_and_stay_on_their_scale(study):
    items = item_frame(study, ANSWERS)
    assert items.columns.tolist() == list(study.items)
    np.testing.assert_array_equal(items["b3"], [1, 10, 2, NAN])
    np.testing.assert_array_equal(items["a1"], ROOM["a1"])


def test_outcomes_on_a_scale_are_ratings_and_nps(study):
    assert measured_outcomes(study) == ("overall", "nps")
    np.testing.assert_array_equal(outcome_frame(study, ANSWERS)["nps"], OUTCOMES["nps"])


def test_outcomes_are_scored_on_0_to_100_and_nps_as_minus_100_0_or_100(study):
    scores = score_frame(study, ANSWERS)
    assert scores.columns.tolist() == ["room", "service", "overall", "nps"]
    np.testing.assert_allclose(scores["overall"], [0, 100, 50, NAN], rtol=1e-15)
    np.testing.assert_array_equal(scores["nps"], [-100, 100, 0, NAN])


def test_the_top_two_boxes_are_the_two_best_codes_after_turning(study):
    items = pd.DataFrame({"a1": [8.0, 9.0, 10.0, NAN], "b3": [1.0, 9.0, NAN, 8.0]})
    boxes = top_box_frame(study, items)
    np.testing.assert_array_equal(boxes["a1:top2"], [0, 1, 1, NAN])
    np.testing.assert_array_equal(boxes["b3:top2"], [0, 1, NAN, 0])


def test_who_recommends_is_promoter_passive_or_detractor(study):
    groups = nps_group_frame(study, pd.DataFrame({"nps": [10.0, 9.0, 8.0, 7.0, 6.0, 0.0, np.nan]}))
    assert groups.columns.to_list() == ["nps:promoters", "nps:passives", "nps:detractors"]
    expected = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1], [np.nan] * 3]
    np.testing.assert_array_equal(groups.to_numpy(), expected)
    assert nps_group_frame(study, pd.DataFrame({"overall": [1.0]})).shape == (1, 0)


def test_on_a_scale_in_steps_of_20_the_top_two_boxes_are_80_and_100(study_file):
    study_file["scales"]["ten"] = {"from": 0, "to": 100, "step": 20}
    study = Study.model_validate(study_file)
    boxes = top_box_frame(study, pd.DataFrame({"a1": [60.0, 80.0, 100.0]}))
    np.testing.assert_array_equal(boxes["a1:top2"], [0, 1, 1])


def test_choices_go_by_their_levels_and_numbers_stay(study):
    codes = pd.Series([1.0, NAN, 0.0])
    assert level_column(study.questions["store"], codes).astype(object).tolist()[::2] == ["S2", "S1"]
    assert level_column(study.questions["again"], codes).astype(object).tolist()[::2] == ["yes", "no"]
    assert level_column(study.questions["store"], codes).isna().tolist() == [False, True, False]
    assert level_column(study.questions["a1"], codes) is codes
