"""Weights of the kept rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import Faults
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Calibration, Sample, cells_of
from csat_lib.summary.summary import Summary
from csat_lib.weighting.raking import RakeSpec, rake

MARGINS = {"store": {"S1": 0.4, "S2": 0.6}, "member": {"none": 0.6, "gold": 0.4}}
TOO_FAST = [{"rule": "seconds", "below": 200}]


def respondents(folder):
    return pd.read_parquet(folder / "respondents.parquet")


def shares(frame, column):
    return (frame.groupby(column)["weight"].sum() / frame["weight"].sum()).to_dict()


def test_raked_weights_meet_the_margins_among_the_kept(collected, answers):
    frame = respondents(collected(answers, exclude=TOO_FAST, weights={"rake": MARGINS}))
    kept = frame[frame["kept"]]
    assert 50 < len(kept) < 115
    assert kept["weight"].mean() == pytest.approx(1, rel=1e-12)
    for name, target in MARGINS.items():
        assert shares(kept, name) == pytest.approx(target, abs=1e-9)
    assert frame.loc[~frame["kept"], "weight"].isna().all()


def test_weights_by_cell_are_those_by_respondent(collected, answers):
    frame = answers.assign(w=np.tile([1.0, 2.5, 4.0], 40))
    fields = {"id": "rid", "base_weight": "w"}
    kept = respondents(collected(frame, fields=fields, weights={"rake": MARGINS, "trim": 2}))
    whole = rake(answers[["store", "member"]], MARGINS, frame["w"], RakeSpec(trim=2))
    np.testing.assert_allclose(kept["weight"], whole.weights, rtol=1e-9)  # two orders of adding up the same cells
    assert kept["base_weight"].tolist() == frame["w"].tolist()


def test_without_margins_weights_are_the_base_weights_with_mean_1(collected, answers):
    frame = answers.assign(w=np.tile([1.0, 2.0, 3.0], 40))
    weights = respondents(collected(frame, fields={"base_weight": "w"}))["weight"]
    np.testing.assert_allclose(weights, np.tile([0.5, 1.0, 1.5], 40), rtol=1e-15)


def test_who_has_no_level_of_a_margin_keeps_a_weight(collected, answers):
    frame = answers.assign(store=answers["store"].mask(answers.index < 5, ""))
    kept = respondents(collected(frame, weights={"rake": {"store": MARGINS["store"]}}))
    assert kept["weight"].notna().all()
    known = kept[kept["store"].notna()]
    assert shares(known, "store") == pytest.approx(MARGINS["store"], abs=1e-9)


def room(folder):
    return Summary.load(folder / "summary").scores.mean("room")


def test_a_raked_wave_has_the_standard_errors_of_calibrated_weights(collected, answers):
    """The same as summed up from its respondents, the margins beside their weights."""
    folder = collected(answers, exclude=TOO_FAST, weights={"rake": MARGINS})
    kept = respondents(folder).query("kept")
    met = Calibration({name: kept[name] for name in MARGINS}, kept["base_weight"].to_numpy())
    whole = Sample(kept["weight"].to_numpy(), cells_of(kept, []), calibration=met)
    expected, found = sum_design(kept[["score.room"]], whole).mean("score.room"), room(folder)
    assert (found.value, found.se, found.df) == pytest.approx((expected.value, expected.se, expected.df), rel=1e-9)
    assert str(found.method) == "taylor, calibrated weights"


def test_margins_that_a_cap_keeps_far_off_leave_no_interval(collected, answers):
    margins = {"store": {"S1": 0.97, "S2": 0.03}}
    found = room(collected(answers, weights={"rake": margins, "trim": 1.2}))
    assert (found.value is not None, found.se, str(found.method)) == (True, None, "taylor, margins far off")
    free = room(collected(answers, weights={"rake": margins}))
    assert (free.se is not None, str(free.method)) == (True, "taylor, calibrated weights")


CONTRADICTORY = {"store": {"S1": 0.2, "S2": 0.8}, "member": {"none": 0.4, "gold": 0.6}}


def test_margins_that_contradict_one_another_stop_the_run(collected, answers):
    """Whoever has a card is in the first store: the cards' share cannot be three times that of the store."""
    frame = answers.assign(member=np.where(answers["store"] == "S1", "gold", "none"))
    with pytest.raises(Faults) as caught:
        collected(frame, weights={"rake": CONTRADICTORY})
    assert str(caught.value).split("2025-03.yaml ")[1] == (
        "cannot be weighted: 1 fault.\n"
        "  margins `store` and `member`: no weights above 0 meet both: who has `S2` of `store` (target 0.8) has only "
        "`none` of `member` (target 0.4). Correct the shares, or merge levels, under `weights: rake`. To go on "
        "without, write `unmet: tell` under `weights`: page one then says so, and figures have no intervals."
    )


def test_margins_that_contradict_one_another_leave_no_interval_where_the_study_goes_on(collected, answers):
    frame = answers.assign(member=np.where(answers["store"] == "S1", "gold", "none"))
    found = room(collected(frame, weights={"rake": CONTRADICTORY, "unmet": "tell"}))
    assert (found.value is not None, found.se, str(found.method)) == (True, None, "taylor, margins far off")


def test_a_crossed_margin_is_met_counted_and_taken_out_of_the_errors(collected, answers):
    """The same as one question with the levels of both."""
    joint = {"S1*none": 0.3, "S1*gold": 0.1, "S2*none": 0.4, "S2*gold": 0.2}
    folder = collected(answers, weights={"rake": {"store*member": joint}, "distance": "linear"})
    kept = respondents(folder)
    kept = kept.assign(both=kept["store"] + "*" + kept["member"])
    assert shares(kept, "both") == pytest.approx(joint, abs=1e-9)
    counts = Summary.load(folder / "summary").counts
    assert counts.count("store*member", "S2*gold")[1] / len(kept) == pytest.approx(0.2)
    met = Calibration({"both": kept["both"]}, np.ones(len(kept)))
    whole = Sample(kept["weight"].to_numpy(), cells_of(kept, []), calibration=met)
    assert room(folder).se == pytest.approx(sum_design(kept[["score.room"]], whole).mean("score.room").se, rel=1e-9)


@pytest.mark.parametrize("given", ["-2", "0"])
def test_base_weights_that_are_not_above_zero_stop_the_run(collected, answers, given):
    frame = answers.assign(w=np.where(answers.index == 3, given, "1.5"))
    with pytest.raises(Faults) as caught:
        collected(frame, fields={"id": "rid", "base_weight": "w"}, weights={"rake": MARGINS})
    assert str(caught.value).splitlines()[1:] == [
        f"  answers.csv, column `w`, row 5: `{given}` is not a number above 0."
    ]


def test_an_empty_target_cell_stops_the_run(collected, answers):
    frame = answers.assign(member=np.where(answers["store"] == "S1", "none", answers["member"]))
    joint = {"S1*none": 0.3, "S1*gold": 0.1, "S2*none": 0.4, "S2*gold": 0.2}
    with pytest.raises(Faults) as caught:
        collected(frame, weights={"rake": {"store*member": joint}})
    assert str(caught.value).splitlines()[1:] == [
        (
            "  margin `store*member`: no respondent has the level `S1*gold`, which has a target; respondents have "
            "S1*none, S2*gold, S2*none. Merge it with another level under `weights: rake`."
        )
    ]
