"""One rule over a whole report: shares of the error after Sidak."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from csat_lib.findings import way
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec
from csat_lib.insight.simultaneous import EVERYBODY, GROUPS, Comparisons, comparisons, simultaneous
from csat_lib.summary.estimate import Estimate

ALL_GROUPS, ALL_ALL = sum(GROUPS.values()), sum(EVERYBODY.values())
TWO = Comparisons(ScoreSpec({"top": ()}), {"store": 2}, {"store": 2})


def figure(value: float | None, se: float | None = 1.0, reason: str = "") -> ScoreFigure:
    estimate = Estimate(value, se, 1e9, 100, 100, 100, way("taylor"), reason)
    return ScoreFigure("top", "gap", estimate, cell=("store", "S1"))


def test_each_of_two_intervals_is_made_at_the_root_of_the_confidence():
    reach = norm.ppf((1 + 0.95 ** (ALL_GROUPS / 2)) / 2)
    found = simultaneous([figure(0.0), figure(5.0)], TWO)
    assert (found[0].low, found[0].high) == pytest.approx((-reach, reach), abs=1e-6)
    assert (found[1].low, found[1].high) == pytest.approx((5 - reach, 5 + reach), abs=1e-6)
    assert {str(one.estimate.method) for one in found} == {"taylor, together with 2 at 0.24 of the error"}
    assert found[0].estimate.method.family == 2


def test_a_p_value_is_adjusted_as_its_interval_is():
    found = simultaneous([figure(norm.ppf((1 + 0.95 ** (ALL_GROUPS / 2)) / 2)), figure(0.0)], TWO)
    assert found[0].p == pytest.approx(0.05, abs=1e-6)


def test_very_small_and_very_large_p_values_survive():
    found = simultaneous([figure(12.0), figure(0.0)], TWO)
    assert found[0].p == pytest.approx(2 / ALL_GROUPS * 3.552964e-33, rel=1e-5)  # R: 2 * pnorm(-12) over its share
    assert found[1].p == 1.0


def test_the_only_comparison_of_a_report_is_left_as_it_is():
    (found,) = simultaneous([figure(3.0)], replace(TWO, gaps={"store": 1}))
    assert (found.low, str(found.estimate.method)) == (pytest.approx(3 - 1.959964, abs=1e-6), "taylor")


def test_figures_without_an_error_are_left_as_they_are():
    hidden = figure(None, None, "small_base")
    assert simultaneous([hidden], TWO) == [hidden]


def test_independent_nulls_are_all_covered_at_the_stated_confidence():
    draw = np.random.default_rng(9).normal(size=(4000, 8))
    eight = replace(TWO, gaps={"store": 8}, levels={"store": 8})
    reach = simultaneous([figure(0.0)], eight)[0].high
    covered = (np.abs(draw) < reach).all(axis=1).mean()
    assert covered == pytest.approx(0.95**ALL_GROUPS, abs=3 * np.sqrt(0.95 * 0.05 / 4000))


NAMED = ScoreSpec(
    {"room": (), "food": ()}, {"top": {"room": 1, "food": 1}}, ("overall",), "nps",
    headlines=("top", "nps", "overall"), unit="store", has_earlier=True,
)  # fmt: skip


BY_UNIT = ALL_GROUPS * GROUPS["by unit"] / (GROUPS["by unit"] + GROUPS["rest"])
"""What is left to units where no item has a scale."""


def shares(compared: Comparisons) -> dict[tuple[str, str, str], float]:
    """Every comparison's share."""
    estimate = figure(0.0).estimate
    subjects, found = ("top", "room", "food", "overall", "nps"), {}
    for subject in subjects:
        if subject in compared.spec.targets:
            found["target_gap", subject, ""] = compared.share(ScoreFigure(subject, "target_gap", estimate))
        cells = [(by, str(number)) for by, n in compared.levels.items() for number in range(n)]
        for measure, cell in [("gap", cell) for cell in cells] + [("change", cell) for cell in [*cells, ("all", "")]]:
            if measure == "gap" and int(cell[1]) >= compared.gaps[cell[0]]:
                continue
            if measure == "change" and not compared.spec.has_earlier:
                continue
            found[measure, subject, "/".join(cell)] = compared.share(ScoreFigure(subject, measure, estimate, cell=cell))
        for by in compared.levels if compared.spec.has_earlier else ():
            found["mix", subject, by] = compared.share(ScoreFigure(subject, "mix", estimate, other=by))
    return found


