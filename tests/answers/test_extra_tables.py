"""The one reader of extra tables: kinds, headings, cells, keys, periods, and every fault of every table at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.answers.extra_tables import experts_of, read_tables, table_of
from csat_lib.errors import CsatError
from csat_lib.period import parse
from csat_lib.study import Study, WavePlan
from csat_lib.study.table_kinds import KINDS

ITEMS = ("a1", "a2", "b1")


def words(text):
    return {"zh": f"{text}的字", "en": text}


STUDY = {
    "study": "shops",
    "title": words("Shops"),
    "scales": {"five": {"from": 1, "to": 5}},
    "questions": {
        **{name: {"text": words(f"item {name}"), "scale": "five", "role": "perception"} for name in ITEMS},
        "overall": {"text": words("Overall"), "scale": "five", "role": "outcome"},
        "nps": {"text": words("Recommend"), "kind": "nps"},
        "store": {
            "text": words("Store"),
            "kind": "single",
            "role": "segment",
            "options": {"S1": {"zh": "东店", "en": "East"}, "S2": {"zh": "西店", "en": "West"}},
        },
        "age": {
            "text": words("Age"),
            "kind": "single",
            "role": "segment",
            "options": {"y": {"zh": "青年", "en": "Young"}, "o": {"zh": "年长", "en": "Old"}},
        },
    },
    "constructs": {
        "goods": {"title": words("Goods"), "items": ["a1", "a2"]},
        "people": {"title": words("People"), "items": ["b1"]},
    },
    "index": {"csi": {"title": words("Index"), "parts": {"goods": "equal", "people": "equal"}}},
    "segments": ["store", "age"],
    "unit": "store",
}
GOOD = {
    "unit_kpis": (
        "unit,period,kpi,value,numerator,denominator,n,sd\n"
        "S1,2025-03,queue,3.5,,,40,1.2\nWest,2025-03,queue,4,,,,\nS1,2025-03,closed,,80,100,,\n"
    ),
    "third_party": "unit,period,indicator,score,date,visitor\nS1,2025-03,goods,85.5,2025-03-04,Li\n",
    "complaints": (
        "id,unit,period,class,severity,opened,answered,closed,owner,status,founded\n"
        "C1,东店,2025-03,dirt,高,2025-03-01,2025-03-02,,,open,是\n"
    ),
    "population": "unit,period,age,N,invited,attempts\nS1,2025,y,1200,100,\nS2,2025,o,800,90,\n",
    "roster": "person,unit,role,from,to,reads,pay_base\nLi Lei,S1,sales,2024-01-01,,,5000\n",
    "targets": "subject,unit,period,target,floor\ncsi,,2025,80,75\ncsi,S1,2025,82,\n",
    "judgements": "node,expert,part_a,part_b,judgement\ncsi,Wang,goods,people,1/3\n",
    "events": "name,unit,date,text\nrefit,S2,2025/3/9,new shelves\n",
    "dispositions": "channel,period,disposition,count\nmail,2025-03,I,120\nmail,2025-03,2.11,30\nmail,2025-02,I,9\n",
    "experts": "item,Li,Wang\na1,4,3\na2,,2\n",
    "respondent_figures": "id,period,age\nA17,2025-03,4.5\nA18,2025-03,\nA17,2025-02,3\n",
}


@pytest.fixture
def plan_with(tmp_path):
    """The plan of March with tables of these kinds; a text, or (text, further keys of the table)."""

    def make(_study=None, **tables):
        given = {}
        for kind, content in tables.items():
            text, more = content if isinstance(content, tuple) else (content, {})
            (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
            given[kind] = {"kind": kind, "file": f"{kind}.csv", **more}
        study = Study.model_validate({**STUDY, **(_study or {}), "tables": given})
        return WavePlan(study, parse("2025-03"), tmp_path / "2025-03.yaml", tmp_path / "answers.csv")

    return make


def faults(plan):
    """What is wrong, one a line; the folder is left out."""
    with pytest.raises(CsatError) as caught:
        read_tables(plan)
    head, *lines = str(caught.value).replace(f"{plan.folder}/", "").replace(str(plan.folder), ".").splitlines()
    assert head == f"The tables of the study in . cannot be used: {len(lines)} fault{'s' * (len(lines) > 1)}."
    return [line.strip() for line in lines]


def test_there_is_a_good_table_of_every_kind():
    assert set(GOOD) == set(KINDS)


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_is_read_by_its_own_names(plan_with, kind):
    table = read_tables(plan_with(**{kind: GOOD[kind]}))[kind]
    assert table.unread == ()
    assert table.stated == ()
    assert len(table.rows) == GOOD[kind].count("\n") - 1 - GOOD[kind].count("2025-02")


def test_all_kinds_are_read_together(plan_with):
    assert set(read_tables(plan_with(**GOOD))) == set(KINDS)


def test_cells_are_what_they_mean(plan_with):
    rows = read_tables(plan_with(**GOOD))["unit_kpis"].rows
    assert rows["unit"].tolist() == ["S1", "S2", "S1"]
    np.testing.assert_array_equal(rows["value"].astype(float), [3.5, 4, np.nan])
    complaint = read_tables(plan_with(**GOOD))["complaints"].rows.iloc[0]
    assert (complaint["unit"], complaint["severity"], complaint["founded"]) == ("S1", "high", "yes")
    assert complaint["opened"] == pd.Timestamp("2025-03-01")
    assert read_tables(plan_with(**GOOD))["judgements"].rows["judgement"].tolist() == [1 / 3]


def test_persons_are_hashed_the_same_in_every_table(plan_with):
    owned = GOOD["complaints"].replace(",,open", ",Li Lei,open").replace("2025-03-02,,Li", "2025-03-02,,Li")
    found = read_tables(plan_with(roster=GOOD["roster"], complaints=owned))
    (person,) = found["roster"].rows["person"]
    assert len(person) == 32
    assert found["complaints"].rows["owner"].tolist() == [person]
    assert not any("Li" in str(cell) for table in found.values() for cell in table.rows.to_numpy().ravel())


def test_somebody_who_is_not_in_the_roster_is_told_without_his_name(plan_with):
    told = faults(plan_with(roster=GOOD["roster"], complaints=GOOD["complaints"].replace(",,open", ",Han Mei,open")))
    assert told == [
        (
            "complaints.csv, row 2, column `owner`: the roster has no such person. "
            "Add the person to the roster, or correct the cell."
        )
    ]


def test_headings_are_those_that_the_study_maps_under_a_title_and_in_full_width(plan_with):
    text = '三月报表,,,\n门店 ,期次,指标,数值\n东店,2025年3月,排队,１２\n西店,2025-03,排队,"1,234"\n'
    columns = {"unit": "门店", "period": "期次", "kpi": "指标", "value": "数值"}
    table = read_tables(plan_with(unit_kpis=(text, {"columns": columns})))["unit_kpis"]
    assert table.rows[["row", "unit", "period", "kpi", "value"]].to_numpy().tolist() == [
        [3, "S1", "2025-03", "排队", 12.0],
        [4, "S2", "2025-03", "排队", 1234.0],
    ]


def test_a_workbook_is_read_like_a_csv(plan_with, tmp_path):
    plan = plan_with(events=GOOD["events"])
    pd.DataFrame({"name": ["refit"], "unit": ["S2"], "date": [pd.Timestamp("2025-03-09")]}).to_excel(
        tmp_path / "events.xlsx", index=False
    )
    plan.study.tables["events"] = plan.study.tables["events"].model_copy(update={"file": "events.xlsx"})
    assert read_tables(plan)["events"].rows["date"].tolist() == [pd.Timestamp("2025-03-09")]


def test_percentages_are_shares(plan_with):
    text = "unit,period,kpi,value\nS1,2025-03,closed,95.2%\nS2,2025-03,closed,88％\n"
    assert read_tables(plan_with(unit_kpis=text))["unit_kpis"].rows["value"].tolist() == [0.952, 0.88]


def test_a_comma_is_the_decimal_point_where_the_column_says_so(plan_with):
    text = "unit;period;kpi;value\nS1;2025-03;queue;3,5\nS2;2025-03;queue;1.250,25\n"
    assert read_tables(plan_with(unit_kpis=text))["unit_kpis"].rows["value"].tolist() == [3.5, 1250.25]


def test_a_column_with_and_without_percent_is_told(plan_with):
    text = "unit,period,kpi,value\nS1,2025-03,closed,95.2%\nS2,2025-03,closed,88\n"
    assert faults(plan_with(unit_kpis=text)) == [
        (
            "unit_kpis.csv, row 3, column `value`: `88` is no number that can stand here. "
            "Write it with %, as other cells of the column are."
        )
    ]


def test_every_fault_of_every_table_is_told_at_once(plan_with):
    told = faults(
        plan_with(
            unit_kpis="unit,period,kpi,value\nS3,2025-13,queue,many\nS1,,queue,\nS1,2025-03,queue,1\nS1,2025-03,queue,2\n",
            third_party="unit,period,indicator,score\nS1,2025-03,rooms,101\nS1,2025-03,goods,85%\n",
            complaints="id,class,opened,closed\nC1,dirt,2025-03-05,2025-03-01\nC2,,soon,\n",
            events="name,when\nrefit,2025-03-01\n",
            targets="subject,target\nstore,80\n",
            judgements="node,expert,part_a,part_b,judgement\ncsi,Wang,goods,people,0\n",
            roster="person,unit,reads\nLi,S1,Zhao\n",
            dispositions="channel,disposition,count\nmail,done,3.5\n",
            experts="item,Li\na11,5\n",
        )
    )
    dispositions = "I, P, R, NC, O, UH, UO, NE, AAPOR's numbers (1.1, 2.11, 3.1, 4.1 ...)"
    subjects = "csi, goods, people, a1, a2, b1, overall, nps, store, age"
    assert told == [
        "unit_kpis.csv, row 2, column `unit`: `S3` is no unit. Allowed: S1, S2.",
        (
            "unit_kpis.csv, row 2, column `period`: "
            "`2025-13` is not a period. Allowed: 2025-12 (month), 2025Q4 (quarter), 2025H2 (half-year), 2025 (year), "
            "2025-11-01..2025-12-15 (date range), opening@2025-03-01 (event), "
            "roll3@2025-12 (rolling window of 3 months). Write the period in one of these forms."
        ),
        "unit_kpis.csv, row 3, column `period`: the cell is empty. Fill it in, or take the row out.",
        (
            "unit_kpis.csv, row 2, column `value`: `many` is no number that can stand here. "
            "Write a number, with % where it is a percentage."
        ),
        "unit_kpis.csv, row 5: row 4 has the same unit, period, kpi already. Keep one of them.",
        "unit_kpis.csv, row 3: the row gives no figure. Fill in value or numerator and denominator.",
        (
            f"third_party.csv, row 2, column `indicator`: `rooms` is no question, construct or node. "
            f"Did you mean `goods`? Allowed: {subjects}."
        ),
        (
            "third_party.csv, row 2, column `score`: `101` is no number that can stand here. "
            "Write points from 0 to 100, without %."
        ),
        (
            "third_party.csv, row 3, column `score`: `85%` is no number that can stand here. "
            "Write points from 0 to 100, without %."
        ),
        "complaints.csv, row 3, column `class`: the cell is empty. Fill it in, or take the row out.",
        "complaints.csv, row 3, column `opened`: `soon` is not a day (2025-03-01) or moment (2025-03-01 17:45:00).",
        "complaints.csv, row 2: `closed` lies before `opened`. Correct one of the two days.",
        (
            "events.csv: there is no column `date`; it has name, when. "
            "Head it so, or say under `columns: {date: ...}` what it is headed."
        ),
        (
            "targets.csv, row 2, column `subject`: `store` is no node, construct or outcome. "
            "Allowed: csi, goods, people, overall, nps."
        ),
        "judgements.csv, row 2, column `judgement`: `0` is no number that can stand here. Write a number above 0.",
        f"dispositions.csv, row 2, column `disposition`: `done` is no final disposition. Allowed: {dispositions}.",
        (
            "dispositions.csv, row 2, column `count`: `3.5` is no number that can stand here. "
            "Write a whole number of cases from 0 up."
        ),
        "experts.csv, row 2, column `item`: `a11` is no item. Did you mean `a1`? Allowed: a1, a2, b1.",
        (
            "experts.csv, row 2, column `Li`: `5` is no number that can stand here. "
            "Write 1 (not relevant), 2, 3 or 4 (highly relevant), or nothing."
        ),
        (
            "roster.csv, row 2, column `reads`: the roster has no such person. "
            "Add the person to the roster, or correct the cell."
        ),
    ]


def test_a_missing_file_and_one_that_is_none_are_told(plan_with, tmp_path):
    plan = plan_with(events=GOOD["events"], experts="item,Li\n")
    (tmp_path / "events.csv").unlink()
    assert faults(plan) == [
        (
            "events.csv: the file cannot be opened: No such file or directory. "
            "Put the file there. Or correct `file` under `tables: events`; it is sought beside the study file."
        ),
        (
            "experts.csv: The file experts.csv holds a header and no row under it; at least one is needed. "
            "Export it again; of answers, check that fieldwork has begun."
        ),
    ]


def test_a_table_that_a_program_has_open_is_told(plan_with, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    plan = plan_with(events=GOOD["events"])
    monkeypatch.setattr("pathlib.Path.open", refused)
    assert faults(plan) == [
        (
            "events.csv: the file cannot be opened: Permission denied. Close it if a program has it open. "
            "Or correct `file` under `tables: events`; it is sought beside the study file."
        )
    ]


def test_a_heading_that_the_study_maps_and_the_file_lacks_is_told(plan_with):
    assert faults(plan_with(events=(GOOD["events"], {"columns": {"unit": "门店"}}))) == [
        "events.csv: there is no column `门店`; it has name, unit, date, text. Head it so."
    ]


HEAD = "Head it so, or say under `columns: {period: ...}` what it is headed."


def test_figures_without_a_period_would_be_those_of_every_wave(plan_with):
    assert faults(
        plan_with(unit_kpis="unit,kpi,value\nS1,queue,3\nS1,queue,4\n", third_party="unit,indicator,score\nS1,csi,8\n")
    ) == [
        f"unit_kpis.csv: there is no column `period`; it has unit, kpi, value. {HEAD}",
        f"third_party.csv: there is no column `period`; it has unit, indicator, score. {HEAD}",
    ]


def test_a_source_names_the_unit_that_it_speaks_of(plan_with):
    assert faults(plan_with(third_party="unit,period,indicator,score\n,2025-03,csi,80\n")) == [
        "third_party.csv, row 2, column `unit`: the cell is empty. Fill it in, or take the row out."
    ]
    assert faults(plan_with(third_party="period,indicator,score\n2025-03,csi,80\n")) == [
        f"third_party.csv: there is no column `unit`; it has period, indicator, score. {HEAD}".replace(
            "{period", "{unit"
        )
    ]


def test_units_need_a_study_that_has_some(plan_with):
    assert faults(plan_with({"unit": None}, unit_kpis="unit,period,kpi,value\nS1,2025-03,queue,3\n")) == [
        "unit_kpis.csv, row 2, column `unit`: `S1` is no unit. The study has none."
    ]


def test_a_day_whose_month_nothing_tells_is_told(plan_with):
    assert faults(plan_with(events="name,date\nrefit,3/4/2025\n"))[0].startswith(
        "events.csv, row 2, column `date`: `3/4/2025`"
    )
    assert read_tables(plan_with(events="name,date\nrefit,3/4/2025\nsale,3/25/2025\n"))["events"].rows[
        "date"
    ].tolist() == [pd.Timestamp("2025-03-04"), pd.Timestamp("2025-03-25")]


def test_only_the_rows_of_the_period_count_and_a_year_holds_in_its_months(plan_with):
    kpis = "unit,period,kpi,value\nS1,2025-02,queue,9\nS1,2025-03,queue,3\nS1,2025,queue,5\n"
    targets = "subject,period,target\ncsi,2025,80\ncsi,2025-03,82\ngoods,2025Q1,70\nnps,2024,5\n"
    found = read_tables(plan_with(unit_kpis=kpis, targets=targets))
    assert found["unit_kpis"].rows["value"].tolist() == [3]
    assert found["unit_kpis"].periods == ("2025", "2025-02", "2025-03")
    assert found["targets"].rows[["subject", "target"]].to_numpy().tolist() == [["csi", 82], ["goods", 70]]


def test_dispositions_are_letters_or_aapors_numbers(plan_with):
    plan = plan_with(dispositions="channel,disposition,count\nmail,I,120\nmail,2.11,30\nphone,r,4\nphone,3.21,9\n")
    found = table_of(plan, "dispositions")
    assert found[["channel", "disposition", "count"]].to_numpy().tolist() == [
        ["mail", "I", 120],
        ["mail", "R", 30],
        ["phone", "R", 4],
        ["phone", "UO", 9],
    ]
    assert table_of(plan_with(), "dispositions") is None
    assert (
        table_of(plan_with(dispositions="period,channel,disposition,count\n2025-02,mail,I,9\n"), "dispositions") is None
    )


def test_experts_ratings_are_numbers_by_item_and_expert(plan_with):
    found = experts_of(plan_with(experts=GOOD["experts"]))
    assert found.index.tolist() == ["a1", "a2"]
    assert found.columns.tolist() == ["Li", "Wang"]
    np.testing.assert_array_equal(found.to_numpy(), [[4, 3], [np.nan, 2]])
    assert experts_of(plan_with()) is None


def test_an_item_rated_in_two_rows_is_told(plan_with):
    assert faults(plan_with(experts="item,Li\na1,4\na2,3\na1,2\n")) == [
        "experts.csv, row 4: row 2 has the same item already. Keep one of them."
    ]


def test_columns_that_nothing_reads_are_named(plan_with):
    text = "unit,period,kpi,value,remark\nS1,2025-03,queue,3,busy\n"
    assert read_tables(plan_with(unit_kpis=text))["unit_kpis"].unread == ("remark",)
