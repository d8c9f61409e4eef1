"""From words to numbers and back."""

from __future__ import annotations

import numpy as np

from csat_lib.answers.levels import codes_of, levels_of, part_of, rescaled, turned


def test_levels_of_choices_are_their_options_and_of_yes_no_are_no_and_yes(make_study):
    questions = make_study().questions
    assert levels_of(questions["store"]) == ("S1", "S2")
    assert levels_of(questions["again"]) == ("no", "yes")
    assert levels_of(questions["q1"]) == ()


def test_codes_stand_for_levels_as_the_study_file_writes_them(make_study):
    questions = make_study().questions
    assert codes_of(questions["store"], ["S2"]).tolist() == [1]
    assert codes_of(questions["again"], ["1"]).tolist() == [1]
    assert codes_of(questions["again"], ["no"]).tolist() == [0]
    assert codes_of(questions["q1"], ["9", "10", "many"]).tolist() == [9, 10]


def test_a_reversed_item_is_turned_and_others_are_not(make_study):
    questions = make_study().questions
    answers = np.array([1.0, 10.0, np.nan])
    np.testing.assert_array_equal(turned(questions["q2"], answers), [10, 1, np.nan])
    np.testing.assert_array_equal(turned(questions["q1"], answers), answers)


def test_the_ends_of_the_scale_become_0_and_100(make_study):
    np.testing.assert_array_equal(rescaled(make_study().questions["q1"], np.array([1.0, 5.5, 10.0])), [0, 50, 100])


def test_a_part_is_named_after_its_question():
    assert part_of("uses", "spa") == "uses.spa"
