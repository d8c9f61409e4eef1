# ruff: noqa: E501 - a message stands on one line
"""KPIs in the index: each respondent has the points of the own unit, and what is lacking follows the study's rule."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from csat_lib.answers.kpi_figures import kpi_figures
from csat_lib.answers.table_use import with_tables
from csat_lib.collect.kpi_points import points_variance
from csat_lib.errors import Faults
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.study.kpis import Kpi, UnitFigure
from csat_lib.summary.design import rest_of
from csat_lib.summary.sample import ALL
from csat_lib.summary.summary import Summary

from .conftest import words

TABLE = (
    "unit,period,kpi,value,numerator,denominator,n,sd\n"
    "S1,2025-03,queue,3,,,,\nS2,2025-03,queue,7,,,,\nS1,2025-03,closed,,80,100,,\nS2,2025-02,closed,,1,100,,\n"
)
MINUTES = {"unit": words("min"), "direction": "down", "standard": {"linear": {"worst": 10, "best": 1}}}
KPIS = {
    "queue": {"title": words("Queue"), "table": "kpi", **MINUTES},
    "closed": {"title": words("Closed"), "table": "kpi", "share": True, "direction": "up",
               "standard": {"linear": {"worst": 0, "best": 1}}},
}  # fmt: skip
TABLES = {"kpi": {"kind": "unit_kpis", "file": "kpi.csv"}}
PARTS = {"room": 0.5, "nps": 0.2, "queue": 0.2, "closed": 0.1}
INDEX = {"outcome": {"title": words("Outcome"), "parts": PARTS}}


@pytest.fixture
def scored(tmp_path, collected, answers):
    """(summary, composites by name) of answers with KPIs; ``rule``: what a unit without ``closed`` has."""

    def make(rule: str = "absent", **changes):
        (tmp_path / "kpi.csv").write_text(TABLE, "utf-8")
        kpis = {**KPIS, "closed": {**KPIS["closed"], "missing": rule}}
        folder = collected(answers, tables=TABLES, kpis=kpis, index=INDEX, **changes)
        spec = ScoreSpec(
            {"room": ("a1", "a2", "a3"), "service": ("b1", "b2", "b3")}, {"outcome": PARTS}, ("overall",), "nps",
            unit="store", kpis=("queue", "closed"), spared=("closed",) if rule == "renormalise" else (),
        )  # fmt: skip
        return Summary.load(folder / "summary"), {one.subject: one for one in composites(spec)}

    return make


POINTS = {"S1": 100 * 7 / 9, "S2": 100 * 3 / 9}


def parts_of(summary, cell):
    room, nps = (summary.scores.mean(name, cell).value for name in ("room", "nps:points"))
    return 0.5 * room + 0.2 * nps


def test_a_unit_s_index_is_the_sum_of_scores_and_points_by_their_weights(scored, answers):
    summary, found = scored()
    index = found["outcome"].estimate(summary.scores, ("store", "S1"))
    own = answers[answers["store"] == "S1"]
    assert summary.scores.mean("nps:points", ("store", "S1")).value == pytest.approx(10 * own["nps"].mean(), rel=1e-9)
    assert index.value == pytest.approx(parts_of(summary, ("store", "S1")) + 0.2 * POINTS["S1"] + 0.1 * 80, rel=1e-9)
    assert index.n == summary.scores.mean("room", ("store", "S1")).n


def test_everybody_s_points_are_the_mean_over_the_respondents(scored, answers):
    summary, _ = scored()
    shares = answers["store"].value_counts(normalize=True)
    expected = sum(shares[store] * points for store, points in POINTS.items())
    assert summary.scores.mean("queue").value == pytest.approx(expected, rel=1e-9)
    assert summary.scores.mean("closed").value == pytest.approx(80.0)  # of those whose unit has it


def test_a_unit_that_lacks_a_kpi_has_no_index_or_that_of_its_other_parts_or_none_of_its_points(scored):
    cell = ("store", "S2")
    summary, found = scored("absent")
    assert found["outcome"].estimate(summary.scores, cell).reason == "no_kpi"
    assert found["outcome"].estimate(summary.scores, ALL).value is not None
    summary, found = scored("renormalise")
    whole = parts_of(summary, cell) + 0.2 * POINTS["S2"]
    assert found["outcome"].estimate(summary.scores, cell).value == pytest.approx(whole / 0.9, rel=1e-9)
    gap = found["outcome"].estimate(summary.scores, cell, rest_of(cell))
    other = found["outcome"].estimate(summary.scores, ("store", "S1"))
    assert gap.value == pytest.approx(whole / 0.9 - other.value, rel=1e-9)
    summary, found = scored("zero")
    assert found["outcome"].estimate(summary.scores, cell).value == pytest.approx(whole, rel=1e-9)


def test_groups_that_are_no_units_have_no_index_with_kpis_in_it(scored):
    summary, found = scored()
    assert found["outcome"].estimate(summary.scores, ("member", "gold")).reason == "by_unit_only"
    assert found["room"].estimate(summary.scores, ("member", "gold")).value is not None


def test_the_error_of_a_counted_kpi_is_part_of_the_index_s(scored):
    summary, found = scored()
    bare = replace(summary.scores, given={})
    both = [found["outcome"].estimate(one, ("store", "S1")).se for one in (summary.scores, bare)]
    own = points_variance(Kpi.model_validate(KPIS["closed"]), UnitFigure(0.8, 80, 100))
    assert both[0] ** 2 - both[1] ** 2 == pytest.approx(0.1**2 * own, rel=1e-6)
    assert own == pytest.approx(1e4 * 80.5 * 20.5 / (101**2 * 102), rel=1e-3)  # the variance of Beta(80.5, 20.5)


def test_points_of_steps_and_ends_have_the_error_of_what_they_may_turn_out_to_be():
    steps = Kpi.model_validate({**KPIS["closed"], "standard": {"bands": [[0.8, 100], [0.0, 50]]}})
    assert 500 < points_variance(steps, UnitFigure(0.8, 80, 100)) <= 625  # now this, now that step
    assert points_variance(steps, UnitFigure(0.99, 99, 100)) < 1e-6
    best = Kpi.model_validate(KPIS["closed"])
    assert points_variance(best, UnitFigure(1.0, 20, 20)) > 0  # 20 of 20 are not known to be all
    mean = Kpi.model_validate(KPIS["queue"])
    assert points_variance(mean, UnitFigure(4.0, n=100, sd=2.0)) == pytest.approx((100 / 9) ** 2 * 0.04, rel=1e-3)
    assert points_variance(mean, UnitFigure(4.0)) == 0.0
    assert points_variance(mean, UnitFigure(4.0, n=3, sd=2.0)) == pytest.approx((100 / 9) ** 2 * 4 / 3, rel=2e-2)


def test_visits_are_averaged_and_complaints_counted(tmp_path, make_plan, answers):
    (tmp_path / "visits.csv").write_text(
        "unit,period,indicator,score,date\nS1,2025-03,room,80,2025-03-01\nS1,2025-03,room,90,2025-03-02\n", "utf-8"
    )
    (tmp_path / "calls.csv").write_text(
        "id,unit,period,class,opened,founded\nC1,S2,2025-03,dirt,2025-03-01,yes\nC2,S2,2025-03,dirt,2025-03-02,no\n",
        "utf-8",
    )
    tables = {
        "visits": {"kind": "third_party", "file": "visits.csv"},
        "calls": {"kind": "complaints", "file": "calls.csv"},
    }
    kpis = {
        "seen": {"title": words("Seen"), "table": "visits", "indicator": "room"},
        "calls": {
            "title": words("Calls"),
            "table": "calls",
            "standard": {"deduct": 5},
            "founded": True,
        },
    }
    study = with_tables(make_plan(answers, tables=tables, kpis=kpis, index=INDEX)).study
    assert study.figures["seen"] == {"S1": UnitFigure(85.0, n=2.0, sd=pytest.approx(50**0.5))}
    assert study.figures["calls"] == {"S1": UnitFigure(0.0), "S2": UnitFigure(1.0)}
    assert study.kpis["calls"].points(1.0) == 95.0


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "S1,2025-03,closed,,120,100,,\n",
            "kpi.csv, row 2: the numerator 120 does not lie between 0 and the denominator 100. Correct one of the two counts.",
        ),
        (
            "S1,2025-03,closed,,0,0,,\n",
            "kpi.csv, row 2: the denominator is 0; a share needs one above 0. Correct it, or leave the row out.",
        ),
        ("S1,2025-03,closed,3,,,,\n", "kpi.csv, row 2: 3 is no share. Write it between 0 and 1, or with %."),
    ],
)
def test_shares_that_cannot_be_are_told(tmp_path, make_plan, answers, rows, message):
    (tmp_path / "kpi.csv").write_text(TABLE.splitlines()[0] + "\n" + rows, "utf-8")
    with pytest.raises(Faults) as caught:
        with_tables(make_plan(answers, tables=TABLES, kpis=KPIS, index=INDEX))
    assert [str(fault) for fault in caught.value.faults] == [message]


def test_a_kpi_without_its_table_is_told(make_plan, answers):
    faults = []
    plan = make_plan(answers, kpis={"queue": KPIS["queue"]})
    assert kpi_figures(plan, {}, faults) == {}
    assert [str(fault) for fault in faults] == [
        (
            "kpis.queue: its table `kpi` is no table of KPIs of this wave. The study has no table of KPIs. Add `kpi` under "
            "`tables`, of the kind unit_kpis, third_party or complaints."
        )
    ]


def test_an_earlier_wave_has_the_figures_of_its_own_period(tmp_path, make_plan, answers):
    (tmp_path / "kpi.csv").write_text(TABLE + "S2,2025-03,closed,,50,100,,\nS1,2025-02,closed,,30,100,,\n", "utf-8")
    plan = make_plan(answers, tables=TABLES, kpis=KPIS, index=INDEX)
    from csat_lib.period import parse

    before = replace(plan, period=parse("2025-02"))
    assert with_tables(plan).study.figures["closed"]["S1"] == UnitFigure(0.8, 80.0, 100.0)
    assert with_tables(before).study.figures["closed"]["S1"] == UnitFigure(0.3, 30.0, 100.0)
    assert pd.isna(with_tables(before).study.figures.get("queue", {}).get("S1"))
