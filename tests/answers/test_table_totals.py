"""Printed totals: those of a published handbook that do not add up, those of rows, and the rounding that is none."""

from __future__ import annotations

import pytest

from csat_lib.answers.extra_tables import read_tables

from .test_extra_tables import plan_with  # noqa: F401 - the fixture

PARTS = ["非常满意", "满意"]
# Shares of four areas as printed in an enterprise's handbook of 2025, and the total that stands beside them.
HANDBOOK = (
    "unit,period,kpi,非常满意,满意,不满意,合计\nS1,2025-03,overall,60,25,15,85\nS1,2025-03,product,55,15,30,72\n"
    "S1,2025-03,service,65,13,22,78\nS1,2025-03,after-sales,52,16,30,68\n"
)


def stated(plan, name):
    return [(one.row, f"{one.sum}, stated {one.stated:g}") for one in read_tables(plan)[name].stated]


def test_shares_of_a_handbook_that_do_not_add_up_are_told_and_no_figure_follows_the_total(plan_with):  # noqa: F811
    totals = {"合计": PARTS, "100": [*PARTS, "不满意"]}
    plan = plan_with(unit_kpis=(HANDBOOK, {"columns": {"value": "合计"}, "totals": totals}))
    assert stated(plan, "unit_kpis") == [(3, "55 + 15 = 70, stated 72"), (5, "52 + 16 + 30 = 98, stated 100")]
    values = read_tables(plan)["unit_kpis"].rows["value"]
    assert values.isna().tolist() == [False, True, False, False]
    assert values.dropna().tolist() == [85, 78, 68]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("33.3%,33.3%,33.3%,100%", []),  # rounding
        ("33.3%,33.3%,33.3%,99%", ["0.333 + 0.333 + 0.333 = 0.999, stated 0.99"]),
        ("10.5,20.25,,30", []),  # a part is not there
        ("1,2,3,7", ["1 + 2 + 3 = 6, stated 7"]),
    ],
)
def test_rounding_is_no_fault(plan_with, row, told):  # noqa: F811
    text = f"unit,period,kpi,value,a,b,c,sum\nS1,2025-03,x,1,{row}\n"
    plan = plan_with(unit_kpis=(text, {"totals": {"sum": ["a", "b", "c"]}}))
    assert [one for _, one in stated(plan, "unit_kpis")] == told


def test_a_row_that_prints_a_total_is_no_data_and_told_when_it_is_wrong(plan_with):  # noqa: F811
    text = "unit,age,N\nS1,y,1000\nS1,o,200\nS2,y,800\n小计,y,1800\n合计,,2100\n"
    table = read_tables(plan_with(population=text))["population"]
    assert table.rows["N"].tolist() == [1000, 200, 800]
    assert table.set_aside == 2
    assert [(one.row, one.stated, one.sum) for one in table.stated] == [(6, 2100, "1000 + 200 + 800 = 2,000")]


def test_a_channel_of_that_name_in_a_table_without_sums_is_a_name(plan_with):  # noqa: F811
    assert len(read_tables(plan_with(events="name,date\ntotal,2025-03-01\n"))["events"].rows) == 1
