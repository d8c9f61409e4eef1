"""Changes of indices and paths by this wave's weights, with intervals that hold what was planted."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.structure.over_waves import path_changes
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_result import FEWEST_PSUS, PathSpec, path_model
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.rows import Rows, dealt_groups

from .facts import PLANTED, planted

SPEC = PathSpec(IndexScales(dict.fromkeys(PLANTED.items, (-5.0, 5.0))), together=False)


def summed(frame: pd.DataFrame):
    return sum_moments(frame, dealt_groups(frame))


def changes(now, before, model=PLANTED, spec=SPEC):
    return path_changes(summed(now), summed(before), model, "2024-12", spec)


def test_a_planted_change_is_found_and_signed_against_the_earlier_wave():
    now = planted(1, 800).add({name: 0.5 if name.startswith("a") else 0.0 for name in PLANTED.items})
    rows = {(row.measure, row.subject, row.other): row for row in changes(now, planted(2, 800)).to_findings()}
    a = rows["index_change", "a", ""]
    assert a.low < 5.0 < a.high
    assert a.low > 0
    assert {row.against for row in rows.values()} == {"2024-12"}
    assert rows["path_change", "a", "b"].low < 0 < rows["path_change", "a", "b"].high
    assert all(row.method.noted("jackknife") for row in rows.values())


def test_both_waves_are_scored_by_the_weights_of_this_one():
    now, before = planted(3, 400), planted(4, 400)
    found = changes(now, before)
    own = path_model(summed(now), PLANTED, SPEC)
    weights = own.values_of("index_weight")
    for name in "abc":
        w = weights[[item for item in PLANTED.items if item[0] == name]].to_numpy()
        items = list(PLANTED.blocks[name])
        expected = float((now[items].mean() - before[items].mean()).to_numpy() @ w * 10)
        assert found.values_of("index_change")[name, "", ""] == pytest.approx(expected)
    scale = now[list(PLANTED.items)].std()
    scores = {
        wave: frame[list(PLANTED.items)] / scale @ own.weights for wave, frame in (("now", now), ("before", before))
    }
    slopes = {wave: frame.corr().loc["a", "b"] for wave, frame in scores.items()}
    assert found.values_of("path_change")["a", "b", ""] == pytest.approx(slopes["now"] - slopes["before"])


def test_the_same_wave_twice_has_not_changed():
    data = planted(5, 300)
    for consistent in (False, True):
        found = changes(data, data, replace(PLANTED, consistent=consistent))
        np.testing.assert_allclose([row.value for row in found.to_findings()], 0, atol=1e-9)


@pytest.mark.parametrize("psus", [(FEWEST_PSUS - 1, 100), (100, FEWEST_PSUS - 1), (FEWEST_PSUS, FEWEST_PSUS)])
def test_few_psus_in_either_wave_leave_no_interval_and_the_method_says_why(psus):
    waves = [Rows(planted(at, 400), psu=np.arange(400) % n).moments() for at, n in enumerate(psus)]
    rows = path_changes(*waves, PLANTED, "2024-12", SPEC).to_findings()
    few = min(psus) < FEWEST_PSUS
    assert {row.low is None for row in rows} == {row.method.noted("too few replicate groups") for row in rows} == {few}
    assert all(row.value is not None for row in rows)


def test_errors_are_those_of_repeated_samples():
    drawn, told = [], []
    for seed in range(150):
        found = changes(planted(1000 + seed, 200), planted(5000 + seed, 300)).to_findings()
        drawn.append([row.value for row in found])
        told.append([row.se for row in found])
    np.testing.assert_allclose(np.mean(told, axis=0), np.std(drawn, axis=0), rtol=0.2)


def test_intervals_of_all_changes_hold_together_and_reasons_are_told():
    rows = changes(planted(6, 300), planted(7, 300), spec=replace(SPEC, together=True)).to_findings()
    assert {row.measure: row.family for row in rows} == {"index_change": 3, "path_change": 3}
    none = changes(planted(6, 300), planted(7, 8)).to_findings()
    assert {(row.value, row.reason) for row in none} == {(None, "few_answers")}
    turned = [planted(seed, 300).assign(a1=-planted(seed, 300)["a1"]) for seed in (6, 7)]
    assert {(row.value, row.reason) for row in changes(*turned).to_findings()} == {(None, "negative_weight")}
    assert all(row.method.noted("unstandardised weights") for row in rows if row.measure == "index_change")


def test_sums_without_groups_are_refused():
    with pytest.raises(CsatError) as caught:
        path_changes(sum_moments(planted(8, 100)), summed(planted(9, 100)), PLANTED, "2024-12", SPEC)
    assert "replicate groups" in str(caught.value)


def test_very_skewed_answers_of_few_leave_paths_without_an_interval_and_indices_with_one():
    now, before = (np.minimum(planted(seed, 100), 0.0) ** 3 for seed in (11, 12))
    rows = changes(now, before).to_findings()
    assert {row.measure: (row.low is None, row.method.noted("answers too skewed")) for row in rows} == {
        "index_change": (False, False),
        "path_change": (True, True),
    }
    many = changes(*(np.minimum(planted(seed, 300), 0.0) ** 3 for seed in (11, 12))).to_findings()
    assert all(row.low is not None for row in many)
