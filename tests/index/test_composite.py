"""Composites: nodes, constructs, outcomes and NPS as sums of means."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.index.composite import Composite, composites, variable_mean
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.summary.design import ALL, DesignTotals, Sample, rest_of, sum_design
from csat_lib.summary.sample import cells_of

S1 = ("store", "S1")
SPEC = ScoreSpec({"room": ("q1",), "food": ("q2",)}, {"top": {"room": 1.0, "food": 3.0}}, ("overall",), "nps")


def totals() -> DesignTotals:
    draw = np.random.default_rng(4)
    scores = pd.DataFrame({"room": draw.normal(70, 10, 90), "food": draw.normal(60, 10, 90)})
    cells = cells_of(pd.DataFrame({"store": ["S1", "S2", "S3"] * 30}), ["store"])
    return sum_design(scores, Sample(np.ones(90), cells), [list(scores)])


def test_nodes_come_first_then_constructs_outcomes_and_nps():
    found = [(one.subject, one.measure) for one in composites(SPEC)]
    assert found == [
        ("top", "index"),
        ("room", "index"),
        ("food", "index"),
        ("overall", "index"),
        ("nps", "nps"),
    ]
    assert composites(SPEC)[0].parts == {"room": 0.25, "food": 0.75}


def test_a_composite_is_the_weighted_sum_of_its_means_in_the_cell():
    design = totals()
    found = composites(SPEC)[0].estimate(design, S1)
    assert found.value == pytest.approx(0.25 * design.mean("room", S1).value + 0.75 * design.mean("food", S1).value)
    assert str(found.method) == "taylor, index weights as given"


def test_a_difference_of_cells_has_the_difference_of_the_values():
    top, design = composites(SPEC)[0], totals()
    found = top.estimate(design, S1, rest_of(S1))
    rest = top.estimate(design, rest_of(S1))
    assert found.value == pytest.approx(top.estimate(design, S1).value - rest.value)


def test_only_weighted_parts_need_the_note():
    assert str(Composite("room", "index", {"room": 1.0}).estimate(totals(), S1).method) == "taylor"


def test_reasons_for_no_value():
    design = totals()
    assert Composite("top", "index", {}).estimate(design, S1).reason == "no_index_weights"
    assert Composite("top", "index", {"spa": 1.0}).estimate(design).reason == "not_asked"
    missing = variable_mean(design, "spa", S1)
    assert (missing.value, missing.reason, missing.n) == (None, "not_asked", 30)
    assert variable_mean(design, "room", ALL).value == design.mean("room").value
