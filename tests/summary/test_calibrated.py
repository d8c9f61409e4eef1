"""Standard errors of raked and post-stratified weights, against R's survey (reference/survey_calibrated.R)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.design import ALL, DesignTotals, Sample, rest_of, sum_design
from csat_lib.summary.sample import REASON, Calibration, cells_of
from csat_lib.weighting.raking import RakeSpec, rake

REFERENCE = Path(__file__).parents[1] / "reference"
SAMPLE = pd.read_csv(REFERENCE / "survey_sample.csv", comment="#", dtype={"store": "str"})
SAMPLE = SAMPLE.assign(own=SAMPLE["stratum"] + SAMPLE["psu"], cell=SAMPLE["member"] + " " + SAMPLE["age"])
R = pd.read_csv(REFERENCE / "survey_calibrated.csv", comment="#")
R = R.set_index(["weights", "design", "way", "figure"]).sort_index()
DESIGNS = {
    "simple": {},
    "strata": {"stratum": "stratum"},
    "strata_fpc": {"stratum": "stratum", "population": "size_respondents"},
    "psu": {"stratum": "stratum", "psu": "psu"},
    "psu_fpc": {"stratum": "stratum", "psu": "psu", "population": "size_psu"},
    "lonely": {"stratum": "lonely", "psu": "own"},
}
SHARES = {"member": {"gold": 0.3, "no": 0.7}, "age": {"young": 0.2, "middle": 0.5, "old": 0.3}}
JOINT = {f"{m} {a}": SHARES["member"][m] * SHARES["age"][a] for m in SHARES["member"] for a in SHARES["age"]}
STRATA = {"stratum": {"A": 0.4, "B": 0.35, "C": 0.25}}
TARGETS = {"rake": SHARES, "calibrate": SHARES, "postStratify": {"cell": JOINT}, "nested": {"cell": JOINT, **STRATA}}
TARGETS |= dict.fromkeys(("linear", "logit", "bounded"), SHARES)
OPTIONS = {"linear": {"distance": "linear"}, "logit": {"distance": "logit", "bounds": (0.3, 3.0)}}
OPTIONS["bounded"] = {"distance": "linear", "bounds": (0.2, 1.8)}
BASES = {"base": SAMPLE["weight"].to_numpy(), "one": np.ones(len(SAMPLE))}
S1, GOLD = ("store", "S1"), ("member", "gold")
CONTRASTS = {
    "all": [(1.0, "room", ALL)],
    "S1": [(1.0, "room", S1)],
    "gold": [(1.0, "room", GOLD)],
    "old": [(1.0, "room", ("age", "old"))],
    "food all": [(1.0, "food", ALL)],
    "index all": [(0.6, "room", ALL), (0.4, "food", ALL)],
    "S1 minus rest": [(1.0, "room", S1), (-1.0, "room", rest_of(S1))],
    "gold minus all": [(1.0, "room", GOLD), (-1.0, "room", ALL)],
}


def sample(frame: pd.DataFrame, design: str, weights: np.ndarray, base: np.ndarray, margins: list[str]) -> Sample:
    columns = {name: frame[column] for name, column in DESIGNS[design].items()}
    cells = cells_of(frame, ["store", "member", "age"], "store")
    return Sample(weights, cells, **columns, calibration=Calibration({name: frame[name] for name in margins}, base))


def totals(design: str = "strata", base: str = "base", way: str = "calibrate", frame: pd.DataFrame = SAMPLE):
    raked = rake(frame, TARGETS[way], BASES[base], RakeSpec(tolerance=1e-13, **OPTIONS.get(way, {})))
    whole = sample(frame, design, raked.weights, BASES[base], list(TARGETS[way]))
    return sum_design(frame[["room", "food"]], whole, [["room", "food"]])


def plain_errors(found: DesignTotals) -> list[float]:
    """Standard errors without the small-sample factor, which R does not have."""
    return [found.linear(terms).se / found.layout.margins.factor**0.5 for terms in CONTRASTS.values()]


@pytest.mark.parametrize("base", ["base", "one"])
@pytest.mark.parametrize("way", ["calibrate", "postStratify", "linear", "logit", "bounded", "nested"])
@pytest.mark.parametrize("design", DESIGNS)
def test_calibrated_and_poststratified_errors_equal_r_s(design, way, base):
    found, expected = totals(design, base, way), R.loc[(base, design, way)].loc[list(CONTRASTS)]
    np.testing.assert_allclose([found.linear(terms).value for terms in CONTRASTS.values()], expected["estimate"], 1e-9)
    np.testing.assert_allclose(plain_errors(found), expected["se"], rtol=1e-6)


@pytest.mark.parametrize("design", DESIGNS)
def test_raked_errors_equal_r_s_where_base_weights_are_equal(design):
    """R projects ten times on one margin after the other, which leaves a millionth or so."""
    np.testing.assert_allclose(
        plain_errors(totals(design, "one", "rake")),
        R.loc[("one", design, "rake")].loc[list(CONTRASTS), "se"],
        rtol=1e-6,
    )


def test_rake_of_r_differs_only_in_unweighted_coefficients():
    w = rake(SAMPLE, SHARES, BASES["base"], RakeSpec(tolerance=1e-13)).weights
    answered = SAMPLE["room"].notna().to_numpy()
    z = np.where(answered, SAMPLE["room"] - np.average(SAMPLE["room"][answered], weights=w[answered]), 0.0)
    x = pd.get_dummies(SAMPLE[["member", "age"]]).to_numpy(dtype=float)
    e = z - x @ np.linalg.lstsq(x, z, rcond=None)[0]
    u = w * e / w[answered].sum()
    assert np.sqrt(240 / 239 * ((u - u.mean()) ** 2).sum()) == pytest.approx(
        R.loc[("base", "simple", "rake", "all"), "se"], rel=1e-6
    )
    ours = totals("simple").mean("room").se
    assert ours == pytest.approx(R.loc[("base", "simple", "rake", "all"), "se"], rel=0.015)


def test_the_method_says_which():
    assert str(totals("strata").mean("room").method) == "taylor, calibrated weights"
    assert totals("strata").layout.margins.lost == 3


def test_margins_that_strata_meet_anyway_cost_nothing():
    raked = rake(SAMPLE, {"stratum": {"A": 0.4, "B": 0.3, "C": 0.3}})
    whole = sample(SAMPLE, "strata", raked.weights, np.ones(240), ["stratum"])
    found = sum_design(SAMPLE[["room"]], whole)
    assert (found.layout.margins.lost, found.layout.margins.factor) == (0, 1.0)
    fixed = sum_design(SAMPLE[["room"]], Sample(whole.weights, whole.cells, whole.stratum)).mean("room")
    complete = SAMPLE["room"].notna()
    assert complete.sum() < 240  # with holes a mean is a ratio, of which the strata's residuals are not all
    assert found.mean("room").se == pytest.approx(fixed.se, rel=0.01)


@pytest.mark.parametrize("design", ["strata", "psu"])
def test_batches_in_any_order_and_files_give_the_same(design, tmp_path):
    whole = totals(design)
    w = rake(SAMPLE, SHARES, BASES["base"], RakeSpec(tolerance=1e-13)).weights
    parts = []
    for rows in (slice(200, 240), slice(0, 90), slice(90, 200)):
        one = sample(SAMPLE[rows], design, w[rows], BASES["base"][rows], ["member", "age"])
        parts.append(sum_design(SAMPLE[["room", "food"]][rows], one, [["room", "food"]]))
    summed = parts[0] + parts[1] + parts[2]
    summed.save(tmp_path / "scores.parquet")
    for found in (summed, DesignTotals.load(tmp_path / "scores.parquet")):
        np.testing.assert_allclose(plain_errors(found), plain_errors(whole), rtol=1e-12)


def test_each_respondent_as_a_psu_of_his_own_changes_nothing():
    alone = SAMPLE.assign(psu=np.arange(240))
    np.testing.assert_allclose(plain_errors(totals("psu", frame=alone)), plain_errors(totals("strata")), rtol=1e-9)


def test_who_lacks_a_level_is_moved_by_no_share():
    """The level's share among those who have one is known, not how many have one: as a regression by hand."""
    frame = SAMPLE.assign(member=SAMPLE["member"].where(np.arange(240) % 9 > 0))
    raked = rake(frame, SHARES, spec=RakeSpec(tolerance=1e-13))
    found = sum_design(frame[["food"]], sample(frame, "simple", raked.weights, np.ones(240), list(SHARES)))
    w, known = raked.weights, frame["member"].notna()
    x = np.column_stack([np.ones(240), (frame["member"] == "gold") - 0.3 * known, frame["age"] == "old"])
    x = np.column_stack([x, frame["age"] == "young"]).astype(float)
    answered = frame["food"].notna().to_numpy()
    z = np.where(answered, frame["food"] - np.average(frame["food"][answered], weights=w[answered]), 0.0)
    u = w * (z - x @ np.linalg.lstsq(x, z, rcond=None)[0]) / w[answered].sum()
    n = w.sum() ** 2 / (w @ w)
    expected = np.sqrt(240 / 239 * ((u - u.mean()) ** 2).sum() * n / (n - 3))
    assert found.mean("food").se == pytest.approx(expected, rel=1e-9)


