"""Figures of operation beside scores: Pearson's r of unit means with its p and no interval; small units left out."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from csat_lib.structure.objective import ObjectiveSpec, objective_links
from csat_lib.structure.path_result import PathSpec, path_model
from csat_lib.summary.rows import Rows

from .facts import PLANTED, planted

FRAME = planted(21, 400)
UNIT = pd.Series(np.repeat([f"u{k}" for k in range(8)], 50), name="unit")
SCORES = ((FRAME - FRAME.mean()) / FRAME.std()) @ path_model(FRAME, PLANTED, PathSpec()).weights.to_numpy()
MEANS = SCORES.groupby(UNIT.to_numpy()).mean().set_axis(list("abc"), axis=1)
FIGURES = {"speed": dict(zip(MEANS.index, np.arange(8.0), strict=True))}


def test_r_and_p_are_those_of_a_regression_over_the_unit_means_and_there_is_no_interval():
    spec = ObjectiveSpec(UNIT, FIGURES, {"speed": ["c"]})
    (row,) = objective_links(Rows(FRAME), PLANTED, spec).to_findings()
    told = stats.linregress(np.arange(8.0), MEANS["c"])
    assert (row.value, row.p) == pytest.approx((told.rvalue, told.pvalue), rel=1e-6)
    assert (row.low, row.high, row.se) == (None, None, None)
    assert row.method.noted("units may be skewed")
    assert (row.subject, row.other, row.n) == ("speed", "c", 8)


def test_pairs_hold_together_and_turn_with_the_figure():
    both = ObjectiveSpec(UNIT, FIGURES, {"speed": ["b", "c"]})
    one, two = objective_links(Rows(FRAME), PLANTED, both).to_findings()
    alone = objective_links(Rows(FRAME), PLANTED, ObjectiveSpec(UNIT, FIGURES, {"speed": ["c"]})).to_findings()[0]
    assert two.value == pytest.approx(alone.value)
    assert two.p == pytest.approx(1 - (1 - alone.p) ** 2)
    assert two.method.noted("sidak over #")
    back = {"speed": {unit: 5 - 3 * x for unit, x in FIGURES["speed"].items()}}
    turned = objective_links(Rows(FRAME), PLANTED, ObjectiveSpec(UNIT, back, {"speed": ["b", "c"]})).to_findings()
    assert [row.value for row in turned] == pytest.approx([-one.value, -two.value])
    assert [row.p for row in turned] == pytest.approx([one.p, two.p])


def test_small_units_and_those_without_a_figure_are_left_out():
    unit = UNIT.copy()
    unit[:45] = "u1"
    fewer = {"speed": {name: x for name, x in FIGURES["speed"].items() if name != "u7"}}
    (row,) = objective_links(Rows(FRAME), PLANTED, ObjectiveSpec(unit, fewer, {"speed": ["c"]})).to_findings()
    assert row.n == 6
    few = {"speed": {name: 1.0 * at for at, name in enumerate(("u1", "u2", "u3"))}}
    assert objective_links(Rows(FRAME), PLANTED, ObjectiveSpec(UNIT, few, {"speed": ["c"]})).to_findings() == []
    equal = {"speed": dict.fromkeys(MEANS.index, 3.0)}
    assert objective_links(Rows(FRAME), PLANTED, ObjectiveSpec(UNIT, equal, {"speed": ["c"]})).to_findings() == []
