"""Scores of a wave: every measure, its base, its interval, and the reasons when there is no figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from csat_lib.index.scores import ScoreSpec, score
from csat_lib.proportion import wilson
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import Sample, sum_design
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import cells_of
from csat_lib.summary.summary import Summary

N = 200
DRAW = np.random.default_rng(11)
ITEMS = pd.DataFrame(DRAW.integers(1, 11, (N, 4)).astype(float), columns=["q1", "q2", "q3", "q4"])
OVERALL = pd.Series(DRAW.integers(1, 11, N).astype(float)).mask(DRAW.random(N) < 0.1)
NPS = pd.Series(DRAW.integers(0, 11, N).astype(float)).mask(DRAW.random(N) < 0.2)
WEIGHTS = DRAW.uniform(0.5, 2, N)
SPEC = ScoreSpec(
    constructs={"room": ("q1", "q2"), "food": ("q3", "q4")},
    index={"satisfaction": {"room": 3.0, "food": 1.0}, "loyalty": {}},
    outcomes=("overall",),
    nps="nps",
    answers={"q1": ("1", "10", "11")},
)


def summary(rows: int = N) -> Summary:
    items, overall, nps = ITEMS[:rows], OVERALL[:rows], NPS[:rows]
    sample = Sample(WEIGHTS[:rows], cells_of(items, []))
    scores = pd.DataFrame({name: (items[list(of)].mean(axis=1) - 1) / 9 * 100 for name, of in SPEC.constructs.items()})
    scores["overall"] = (overall - 1) / 9 * 100
    scores["nps"] = np.where(nps.isna(), np.nan, 100.0 * (nps >= 9) - 100.0 * (nps <= 6))
    answers = items.assign(overall=overall)
    boxes = {f"{name}:top2": (answers[name] >= 9).astype(float).where(answers[name].notna()) for name in answers}
    groups = {"promoters": nps >= 9, "passives": nps.between(7, 8), "detractors": nps <= 6}
    boxes |= {f"nps:{name}": group.astype(float).where(nps.notna()) for name, group in groups.items()}
    counts = count_answers({**{name: items[name] for name in items}, "overall": overall, "nps": nps}, sample)
    return Summary(
        {"pairwise": sum_moments(items, Base(WEIGHTS[:rows]), "pairwise")},
        sum_design(scores, sample, [list(scores)]),
        sum_design(answers.assign(**boxes), sample),
        counts,
        np.zeros(5),
        {},
    )


def of(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    given = values.notna().to_numpy()
    return values.to_numpy()[given], WEIGHTS[given]


def test_the_index_of_a_construct_is_the_weighted_mean_of_its_scores():
    room = (ITEMS[["q1", "q2"]].mean(axis=1) - 1) / 9 * 100
    found = score(summary(), SPEC).figure("room").estimate
    assert found.value == pytest.approx(np.average(room, weights=WEIGHTS), rel=1e-12)
    assert (found.n, str(found.method)) == (N, "taylor, fixed weights, t on the logit of the scale")


def test_the_index_of_a_node_is_composed_with_the_covariance_of_its_constructs():
    scores = (
        0.75 * (ITEMS[["q1", "q2"]].mean(axis=1) - 1) / 9 * 100
        + 0.25 * (ITEMS[["q3", "q4"]].mean(axis=1) - 1) / 9 * 100
    )
    mean = np.average(scores, weights=WEIGHTS)
    z = WEIGHTS * (scores - mean) / WEIGHTS.sum()
    found = score(summary(), SPEC).figure("satisfaction").estimate
    assert found.value == pytest.approx(mean, rel=1e-12)
    assert found.se == pytest.approx(np.sqrt(N / (N - 1) * (z @ z)), rel=1e-9)
    assert str(found.method) == "taylor, fixed weights, index weights as given, t on the logit of the scale"


def test_a_node_whose_weights_could_not_be_had_says_so():
    found = score(summary(), SPEC).figure("loyalty").to_finding("scores", 0.95)
    assert (found.value, found.reason, found.n) == (None, "no_index_weights", N)


def test_nps_and_its_groups():
    answers, weights = of(NPS)
    promoters, detractors = (weights @ (answers >= 9)) / weights.sum(), (weights @ (answers <= 6)) / weights.sum()
    scores = score(summary(), SPEC)
    assert scores.figure("nps", "nps").estimate.value == pytest.approx(100 * (promoters - detractors), rel=1e-9)
    assert scores.figure("nps", "promoters").estimate.value == pytest.approx(promoters, rel=1e-12)
    assert scores.figure("nps", "detractors").estimate.value == pytest.approx(detractors, rel=1e-12)
    groups = [scores.figure("nps", name).estimate.value for name in ("promoters", "passives", "detractors")]
    assert sum(groups) == pytest.approx(1.0, rel=1e-12)


def test_shares_of_answers_have_wilson_intervals_on_the_effective_n():
    found = score(summary(), SPEC).figure("q1", "answer_share")
    n_effective = WEIGHTS.sum() ** 2 / (WEIGHTS @ WEIGHTS)
    assert (found.low, found.high) == pytest.approx(wilson(found.estimate.value, n_effective, 0.95), rel=1e-9)
    assert (found.estimate.n, str(found.estimate.method)) == (N, "wilson, n_effective")


def test_promoters_and_top_two_have_wilson_intervals_on_the_n_of_their_linearised_error():
    answers, weights = of(NPS)
    share = weights @ (answers >= 9) / weights.sum()
    variance = N / (N - 1) * weights**2 @ ((answers >= 9) - share) ** 2 / weights.sum() ** 2
    effective = weights.sum() ** 2 / (weights @ weights)
    known = 2 / (1 / effective + (weights**4).sum() / (weights @ weights) ** 2)
    tails = [t.ppf(0.975, df) for df in (len(answers) - 1, known - 1)]
    n = min(share * (1 - share) / variance, effective) * (tails[0] / tails[1]) ** 2
    found = score(summary(), SPEC).figure("nps", "promoters")
    assert found.estimate.se == pytest.approx(np.sqrt(variance), rel=1e-9)
    assert (found.low, found.high) == pytest.approx(wilson(share, n, 0.95), rel=1e-9)
    assert (found.estimate.n, str(found.estimate.method)) == (len(answers), "taylor, fixed weights, wilson")


def summary_of_clusters(answers: pd.DataFrame, psu: np.ndarray) -> Summary:
    """A wave of clustered answers to one item."""
    sample = Sample(np.ones(len(answers)), cells_of(answers, []), psu=psu)
    boxes = {"q1:top2": (answers["q1"] >= 9).astype(float)}
    items = sum_design(answers.assign(**boxes), sample)
    return Summary(
        {"pairwise": sum_moments(answers, missing="pairwise")},
        sum_design(answers * 10, sample),
        items,
        count_answers({"q1": answers["q1"]}, sample),
        np.ones(2),
        {},
    )


def test_guests_of_one_bus_who_agree_are_not_independent():
    """50 buses of 10 who all say the same: as much is known as from 50 guests; a single answer's counts know no bus."""
    answers = pd.DataFrame({"q1": np.repeat([10.0, 2.0], 250)})
    found = score(
        summary_of_clusters(answers, np.arange(500) // 10), ScoreSpec({"c": ("q1",)}, answers={"q1": ("10",)})
    )
    top2, share = found.figure("q1", "top2"), found.figure("q1", "answer_share")
    assert (top2.low, top2.high) == pytest.approx(wilson(0.5, 49, 0.95), abs=0.005)
    assert (share.estimate.value, share.estimate.se, share.low, share.high) == (0.5, None, None, None)
    assert str(share.estimate.method) == "no interval, sampling units not counted"


def test_where_all_agree_a_share_keeps_an_interval_and_a_mean_has_none():
    answers = pd.DataFrame({"q1": np.repeat([10.0], 40)})
    found = score(summary_of_clusters(answers, np.arange(40) // 4), ScoreSpec({"c": ("q1",)}))
    top2, mean = found.figure("q1", "top2"), found.figure("q1", "mean")
    t_ratio = 2.0226909 / 2.2621572  # R: qt(.975, 39) / qt(.975, 9)
    assert (top2.low, top2.high) == pytest.approx(wilson(1.0, 10 * t_ratio**2, 0.95), rel=1e-6)
    row = mean.to_finding("scores", 0.95)
    assert (row.value, row.se, row.df, row.low, row.high) == (10.0, None, None, None, None)


def test_no_interval_leaves_its_scale():
    answers = pd.DataFrame({"q1": [10.0] * 16 + [2.0, 2.0]})
    nps = np.where(answers["q1"] >= 9, 100.0, -100.0)
    sample = Sample(np.ones(18), cells_of(answers, []))
    scores = pd.DataFrame({"c": (answers["q1"] - 1) / 9 * 100, "nps": nps})
    boxes = answers.assign(**{"q1:top2": (answers["q1"] >= 9).astype(float)})
    moments = {"pairwise": sum_moments(answers, missing="pairwise")}
    made = Summary(
        moments, sum_design(scores, sample), sum_design(boxes, sample), count_answers({}, sample), np.zeros(2), {}
    )
    found = score(made, ScoreSpec({"c": ("q1",)}, nps="nps", scales={"q1": (1.0, 10.0)}))
    for name, most in ((("c", "index"), 100), (("nps", "nps"), 100), (("q1", "mean"), 10)):
        assert found.figure(*name).estimate.value < found.figure(*name).high < most
        assert (
            replace(found.figure(*name).estimate, ends=None).interval(0.95)[1] > most
        )  # where a symmetric one would end
    assert found.figure("q1", "top2").high < 1


def test_items_and_outcomes_have_a_mean_on_their_scale_and_a_top_two_share():
    answers, weights = of(OVERALL)
    scores = score(summary(), SPEC)
    mean, top2 = scores.figure("overall", "mean"), scores.figure("overall", "top2")
    assert mean.estimate.value == pytest.approx(np.average(answers, weights=weights), rel=1e-12)
    assert top2.estimate.value == pytest.approx(np.average(answers >= 9, weights=weights), rel=1e-12)


def test_answers_are_shares_in_the_order_given_and_one_that_nobody_chose_is_zero():
    rows = [row for row in score(summary(), SPEC).to_findings() if row.measure == "answer_share"]
    assert [(row.subject, row.other) for row in rows] == [("q1", "1"), ("q1", "10"), ("q1", "11")]
    assert rows[0].value == pytest.approx(WEIGHTS[(ITEMS["q1"] == 1).to_numpy()].sum() / WEIGHTS.sum(), rel=1e-12)
    assert rows[2].value == 0.0
    assert rows[2].high > 0


def test_the_findings_come_in_the_order_of_the_house():
    found = score(summary(), SPEC).to_findings()
    assert list(dict.fromkeys(row.subject for row in found)) == [
        "satisfaction", "loyalty", "room", "food", "overall", "nps", "q1", "q2", "q3", "q4",
    ]  # fmt: skip
    assert {row.topic for row in found} == {"scores"}
    assert all((row.confidence is None) == (row.low is None) for row in found)


def test_figures_on_fewer_than_the_minimum_base_are_not_shown():
    found = score(summary(rows=8), SPEC).to_findings()
    assert {row.reason for row in found} == {"small_base", "no_index_weights"}
    assert all(row.value is None and row.low is None and row.se is None for row in found)
    assert {row.n for row in found if row.subject == "room"} == {8}


def test_what_a_wave_does_not_hold_was_not_asked():
    spec = ScoreSpec(constructs={"room": ("q1", "q9"), "spa": ()}, index={"top": {"room": 1.0, "spa": 1.0}})
    found = {(row.subject, row.measure): row.reason for row in score(summary(), spec).to_findings()}
    assert found["spa", "index"] == found["top", "index"] == found["q9", "mean"] == "not_asked"
    assert found["q1", "mean"] == found["room", "index"] == ""


def test_the_method_lists_each_in_use_once():
    in_use = (
        "taylor, fixed weights, index weights as given, t on the logit of the scale, wilson, raw, weighted, n_effective"
    )
    assert str(score(summary(), SPEC).method) == in_use
