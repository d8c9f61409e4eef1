"""Rating questions side by side."""

from __future__ import annotations

import numpy as np

from csat_lib.answers.block import BLANK, Block

ANSWERS = {"q1": np.array([1.0, 10.0]), "q2": np.array([10.0, np.nan]), "q3": np.array([5.5, 4.0])}


def test_a_block_stands_in_the_order_asked_whatever_the_order_named(make_study):
    assert Block.of(make_study(), ["q3", "q1"]).names == ("q1", "q3")
    assert Block.of(make_study()).names == ("q1", "q2", "q3")


def test_answers_lie_column_by_column(make_study):
    stacked = Block.of(make_study()).stack(ANSWERS)
    assert stacked.flags.f_contiguous
    np.testing.assert_array_equal(stacked, [[1, 10, 5.5], [10, np.nan, 4]])


def test_reversed_items_are_turned_on_a_scale_from_0_to_1(make_study):
    block = Block.of(make_study())
    np.testing.assert_allclose(block.relative(block.stack(ANSWERS)), [[0, 1, 0.5], [1, np.nan, 1 / 3]])
    np.testing.assert_allclose(block.turned(block.stack(ANSWERS)), [[0, 0, 0.5], [1, np.nan, 1 / 3]])


def test_places_count_the_codes_of_the_scale_and_a_gap_is_blank(make_study):
    block = Block.of(make_study())
    assert block.places(block.stack({**ANSWERS, "q3": np.array([5.0, 4.0])})).tolist() == [[0, 9, 4], [9, BLANK, 3]]


def test_constructs_are_found_in_the_block(make_study):
    assert Block.of(make_study()).columns_of([("q3", "q1"), ("q2",)]) == [[0, 2], [1]]