def test_what_the_margins_tell_has_no_error_left():
    """The share of members is what it was raked to; its error is not 0 but unknown, as of equal answers."""
    frame = SAMPLE.assign(is_gold=(SAMPLE["member"] == "gold") * 1.0, noise=SAMPLE["food"].fillna(60))
    raked = rake(frame, SHARES)
    found = sum_design(frame[["is_gold", "noise"]], sample(frame, "simple", raked.weights, np.ones(240), list(SHARES)))
    gold = found.mean("is_gold")
    assert (gold.value, gold.se) == (pytest.approx(0.3), None)
    assert found.mean("noise").gain > 0.9


def test_rows_that_a_rule_left_out_do_not_disturb():
    design = totals("simple")
    left = Sample(np.ones(9), {REASON: ["speed"] * 9}, calibration=Calibration({}, np.ones(9)))
    both = design + sum_design(SAMPLE[["room", "food"]][:9], left, [["room", "food"]])
    assert both.mean("room") == design.mean("room")
    assert both.mean("room", (REASON, "speed")).se is None
    undone = both.including("speed")
    assert undone.layout.margins is None
    assert undone.mean("room").value is not None


def test_margins_that_contradict_give_no_interval():
    frame = SAMPLE.assign(age=SAMPLE["member"])
    targets = {"member": {"gold": 0.3, "no": 0.7}, "age": {"gold": 0.5, "no": 0.5}}
    raked = rake(frame, targets, spec=RakeSpec(cycles=20))
    assert not raked.consistent
    whole = Sample(raked.weights, cells_of(frame, []), calibration=Calibration({}, np.ones(240), raked.consistent))
    found = sum_design(frame[["room"]], whole).mean("room")
    assert found.value is not None
    assert (found.se, found.interval(0.95)) == (None, (None, None))
    assert str(found.method) == "taylor, margins far off"
    met = sum_design(frame[["room"]], Sample(raked.weights, cells_of(frame, [])))
    with pytest.raises(CsatError, match="cannot be added"):
        sum_design(frame[["room"]], whole) + met


def test_one_weight_that_rules_all_gives_no_interval():
    frame, w = SAMPLE.fillna({"room": 70.0}), np.ones(240)
    w[0] = 100_000.0
    found = sum_design(frame[["room"]], Sample(w, cells_of(frame, []))).mean("room")
    assert (found.value, found.se) == (pytest.approx(frame["room"][0], rel=1e-2), None)
    w[:3] = 100_000.0
    few = sum_design(frame[["room"]], Sample(w, cells_of(frame, []))).mean("room")
    assert few.se is None


def test_margins_that_take_every_degree_of_freedom_leave_no_interval():
    frame = SAMPLE[:5].assign(a=list("xxyyz"), b=list("uvuvu"), c=list("ijjii"))
    shares = {"a": {"x": 0.4, "y": 0.3, "z": 0.3}, "b": {"u": 0.5, "v": 0.5}, "c": {"i": 0.5, "j": 0.5}}
    raked = rake(frame, shares)
    met = Calibration({name: frame[name] for name in shares}, np.ones(5))
    whole = Sample(raked.weights, cells_of(frame, []), calibration=met)
    assert sum_design(frame[["room"]], whole).mean("room").interval(0.95) == (None, None)
