"""Places that units may have, and scores without chance: sure where units lie apart, modest where they do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.findings import way
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.ranking import _ranks, rank_units, shrunk_scores
from csat_lib.summary.estimate import Estimate

from .conftest import STORES


def ranked(wave, spec):
    rows = rank_units(wave.summary, replace(spec, unit="store")).to_findings()
    return {name: {row.segment: row for row in rows if row.measure == name} for name in ("rank", "shrunk")}


def test_units_that_lie_far_apart_have_one_place_each(make_wave, spec):
    found = ranked(make_wave("2026-01", 3, 200, {"S1": 30, "S2": 10, "S3": -10, "S4": -30}), spec)["rank"]
    assert {name: (row.value, row.low, row.high) for name, row in found.items()} == {
        "S1": (1, 1, 1), "S2": (2, 2, 2), "S3": (3, 3, 3), "S4": (4, 4, 4),
    }  # fmt: skip
    assert {str(row.method) for row in found.values()} == {"sidak over 6"}


def test_of_units_alike_any_may_be_anywhere(make_wave, spec):
    found = ranked(make_wave("2026-01", 3), spec)["rank"]
    assert {(row.low, row.high) for row in found.values()} == {(1, 4)}
    assert sorted(row.value for row in found.values()) == [1, 2, 3, 4]


def test_hidden_units_have_no_place_and_few_units_no_shrunk_score(make_wave, spec):
    found = ranked(make_wave("2026-01", 3, (60, 60, 60, 2)), replace(spec, minimum_base=10))
    assert "S4" not in found["rank"]
    assert found["shrunk"] == {}
    assert rank_units(make_wave("2026-01", 3).summary, spec).to_findings() == []


def test_shrunk_scores_rest_on_the_mean_variance_of_a_respondent(make_wave, spec):
    wave = make_wave("2026-01", 3, (40, 60, 80, 200), {"S1": 9, "S2": 3, "S3": -3, "S4": -9})
    own = [composites(spec)[0].estimate(wave.summary.scores, ("store", name)) for name in STORES]
    n, se = np.array([one.n_effective for one in own]), np.array([one.se for one in own])
    drawn = shrunk_scores(np.array([one.value for one in own]), np.sqrt(np.average(se**2 * n, weights=n) / n))
    found = ranked(wave, spec)["shrunk"]
    assert [found[name].value for name in STORES] == pytest.approx(list(drawn.values))
    assert [found[name].se for name in STORES] == pytest.approx(list(drawn.errors))
    assert {str(row.method) for row in found.values()} == {"empirical Bayes, morris"}


def test_few_degrees_of_freedom_in_all_leave_shrunk_scores_without_an_interval(make_wave, spec):
    shift = {"S1": 30, "S2": 10, "S3": -10, "S4": -30}
    few, enough = (ranked(make_wave("2026-01", 3, n, shift), spec)["shrunk"] for n in (13, 14))  # 48 and 52
    assert {(row.low, row.se, str(row.method)) for row in few.values()} == {
        (None, None, "empirical Bayes, no interval, too few respondents")
    }
    assert all(row.low < row.value < row.high for row in enough.values())


def test_true_places_lie_in_their_ranges_together():
    """500 studies of six units, two of them alike: all six ranges hold their places in 95 % at least."""
    rng, truth, held = np.random.default_rng(5), np.array([4.0, 2.0, 2.0, 0.0, -1.0, -3.0]), 0
    spec = ScoreSpec({"a": ("q",)}, {"top": {"a": 1.0}}, unit="u")
    for _ in range(500):
        drawn = truth + rng.normal(0, 1, 6)
        known = {
            ("u", str(at)): Estimate(value, 1.0, 200.0, 50, 50, 50, way("taylor")) for at, value in enumerate(drawn)
        }
        ranges = {figure.cell[1]: (figure.low, figure.high) for figure, _ in _ranks(known, "top", spec)}
        best = [1 + (truth > own).sum() for own in truth]
        worst = [(truth >= own).sum() for own in truth]
        held += all(ranges[str(at)][0] <= worst[at] and best[at] <= ranges[str(at)][1] for at in range(6))
    assert held / 500 >= 0.95


def test_equal_errors_shrink_as_james_and_stein_do():
    y, s = np.array([10.0, 20.0, 30.0, 40.0, 60.0]), np.full(5, 4.0)
    found = shrunk_scores(y, s)
    between = ((y - y.mean()) ** 2).sum() / 4 - 16
    shrink = (5 - 3) / (5 - 1) * 16 / (16 + between)
    assert found.reliability == pytest.approx(between / (between + 16), rel=1e-9)
    assert found.values == pytest.approx(y.mean() + (1 - shrink) * (y - y.mean()), rel=1e-9)
    own = 16 * (1 - shrink * 4 / 5) + 2 / 2 * shrink**2 * (y - y.mean()) ** 2
    assert found.errors**2 == pytest.approx(own, rel=1e-9)


def test_where_units_differ_by_chance_alone_all_are_drawn_far_to_the_mean():
    found = shrunk_scores(np.array([50.0, 51.0, 49.0, 50.5, 49.5]), np.full(5, 10.0))
    assert (found.reliability, found.has_ends) == (0, False)
    assert np.ptp(found.values) == pytest.approx(2 * 0.5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=4, max_size=12), st.floats(-50, 50))
def test_shrinking_keeps_scores_within_their_range_and_moves_with_them(units, shift):
    y, s = np.array(units).T
    found, moved = shrunk_scores(y, s), shrunk_scores(y + shift, s)
    assert (found.values >= y.min() - 1e-9).all()
    assert (found.values <= y.max() + 1e-9).all()
    assert moved.values == pytest.approx(found.values + shift, rel=1e-6, abs=1e-5)
