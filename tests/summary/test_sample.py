"""Whom the rows stand for: profiles, cells, keys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.sample import Sample, add_equal, as_text, cells_of, in_order

FRAME = pd.DataFrame(
    {"store": ["S1", "S2", None, "S1"], "member": ["gold", "no", "no", "no"], "visits": [1.0, 2.5, np.nan, 1]}
)


def test_cells_are_everybody_the_segments_and_the_unit_crossed_with_each_other_segment():
    cells = cells_of(FRAME, ["store", "member"], "store")
    assert list(cells) == ["all", "store", "member", "store*member"]
    assert list(cells["all"]) == ["", "", "", ""]
    assert list(cells["store*member"].codes >= 0) == [True, True, False, True]
    assert [cells["store*member"][at] for at in (0, 1, 3)] == ["S1*gold", "S2*no", "S1*no"]


def test_a_row_without_a_level_is_in_no_cell_of_that_segment():
    assert cells_of(FRAME, ["store"])["store"].codes[2] == -1


def test_levels_are_text_and_whole_numbers_lose_their_point():
    assert as_text([3.0, 3, 2.5, "S1"]) == ["3", "3", "2.5", "S1"]
    assert list(cells_of(FRAME, ["visits"])["visits"].categories) == ["1", "2.5"]


def test_levels_are_put_in_order_numbers_before_words():
    assert in_order(["S2", "10", "nan", "2", "-1.5"]) == ["-1.5", "2", "10", "S2", "nan"]


def test_rows_alike_in_every_column_are_one_profile():
    sample = Sample(np.ones(4), cells_of(FRAME, ["store", "member"]), stratum=["x", "x", "x", "x"])
    (profiles,) = sample.passes
    assert len(profiles.table) == 4
    (profiles,) = Sample(np.ones(4), cells_of(FRAME, ["member"])).passes
    assert profiles.table["in member"].tolist() == ["gold", "no"]
    assert profiles.code.tolist() == [0, 1, 1, 1]


def test_too_many_profiles_make_one_pass_per_segmentation():
    frame = pd.DataFrame({"store": np.arange(500), "member": np.arange(500) % 3})
    passes = Sample(np.ones(500), cells_of(frame, ["store", "member"])).passes
    assert [list(one.table.columns) for one in passes] == [["in all"], ["in store"], ["in member"]]


def test_a_great_many_levels_do_not_run_over():
    frame = pd.DataFrame({f"s{at}": np.arange(200) % 199 for at in range(10)})
    sample = Sample(np.ones(200), cells_of(frame, list(frame)))
    joint = sample._profiles(list(frame) and [f"s{at}" for at in range(10)])
    assert len(joint.table) == 199


def test_equal_keys_are_added_up_and_come_out_sorted():
    keys, sums = add_equal(pd.DataFrame({"a": ["y", "x", "y"]}), {"n": np.array([1.0, 2.0, 4.0])})
    assert keys["a"].tolist() == ["x", "y"]
    assert sums["n"].tolist() == [2.0, 5.0]


@pytest.mark.parametrize("weights", [[1.0, np.nan], [-1.0, 1.0], [np.inf, 1.0]])
def test_weights_are_numbers_from_zero_up(weights):
    with pytest.raises(CsatError) as caught:
        Sample(np.array(weights))
    assert str(caught.value) == (
        "1 respondents have a weight that is missing, negative or infinite; a weight is a number from 0 up. "
        "Mend the column of base weights, or leave these respondents out with an exclusion rule."
    )


def test_everybody_has_a_stratum_when_anybody_has_one():
    with pytest.raises(CsatError) as caught:
        Sample(np.ones(3), stratum=["a", None, np.nan])
    assert str(caught.value) == (
        "2 respondents have no stratum; every respondent needs one when the study names the field. "
        "Complete the column, or take the field `stratum` out of the study file."
    )


def test_everybody_has_a_psu_when_anybody_has_one():
    with pytest.raises(CsatError, match=r"^1 respondents have no PSU; .* take the field `psu` out"):
        Sample(np.ones(2), psu=[7, None])


def test_a_stratum_has_one_size():
    sample = Sample(np.ones(3), stratum=["a", "a", "b"], population=[10, 12, 9])
    with pytest.raises(CsatError) as caught:
        sample.population_sizes()
    assert str(caught.value) == (
        "The stratum `a` has 2 different population sizes; a stratum has one. "
        "Give every respondent of a stratum the same number in the population column."
    )


def test_sizes_that_are_not_known_are_left_out():
    sample = Sample(np.ones(3), stratum=["a", "a", "b"], population=[10, np.nan, np.nan])
    assert sample.population_sizes() == {"a": 10.0}
    assert Sample(np.ones(1)).population_sizes() == {}
