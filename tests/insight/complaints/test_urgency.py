"""Which class comes first: AHP and fuzzy grades as worked by hand, and what the orders are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from csat_lib.index.fuzzy import compose
from csat_lib.index.scores import index_figures, item_figures
from csat_lib.insight.complaints.urgency import PrioritySpec, between, criteria_weights, index_rooms, rank_complaints
from tests.insight.measured import ITEMS, SCORES, drawn

from .registers import figures, register, spec

JUDGED = (2.0, 3.0, 2.0)
GRADED = {
    "after_sales": [(0.7, 0.2, 0.1), (0.6, 0.3, 0.1), (0.2, 0.3, 0.5)],
    "product": [(0.5, 0.3, 0.2), (0.5, 0.4, 0.1), (0.5, 0.3, 0.2)],
    "brand": [(0.1, 0.3, 0.6), (0.2, 0.4, 0.4), (0.8, 0.1, 0.1)],
}
CENTRES = {"reach": (0.1, 0.5, 0.9), "frequency": (0.1, 0.3, 0.5)}


def test_weights_of_the_criteria_and_their_consistency_are_those_worked_by_hand():
    weights, rows = criteria_weights(JUDGED)
    assert weights == pytest.approx([0.539615, 0.296961, 0.163424], abs=5e-7)
    assert rows[-1].value == pytest.approx(0.008849, abs=5e-7)
    assert [row.other for row in rows[:3]] == ["severity", "reach", "frequency"]


@pytest.mark.parametrize(
    ("operator", "points"),
    [
        ("weighted_mean", {"after_sales": 76.93, "product": 73.19, "brand": 51.41}),
        ("min_max", {"after_sales": 75.05, "product": 72.00, "brand": 46.93}),
    ],
)
def test_after_sales_comes_before_product_and_brand_by_both_operators(operator, points):
    weights = np.round(criteria_weights(JUDGED)[0], 4)
    found = {name: compose(weights, np.array(rows), operator) for name, rows in GRADED.items()}
    assert {name: grades @ (100, 60, 20) for name, grades in found.items()} == pytest.approx(points, abs=0.005)
    if operator == "weighted_mean":
        assert found["after_sales"] == pytest.approx([0.5886, 0.2460, 0.1654], abs=6e-5)


@pytest.mark.parametrize(
    ("share", "grades"),
    [(0.1, [0, 0, 1]), (0.2, [0, 0.5, 0.5]), (0.3, [0, 1, 0]), (0.45, [0.75, 0.25, 0]), (0.9, [1, 0, 0])],
)  # fmt: skip
def test_a_share_between_two_centres_is_of_both_grades(share, grades):
    assert between(share, (0.1, 0.3, 0.5)) == pytest.approx(grades)


def test_few_severe_ones_go_before_many_mild_ones():
    rows = [("dirt", "2025-03-02", "", "")] * 4 + [("wait", "2025-03-02", "", "")] * 6
    given = register(*rows, severity=["high"] * 4 + ["low"] * 6, unit=["S1"] * 4 + ["S1", "S2"] * 3)
    result = rank_complaints(given, spec(), PrioritySpec(JUDGED, CENTRES))
    found, weights = figures(result), criteria_weights(JUDGED)[0]
    severe = np.array([(1, 0, 0), (0, 1, 0), (0.5, 0.5, 0)]) @ (100, 60, 20)
    mild = np.array([(0, 0, 1), (1, 0, 0), (1, 0, 0)]) @ (100, 60, 20)
    assert found["complaint_priority", "dirt", ""] == pytest.approx(weights @ severe)
    assert found["complaint_priority", "wait", ""] == pytest.approx(weights @ mild)
    assert [found["place_by_number", name, ""] for name in ("dirt", "wait")] == [2, 1]
    assert [found["place_by_priority", name, ""] for name in ("dirt", "wait")] == [1, 2]
    shares = {row.other: row.value for row in result.to_findings()
              if (row.measure, row.subject) == ("complaint_grade", "dirt")}  # fmt: skip
    assert sum(shares.values()) == pytest.approx(1)


def test_equals_share_a_place_and_what_has_no_severity_has_one_by_number_alone():
    rows = [("dirt", "2025-03-02", "", ""), ("wait", "2025-03-02", "", "")]
    given = register(*rows, severity=["low", None])
    found = figures(rank_complaints(given, spec(), PrioritySpec(JUDGED, CENTRES)))
    assert [found["place_by_number", name, ""] for name in ("dirt", "wait")] == [1, 1]
    assert ("complaint_priority", "wait", "") not in found


def test_a_study_that_ranks_nothing_has_no_ranks():
    given = register(("dirt", "2025-03-02", "", ""))
    assert rank_complaints(given, spec(), PrioritySpec()).to_findings() == []
    assert rank_complaints(given, spec("2025-05"), PrioritySpec(JUDGED, CENTRES)).to_findings() == []


def test_room_in_the_index_is_the_distance_from_the_best_times_the_weight():
    wave, scores = drawn("2025-03", 4), replace(SCORES, scales=dict.fromkeys(ITEMS, (1.0, 10.0)))
    about = {"dirt": "q5", "wait": "room", "noise": "q1", "bill": "overall"}
    rows = index_rooms(wave.summary, scores, PrioritySpec(about=about, root="top")).to_findings()
    found = {row.subject: row for row in rows if row.measure == "index_room"}
    figures_of = [*index_figures(wave.summary, scores), *item_figures(wave.summary, replace(scores, outcomes=()))]
    means = {one.subject: one for one in figures_of if one.measure in {"mean", "index"}}
    assert set(found) == {"dirt", "wait", "noise"}
    factor = 0.5 / 3 * 100 / 9
    assert found["dirt"].value == pytest.approx(factor * (10 - wave.rows["q5"].mean()))
    assert found["dirt"].low == pytest.approx(factor * (10 - means["q5"].high))
    assert found["dirt"].high == pytest.approx(factor * (10 - means["q5"].low))
    assert found["wait"].value == pytest.approx(0.5 * (100 - means["room"].estimate.value))
    assert (found["wait"].low, found["wait"].other) == (pytest.approx(0.5 * (100 - means["room"].high)), "room")
    assert {row.subject: row.value for row in rows if row.measure == "place_by_room"} == {
        "wait": 1,
        "dirt": 2,
        "noise": 3,
    }


def test_room_of_what_nobody_answered_gives_its_reason_and_no_place():
    wave = drawn("2025-03", 4)
    wave.rows["q5"] = np.nan
    rows = index_rooms(
        wave.summary, replace(SCORES, scales={"q5": (1.0, 10.0)}), PrioritySpec(about={"dirt": "q5"}, root="top")
    )
    (room,) = rows.to_findings()
    assert (room.value, room.reason) == (None, "all_missing")
