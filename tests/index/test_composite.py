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


WITH_KPI = ScoreSpec(
    {"room": ("q1",), "food": ("q2",)},
    {"top": {"room": 0.4, "side": 0.6}, "side": {"food": 0.5, "queue": 0.5}},
    kpis=("queue",),
    unit="store",
)


def with_queue(points: dict[str, float]) -> DesignTotals:
    draw = np.random.default_rng(4)
    scores = pd.DataFrame({"room": draw.normal(70, 10, 90), "food": draw.normal(60, 10, 90)})
    frame = pd.DataFrame({"store": ["S1", "S2", "S3"] * 30, "member": ["yes", "no"] * 45})
    scores["queue"] = frame["store"].map(points)
    return sum_design(scores, Sample(np.ones(90), cells_of(frame, ["store", "member"], "store")), [list(scores)])


def test_a_kpi_is_a_part_like_any_other_and_rests_on_no_respondents():
    design, top = with_queue({"S1": 50.0, "S2": 60.0, "S3": 70.0}), composites(WITH_KPI)[0]
    room, food = (design.mean(name, S1).value for name in ("room", "food"))
    assert top.estimate(design, S1).value == pytest.approx(0.4 * room + 0.3 * food + 0.3 * 50)
    assert top.estimate(design).value == pytest.approx(
        0.4 * design.mean("room").value + 0.3 * design.mean("food").value + 0.3 * 60
    )
    assert (top.estimate(design, S1).n, top.estimate(design, ("member", "yes")).reason) == (30, "by_unit_only")


def test_a_unit_without_the_kpi_has_no_value_or_one_of_its_other_parts():
    design = with_queue({"S2": 60.0, "S3": 70.0})
    assert composites(WITH_KPI)[0].estimate(design, S1).reason == "no_kpi"
    spared = ScoreSpec(WITH_KPI.constructs, WITH_KPI.index, kpis=("queue",), spared=("queue",), unit="store")
    room, food = (design.mean(name, S1).value for name in ("room", "food"))
    assert composites(spared)[0].estimate(design, S1).value == pytest.approx(0.4 * room + 0.6 * food)
    assert spared.dimensions() == {"top": {"room": 0.4, "food": 0.3}, "side": {"food": 0.5}}


def test_a_gap_compares_what_each_side_has():
    design = with_queue({"S2": 60.0, "S3": 70.0})
    spared = ScoreSpec(WITH_KPI.constructs, WITH_KPI.index, kpis=("queue",), spared=("queue",), unit="store")
    top = composites(spared)[0]
    gap = top.estimate(design, S1, rest_of(S1))
    sides = [top.estimate(design, cell).value for cell in (S1, rest_of(S1))]
    assert gap.value == pytest.approx(sides[0] - sides[1], rel=1e-12)
    assert top.inside(design, rest_of(S1)) is top


def test_the_nps_question_counts_by_its_answers_as_points():
    spec = ScoreSpec({"room": ("q1",)}, {"top": {"room": 0.5, "nps": 0.5}}, (), "nps")
    top, _, promoters = composites(spec)
    assert top.parts == {"room": 0.5, "nps:points": 0.5}
    assert promoters.parts == {"nps": 1.0}
