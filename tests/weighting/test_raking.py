"""Raking: Kalton & Flores-Cervantes, R's survey, and what must hold of any raked weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError, Faults
from csat_lib.weighting.raking import RakeSpec, rake

REFERENCE = Path(__file__).parents[1] / "reference"
SAMPLE = pd.read_csv(REFERENCE / "survey_sample.csv", comment="#")
R = pd.read_csv(REFERENCE / "survey_weights.csv", comment="#")
TARGETS = {"stratum": {"A": 0.5, "B": 0.2, "C": 0.3}, "age": {"young": 0.2, "middle": 0.5, "old": 0.3}}

# Kalton & Flores-Cervantes (2003), Weighting Methods, Journal of Official Statistics 19: 81-97; factors as in R
# survey's tests/kalton.Rout.save.
KALTON = pd.DataFrame([(f"a{a}", f"b{b}") for a in range(1, 5) for b in range(1, 4)], columns=["a", "b"])
KALTON_N = [20, 40, 40, 50, 140, 310, 100, 50, 50, 30, 100, 70]
KALTON_TARGETS = {
    "a": {"a1": 175 / 1500, "a2": 550 / 1500, "a3": 430 / 1500, "a4": 345 / 1500},
    "b": {"b1": 365 / 1500, "b2": 415 / 1500, "b3": 720 / 1500},
}
KALTON_FACTORS = [1.81, 1.45, 2.02, 1.08, 0.87, 1.21, 2.20, 1.76, 2.45, 1.83, 1.47, 2.04]

# R survey 4.1.1, data(api): apistrat by type, school-wide target met and award, with its base weights and what
# survey::rake makes of them.
SCHOOLS = [
    ("E", "No", "No", 9, 44.2099990844727, 43.7726034305621),
    ("E", "Yes", "No", 18, 44.2099990844727, 35.780613314614),
    ("E", "Yes", "Yes", 73, 44.2099990844727, 46.3424045091241),
    ("H", "No", "No", 24, 15.1000003814697, 15.3725459079741),
    ("H", "Yes", "No", 10, 15.1000003814697, 12.5658306266137),
    ("H", "Yes", "Yes", 16, 15.1000003814697, 16.2750370087656),
    ("M", "No", "No", 15, 20.3600006103516, 20.6070311301414),
    ("M", "Yes", "No", 11, 20.3600006103516, 16.8446049502049),
    ("M", "Yes", "Yes", 24, 20.3600006103516, 21.8168282789038),
]


def shares(frame: pd.DataFrame, weights: np.ndarray, margin: str) -> pd.Series:
    sums = pd.Series(weights).groupby(frame[margin].to_numpy()).sum()
    return sums / sums.sum()


def assert_margins(frame: pd.DataFrame, weights: np.ndarray, targets: dict[str, dict[str, float]]) -> None:
    for margin, wanted in targets.items():
        np.testing.assert_allclose(shares(frame, weights, margin)[list(wanted)], list(wanted.values()), atol=1e-9)


def test_kalton_s_factors_are_reproduced():
    found = rake(KALTON, KALTON_TARGETS, counts=KALTON_N)
    np.testing.assert_allclose(found.factors * 1500 / 1000, KALTON_FACTORS, atol=0.005)  # printed to two digits
    assert (found.deff, found.n_effective) == pytest.approx((1.09968068, 909.354887), rel=1e-8)
    assert found.converged
    assert found.max_error <= 1e-10


KALTON_JOINT = [80, 40, 55, 60, 150, 340, 170, 60, 200, 55, 165, 125]


@pytest.mark.parametrize(
    ("spec", "printed"),
    [
        (RakeSpec(distance="linear"), [1.82, 1.50, 1.97, 1.09, 0.78, 1.24, 2.19, 1.88, 2.34, 1.83, 1.52, 1.98]),
        (RakeSpec(distance="linear", bounds=(1 / 3, 2.2 / 1.5)),
         [1.81, 1.48, 1.99, 1.08, 0.75, 1.26, 2.20, 2.00, 2.20, 1.83, 1.50, 2.00]),
        (RakeSpec(distance="logit", bounds=(1 / 3, 2.2 / 1.5)),
         [1.87, 1.46, 1.98, 1.08, 0.74, 1.27, 2.17, 2.09, 2.18, 1.89, 1.49, 1.99]),
    ],
    ids=["table C", "table G, truncated linear", "table G, logit"],
)  # fmt: skip
def test_kalton_s_calibrated_factors_are_reproduced(spec, printed):
    """There in multiples of 1 with a sum of 1,500 from 1,000, so that its bounds of .5 and 2.2 are 1/3 and 1.47."""
    found = rake(KALTON, KALTON_TARGETS, counts=KALTON_N, spec=spec)
    np.testing.assert_allclose(found.factors * 1.5, printed, atol=0.005)
    assert found.converged


def test_kalton_s_poststratified_factors_are_those_of_both_margins_crossed():
    joint = {f"{a}*{b}": n / 1500 for (a, b), n in zip(KALTON.to_numpy(), KALTON_JOINT, strict=True)}
    for spec in (RakeSpec(), RakeSpec(distance="linear"), RakeSpec(bounds=(0.1, 4))):
        found = rake(KALTON, {"a*b": joint}, counts=KALTON_N, spec=spec)
        np.testing.assert_allclose(found.factors * 1.5, np.divide(KALTON_JOINT, KALTON_N), rtol=1e-9)


def test_counts_stand_for_equal_rows():
    rows = KALTON.loc[np.repeat(KALTON.index, KALTON_N)].reset_index(drop=True)
    each, cells = rake(rows, KALTON_TARGETS), rake(KALTON, KALTON_TARGETS, counts=KALTON_N)
    np.testing.assert_allclose(each.weights, np.repeat(cells.weights, KALTON_N), rtol=1e-12)
    assert each.diagnostics.n == cells.diagnostics.n == 1000


def test_base_weights_are_raked_as_r_does():
    # survey::rake, reference/survey_design.R
    found = rake(SAMPLE, TARGETS, SAMPLE["weight"])
    np.testing.assert_allclose(found.weights, R["raked"], rtol=1e-6)
    np.testing.assert_allclose(found.factors, R["raked"] / (SAMPLE["weight"] / SAMPLE["weight"].mean()), rtol=1e-6)


def test_the_californian_schools_are_raked_as_r_does():
    schools = pd.DataFrame(SCHOOLS, columns=["stype", "sch.wide", "awards", "n", "pw", "raked"])
    targets = {
        "stype": {"E": 4421 / 6194, "H": 755 / 6194, "M": 1018 / 6194},
        "sch.wide": {"No": 1072 / 6194, "Yes": 5122 / 6194},
        "awards": {"No": 2027 / 6194, "Yes": 4167 / 6194},
    }
    found = rake(schools, targets, schools["pw"], counts=schools["n"])
    np.testing.assert_allclose(found.weights * 6194 / 200, schools["raked"], rtol=1e-9)
    assert (found.deff, found.n_effective) == pytest.approx((1.19621590438399, 167.193898080625), rel=1e-9)


def test_a_cap_gives_the_truncated_raking_of_r():
    # survey::calibrate(calfun = "raking", bounds = c(0, 1.9)), reference/survey_design.R
    found = rake(SAMPLE, TARGETS, spec=RakeSpec(trim=1.9))
    np.testing.assert_allclose(found.weights, R["trimmed"], rtol=1e-6)
    assert found.converged
    assert str(found.method) == "raking, trimmed at 1.9 times the mean"


CROSSED = {
    "stratum": TARGETS["stratum"],
    "age*member": {
        f"{age}*{member}": TARGETS["age"][age] * share
        for age in TARGETS["age"]
        for member, share in {"gold": 0.3, "no": 0.7}.items()
    },
}


@pytest.mark.parametrize(
    ("column", "targets", "spec", "method"),
    [
        ("linear", TARGETS, RakeSpec(distance="linear"), "linear calibration"),
        (
            "logit",
            TARGETS,
            RakeSpec(distance="logit", bounds=(0.3, 3)),
            "logit calibration, 0.3 to 3 times the base weight",
        ),
        (
            "bounded",
            TARGETS,
            RakeSpec(distance="linear", bounds=(0.2, 1.8)),
            "linear calibration, 0.2 to 1.8 times the base weight",
        ),
        ("bounded_raking", TARGETS, RakeSpec(bounds=(0.25, 1.9)), "raking, 0.25 to 1.9 times the base weight"),
        ("nested", CROSSED, RakeSpec(tolerance=1e-13), "raking"),
        ("poststratified", {"age*member": CROSSED["age*member"]}, RakeSpec(), "post-stratification"),
    ],
)
def test_weights_by_other_distances_and_crossed_margins_equal_r_s(column, targets, spec, method):
    # survey::calibrate, rake and postStratify, reference/survey_design.R
    found = rake(SAMPLE, targets, SAMPLE["weight"], spec)
    np.testing.assert_allclose(found.weights, R[column], rtol=1e-6)
    assert found.converged
    assert str(found.method) == method


def test_bounds_that_leave_no_way_are_kept_and_the_margins_met_as_nearly_as_can_be():
    """B is 37.5 % of the sample: by .6 of it, it cannot be less than 22.5 %, where 20 % are wanted."""
    found = rake(SAMPLE, TARGETS, spec=RakeSpec(distance="linear", bounds=(0.6, 1.9)))
    assert (found.consistent, found.converged) == (False, False)
    assert found.factors.min() >= 0.6 - 1e-9
    assert found.factors.max() <= 1.9 + 1e-9
    assert found.weights.mean() == pytest.approx(1.0, rel=1e-12)
    assert shares(SAMPLE, found.weights, "stratum")["B"] == pytest.approx(0.225)
    assert found.max_error == pytest.approx(0.025)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), distance=st.sampled_from(["linear", "raking", "logit"]))
def test_calibrated_weights_stay_between_bounds_and_under_the_cap_and_meet_the_margins_or_say_not(seed, distance):
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame({"a": draw.choice(list("xyz"), 150), "b": draw.choice(list("uv"), 150)})
    a, b = draw.dirichlet([4, 4, 4]), draw.dirichlet([5, 5])
    targets = {"a": dict(zip("xyz", a, strict=True)), "b": dict(zip("uv", b, strict=True))}
    spec = RakeSpec(trim=2.5, distance=distance, bounds=(0.2, 3.0))
    found = rake(frame, targets, draw.uniform(0.5, 2, 150), spec)
    assert found.weights.mean() == pytest.approx(1.0, rel=1e-9)
    assert found.weights.max() <= 2.5 * (1 + 1e-9)
    if found.converged:
        assert_margins(frame, found.weights, targets)
        assert found.factors.min() >= 0.2 - 1e-9
        assert found.factors.max() <= 3.0 + 1e-9
    else:
        assert found.method.noted("margins not reached in # cycles")


def test_a_cap_inside_a_linear_calibration_is_an_upper_bound_of_each_base_weight():
    options = {"distance": "linear", "bounds": (0.1, 3.0)}
    free = rake(SAMPLE, TARGETS, SAMPLE["weight"], RakeSpec(**options))
    found = rake(SAMPLE, TARGETS, SAMPLE["weight"], RakeSpec(trim=2.4, **options))
    assert free.weights.max() > 3
    assert found.weights.max() == pytest.approx(2.4, rel=1e-9)
    assert found.converged
    np.testing.assert_allclose(found.uncapped, rake(SAMPLE, TARGETS, SAMPLE["weight"]).weights, rtol=1e-12)


def test_linear_weights_below_zero_are_refused():
    targets = {"stratum": {"A": 0.7, "B": 0.2, "C": 0.1}, "age": {"young": 0.1, "middle": 0.7, "old": 0.2}}
    with pytest.raises(CsatError) as caught:
        rake(SAMPLE, targets, spec=RakeSpec(distance="linear"))
    assert str(caught.value) == (
        "Linear calibration gives 54 respondents a weight below 0, and nobody can count less than nothing. Give "
        "`bounds: [0, 5]` under `weights`, or take `distance: raking`."
    )


@pytest.mark.parametrize("trim", [None, 1.9])
def test_cells_that_are_too_many_for_a_table_are_looked_up_and_give_the_same(monkeypatch, trim):
    spec, base = RakeSpec(trim=trim), SAMPLE["weight"]
    known = rake(SAMPLE, TARGETS, base, spec)
    monkeypatch.setattr("csat_lib.weighting.margins._FEW", 1)
    looked_up = rake(SAMPLE, TARGETS, base, spec)
    np.testing.assert_allclose(looked_up.weights, known.weights, rtol=1e-12)
    np.testing.assert_allclose(looked_up.uncapped, known.uncapped, rtol=1e-12)
    assert looked_up.iterations == known.iterations


def test_levels_as_categories_words_and_numbers_give_the_same_weights():
    words = pd.DataFrame({"a": ["1", "2", "2", None, "1"], "b": ["x", "x", "y", "y", "x"]})
    targets = {"a": {"1": 0.5, "2": 0.5}, "b": {"x": 0.4, "y": 0.6}}
    categories = words.astype({"a": pd.CategoricalDtype(["0", "2", "1"]), "b": "category"})  # a level that nobody has
    numbers = words.assign(a=[1.0, 2.0, 2.0, np.nan, 1.0])
    known = rake(words, targets)
    for frame in (categories, numbers):
        np.testing.assert_allclose(rake(frame, targets).weights, known.weights, rtol=1e-14)


def test_weights_have_mean_one_and_do_not_depend_on_the_scale_of_the_base():
    one, other = rake(SAMPLE, TARGETS, SAMPLE["weight"]), rake(SAMPLE, TARGETS, 1000 * SAMPLE["weight"])
    assert one.weights.mean() == pytest.approx(1.0, rel=1e-12)
    np.testing.assert_allclose(one.weights, other.weights, rtol=1e-12)


def test_margins_that_differ_from_the_sample_change_the_weights():
    assert np.ptp(rake(SAMPLE, TARGETS).weights) > 0.5


def test_raking_twice_changes_nothing():
    once = rake(SAMPLE, TARGETS, SAMPLE["weight"])
    twice = rake(SAMPLE, TARGETS, once.weights)
    np.testing.assert_allclose(twice.weights, once.weights, rtol=1e-8)
    assert twice.iterations <= 1


def test_the_order_of_the_margins_does_not_matter():
    turned = dict(reversed(TARGETS.items()))
    np.testing.assert_allclose(rake(SAMPLE, turned).weights, rake(SAMPLE, TARGETS).weights, rtol=1e-8)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), trim=st.sampled_from([None, 1.2, 2.0, 3.0]))
def test_any_raked_weights_are_positive_meet_the_margins_or_say_not_and_keep_the_cap(seed, trim):
    draw = np.random.default_rng(seed)
    frame = pd.DataFrame({"a": draw.choice(list("xyz"), 150), "b": draw.choice(list("uv"), 150)})
    a, b = draw.dirichlet([2, 2, 2]), draw.dirichlet([3, 3])
    targets = {"a": dict(zip("xyz", a, strict=True)), "b": dict(zip("uv", b, strict=True))}
    found = rake(frame, targets, draw.uniform(0.5, 2, 150), RakeSpec(trim=trim))
    assert (found.weights > 0).all()
    assert found.weights.mean() == pytest.approx(1.0, rel=1e-9)
    if trim is not None:
        assert found.weights.max() <= trim * (1 + 1e-9)
    if found.converged:
        assert_margins(frame, found.weights, targets)
    else:
        assert found.max_error > 1e-10
        assert found.method.noted("margins not reached in # cycles")


def test_an_empty_cell_of_the_table_is_no_obstacle():
    frame = pd.DataFrame({"a": ["x", "x", "y", "y", "z"], "b": ["u", "v", "v", "v", "u"]})
    targets = {"a": {"x": 0.5, "y": 0.3, "z": 0.2}, "b": {"u": 0.4, "v": 0.6}}
    assert_margins(frame, rake(frame, targets).weights, targets)


def test_margins_that_exclude_each_other_are_reported_not_hidden():
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["u", "v"]})
    found = rake(frame, {"a": {"x": 0.5, "y": 0.5}, "b": {"u": 0.3, "v": 0.7}}, spec=RakeSpec(cycles=20))
    assert not found.converged
    assert not found.consistent
    assert not found.meets_margins
    assert found.max_error == pytest.approx(0.2)
    assert str(found.method) == "raking, margins not reached in 20 cycles"


def test_a_cap_that_leaves_no_way_is_kept_and_its_cost_shown():
    found = rake(SAMPLE, TARGETS, SAMPLE["weight"], RakeSpec(trim=1.1, cycles=50))
    assert found.weights.max() == pytest.approx(1.1, rel=1e-9)
    assert found.max_error > 0.01
    assert str(found.method) == "raking, trimmed at 1.1 times the mean, margins not reached in 58 cycles"


def test_who_has_no_level_is_not_adjusted_by_that_margin():
    frame = SAMPLE[["stratum", "age"]].copy()
    frame.loc[:29, "age"] = None
    found = rake(frame, TARGETS)
    assert_margins(frame, found.weights, {"stratum": TARGETS["stratum"]})
    assert_margins(frame.dropna(), found.weights[frame["age"].notna()], {"age": TARGETS["age"]})
    assert found.converged


def test_a_share_of_zero_gives_weights_of_zero():
    frame = pd.DataFrame({"a": ["x", "y", "z"]})
    assert rake(frame, {"a": {"x": 0.5, "y": 0.5, "z": 0.0}}).weights.tolist() == [1.5, 1.5, 0.0]


def test_levels_may_be_numbers():
    frame = pd.DataFrame({"wave": [1.0, 2.0, 2.0, 1.0, 2.0]})
    assert_margins(
        frame.astype(int).astype(str), rake(frame, {"wave": {"1": 0.5, "2": 0.5}}).weights, {"wave": {"1": 0.5}}
    )


def test_findings_name_the_effort_the_cost_and_every_margin():
    found = rake(KALTON, KALTON_TARGETS, counts=KALTON_N).to_findings()
    figures = {(row.measure, row.subject, row.other): row for row in found}
    assert figures["deff", "respondents", ""].value == pytest.approx(1.09968068)
    assert figures["effective_n", "respondents", ""].unit == "respondents"
    assert str(figures["iterations", "respondents", ""].method) == "raking"
    assert figures["max_error", "respondents", ""].value <= 1e-10
    assert figures["share_sample", "a", "a1"].value == pytest.approx(0.1)
    assert figures["share_weighted", "a", "a1"].value == pytest.approx(175 / 1500)
    assert figures["share_target", "a", "a1"].value == pytest.approx(175 / 1500)
    assert figures["share_target", "a", "a1"].n == 100
    measures = dict.fromkeys(row.measure for row in found)
    assert list(measures) == [
        "iterations", "deff", "effective_n", "weight_min", "weight_max", "max_error",
        "share_sample", "share_weighted", "share_target",
    ]  # fmt: skip


def test_every_fault_of_every_margin_is_listed_at_once():
    frame = pd.DataFrame({"region": ["north", "south", "east"], "age": ["young", "old", "old"]})
    with pytest.raises(Faults) as caught:
        rake(frame, {"region": {"north": 0.4, "south": 0.4, "west": 0.3}, "ages": {"old": 1.0}})
    assert str(caught.value) == (
        "Raking: 4 faults.\n"
        "  margin `region`: the target shares add up to 1.1; they are at least 0 each and 1 together. "
        "Correct them under `weights: rake`.\n"
        "  margin `region`: no respondent has the level `west`, which has a target; respondents have east, north, "
        "south. Merge it with another level under `weights: rake`.\n"
        "  margin `region`: respondents have the level `east`, which has no target; targets are given for north, "
        "south, west. Give it its share under `weights: rake`.\n"
        "  margin `ages`: the respondents have no such column; they have region, age. Did you mean `age`? "
        "Rake by one of these."
    )


@pytest.mark.parametrize(
    ("weights", "given"),
    [([1.0, np.nan, -2.0], "2 of them are missing, negative or infinite"), ([0.0, 0.0, 0.0], "they add up to 0")],
)
def test_base_weights_must_be_able_to_start(weights, given):
    with pytest.raises(CsatError) as caught:
        rake(pd.DataFrame({"a": ["x", "y", "y"]}), {"a": {"x": 0.5, "y": 0.5}}, weights)
    assert str(caught.value) == (
        f"Raking cannot start from these base weights: {given}; a base weight is a number from 0 up, some above 0. "
        "Mend the column named under `fields: base_weight`."
    )


@pytest.mark.parametrize(
    ("option", "given", "allowed"),
    [
        ("trim", 1.0, "a number above 1, or nothing"),
        ("tolerance", 0.0, "a number between 0 and 1"),
        ("cycles", 0, "a whole number from 1 up"),
        ("distance", "chi2", "raking, linear, logit"),
        ("bounds", (1.2, 3), "two multiples of the base weights, one under and one above 1"),
    ],
)
def test_options_outside_their_range_are_refused(option, given, allowed):
    with pytest.raises(CsatError) as caught:
        RakeSpec(**{option: given})
    assert (
        str(caught.value) == f"Raking cannot use {option} = {given}; allowed is {allowed}. Correct it under `weights`."
    )


@pytest.mark.parametrize(
    ("trim", "meets"),
    [(None, True), (5.0, True), (1.9, True), (1.2, False)],
    ids=["no cap", "a cap that no weight reaches", "a cap that leaves a way", "a cap that leaves none"],
)
def test_a_cap_may_keep_weights_from_margins_that_do_not_contradict(trim, meets):
    found = rake(SAMPLE, TARGETS, spec=RakeSpec(trim=trim))
    assert found.consistent
    assert found.meets_margins == meets
    assert found.near_margins == meets
    assert (found.max_error < 1e-9) == meets


def test_a_few_cycles_too_few_for_the_last_digits_are_no_contradiction():
    """The error that is left is a millionth of a share: it changes no figure."""
    full = rake(KALTON, KALTON_TARGETS, counts=KALTON_N)
    short = rake(KALTON, KALTON_TARGETS, counts=KALTON_N, spec=RakeSpec(cycles=full.iterations // 2))
    assert not short.converged
    assert short.meets_margins
    assert short.consistent
    np.testing.assert_allclose(short.weights, full.weights, rtol=1e-3)


def test_a_single_person_of_a_level_may_carry_its_whole_share():
    frame = pd.DataFrame({"a": ["x"] * 99 + ["y"]})
    found = rake(frame, {"a": {"x": 0.5, "y": 0.5}})
    assert found.weights[-1] == pytest.approx(50)
    assert found.n_effective == pytest.approx(1 / (0.5**2 + 0.5**2 / 99))
    assert found.meets_margins


@pytest.mark.parametrize(("n", "near"), [(60, True), (6000, False)])
def test_how_far_margins_may_be_off_depends_on_what_chance_would_do(n, near):
    """A cap of 1.5 leaves a level at .225 of .25: half a standard error of 60 answers, five of 6,000."""
    frame = pd.DataFrame({"a": ["x"] * (17 * n // 20) + ["y"] * (3 * n // 20)})
    found = rake(frame, {"a": {"x": 0.75, "y": 0.25}}, spec=RakeSpec(trim=1.5))
    assert found.max_error == pytest.approx(0.025)
    assert (found.meets_margins, found.near_margins, found.consistent) == (False, near, True)
