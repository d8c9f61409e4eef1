"""Errors of figures that were given: added to those of the answers, by the share of each level in a contrast."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csat_lib.summary.design import rest_of, sum_design
from csat_lib.summary.sample import ALL, Sample, cells_of

VARIANCES = {"S1": 4.0, "S2": 9.0}


@pytest.fixture
def totals():
    """60 answers of three stores with a KPI that all of a store share; store S3's is exact."""
    rng = np.random.default_rng(1)
    store = np.repeat(["S1", "S2", "S3"], [10, 20, 30])
    frame = pd.DataFrame({
        "x": rng.normal(60, 10, 60), "kpi": pd.Series(store).map({"S1": 50.0, "S2": 70.0, "S3": 90.0}),
        "store": store, "member": rng.choice(["yes", "no"], 60),
    })  # fmt: skip
    sample = Sample(np.ones(60), cells_of(frame, ["store", "member"], "store"))
    made = sum_design(frame[["x", "kpi"]], sample, [["x", "kpi"]])
    return replace(made, given={"kpi": VARIANCES}, given_by="store"), replace(made, given={}), frame


def test_a_unit_s_index_has_the_error_of_its_answers_and_of_its_kpi(totals):
    given, plain, _ = totals
    terms = [(0.75, "x", ("store", "S1")), (0.25, "kpi", ("store", "S1"))]
    with_error, without = given.linear(terms), plain.linear(terms)
    assert with_error.value == without.value
    assert with_error.se == pytest.approx(math.sqrt(without.se**2 + 0.25**2 * 4.0), rel=1e-12)
    assert with_error.df == pytest.approx(without.df * (with_error.se / without.se) ** 4, rel=1e-12)
    assert "errors of the KPIs" in str(with_error.method)


def test_everybody_has_each_unit_s_error_by_its_share_and_a_difference_that_of_both_sides(totals):
    given, plain, _ = totals
    whole, bare = given.mean("kpi"), plain.mean("kpi")
    own = (10 / 60) ** 2 * 4.0 + (20 / 60) ** 2 * 9.0
    assert whole.se**2 - bare.se**2 == pytest.approx(own, rel=1e-9)
    cell = ("store", "S1")
    terms = [(1.0, "kpi", cell), (-1.0, "kpi", rest_of(cell))]
    apart = given.linear(terms).se ** 2 - (plain.linear(terms).se or 0.0) ** 2
    assert apart == pytest.approx(4.0 + (20 / 50) ** 2 * 9.0, rel=1e-9)


def test_a_group_of_another_question_has_the_units_of_its_members(totals):
    given, plain, frame = totals
    terms = [(1.0, "kpi", ("member", "yes"))]
    shares = frame[frame["member"] == "yes"]["store"].value_counts(normalize=True)
    own = sum(shares[store] ** 2 * variance for store, variance in VARIANCES.items())
    assert given.linear(terms).se ** 2 - plain.linear(terms).se ** 2 == pytest.approx(own, rel=1e-9)


def test_a_kpi_alone_has_its_own_error_and_an_exact_one_none(totals):
    given, _, _ = totals
    alone = given.mean("kpi", ("store", "S2"))
    assert (alone.value, alone.se, alone.df) == (70.0, 3.0, math.inf)
    low, high = alone.interval(0.95)
    assert (low, high) == pytest.approx((70 - 3 * 1.959963984540054, 70 + 3 * 1.959963984540054), rel=1e-9)
    assert given.mean("kpi", ("store", "S3")).se is None


def test_what_is_given_is_kept_in_files_and_sums(totals, tmp_path):
    given, _, _ = totals
    given.save(tmp_path / "scores.parquet")
    loaded = type(given).load(tmp_path / "scores.parquet")
    assert (loaded.given, loaded.given_by) == (given.given, "store")
    assert loaded.mean("kpi").se == given.mean("kpi").se
    assert (given + given).given == given.given


def test_it_covers_what_it_says():
    """1,000 KPIs counted on 200 cases each, scored in points: 95 % intervals of the sum of answers and KPI hold it."""
    rng, inside = np.random.default_rng(3), 0
    for _ in range(1000):
        share = rng.binomial(200, 0.6) / 200
        x = rng.normal(60, 20, 40)
        frame = pd.DataFrame({"x": x, "kpi": 100 * share, "store": "S1"})
        made = sum_design(frame[["x", "kpi"]], Sample(np.ones(40), cells_of(frame, ["store"], "store")), [["x", "kpi"]])
        made = replace(made, given={"kpi": {"S1": 1e4 * share * (1 - share) / 200}}, given_by="store")
        low, high = made.linear([(0.6, "x", ALL), (0.4, "kpi", ALL)]).interval(0.95)
        inside += low <= 0.6 * 60 + 0.4 * 60 <= high
    assert 0.93 <= inside / 1000 <= 0.97
