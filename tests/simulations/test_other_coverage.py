"""The twins of ``other_coverage.py`` are the product, and what its kept table promises."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.conventions import OUTSIDE_BY_CHANCE
from csat_lib.insight.control_chart import control_chart
from csat_lib.measurement.reliability.rho_a import rho_a
from csat_lib.measurement.validity.convergent import composite_reliability as reliability_of
from csat_lib.measurement.validity.htmt import htmt
from csat_lib.summary.moments import Base, sum_moments
from tests.insight.test_control_chart import line

from .other_coverage import KEPT, LINES, OF_SUMS, control_limits, items, limits_of
from .populations import ITEMS, MODEL
from .reliability_coverage import CASES
from .replicated import summed


@pytest.fixture(scope="module")
def kept() -> pd.DataFrame:
    return pd.read_csv(KEPT)


def test_the_twins_of_the_covariances_are_the_product():
    rng = np.random.default_rng(5)
    x = items(CASES[0], 1, 1000, rng)
    samples = summed(x, CASES[0], rng)
    base = Base(group=np.arange(1000) % 100, n_groups=100)
    moments = sum_moments(pd.DataFrame(x[0], columns=ITEMS), base)
    first = {name: MODEL[name] for name in "a"}
    products = {
        "htmt": htmt(moments, MODEL, "htmt").to_findings()[0],
        "htmt2": htmt(moments, MODEL, "htmt2").to_findings()[0],
        "cr": reliability_of(moments.select(MODEL["a"]), first).to_findings()[0],
        "rho_a": rho_a(moments, MODEL).to_findings()[0],
    }
    for (name, method), (figure, ends, _) in OF_SUMS.items():
        if name not in products or "by name" in method:
            continue
        whole = figure(samples.whole)
        low, high = ends(whole, figure(samples.less))
        row = products[name]
        assert (row.value, row.low, row.high) == pytest.approx((whole[0], low[0], high[0]), rel=1e-5), name


def test_the_kept_intervals_cover_what_they_promise(kept):
    told = kept[~kept["method"].str.contains("by name") & kept["coverage"].notna()]
    told = told[told["draws"] * told["printed"] >= 250]
    assert told["coverage"].between(0.93, 0.974).all()
    assert told[told["figure"] != "htmt2"]["coverage"].between(0.93, 0.97).all()
    few = told[(told["n"] == 100) & told["figure"].isin(["htmt2", "rho_a", "mix"])]
    assert few.empty
    assert set(told[told["figure"] == "rho_a"]["n"]) == {1000}
    assert told[told["figure"] == "rho_a"]["draws"].min() >= 2000
    assert told[["below", "above"]].max(axis=None) <= 0.042
    assert set(told["figure"]) >= {"htmt", "cr", "item_rest", "weighted gap", "answer share", "median", "contribution"}


def test_the_kept_table_says_what_would_not(kept):
    by_name = kept[kept["method"].str.contains("by name")].set_index(["figure", "case"])
    assert by_name.loc["item_rest"]["coverage"].min() < 0.78
    assert by_name.loc["rho_a"]["coverage"].max() > 0.977
    clustered = kept[kept["case"].str.endswith("clustered") & kept["figure"].isin(["answer share", "median"])]
    assert (clustered[~clustered["method"].str.contains("by name")]["printed"] == 0).all()


def test_chance_alone_lies_outside_the_control_limits_as_the_report_says(kept):
    """Whether six waves came before or twenty-four: of a line .27 %, of eight lines any in 2.1 %, within chance."""
    limits = kept[kept["figure"].str.startswith("control limits")].set_index(["figure", "n"])["above"]
    one, any_of = limits["control limits, a wave outside"], limits[f"control limits, any of {LINES} lines outside"]
    assert list(one.index) == list(any_of.index) == [6, 8, 11, 24]
    assert one.to_numpy() == pytest.approx(OUTSIDE_BY_CHANCE, abs=0.00025)
    promised = 1 - (1 - OUTSIDE_BY_CHANCE) ** LINES
    assert any_of.to_numpy() == pytest.approx(promised, abs=0.002)
    few = control_limits(20_000, 11).set_index("figure")["above"]
    assert few["control limits, a wave outside"] == pytest.approx(OUTSIDE_BY_CHANCE, abs=0.0005)


def test_the_twin_of_the_control_limits_is_the_product():
    before = np.random.default_rng(2).normal(75, 2, size=(1, 11))
    centre, reach = limits_of(before)
    product = control_chart(line(*before[0], 70.0))
    assert (product.low, product.high) == pytest.approx((centre[0] - reach[0], centre[0] + reach[0]), rel=1e-9)
