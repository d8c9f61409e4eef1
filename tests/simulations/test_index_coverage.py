"""A few draws of what ``index_coverage.py`` counts over two thousand, its twin error, what its table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings.catalogue.weight_rules import ESTIMATED, OF_UNITS
from csat_lib.index.part_scores import RuleSettings
from csat_lib.index.weight_plan import NodeInputs, WeightInputs
from csat_lib.index.weights import index_weights
from csat_lib.summary.design import rest_of, sum_design
from csat_lib.summary.moments import Base, sum_moments
from csat_lib.summary.sample import ALL, Sample, cells_of

from .index_coverage import ANSWERED, CASES, KEPT, PARTS, TOGETHER, composite, draw, figures

GROUP = ("group", "g")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_error_of_the_means_and_what_the_weights_add_are_the_product_s_own(case):
    rng = np.random.default_rng(3)
    now, before = draw(case, 300, rng), draw(case, 150, rng)
    found = {name: (given, counted) for name, given, counted in figures("johnson", now, before)}
    one = composite("johnson", now)
    levels = pd.DataFrame({"group": np.where(now.is_in, "g", "h")})
    psu = now.psu.astype(str) if case.clustered else None
    sample = Sample(now.weights, cells_of(levels, ["group"]), psu=psu)
    scores = sum_design(pd.DataFrame(now.scores[:, :-1], columns=list(PARTS)), sample, [list(PARTS)])
    for name, cell, against in (("all", ALL, None), ("group", GROUP, None), ("gap", GROUP, rest_of(GROUP))):
        given, counted = found[name]
        for ours, own in ((given, one.given(scores, cell, against)), (counted, one.estimate(scores, cell, against))):
            assert (ours.value, ours.se, ours.df) == pytest.approx((own.value, own.se, own.df), rel=1e-9), name


def test_every_rule_that_takes_weights_from_answers_is_tried():
    assert {*ANSWERED} == {*ESTIMATED, "combined"}
    assert CASES[-1].rules == OF_UNITS


def test_entropy_weights_are_the_product_s_own_and_give_no_interval():
    drawn = draw(CASES[-1], 300, np.random.default_rng(4))
    frame = pd.DataFrame(drawn.scores, columns=[*PARTS, "outcome"])
    figures = pd.DataFrame(drawn.by_unit[0], columns=[*PARTS])
    own = index_weights({"index": dict.fromkeys(PARTS, "entropy")}, sum_moments(frame), None, WeightInputs({}, figures))
    assert composite("entropy", drawn).parts == pytest.approx(own.used("index"), rel=1e-9)
    assert own.errors["index"].groups == 0


@pytest.mark.parametrize("rule", ANSWERED)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_weights_and_their_errors_are_the_product_s_own(case, rule):
    drawn = draw(case, 300, np.random.default_rng(4))
    frame = pd.DataFrame(drawn.scores, columns=[*PARTS, "outcome"])
    base = Base(drawn.weights, drawn.group, 100, case.clustered)
    given = WeightInputs({"index": NodeInputs(rule, RuleSettings(rules=TOGETHER if rule == "combined" else ()))})
    own = index_weights({"index": dict.fromkeys(PARTS, 1.0)}, sum_moments(frame, base), "outcome", given)
    found, errors = composite(rule, drawn), own.errors["index"]
    if found.errors is None:
        assert own.nodes["index"].reason == "negative_weight"
        return
    assert found.parts == pytest.approx(own.used("index"), rel=1e-9)
    assert (found.errors.constructs, found.errors.groups) == (errors.constructs, errors.groups)
    np.testing.assert_allclose(found.errors.covariance, errors.covariance, rtol=1e-7, atol=1e-15)
    np.testing.assert_allclose(found.errors.with_means, errors.with_means, rtol=1e-7, atol=1e-13)


def test_the_kept_intervals_cover_what_they_promise():
    """Every row holds the goal in ``test_goal.py``; here, that the table has all, and what counting the error mends."""
    kept = pd.read_csv(KEPT)
    assert kept.groupby("rule").size().to_dict() == dict.fromkeys(ANSWERED, 72) | {"entropy": 12}
    assert kept["draws"].min() >= 2000
    entropy = kept[kept["rule"] == "entropy"]
    assert entropy[["below_given", "above_given"]].max(axis=None) > 0.05
    many = kept[(kept["figure"] == "all") & (kept["case"] == "spread 6.8") & (kept["n"] == 1000)]
    assert many["coverage_given"].min() < 0.92
