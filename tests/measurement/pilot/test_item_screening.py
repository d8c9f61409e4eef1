"""Screening the items of a pilot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.findings.catalogue import MEASURES, pilot
from csat_lib.measurement.correlations.interval import fisher_by_replicates
from csat_lib.measurement.pilot.item_screening import ItemRange, ScreenSpec, screen_items
from csat_lib.summary.rows import Rows, dealt_groups
from tests.measurement.facts import SCALES, A, B, synthetic
from tests.measurement.pilots import ASKED, MODEL, by_item, drawn

TWO = {"a": A, "b": B}
SEVEN = {item: ItemRange(1.0, 7.0, 150) for item in A + B}


def figures(screened, measure: str) -> np.ndarray:
    return np.array(
        [screened.figures[item][MEASURES["pilot", measure]].value for item in screened.figures], dtype=float
    )


def decisions(screened) -> dict[str, str]:
    return {verdict.item: verdict.decision for verdict in screened.verdicts}


def reasons(screened, item: str) -> tuple[str, ...]:
    return next(verdict.reasons for verdict in screened.verdicts if verdict.item == item)


@pytest.mark.parametrize(
    ("measure", "name"),
    [
        ("mean", "mean"),
        ("sd", "sd"),
        ("skewness", "skewness"),
        ("floor", "floor"),
        ("ceiling", "ceiling"),
        ("missing_share", "missing"),
        ("item_rest", "item_rest"),
        ("alpha_if_dropped", "alpha_if_dropped"),
        ("critical_ratio", "pooled_t"),
        ("critical_ratio_welch", "welch_t"),
        ("other_r", "other_r"),
    ],
)
def test_figures_are_those_of_r(measure, name):
    screened = screen_items(synthetic(), TWO, SEVEN)
    np.testing.assert_allclose(figures(screened, measure), [by_item(name, item) for item in A + B], rtol=1e-10)


@pytest.mark.parametrize("measure", ["loading", "communality", "own_loading", "cross_loading"])
def test_factor_figures_are_those_of_psych_which_stops_short_of_the_optimum(measure):
    screened = screen_items(synthetic(), TWO, SEVEN)
    np.testing.assert_allclose(figures(screened, measure), [by_item(measure, item) for item in A + B], atol=2e-4)


def test_the_interval_of_the_item_rest_correlation_is_the_jackknife_near_psych_s_of_normal_answers():
    screened = screen_items(synthetic(), TWO, SEVEN)
    rows = [screened.figures[item][pilot.ITEM_REST] for item in A + B]
    ends = np.array([[row.low, row.high] for row in rows])
    normal = np.array([[by_item(f"item_rest_{end}", item) for end in ("low", "high")] for item in A + B])
    np.testing.assert_allclose(ends, normal, atol=0.035)
    assert not np.allclose(ends, normal, atol=0.003)
    whole = synthetic()[A].dropna()
    group, others = dealt_groups(whole).group, A[1:]
    left_out = np.array(
        [np.corrcoef(x["a1"], x[others].sum(axis=1))[0, 1] for x in (whole[group != g] for g in range(100))]
    )
    by_hand = fisher_by_replicates(rows[0].value, left_out, 0.0, 0.95)
    assert (rows[0].low, rows[0].high, rows[0].se) == pytest.approx((by_hand.low, by_hand.high, by_hand.se), rel=1e-7)


def test_answers_too_skewed_for_their_number_leave_the_item_rest_correlation_without_an_interval():
    best = synthetic()[A].dropna().head(100).apply(lambda answers: answers.where(answers < answers.quantile(0.2), 7.0))
    row = screen_items(best, {"a": A}, SEVEN).figures["a1"][pilot.ITEM_REST]
    assert row.value is not None
    assert (row.low, row.high) == (None, None)
    assert row.method.noted("answers too skewed")


def test_sound_items_are_kept_without_a_word():
    screened = screen_items(drawn(), MODEL, ASKED)
    assert set(decisions(screened).values()) == {"keep"}
    assert screened.dropped == ()
    assert screened.sound == {name: tuple(items) for name, items in MODEL.items()}


def test_a_planted_stranger_is_dropped_and_alpha_told_without_it():
    screened = screen_items(drawn(s5=0.0), MODEL, ASKED)
    assert decisions(screened) == dict.fromkeys(ASKED, "keep") | {"s5": "drop"}
    assert reasons(screened, "s5")[0] == "item_rest_poor"
    assert screened.dropped == ("s5",)
    assert screened.model["staff"] == ("s1", "s2", "s3", "s4")
    assert screened.revised["staff"].alpha > screened.alphas["staff"].alpha + 0.05


def test_no_sound_item_is_ever_dropped_and_a_stranger_is_always_seen():
    for seed in range(20):
        screened = screen_items(drawn(120, seed, s5=0.0), MODEL, ASKED)
        assert screened.dropped in {(), ("s5",)}
        assert decisions(screened)["s5"] != "keep"


def test_an_item_that_runs_the_other_way_is_reviewed_not_dropped():
    screened = screen_items(drawn(s5=-0.7), MODEL, ASKED)
    assert decisions(screened)["s5"] == "review"
    assert reasons(screened, "s5") == ("negative",)
    assert screened.sound["staff"] == ("s1", "s2", "s3", "s4")


def test_a_construct_is_never_left_with_fewer_than_three_items():
    screened = screen_items(drawn(r3=0.0, r4=0.0), MODEL, ASKED)
    assert sorted([decisions(screened)["r3"], decisions(screened)["r4"]]) == ["drop", "review"]
    reviewed = next(item for item in ("r3", "r4") if decisions(screened)[item] == "review")
    assert "few_items" in reasons(screened, reviewed)
    dropped = next(item for item in ("r3", "r4") if item != reviewed)
    rests = {item: screened.figures[item][pilot.ITEM_REST].value for item in ("r3", "r4")}
    assert rests[dropped] < rests[reviewed]


def test_the_analysts_decision_holds_and_stands_beside_the_machines():
    overruled = {"s5": "keep", "r1": "drop"}
    screened = screen_items(drawn(s5=0.0), MODEL, ASKED, overruled=overruled)
    found = {verdict.item: (verdict.decision, verdict.final) for verdict in screened.verdicts}
    assert found["s5"] == ("drop", "keep")
    assert found["r1"] == ("keep", "drop")
    assert screened.dropped == ("r1",)
    assert screened.sound["staff"] == ("s1", "s2", "s3", "s4", "s5")
    counted = {row.subject: row.value for row in screened.to_findings() if row.measure == "sound_items"}
    assert counted == {name: len(items) for name, items in screened.sound.items()}
    texts = {(text.kind, text.subject): (text.text, text.other) for text in screened.to_texts()}
    assert texts["overrule", "s5"] == ("keep", "drop")
    assert texts["decision", "s5"][0] == "drop"
    assert texts["final", "s5"] == ("keep", "")


def test_the_analysts_drops_count_before_the_machines():
    screened = screen_items(drawn(r4=0.0), MODEL, ASKED, overruled={"r1": "drop"})
    assert decisions(screened)["r4"] == "review"
    assert reasons(screened, "r4")[-1] == "few_items"


def test_few_answers_drop_nothing():
    screened = screen_items(drawn(29, s5=-0.05), MODEL, ASKED, ScreenSpec(item_rest=0.9))
    assert decisions(screened)["s5"] == "review"
    assert "few_answers" in reasons(screened, "s5")


def test_an_item_that_everybody_answers_alike_is_dropped():
    screened = screen_items(drawn().assign(s5=7.0), MODEL, ASKED)
    assert decisions(screened)["s5"] == "drop"
    assert reasons(screened, "s5") == ("no_variance", "one_end")
    assert screened.figures["s5"][pilot.ITEM_REST].reason == "no_variance"
    assert screened.figures["s5"][pilot.SKEWNESS].reason == "no_variance"


def test_answers_at_one_end_and_blanks_are_signs():
    frame = drawn()
    frame["s5"] = frame["s5"].where(np.arange(400) % 7 == 0, 7.0)
    frame.loc[:60, "r1"] = np.nan
    screened = screen_items(frame, MODEL, ASKED)
    assert "one_end" in reasons(screened, "s5")
    assert reasons(screened, "r1") == ("missing_many",)


def test_an_item_of_another_construct_is_seen_by_its_cross_loading_and_its_nearness():
    frame = drawn(seed=3)
    mixed = frame["s1"] + frame["s2"] + frame["s3"]
    frame["r4"] = np.clip(np.round(mixed / 3 + np.random.default_rng(9).normal(0, 0.8, 400)), 1, 7)
    screened = screen_items(frame, MODEL, ASKED)
    assert {"loads_elsewhere", "nearer_other"} <= set(reasons(screened, "r4"))
    assert screened.figures["r4"][pilot.CROSS_LOADING].other == "staff"
    assert screened.figures["r4"][pilot.OTHER_R].other == "staff"
    assert decisions(screened)["r4"] == "review"


def test_a_construct_without_a_factor_of_its_own_is_recorded():
    screened = replace(screen_items(drawn(), MODEL, ASKED), merged=("room",))
    assert [text.subject for text in screened.to_texts() if text.kind == "merged"] == ["room"]
    assert screen_items(drawn(), MODEL, ASKED).merged == ()


def test_weights_play_no_part_and_the_method_says_so():
    frame = drawn()
    weighted = Rows(frame, np.linspace(0.2, 3, 400))
    one, two = screen_items(frame, MODEL, ASKED), screen_items(weighted, MODEL, ASKED)
    assert one.to_findings() == two.to_findings()
    methods = {str(row.method) for row in one.to_findings() if row.measure not in {"alpha", "alpha_revised"}}
    assert all("unweighted" in method for method in methods)


@pytest.mark.parametrize("n", [0, 1, 2, 4, 8])
def test_fewer_answers_than_items_give_reasons_and_no_error(n):
    screened = screen_items(drawn(n), MODEL, ASKED)
    rows = screened.to_findings()
    assert all((row.value is None) == bool(row.reason) for row in rows)
    if n <= 4:
        rest = [screened.figures[item][pilot.ITEM_REST] for item in ASKED]
        assert {row.reason for row in rest} <= {"few_answers", "all_missing"} or n > 2
        assert {row.low for row in rest} == {None}
        assert set(decisions(screened).values()) == {"review"}


def test_one_item_and_two_items_give_reasons():
    screened = screen_items(drawn(), {"alone": ["r1"], "pair": ["s1", "s2"]}, ASKED)
    assert screened.figures["r1"][pilot.ITEM_REST].reason == "one_item"
    assert screened.figures["r1"][pilot.CRITICAL_RATIO].reason == "one_item"
    assert screened.figures["s1"][pilot.ALPHA_IF_DROPPED].reason == "one_item"
    assert screened.figures["s1"][pilot.LOADING].reason == "few_items"
    assert decisions(screened) == {"r1": "keep", "s1": "keep", "s2": "keep"}
    assert pilot.CROSS_LOADING not in screened.figures["s1"]


def test_one_construct_has_no_other_to_lean_to():
    screened = screen_items(drawn()[MODEL["staff"]], {"staff": MODEL["staff"]})
    assert {pilot.OTHER_R, pilot.CROSS_LOADING}.isdisjoint(screened.figures["s1"])
    assert screened.figures["s1"][pilot.CEILING].value == pytest.approx((drawn()["s1"] == 7).mean())


def test_shares_at_the_ends_of_a_construct_are_of_those_whose_every_answer_is_there():
    frame = pd.DataFrame({"r1": [1.0, 1, 7, 7], "r2": [1.0, 2, 7, 7], "r3": [1.0, 1, 7, np.nan], "r4": [1.0, 1, 7, 7]})
    screened = screen_items(frame, {"room": MODEL["room"]}, ASKED)
    shares = {row.measure: (row.value, row.n) for row in screened.ends}
    assert shares == {"floor": (1 / 3, 3), "ceiling": (1 / 3, 3)}


def test_all_findings_are_of_the_pilot():
    rows = screen_items(drawn(), MODEL, ASKED).to_findings()
    assert {row.topic for row in rows} == {"pilot"}
    assert len(rows) == 9 * 15 + 2 * 3 + 4


def test_an_unknown_item_is_refused():
    with pytest.raises(CsatError) as caught:
        screen_items(drawn(), {"room": ["r1", "r9"]})
    assert str(caught.value) == ("`r9` is no item of these answers; there is r1, r2, r3, r4, s1, s2, s3, s4, s5.")


def test_scales_of_the_synthetic_items_are_judged_as_they_were_made():
    screened = screen_items(synthetic(), {name: SCALES[name] for name in ("a", "b")}, SEVEN)
    assert screened.dropped == ()
