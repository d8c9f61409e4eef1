"""The parts of a node as sums of leaves: their moments, and the same of units."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from csat_lib.index.judged import NoWeights
from csat_lib.index.part_scores import PartScores, RuleWeights
from csat_lib.index.rules import by_rule
from csat_lib.summary.moments import sum_moments

LOADINGS = np.array([[0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0.2, 0, 0.8]])


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    draw = np.random.default_rng(3)
    x = 50 + 10 * (draw.normal(size=(90, 1)) + draw.normal(size=(90, 5)))
    return pd.DataFrame(x, columns=[*"abcd", "overall"])


def parts(frame: pd.DataFrame) -> pd.DataFrame:
    made = pd.DataFrame(frame[[*"abcd"]].to_numpy() @ LOADINGS.T)
    return made.assign(overall=frame["overall"])


def test_moments_of_parts_are_those_of_the_summed_leaves(frame):
    scores, made = PartScores(sum_moments(frame), LOADINGS), parts(frame)
    assert scores.k == 3
    assert_allclose(scores.means, made.mean()[:3], rtol=1e-12)
    assert_allclose(scores.covariance, made.cov(), rtol=1e-9)
    assert_allclose(scores.correlations, made.corr(), rtol=1e-9)
    assert_allclose(scores.spread[0], made.std()[:3], rtol=1e-9)
    assert_allclose(scores.spread[1], made.corr().iloc[:3, :3], rtol=1e-9)


def test_what_explains_is_apart_from_the_headline(frame):
    xx, xy = PartScores(sum_moments(frame), LOADINGS).explaining
    r = parts(frame).corr().to_numpy()
    assert_allclose(xx, r[:3, :3], rtol=1e-9)
    assert_allclose(xy, r[:3, 3], rtol=1e-9)
    with pytest.raises(NoWeights, match=r"^not_asked$"):
        _ = PartScores(sum_moments(frame[[*"abcd"]]), LOADINGS).explaining


def test_the_first_component_is_turned_to_the_side_of_most_parts(frame):
    first = PartScores(sum_moments(frame), LOADINGS).component
    assert first.sum() > 0
    assert first @ first == pytest.approx(1)
    r = parts(frame).corr().to_numpy()[:3, :3]
    assert_allclose(r @ first, np.linalg.eigvalsh(r)[-1] * first, rtol=1e-9)


def test_spread_is_told_in_the_range_of_each_part(frame):
    scores = PartScores(sum_moments(frame), LOADINGS)
    ranged = replace(scores, ranges=np.array([1.0, 10.0, 100.0]))
    assert_allclose(ranged.spread[0] * [1, 10, 100], scores.spread[0])


def test_units_are_observations_of_their_own(frame):
    x = np.array([[70.0, 60, 50], [72, 61, 40], [80, 66, 45], [71, 59, 60]])
    scores = PartScores(sum_moments(frame), LOADINGS, figures=x).by_unit()
    assert scores.data.n_obs == 4
    assert_allclose(scores.spread[1], np.corrcoef(x.T), rtol=1e-9)
    assert_allclose(scores.spread[0], x.std(axis=0, ddof=1) / np.ptp(x, axis=0), rtol=1e-9)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda f: f * np.nan, "all_missing"),
        (lambda f: f.iloc[:1], "few_answers"),
        (lambda f: f.assign(c=3.0), "no_variance"),
    ],
)
def test_parts_without_spread_are_refused_with_the_reason(frame, spoil, reason):
    with pytest.raises(NoWeights, match=f"^{reason}$"):
        _ = PartScores(sum_moments(spoil(frame)), LOADINGS).spread


def test_without_units_there_is_nothing_to_weigh_by(frame):
    whole = PartScores(sum_moments(frame), LOADINGS)
    with pytest.raises(NoWeights, match=r"^not_asked$"):
        whole.by_unit()
    for read in (
        lambda one: one.by_unit(),
        lambda one: one.spread,
        lambda one: one.explaining,
        lambda one: one.component,
    ):
        with pytest.raises(NoWeights, match=r"^few_answers$"):  # a part below has no weights
            read(replace(whole, reason="few_answers"))


def test_a_part_that_goes_against_the_others_is_told_by_its_direction():
    w = np.array([0.5, 0.5])
    assert not RuleWeights(w).is_opposed
    assert not RuleWeights(w, np.array([0.1, 2.0])).is_opposed
    assert RuleWeights(w, np.array([0.0, 2.0])).is_opposed
    assert RuleWeights(w, np.array([3.0, -2.0])).is_opposed


def test_rules_are_scaled_and_refusals_become_reasons(frame):
    scores = PartScores(sum_moments(frame), LOADINGS, given=np.array([3.0, 1.0, 4.0]))
    assert by_rule("given", scores).weights.tolist() == [0.375, 0.125, 0.5]
    refused = by_rule("given", replace(scores, given=None))
    assert np.isnan(refused.weights).all()
    assert (refused.reason, len(refused.weights)) == ("not_asked", 3)
