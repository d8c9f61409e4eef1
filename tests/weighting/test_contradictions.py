"""Margins that no weights meet: which contradict one another, and of which levels it comes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.weighting.contradictions import why_unmet
from csat_lib.weighting.raking import RakeSpec, rake

DO = (
    "Correct the shares, or merge levels, under `weights: rake`. To go on without, write `unmet: tell` under "
    "`weights`: page one then says so, and figures have no intervals."
)


def told(frame: pd.DataFrame, targets: dict[str, dict[str, float]], spec: RakeSpec | None = None) -> list[str]:
    return list(map(str, why_unmet(frame, targets, rake(frame, targets, spec=spec))))


@pytest.mark.parametrize("distance", ["raking", "linear"])
def test_both_margins_are_named_and_the_levels_that_it_comes_of(distance):
    """Respondents of y are all of u; z and w are met by themselves."""
    frame = pd.DataFrame([(*pair, c) for pair in ("xu", "xv", "yu", "zw") for c in "st"], columns=list("abc"))
    targets = {
        "a": {"x": 0.2, "y": 0.6, "z": 0.2},
        "c": {"s": 0.6, "t": 0.4},
        "b": {"u": 0.5, "v": 0.3, "w": 0.2},
    }
    spec = RakeSpec(distance=distance, bounds=None if distance == "raking" else (0.0, 9.0))
    assert told(frame, targets, spec) == [
        (
            "margins `a` and `b`: no weights above 0 meet both: who has `y` of `a` (target 0.6) has only `u` of `b` "
            f"(target 0.5). {DO}"
        )
    ]


def test_targets_that_leave_nothing_for_a_combination_are_told_without_levels():
    """u is all of y's share: whoever has x and u would count nothing."""
    frame = pd.DataFrame({"a": list("xxyy"), "b": list("uvuu")})
    targets = {"a": {"x": 0.4, "y": 0.6}, "b": {"u": 0.6, "v": 0.4}}
    assert told(frame, targets) == [f"margins `a` and `b`: no weights above 0 meet both. {DO}"]


def test_three_margins_of_which_every_two_go_together():
    """Nobody has 1 on an odd number of them: three shares of .9 add up to more than 2."""
    rows = [row for row in product("01", repeat=4) if row[:3].count("1") % 2 == 0]
    frame = pd.DataFrame(rows, columns=list("abcd"))
    targets = {name: {"0": 0.1, "1": 0.9} for name in "abc"} | {"d": {"0": 0.5, "1": 0.5}}
    assert told(frame, targets) == [f"margins `a` and `b` and `c`: no weights above 0 meet all of them together. {DO}"]


def test_bounds_that_keep_all_weights_from_the_margins():
    frame = pd.DataFrame({"a": ["x"] * 9 + ["y"]})
    assert told(frame, {"a": {"x": 0.5, "y": 0.5}}, RakeSpec(distance="linear", bounds=(0.2, 3.0))) == [
        (
            "bounds 0.2 to 3: no weights within these multiples of the base weights meet the margins: `x` of `a` comes "
            "to 0.7, its target is 0.5. Widen them under `weights`. To go on without, write `unmet: tell` under "
            "`weights`: page one then says so, and figures have no intervals."
        )
    ]


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_what_raking_meets_is_no_contradiction_and_what_contradicts_is_not_met(seed):
    """Weights above 0 on any combinations make targets that can be met; other targets are met or told."""
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame({"a": draw.choice(list("xyz"), 6), "b": draw.choice(list("uv"), 6)}).drop_duplicates()
    w = draw.dirichlet(np.full(len(frame), 3.0))
    can = {name: pd.Series(w).groupby(frame[name].to_numpy()).sum().to_dict() for name in "ab"}
    assert told(frame, can) == []
    other = {
        name: dict(zip(sorted(set(frame[name])), draw.dirichlet(np.ones(frame[name].nunique())), strict=True))
        for name in "ab"
    }
    found = rake(frame, other, spec=RakeSpec(cycles=3000))
    assert bool(why_unmet(frame, other, found)) == (not found.meets_margins)
