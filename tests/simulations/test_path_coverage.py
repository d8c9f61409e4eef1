"""What the kept table of path models promises, and that its samples are what they say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from .path_coverage import ABOUT, KEPT, MIDDLES, SIZES, answers, sample, truth

TABLE = pd.read_csv(KEPT)


def test_the_table_holds_every_case_size_figure_and_kind_of_ends():
    assert len(TABLE) == len(MIDDLES) * len(SIZES) * len(ABOUT) * 2
    assert TABLE["samples"].min() >= 500
    assert set(TABLE["ends"]) == {"percentile", "bca"}


def test_bca_intervals_cover_what_they_promise_from_100_answers_on():
    bca = TABLE[TABLE["ends"] == "bca"]
    assert bca["coverage"].between(0.92, 0.98).all()  # .95 within three errors of 500 samples: .029
    assert bca[["below", "above"]].max(axis=None) <= 0.05


def test_bca_intervals_miss_more_evenly_than_percentiles():
    apart = (TABLE["below"] - TABLE["above"]).abs().groupby(TABLE["ends"]).mean()
    assert apart["bca"] < apart["percentile"]


def test_nearly_every_sample_has_an_interval():
    assert TABLE["printed"].min() > 0.97
    assert (TABLE[TABLE["n"] >= 300]["printed"] == 1).all()


def test_samples_lie_where_they_are_planted_and_one_gives_a_row_per_figure_and_kind():
    rng = np.random.default_rng(1)
    assert answers("symmetric", 4000, rng).mean().mean() == pytest.approx(5.5, abs=0.1)
    assert 0.25 < (answers("ceiling", 4000, rng) == 10).mean().mean() < 0.33
    rows = list(sample("symmetric", 100, 1))
    assert [(row["figure"], row["ends"]) for row in rows] == [
        (name, ends) for ends in ("percentile", "bca") for name in ABOUT
    ]
    assert truth("symmetric")["path"] == pytest.approx(0.304, abs=0.01)
