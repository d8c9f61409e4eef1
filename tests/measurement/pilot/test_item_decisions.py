"""Keep, review or drop, from figures alone."""

from __future__ import annotations

import pytest

from csat_lib.findings import Finding, way
from csat_lib.findings.catalogue import MEASURES
from csat_lib.findings.catalogue.pilot import ITEM_REST
from csat_lib.findings.measure import Measure
from csat_lib.measurement.pilot.item_decisions import ScreenSpec, decide, is_merged, signs
from csat_lib.measurement.pilot.item_statistics import figure

SOUND = {
    "item_rest": 0.6,
    "alpha_if_dropped": 0.75,
    "loading": 0.7,
    "communality": 0.49,
    "critical_ratio": 9.0,
    "critical_ratio_welch": 8.8,
    "own_loading": 0.7,
    "cross_loading": 0.1,
    "other_r": 0.3,
    "mean": 4.0,
    "sd": 1.2,
    "skewness": -0.4,
    "floor": 0.05,
    "ceiling": 0.15,
    "missing_share": 0.02,
}


def item(n: int = 100, high: float = 0.7, **changed: float) -> dict[Measure, Finding]:
    ends = {"low": 0.0, "high": high, "confidence": 0.95}
    values = {MEASURES["pilot", name]: value for name, value in (SOUND | changed).items()}
    rows = {measure: figure("q", measure, value, n, method=way("raw")) for measure, value in values.items()}
    return rows | {ITEM_REST: figure("q", ITEM_REST, values[ITEM_REST], n, method=way("raw"), **ends)}


def said(**changed: float) -> tuple[str, ...]:
    return signs(item(**changed), 0.8, ScreenSpec())


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"sd": 0.0}, ("no_variance",)),
        ({"item_rest": -0.21, "communality": 0.3, "critical_ratio": -4.0}, ("negative",)),
        ({"item_rest": -0.20}, ("item_rest_poor", "nearer_other")),
        ({"item_rest": 0.199, "other_r": 0.1}, ("item_rest_poor",)),
        ({"item_rest": 0.20}, ("item_rest_low",)),
        ({"item_rest": 0.30}, ()),
        ({"critical_ratio_welch": 2.99}, ("critical_ratio_low",)),
        ({"critical_ratio": 2.99}, ("critical_ratio_low",)),
        ({"alpha_if_dropped": 0.811}, ("alpha_rises",)),
        ({"alpha_if_dropped": 0.809}, ()),
        ({"communality": 0.19}, ("loading_low",)),
        ({"cross_loading": -0.6}, ("loads_elsewhere",)),
        ({"cross_loading": 0.55, "own_loading": 0.68}, ()),  # .55^2 * 1.5 < .68^2
        ({"cross_loading": 0.5, "own_loading": 0.3}, ()),  # within twice the critical value of 100 answers, .52
        ({"other_r": 0.81}, ("nearer_other",)),
        ({"other_r": 0.79}, ()),
        ({"ceiling": 0.81}, ("one_end",)),
        ({"floor": 0.81}, ("one_end",)),
        ({"skewness": -2.1}, ("skewed",)),
        ({"missing_share": 0.11}, ("missing_many",)),
    ],
)
def test_each_sign_has_its_threshold(changed, expected):
    assert said(**changed) == expected


def test_a_cross_loading_of_many_answers_counts_from_its_threshold():
    figures = item(n=1000, cross_loading=0.33, own_loading=0.3)
    assert signs(figures, 0.8, ScreenSpec()) == ("loads_elsewhere",)


def test_a_cross_loading_counts_only_where_the_construct_has_a_factor():
    stray = {"own_loading": 0.2, "cross_loading": 0.7}
    assert is_merged({"a": item(**stray), "b": item(**stray), "c": item()})
    assert not is_merged({"a": item(**stray), "b": item(), "c": item()})
    assert not is_merged({})
    alone = decide({"a": item(**stray), "b": item(), "c": item()}, 0.8, ScreenSpec(), {})
    assert alone["a"] == ("review", ("loads_elsewhere",))
    without = decide({"a": item(**stray), "b": item(**stray), "c": item()}, 0.8, ScreenSpec(), {})
    assert {decision for decision, _ in without.values()} == {"keep"}


def poor(rest: float, n: int = 100, high: float = 0.25) -> dict[Measure, Finding]:
    return item(n, high, item_rest=rest, other_r=0.0)


def test_a_poor_item_is_dropped_when_even_its_best_case_is_poor():
    others = {name: item() for name in "abc"}
    assert decide({**others, "d": poor(0.1)}, 0.8, ScreenSpec(), {})["d"] == ("drop", ("item_rest_poor",))
    assert decide({**others, "d": poor(0.1, high=0.31)}, 0.8, ScreenSpec(), {})["d"][0] == "review"


def test_what_holds_a_drop_back_is_said():
    others = {name: item() for name in "abc"}
    few = decide({**others, "d": poor(0.1, n=29)}, 0.8, ScreenSpec(), {})
    assert few["d"] == ("review", ("item_rest_poor", "few_answers"))
    two = decide({**others, "d": poor(0.1), "e": poor(0.05), "f": poor(0.15)}, 0.8, ScreenSpec(fewest_items=4), {})
    assert [two[name][0] for name in "def"] == ["drop", "drop", "review"]
    assert two["f"][1] == ("item_rest_poor", "few_items")


def test_an_overruled_item_costs_the_others_nothing():
    items = {name: item() for name in "ab"} | {"c": poor(0.05), "d": poor(0.1)}
    decided = decide(items, 0.8, ScreenSpec(), {"c": "keep"})
    assert (decided["c"][0], decided["d"][0]) == ("drop", "drop")


def test_the_order_of_the_items_stays():
    items = {"z": item(), "y": poor(0.1), "x": item(), "w": item()}
    assert list(decide(items, 0.8, ScreenSpec(), {})) == ["z", "y", "x", "w"]
