"""Every question once: shares, averages and months, which groups are hidden, and what is not told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq

from csat_lib.insight.answered import QuestionSpec, answered, by_month
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.summary.summary import Summary

N = 400
SPEC = QuestionSpec(
    groups={"store": ("S1", "S2", "S3"), "purpose": ("business", "leisure")},
    choices={"again": ("yes",), "uses": ("spa", "gym")},
    multiple=("uses",),
    numbers=("nights",),
    days=("checkout",),
)


def frame(seed: int = 1, n: int = N) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    drawn = pd.DataFrame(
        {
            "store": rng.choice(["S1", "S2", "S3"], n, p=[0.5, 0.3, 0.2]),
            "purpose": rng.choice(["business", "leisure"], n, p=[0.7, 0.3]),
            "again": rng.choice(["yes", "no"], n, p=[0.8, 0.2]),
            "spa": rng.binomial(1, 0.6, n).astype(float),
            "gym": rng.binomial(1, 0.5, n).astype(float),
            "nights": rng.poisson(2, n) + 1.0,
            "checkout": rng.integers(20_423, 20_454, n).astype(float),  # December 2025
            "weight": rng.uniform(0.5, 1.5, n),
        }
    )
    drawn.loc[drawn.index[::10], ["nights", "spa", "gym"]] = np.nan
    return drawn


def summed(rows: pd.DataFrame, psu: pd.Series | None = None) -> Summary:
    sample = Sample(rows["weight"].to_numpy(), cells_of(rows, []), psu=psu)
    answers = {name: rows[name] for name in ("store", "purpose", "again", "nights", "checkout")}
    counts = count_answers({**answers, "uses": rows[["spa", "gym"]]}, sample)
    totals = sum_design(rows[["nights"]], sample)
    return Summary({}, totals, totals, counts, np.zeros(1), {})


def figures(rows: pd.DataFrame, spec: QuestionSpec = SPEC, **given) -> dict[tuple[str, str, str], object]:
    found = answered(summed(rows, **given), spec).to_findings()
    return {(row.measure, row.subject, row.other): row for row in found}


def test_shares_are_weighted_and_have_wilsons_interval_on_the_effective_base():
    rows = frame()
    row = figures(rows)["share", "again", "yes"]
    w = rows["weight"]
    n = w.sum() ** 2 / (w**2).sum()
    share = w[rows["again"] == "yes"].sum() / w.sum()
    assert (row.value, row.n, row.n_effective) == pytest.approx((share, N, n), rel=1e-9)

    def score_test(p: float) -> float:
        return (share - p) ** 2 * n - 1.959963984540054**2 * p * (1 - p)

    ends = [brentq(score_test, 0.1, share), brentq(score_test, share, 0.99)]
    assert (row.low, row.high) == pytest.approx(ends, rel=1e-6)


def test_beside_a_share_stands_how_many_gave_the_answer():
    rows = frame()
    row = figures(rows)["times_chosen", "store", "S2"]
    assert (row.value, row.n, row.low) == ((rows["store"] == "S2").sum(), N, None)


def test_several_answers_rest_on_those_who_answered_and_add_up_to_more_than_all():
    rows = frame()
    found = figures(rows)
    asked = rows.dropna(subset=["spa"])
    shares = [np.average(asked[name], weights=asked["weight"]) for name in ("spa", "gym")]
    assert [found["share", "uses", name].value for name in ("spa", "gym")] == pytest.approx(shares)
    total = found["share_total", "uses", ""]
    assert (total.value, total.n, total.low) == (pytest.approx(sum(shares)), N - 40, None)
    assert total.value > 1
    assert ("share_total", "again", "") not in found


def test_a_number_has_a_mean_with_its_design_based_interval_a_median_and_the_middle_half():
    rows = frame()
    found = figures(rows)
    asked = rows.dropna(subset=["nights"])
    mean = found["number_mean", "nights", ""]
    assert mean.value == pytest.approx(np.average(asked["nights"], weights=asked["weight"]))
    assert mean.low < mean.value < mean.high
    each = pd.Series(asked["weight"].to_numpy(), index=asked["nights"]).sort_index().cumsum() / asked["weight"].sum()
    quartiles = [each.index[each.to_numpy() >= share][0] for share in (0.25, 0.5, 0.75)]
    told = [found[f"number_{name}", "nights", ""] for name in ("lower", "median", "upper")]
    assert [row.value for row in told] == quartiles
    assert [told[0].low, told[2].high] == [None, None]


def test_the_median_has_an_interval_unless_many_give_the_same_number():
    alike = figures(frame())["number_median", "nights", ""]
    assert (alike.low, alike.high) == (None, None)
    assert str(alike.method).endswith("no interval, many give the same number")
    rows = frame()
    rows["nights"] = rows["nights"].where(rows["nights"].isna(), np.arange(N) * 0.37 % 11)
    apart = figures(rows)["number_median", "nights", ""]
    assert apart.low < apart.value < apart.high
    assert str(apart.method).endswith("woodruff")


def test_neither_the_smallest_nor_the_largest_number_is_told():
    rows = frame()
    rows.loc[0, "nights"], rows.loc[1, "nights"] = 987.0, 0.125
    values = [value for row in figures(rows).values() for value in (row.value, row.low, row.high)]
    assert not {987.0, 0.125} & set(values)


def test_days_are_told_by_the_month_and_days_of_birth_by_the_year():
    assert [key for key in figures(frame()) if key[0] == "share" and key[1] == "checkout"] == [
        ("share", "checkout", "2025-12")
    ]
    rows = frame()
    rows.loc[: N // 2, "checkout"] -= 61
    assert list(by_month(summed(rows).counts, "checkout")) == ["2025-10", "2025-11", "2025-12"]
    rows["checkout"] -= np.linspace(0, 40 * 365, N).astype(int)
    assert list(by_month(summed(rows).counts, "checkout"))[::10] == ["1985", "1995", "2005", "2015", "2025"]


def test_months_hold_everybody_who_answered():
    rows = frame()
    rows.loc[::3, "checkout"] = np.nan
    counted = by_month(summed(rows).counts, "checkout")
    assert sum(n for n, _, _ in counted.values()) == rows["checkout"].notna().sum()


def test_a_group_of_few_is_hidden_and_takes_with_it_the_one_that_would_tell_it():
    rows = frame().assign(store="S1")
    rows.loc[:3, "store"], rows.loc[4:60, "store"] = "S3", "S2"
    found = figures(rows)
    assert [found["share", "store", name].reason for name in ("S1", "S2", "S3")] == ["", "complementary", "small_base"]
    assert [found["times_chosen", "store", name].value for name in ("S2", "S3")] == [None, None]
    assert found["share", "store", "S3"].n == N  # the base is everybody, not the group


def test_a_group_that_nobody_is_in_is_none_to_hide():
    rows = frame()
    rows["store"] = rows["store"].replace("S3", "S1")
    found = figures(rows)["share", "store", "S3"]
    assert (found.value, found.low, found.reason) == (0.0, pytest.approx(0.0, abs=1e-12), "")


def test_an_answer_that_says_not_who_somebody_is_is_told_however_few_gave_it():
    rows = frame().assign(again="yes", spa=0.0)
    rows.loc[:2, "spa"] = 1.0
    found = figures(rows)
    assert found["share", "again", "yes"].value == 1.0
    assert found["times_chosen", "uses", "spa"].value == 3


def test_nothing_is_told_of_fewer_than_the_minimum_base():
    found = figures(frame(n=9))
    assert {row.reason for row in found.values()} == {"small_base"}
    assert {row.low for row in found.values()} == {None}


def test_a_question_that_nobody_answered_says_so():
    rows = frame().assign(again=None, nights=np.nan, checkout=np.nan)
    rows["again"] = rows["again"].astype("object")
    found = figures(rows)
    silent = [row for key, row in found.items() if key[1] in {"again", "nights", "checkout"}]
    assert {row.reason for row in silent} == {"all_missing"}
    assert len(silent) == 8  # two of yes, four of the number, two of the days


def test_shares_that_the_weights_are_made_to_meet_have_no_interval():
    rows = frame()
    spec = QuestionSpec(groups=SPEC.groups, raked=("store",))
    found = figures(rows, spec)
    raked, free = found["share", "store", "S1"], found["share", "purpose", "leisure"]
    assert (raked.low, raked.se, str(raked.method)) == (None, None, "raking")
    assert free.low is not None


def test_where_there_are_psus_what_knows_none_has_no_interval_and_says_why():
    alone, found = figures(frame()), figures(frame(), psu=pd.Series(np.arange(N) // 4).astype(str))
    assert {key[0] for key, row in alone.items() if row.low is not None} == {"share", "number_mean"}
    assert {key[0] for key, row in found.items() if row.low is not None} == {"number_mean"}
    assert all(row.value == pytest.approx(alone[key].value) for key, row in found.items())
    without = {str(row.method) for key, row in found.items() if key[0] != "number_mean" and alone[key].low is not None}
    assert without == {"no interval, sampling units not counted"}


def test_batches_add_up_to_the_whole():
    rows = frame()
    whole, parts = summed(rows), summed(rows[:150]) + summed(rows[150:])
    one, two = (answered(each, SPEC).to_findings() for each in (whole, parts))
    assert [(row.id, row.value) for row in one] == [(row.id, pytest.approx(row.value)) for row in two]
