"""What the weights and the targets of a study take from its tables, and what is told of each of them."""

from __future__ import annotations

import pytest

from csat_lib.answers.table_use import table_facts, told_of_tables, with_tables
from csat_lib.collect.collected_wave import collected_key
from csat_lib.errors import CsatError

from .test_extra_tables import GOOD, STUDY, plan_with  # noqa: F401 - the fixture

FRAME = "unit,age,period,N\nS1,y,2025,600\nS1,o,2025,200\nS2,y,2025,100\nS2,o,2025,100\n合计,,2025,1000\n"


def raked(**margins):
    return {"weights": {"rake": margins}}


def message(plan):
    with pytest.raises(CsatError) as caught:
        with_tables(plan)
    return str(caught.value).splitlines()[1:]


def test_margins_are_the_shares_of_a_table_of_people(plan_with):  # noqa: F811
    plan = with_tables(plan_with(raked(store="population", age="population"), population=FRAME))
    assert plan.study.weights.shares == {"store": {"S1": 0.8, "S2": 0.2}, "age": {"y": 0.7, "o": 0.3}}
    assert plan.margins_from == ("population", "population")
    assert with_tables(plan).study == plan.study


def test_a_crossed_margin_takes_the_people_of_both_levels(plan_with):  # noqa: F811
    plan = with_tables(plan_with(raked(**{"store*age": "population"}), population=FRAME))
    assert plan.study.weights.shares == {"store*age": {"S1*o": 0.2, "S1*y": 0.6, "S2*o": 0.1, "S2*y": 0.1}}


def test_a_plan_s_frame_holds_people_of_the_period_by_its_strata(plan_with):  # noqa: F811
    plan = {"sd": 20, "half_width": 2, "table": "population", "strata": ["store", "age"]}
    assert with_tables(plan_with({"plan": plan}, population=FRAME)).study.plan.table == "population"
    do = "Add it to the file, or change `plan`."
    assert message(plan_with({"plan": plan}, population="unit,N\nS1,5\nS2,6\n")) == [
        f"  plan.table: the table `population` has no column `age`. {do}"
    ]
    assert message(plan_with({"plan": plan}, population=FRAME.replace("2025", "2024"))) == [
        f"  plan.table: the table `population` has no people of this period. {do}"
    ]


def test_margins_that_the_table_does_not_hold_are_told(plan_with):  # noqa: F811
    do = "Correct it, or write the shares into the study file."
    assert message(plan_with(raked(age="population"), population="unit,N\nS1,5\nS2,6\n")) == [
        (
            "  weights.rake.age: the table `population` gives no people of `y`, `o` in this period. "
            f"Tables of kind population: population. {do}"
        )
    ]
    assert message(plan_with(raked(store="frame"))) == [
        (
            "  weights.rake.store: the table `frame` gives no people of `S1`, `S2` in this period. "
            f"The study has no table of kind population. {do}"
        )
    ]
    assert message(plan_with(raked(store="population"), population="unit,N\nS1,5\nS2,0\n")) == [
        (
            "  weights.rake.store: the table `population` gives no people of `S2` in this period. "
            f"Tables of kind population: population. {do}"
        )
    ]


def test_targets_of_everybody_and_of_units_go_before_those_of_the_study_file(plan_with):  # noqa: F811
    own = {"csi": {"all": 70, "units": {"S1": 71, "S2": 72}}, "nps": 40, "goods": 60}
    table = f"{GOOD['targets']}nps,S2,2025,45,\ngoods,,2025,65,\n"
    study = with_tables(plan_with({"targets": own}, targets=table)).study
    assert study.aims() == {"csi": 80, "nps": 40, "goods": 65}
    assert study.aims(("store", "S1")) == {"csi": 82}
    assert study.aims(("store", "S2")) == {"csi": 72, "nps": 45}


def test_every_table_is_told_with_its_rows_and_what_no_chapter_reads(plan_with):  # noqa: F811
    plan = with_tables(plan_with({**raked(store="population"), "chapters": ["quality", "scores"]}, **GOOD))
    assert {fact["kind"]: (fact["rows"], fact["unused"]) for fact in table_facts(plan)} == {
        "unit_kpis": (3, 3),
        "third_party": (1, 1),
        "complaints": (1, 1),
        "population": (2, 0),
        "roster": (1, 1),
        "targets": (2, 0),
        "judgements": (1, 1),
        "events": (1, 1),
        "dispositions": (2, 0),
        "experts": (2, 2),  # no chapter on reliability
        "respondent_figures": (2, 0),
    }


def test_the_check_tells_what_it_must_of_each_table(plan_with):  # noqa: F811
    kpis = "unit,period,kpi,value,很满意,满意,remark\nS1,2025-03,service,72,55,15,new\n"
    given = {"columns": {"value": "value"}, "totals": {"value": ["很满意", "满意"]}}
    complaints = GOOD["complaints"].replace("2025-03", "2025-02")
    plan = plan_with({}, unit_kpis=(kpis, given), complaints=complaints, population=FRAME, targets=GOOD["targets"])
    assert list(told_of_tables(with_tables(plan))) == [
        "Table `unit_kpis` (unit_kpis, unit_kpis.csv): 1 rows for this period; not used in this report.",
        "  No row for store S2.",
        "  row 2, column `value`: 72 is stated, the parts make 55 + 15 = 70; it is not used.",
        "  Columns that nothing reads: remark.",
        "Table `complaints` (complaints, complaints.csv): 0 rows for this period.",
        "  It has rows for 2025-02, none for 2025-03.",
        "Table `population` (population, population.csv): 4 rows for this period; not used in this report.",
        "  1 rows that print totals are set aside: they are no data.",
        "Table `targets` (targets, targets.csv): 2 rows for this period.",
    ]


def test_a_study_without_tables_is_as_it_was(plan_with):  # noqa: F811
    plan = plan_with()
    assert with_tables(plan).study == plan.study
    assert list(told_of_tables(plan)) == []
    assert STUDY["unit"] == "store"


def test_what_a_wave_is_collected_by_follows_the_numbers_of_its_population(plan_with, tmp_path):  # noqa: F811
    (tmp_path / "answers.csv").write_text("a1\n1\n")
    before = collected_key(plan_with(raked(store="population"), population="unit,N\nS1,5\nS2,6\n"))
    assert collected_key(plan_with(raked(store="population"), population="unit,N\nS1,50\nS2,60\n")) == before
    assert collected_key(plan_with(raked(store="population"), population="unit,N\nS1,6\nS2,6\n")) != before
