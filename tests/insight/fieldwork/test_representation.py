"""Whom the weighted respondents stand for."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.insight.fieldwork.representation import represent
from csat_lib.summary.counts import count_answers
from csat_lib.summary.sample import Sample, cells_of

REGION = pd.Series(["north", "north", "south", None])
WEIGHTS = pd.Series([0.5, 0.5, 2.0, 1.0])
TARGETS = {"region": {"north": 0.4, "south": 0.6, "west": 0.0}}


@pytest.fixture
def findings():
    sample = Sample(WEIGHTS.to_numpy(), cells_of(REGION.to_frame("region"), []))
    found = represent(WEIGHTS, count_answers({"region": REGION}, sample), TARGETS).to_findings()
    return {(row.measure, row.subject, row.other): row for row in found}


def test_the_weights_cost_what_kish_says(findings):
    assert findings["deff", "respondents", ""].value == pytest.approx(4 * 5.5 / 16)
    assert findings["effective_n", "respondents", ""].value == pytest.approx(16 / 5.5)
    assert (findings["weight_min", "respondents", ""].value, findings["weight_max", "respondents", ""].value) == (
        0.5,
        2,
    )


def test_shares_are_of_those_with_a_level_before_and_after_weighting_beside_the_target(findings):
    shares = {
        level: [findings[f"share_{kind}", "region", level].value for kind in ("sample", "weighted", "target")]
        for level in TARGETS["region"]
    }
    assert shares["north"] == pytest.approx([2 / 3, 1 / 3, 0.4])
    assert shares["south"] == pytest.approx([1 / 3, 2 / 3, 0.6])
    assert findings["share_sample", "region", "south"].n == 1


def test_a_level_without_respondents_has_the_share_0(findings):
    assert [findings[f"share_{kind}", "region", "west"].value for kind in ("sample", "weighted")] == [0.0, 0.0]


def test_what_the_weights_leave_is_the_largest_error(findings):
    assert findings["max_error", "respondents", ""].value == pytest.approx(2 / 3 - 0.6)
    assert findings["max_error", "respondents", ""].unit == "share points"
