"""Means, domains and contrasts of a made-up sample, against R's survey (reference/survey_design.R)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.design import ALL, DesignTotals, Sample, rest_of, sum_design
from csat_lib.summary.sample import cells_of

REFERENCE = Path(__file__).parents[1] / "reference"
SAMPLE = pd.read_csv(REFERENCE / "survey_sample.csv", comment="#", dtype={"store": "str"})
R = pd.read_csv(REFERENCE / "survey_design.csv", comment="#").set_index(["design", "figure"])
DESIGNS = {
    "simple": {},
    "strata": {"stratum": "stratum"},
    "strata_fpc": {"stratum": "stratum", "population": "size_respondents"},
    "psu": {"stratum": "stratum", "psu": "psu"},
    "psu_fpc": {"stratum": "stratum", "psu": "psu", "population": "size_psu"},
    "lonely": {"stratum": "lonely", "psu": "own"},
}
S1, S2, CROSSED = ("store", "S1"), ("store", "S2"), ("store*member", "S1*gold")


def index(cell, sign=1.0):
    return [(sign * 0.6, "room", cell), (sign * 0.4, "food", cell)]


def minus(one, other):
    return [(1.0, "room", one), (-1.0, "room", other)]


CONTRASTS = {
    "all": [(1.0, "room", ALL)],
    "S1": [(1.0, "room", S1)],
    "S2": [(1.0, "room", S2)],
    "S3": [(1.0, "room", ("store", "S3"))],
    "gold": [(1.0, "room", ("member", "gold"))],
    "S1*gold": [(1.0, "room", CROSSED)],
    "rest S1": [(1.0, "room", rest_of(S1))],
    "rest S1*gold": [(1.0, "room", rest_of(CROSSED))],
    "food all": [(1.0, "food", ALL)],
    "index all": index(ALL),
    "index S2": index(S2),
    "S1 minus S2": minus(S1, S2),
    "S1 minus all": minus(S1, ALL),
    "S1 minus rest": minus(S1, rest_of(S1)),
    "S1*gold minus S1": minus(CROSSED, S1),
    "index S1 minus rest": index(S1) + index(rest_of(S1), -1.0),
    "index S1*gold minus rest": index(CROSSED) + index(rest_of(CROSSED), -1.0),
}


def totals(design: str = "strata", rows: slice = slice(None)) -> DesignTotals:
    frame = SAMPLE.assign(own=SAMPLE["stratum"] + SAMPLE["psu"])[rows]
    columns = {name: frame[column] for name, column in DESIGNS[design].items()}
    sample = Sample(frame["weight"].to_numpy(), cells_of(frame, ["store", "member"], "store"), **columns)
    return sum_design(frame[["room", "food"]], sample, [["room", "food"]])


@pytest.mark.parametrize("design", DESIGNS)
def test_every_contrast_equals_r_under_every_design(design):
    found = [totals(design).linear(terms) for terms in CONTRASTS.values()]
    expected = R.loc[design].loc[list(CONTRASTS)]
    np.testing.assert_allclose([one.value for one in found], expected["estimate"], rtol=1e-9)
    np.testing.assert_allclose([one.se for one in found], expected["se"], rtol=1e-6)


def test_the_usual_calls_of_r_give_the_same():
    strata = totals("strata")
    found = [strata.mean("room"), strata.mean("room", S1), strata.linear(minus(S1, S2))]
    expected = R.loc["strata"].loc[["svymean", "svyby S1", "svycontrast S1-S2"]]
    np.testing.assert_allclose([one.value for one in found], expected["estimate"], rtol=1e-9)
    np.testing.assert_allclose([one.se for one in found], expected["se"], rtol=1e-6)
    ends = R.loc["strata"].loc[["confint low", "confint high"], "estimate"]
    as_r = replace(strata.mean("room"), df=float(SAMPLE["room"].notna().sum() - 3))  # ours are fewer, see below
    np.testing.assert_allclose(as_r.interval(0.95), ends, rtol=1e-6)


def worth(w) -> float:
    """How many respondents tell as much of their spread: between Kish's number and Satterthwaite's."""
    return 2 / ((w @ w) / w.sum() ** 2 + (w**4).sum() / (w @ w) ** 2)


def test_degrees_of_freedom_are_psus_less_strata_but_no_more_than_the_weights_leave():
    answered = SAMPLE.dropna(subset="room")
    n, w = len(answered), answered["weight"]
    known = worth(w)
    assert known < 0.9 * w.sum() ** 2 / (w @ w) < 0.9 * n
    assert totals("simple").mean("room").df == pytest.approx(known - 1)
    assert totals("strata").mean("room").df == pytest.approx((n - 3) * (known - 1) / (n - 1))
    assert totals("psu").mean("room").df == R.loc[("psu", "df"), "estimate"] == 24 - 3
    few = totals("strata").mean("room", S2)
    assert totals("strata").linear(minus(S1, S2)).df == few.df
    w = answered.loc[answered["store"] == "S2", "weight"]
    assert few.df == pytest.approx((few.n - 3) * (worth(w) - 1) / (few.n - 1))


def test_equal_weights_leave_respondents_less_strata():
    sample = Sample(np.full(240, 0.7), cells_of(SAMPLE, ["store"]), SAMPLE["stratum"])
    even = sum_design(SAMPLE[["room"]], sample)
    answered = SAMPLE.dropna(subset="room")
    assert even.mean("room").df == len(answered) - 3
    assert even.mean("room", S1).df == (answered["store"] == "S1").sum() - 3


def test_bases_count_those_who_answered():
    gold = SAMPLE[SAMPLE["member"] == "gold"].dropna(subset="room")
    found = totals("strata").mean("room", ("member", "gold"))
    w = gold["weight"]
    assert found.n == len(gold)
    np.testing.assert_allclose([found.n_weighted, found.n_effective], [w.sum(), w.sum() ** 2 / (w @ w)], rtol=1e-12)
    assert found.reason == ""


def test_a_contrast_has_the_smallest_of_its_bases():
    found = totals("strata").linear(minus(S1, ALL))
    assert found.n == totals("strata").mean("room", S1).n


@pytest.mark.parametrize(
    ("design", "method"),
    [
        ("simple", "taylor, fixed weights"),
        ("strata_fpc", "taylor, fixed weights, finite population"),
        ("lonely", "taylor, fixed weights, 1 single-PSU strata centred at the overall mean"),
    ],
)
def test_the_method_names_what_is_particular(design, method):
    assert str(totals(design).mean("room").method) == method


def test_equal_weights_are_not_called_weights():
    even = sum_design(SAMPLE[["room"]], Sample(np.full(240, 2.0), cells_of(SAMPLE, [])))
    assert str(even.mean("room").method) == "taylor"


def test_each_respondent_as_a_psu_of_his_own_changes_nothing():
    frame = SAMPLE.assign(own=np.arange(240))
    sample = Sample(
        frame["weight"].to_numpy(), cells_of(frame, ["store", "member"], "store"), frame["stratum"], frame["own"]
    )
    with_psu = sum_design(frame[["room", "food"]], sample)
    for terms in CONTRASTS.values():
        one, other = with_psu.linear(terms), totals("strata").linear(terms)
        np.testing.assert_allclose([one.value, one.se, one.df], [other.value, other.se, other.df], rtol=1e-9)


def test_the_scale_of_the_weights_does_not_matter():
    sample = Sample(7 * SAMPLE["weight"].to_numpy(), cells_of(SAMPLE, ["store"]), SAMPLE["stratum"])
    found = sum_design(SAMPLE[["room"]], sample).mean("room", S1)
    expected = totals("strata").mean("room", S1)
    np.testing.assert_allclose([found.value, found.se], [expected.value, expected.se], rtol=1e-12)


def test_a_cell_without_answers_has_no_mean_and_says_so():
    found = totals("strata").mean("room", ("store", "S9"))
    assert (found.value, found.se, found.n, found.reason) == (None, None, 0, "all_missing")


def test_one_answer_has_a_mean_without_an_interval():
    frame = pd.DataFrame({"room": [50.0, 60.0, 70.0], "store": ["S1", "S2", "S2"]})
    found = sum_design(frame[["room"]], Sample(np.ones(3), cells_of(frame, ["store"]))).mean("room", S1)
    assert (found.value, found.se, found.interval(0.95)) == (50.0, None, (None, None))
    assert found.method.noted("one answer or sampling unit")
    one_psu = Sample(np.ones(3), cells_of(frame, []), psu=np.array(["p", "p", "p"]))
    found = sum_design(frame[["room"]], one_psu).mean("room")
    assert (found.value, found.se, found.interval(0.95)) == (60.0, None, (None, None))
    assert found.method.noted("one answer or sampling unit")


def test_answers_that_are_all_alike_do_not_tell_their_error():
    """R says 0; but that thirty guests agree does not prove that all do, and an interval of no width would say so."""
    frame = pd.DataFrame({"room": [70.3] * 30})
    w = np.linspace(0.3, 3, 30)
    found = sum_design(frame, Sample(w, cells_of(frame, []))).mean("room")
    assert (found.value, found.se) == (pytest.approx(70.3, rel=1e-12), None)
    assert found.df == pytest.approx(worth(w) - 1)
    assert found.interval(0.95) == (None, None)


def test_a_census_has_no_error():
    frame = pd.DataFrame({"room": [50.0, 60.0, 80.0], "size": [3, 3, 3]})
    found = sum_design(frame[["room"]], Sample(np.ones(3), cells_of(frame, []), population=frame["size"])).mean("room")
    assert found.se == 0.0


@pytest.mark.parametrize(("size", "gain"), [(None, 1.0), (4.0, 4.0), (3.0, np.inf)])
def test_a_finite_population_raises_the_effective_n(size, gain):
    frame = pd.DataFrame({"room": [50.0, 60.0, 80.0]})
    population = None if size is None else np.full(3, size)
    design = sum_design(frame, Sample(np.ones(3), cells_of(frame, []), population=population))
    assert design.layout.gain == pytest.approx(gain)


def test_more_sampled_than_there_are_is_an_error():
    frame = pd.DataFrame({"room": [50.0, 60.0, 80.0], "size": [2, 2, 2]})
    design = sum_design(frame[["room"]], Sample(np.ones(3), cells_of(frame, []), population=frame["size"]))
    with pytest.raises(CsatError) as caught:
        design.mean("room")
    assert str(caught.value) == (
        "The only stratum has the population size 2, and 3 were sampled from it; the population is at least the "
        "sample. The size counts PSUs where the study has PSUs, else respondents. Correct the population column."
    )


def test_cells_that_overlap_without_their_crossing_cannot_be_compared():
    with pytest.raises(CsatError) as caught:
        totals("strata").linear(minus(S1, ("member", "gold")))
    assert str(caught.value) == (
        "The cells store=S1 and member=gold share respondents, whose own sums the summary does not hold. "
        "Compare levels of one segmentation, or a cell with all or with its rest."
    )


def test_levels_may_hold_any_sign():
    frame = SAMPLE.assign(store=SAMPLE["store"].fillna("none") + "*")
    design = sum_design(SAMPLE[["room"]], Sample(SAMPLE["weight"].to_numpy(), cells_of(frame, ["store"])))
    found = design.linear(minus(("store", "S1*"), ("store", "S2*")))
    assert found.se == pytest.approx(R.loc[("simple", "S1 minus S2"), "se"], rel=1e-6)


def test_variables_of_two_blocks_cannot_be_combined():
    apart = sum_design(SAMPLE[["room", "food"]], Sample(SAMPLE["weight"].to_numpy(), cells_of(SAMPLE, [])))
    with pytest.raises(CsatError) as caught:
        apart.linear(index(ALL))
    assert str(caught.value) == (
        "The summary holds no products between food, room, which this contrast combines. "
        "Sum them up in one block, or compare variables of one block."
    )


# R survey 4.1.1, data(api): apistrat has 100, 50 and 50 schools of 4421, 755 and 1018 in three strata; mean and
# standard deviation of api00 in each. svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc), svymean, svyby.
SCHOOLS = {
    "E": (100, 44.2099990844727, 4421, 674.43, 125.249428313782),
    "H": (50, 15.1000003814697, 755, 625.82, 109.302741904104),
    "M": (50, 20.3600006103516, 1018, 636.6, 117.579152671114),
}
SCHOOL_ERRORS = {"E": 12.3824797939073, "H": 14.9371291853931, "M": 16.2147073081845}


def schools() -> DesignTotals:
    """As many schools, half of them as far above the mean of their stratum as the others are below."""
    strata = []
    for name, (n, weight, size, mean, sd) in SCHOOLS.items():
        api00 = mean + np.tile([-1.0, 1.0], n // 2) * sd * np.sqrt((n - 1) / n)
        strata.append(pd.DataFrame({"stype": name, "weight": weight, "size": size, "api00": api00}))
    frame = pd.concat(strata, ignore_index=True)
    sample = Sample(frame["weight"].to_numpy(), cells_of(frame, ["stype"]), frame["stype"], population=frame["size"])
    return sum_design(frame[["api00"]], sample)


def test_the_mean_of_the_californian_schools():
    found = schools().mean("api00")
    assert (found.value, found.se) == pytest.approx((662.287363159321, 9.40894080278458), rel=1e-9)
    assert replace(found, df=197.0).interval(0.95) == pytest.approx((643.732188272086, 680.842538046555), rel=1e-9)
    assert found.n_effective == pytest.approx(168.581331280756, rel=1e-9)
    n, w = np.array(list(SCHOOLS.values())).T[:2]
    assert found.df == pytest.approx(197 * (worth(np.repeat(w, n.astype(int))) - 1) / 199)


@pytest.mark.parametrize("stratum", SCHOOLS)
def test_the_means_of_the_strata_of_californian_schools(stratum):
    found = schools().mean("api00", ("stype", stratum))
    assert (found.value, found.se) == pytest.approx((SCHOOLS[stratum][3], SCHOOL_ERRORS[stratum]), rel=1e-9)