AIMS = {"top": 80.0, "room": 75.0, "nps": 40.0}


@pytest.mark.parametrize("has_earlier", [True, False])
@pytest.mark.parametrize("unit", ["store", ""])
@pytest.mark.parametrize("targets", [{}, AIMS])
def test_the_shares_of_all_comparisons_add_up_to_what_is_spent(unit, has_earlier, targets):
    spec = replace(NAMED, unit=unit, has_earlier=has_earlier, targets=targets)
    compared = Comparisons(spec, {"store": 8, "member": 1}, {"store": 8, "member": 2})
    found = shares(compared)
    assert sum(found.values()) == pytest.approx(ALL_GROUPS + ALL_ALL * (has_earlier or bool(targets)), rel=1e-12)
    assert len(found) == compared.number


def test_what_the_study_names_beforehand_has_the_most_and_the_index_twice_of_it():
    found = shares(Comparisons(NAMED, {"store": 8, "member": 4}, {"store": 8, "member": 4}))
    assert found["change", "top", "all/"] == pytest.approx(EVERYBODY["headline"] / 2)
    assert found["change", "nps", "all/"] == pytest.approx(EVERYBODY["headline"] / 4)
    assert found["change", "room", "all/"] == pytest.approx(EVERYBODY["total"] / 2)
    assert found["gap", "top", "store/1"] == pytest.approx(BY_UNIT * 2 / 64)
    assert found["gap", "top", "store/1"] > 5 * found["gap", "room", "store/1"]
    assert found["gap", "room", "store/1"] == found["gap", "top", "member/1"]


def test_scores_against_their_targets_share_with_the_changes_of_what_is_named_and_take_nothing_from_the_units():
    levels = {"store": 8, "member": 4}
    found, without = (shares(Comparisons(replace(NAMED, targets=aims), levels, levels)) for aims in (AIMS, {}))
    assert found["target_gap", "room", ""] == found["target_gap", "nps", ""] == found["change", "nps", "all/"]
    assert found["target_gap", "top", ""] == found["change", "top", "all/"] == 2 * found["target_gap", "room", ""]
    assert found["target_gap", "room", ""] == pytest.approx(EVERYBODY["headline"] / 8)
    assert all(found[key] == without[key] for key in without if key[0] == "gap" or key[2] != "all/")


def test_a_study_without_a_unit_and_an_earlier_wave_gives_its_groups_all():
    spec = ScoreSpec(NAMED.constructs, NAMED.index, headlines=("top",))
    found = shares(Comparisons(spec, {"member": 4}, {"member": 4}))
    assert found["gap", "top", "member/0"] == pytest.approx(
        ALL_GROUPS * GROUPS["by unit"] / (GROUPS["by unit"] + GROUPS["rest"]) / 4
    )


def test_levels_under_the_minimum_base_are_not_counted_and_two_that_are_everybody_once(make_wave, spec):
    found = comparisons(make_wave("2025-12", 1, (60, 60, 60, 9)).summary, spec)
    assert (found.gaps, found.levels) == ({"store": 3, "member": 1}, {"store": 3, "member": 2})
    assert found.number == 5 * (3 + 1)


ASKED = replace(
    NAMED, constructs={"room": ("bed", "bath"), "food": ("meal",)}, scales=dict.fromkeys(("bed", "bath"), (1, 5))
)


def test_items_of_constructs_of_several_are_counted_and_take_their_share_alone():
    plain, asked = (Comparisons(spec, {"store": 8}, {"store": 8}) for spec in (NAMED, ASKED))
    assert asked.number == plain.number + 2 * (8 + 8 + 1)
    estimate = figure(0.0).estimate
    item = asked.share(ScoreFigure("bed", "item_gap", estimate, cell=("store", "1")))
    assert item == pytest.approx(GROUPS["items"] / 34)
    assert asked.share(ScoreFigure("bath", "item_change", estimate)) == item
    gap = ScoreFigure("top", "gap", estimate, cell=("store", "1"))
    assert asked.share(gap) == pytest.approx(GROUPS["by unit"] * 2 / 64)
    assert sum(GROUPS.values()) + sum(EVERYBODY.values()) < 1
