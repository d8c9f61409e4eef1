"""Weights of the kept rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

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
