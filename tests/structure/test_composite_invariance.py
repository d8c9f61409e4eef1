"""MICOM: seminr's scores over rotated groups; planted differences of composites, means, variances are found."""

import numpy as np
import pandas as pd
import pytest

from csat_lib.structure.composite_invariance import MicomSpec, composite_invariance, step_figures
from csat_lib.summary.rows import Rows

from .facts import PLANTED, grouped, planted

SPEC = MicomSpec(draws=400)


def smallest(frame: pd.DataFrame, levels: pd.Series, **rows) -> dict[str, float]:
    found = composite_invariance(Rows(frame, **rows), PLANTED, levels, SPEC).to_findings()
    return {one: min(row.p for row in found if row.measure == one) for one in dict.fromkeys(r.measure for r in found)}


def halves(n: int) -> pd.Series:
    return pd.Series(np.where(np.arange(n) % 2, "one", "other"), name="half")


def test_figures_are_those_of_seminr_s_weights_in_every_rotation():
    answers, published = grouped()
    x, group = answers[list(PLANTED.items)].to_numpy(float), answers["group"].to_numpy() == 1
    found = step_figures(x, np.ones(len(x)), (np.roll(group, k) for k in range(20)), PLANTED)
    for step, figure in enumerate(("match", "means", "spreads")):
        for (k, name), value in published(figure).items():
            assert found[int(k), step, PLANTED.constructs.index(name)] == pytest.approx(value, rel=1e-6)


def test_equal_groups_are_not_told_apart_and_planted_ones_are():
    frame, half = planted(11, 400), halves(400)
    one = (half == "one").to_numpy()
    assert min(smallest(frame, half).values()) > 0.05
    shifted = frame.where(~one[:, None] | ~frame.columns.str.startswith("b"), frame + 1.0)
    assert smallest(shifted, half)["composite_means"] < 0.05
    wider = frame.where(~one[:, None] | ~frame.columns.str.startswith("b"), frame * 2.0)
    assert smallest(wider, half)["composite_spreads"] < 0.05
    turned = frame.copy()
    turned.loc[one, ["b1", "b2"]] = np.random.default_rng(1).normal(size=(one.sum(), 2))
    assert smallest(turned, half)["composite_match"] < 0.05


def test_several_groups_are_each_held_against_the_others_and_small_ones_left_out():
    level = pd.Series(np.repeat(["x", "y", "z", "few"], [120, 120, 120, 40]), name="store")
    found = composite_invariance(Rows(planted(12, 400)), PLANTED, level, SPEC).to_findings()
    assert {(row.segment_by, row.segment) for row in found} == {("store", "x"), ("store", "y"), ("store", "z")}
    assert found[0].n == 120
    assert found[0].method.noted("sidak over #")


def test_of_two_groups_one_is_told_and_psus_are_not_permuted():
    frame = planted(13, 200)
    found = composite_invariance(Rows(frame), PLANTED, halves(200), SPEC).to_findings()
    assert {row.segment for row in found} == {"one"}
    drawn = composite_invariance(Rows(frame, psu=np.arange(200) // 4), PLANTED, halves(200), SPEC).to_findings()
    assert {(row.value, row.reason) for row in drawn} == {(None, "design_no_test")}
