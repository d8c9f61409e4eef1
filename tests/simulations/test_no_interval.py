"""What ``no_interval.csv`` promises: intervals that are not printed would not hold, and verdicts without one do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr

from . import no_interval as twin

KEPT = pd.read_csv(twin.KEPT)


def test_the_kept_table_has_every_case_and_enough_draws():
    of_links = 2 * len(twin.FIGURES) * len(twin.UNITS) * 3
    assert KEPT["figure"].value_counts().to_dict() == {"link": of_links, "picked": 2 * len(twin.UNITS) * 4}
    assert KEPT["draws"].min() >= 0.99 * twin.DRAWS  # but for samples in which all units are alike


@pytest.mark.parametrize("figure", ["link", "picked"])
def test_these_intervals_would_not_hold(figure):
    own = KEPT.query("figure == @figure and printed >= 0.01")
    assert own["coverage"].min() < 0.87
    assert own["coverage"].max() > 0.975
    assert own[["below", "above"]].max(axis=None) > 0.1


def test_a_link_is_told_by_chance_as_often_as_the_test_says_and_found_where_there_is_one():
    links = KEPT.query("figure == 'link'").assign(planted=lambda rows: rows["planted"].astype(float))
    nothing = links[links["planted"] == 0]
    assert nothing["clear"].between(0.04, 0.06).all()
    assert links[(links["planted"] != 0) & (links["n"] == 1000)]["clear"].min() > 0.9


def test_units_that_do_not_change_place_are_hardly_ever_said_to():
    assert KEPT.query("figure == 'picked'")["clear"].max() < 0.003


def test_r_is_that_of_scipy():
    both = twin.units(twin.CASES[1], (1.0, 0.5), (3, 12, 20), np.random.default_rng(1))
    assert twin.correlation(both) == pytest.approx([pearsonr(*both[:, at]).statistic for at in range(3)])
