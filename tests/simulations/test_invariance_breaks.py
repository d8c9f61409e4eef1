"""A few draws of what ``invariance_breaks.py`` counts over hundreds, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from .invariance_breaks import CASES, KEPT, Cell, cells, counted, found


@pytest.mark.parametrize("case", CASES)
def test_a_break_is_found_and_none_made_up_in_large_groups(case):
    whole, broken = (found(Cell(case, 5, 0.74, 1500, shift), np.random.default_rng(1)) for shift in (0.0, 0.5))
    assert (whole.verdict, broken.verdict) == ("comparable", "not_comparable")


def test_a_row_counts_what_was_found():
    row = counted(Cell("normal", 3, 0.6, 100, 0.0), 10, 3)
    assert row["broke"] <= row["fell"] <= row["broke"] + row["open"]


def test_the_kept_table_holds_every_cell():
    kept = pd.read_csv(KEPT)
    assert len(kept) == len(cells()) == 96
    assert kept["draws"].min() >= 500


def test_normal_answers_break_by_chance_no_more_often_than_two_steps_at_five_per_cent():
    kept = pd.read_csv(KEPT)
    whole = kept[(kept["shift"] == 0) & (kept["case"] == "normal")]
    assert whole["broke"].max() < 0.11
    assert whole["fell"].max() > 0.35  # the rule by itself


def test_coarse_skewed_answers_of_small_groups_break_by_chance_in_up_to_one_of_five():
    kept = pd.read_csv(KEPT)
    whole = kept[kept["shift"] == 0]
    worst = whole.groupby("n")["broke"].max()
    assert worst[200] == worst.max() == pytest.approx(0.21)
    assert (worst[400], worst[800]) == (pytest.approx(0.13), pytest.approx(0.11))
    assert whole[(whole["n"] == 800) & (whole["loading"] > 0.7)]["broke"].max() < 0.02
    assert (whole["broke"] <= whole["fell"]).all()


def test_a_break_of_a_third_of_a_standard_deviation_is_found_in_large_groups():
    kept = pd.read_csv(KEPT)
    broken = kept[(kept["shift"] > 0) & (kept["n"] == 800) & (kept["case"] == "normal")]
    assert broken["broke"].min() > 0.8
