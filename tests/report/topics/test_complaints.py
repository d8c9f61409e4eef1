# ruff: noqa: E501 - a sentence stands on one line
"""What is told of complaints, in words and tables of both languages."""

from __future__ import annotations

import pandas as pd

from csat_lib.report.blocks import Cell, Figure, Heading, Table
from csat_lib.report.by_name import draw, make, say
from csat_lib.report.chapters import REPORT, Composer
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.complaints import backlog, hours, pareto
from tests.insight.complaints.registers import HOMES
from tests.report import fake_complaints as fake


def spoken(claims, language="en", rows=None, **keys):
    view = fake.view(language, rows, **keys)
    told = claims(view)
    return tell_all(view, told) if isinstance(told, list) else tell(view, told)


def homes():
    rows = [{"class": name, "opened": pd.Timestamp("2025-12-02")} for name, n in HOMES.items() for _ in range(n)]
    columns = ("unit", "severity", "answered", "closed", "owner", "status")
    table = pd.DataFrame(rows).assign(**dict.fromkeys(columns))
    return table.assign(answered=pd.NaT, closed=pd.NaT)


def test_the_few_classes_that_make_most_are_named_with_who_lacks_an_owner():
    assert spoken(pareto.claims) == (
        "90 complaints were opened, 15 of high severity. Of five classes the most frequent four make up 88.9%: Wireless network (33.3%), "
        "Sound insulation (22.2%), Sheets (16.7%) and Hot water (16.7%). No owner is named for Sound insulation."
    )
    assert spoken(pareto.claims, "zh") == (
        "本期登记投诉 90 件，其中严重的 15 件。5 类投诉中，件数最多的 4 类合计占 88.9%：“无线网络”（33.3%）、“隔音”（22.2%）、“床单”（16.7%）和“热水”（16.7%）。"
        "“隔音”尚未指定责任部门。"
    )


def test_which_four_classes_make_four_fifths_of_home_owners_complaints():
    classes = {name: {"title": {"zh": name, "en": name.title()}} for name in HOMES}
    told = spoken(pareto.most, rows=fake.found(homes()), classes=classes)
    assert (
        told
        == "Of six classes the most frequent four make up 80.7%: Cleaning (36.1%), Outsiders (20.6%), Theft (12.0%) and Gate (11.9%)."
    )


def test_few_complaints_are_counted_and_none_are_said_to_be_none():
    few = fake.register().head(4)
    assert spoken(pareto.claims, rows=fake.found(few)) == "Four complaints were opened, 0 of high severity."
    none = (
        fake.register()
        .head(0)
        .assign(opened=pd.to_datetime([]), answered=pd.to_datetime([]), closed=pd.to_datetime([]))
    )
    assert spoken(pareto.claims, rows=fake.found(none)) == "No complaint was opened in this period."
    assert spoken(pareto.claims, "zh", fake.found(none)) == "本期没有登记投诉。"


def test_hours_are_told_with_the_studys_limits():
    assert spoken(hours.claims) == (
        "Of 90 complaints whose limit has passed, 81% were answered within 24 hours (95% interval 72% to 88%). Half were answered within 4.7 hours. "
        "Of 90 complaints whose limit has passed, 77% were closed within 48 hours (95% interval 67% to 84%). Half were closed within 14.0 hours."
    )
    assert spoken(hours.claims, "zh").startswith(
        "时限已过的 90 件投诉中，81% 在 24 小时内答复（95% 置信区间 72% 至 88%）。一半在 4.7 小时内答复。"
    )


def test_without_a_limit_the_median_alone_is_told_and_a_reason_where_there_is_none():
    rows = fake.register()
    days = fake.found(rows.assign(opened=rows["opened"].dt.normalize()))
    assert spoken(hours.claims, rows=days) == (
        "Median hours to answer for all complaints is not shown: the register gives days without a time, so that no hours can be told. "
        "Median hours to close for all complaints is not shown: the register gives days without a time, so that no hours can be told."
    )
    waiting = fake.found(rows.assign(closed=pd.NaT))
    assert spoken(hours.claims, rows=waiting).endswith(
        "Median hours to close for all complaints is not shown: more than half still wait, so that the median is not known yet."
    )


def test_the_backlog_is_told_by_age_and_by_who_sees_to_it():
    assert spoken(backlog.claim) == "12 complaints were still open at the end of the period."
    rows = fake.register(60.0)
    late = fake.found(
        rows.assign(opened=rows["opened"].mask(rows.index.isin([65, 66, 67]), pd.Timestamp("2025-10-02 09:00")))
    )
    assert (
        spoken(backlog.claim, rows=late)
        == "66 complaints were still open at the end of the period, 3 of them for more than 30 days; 18 have no owner."
    )
    assert spoken(backlog.claim, "zh", late) == "期末尚有 66 件未办结，其中 3 件已超过 30 天，18 件没有登记责任人。"
    assert (
        spoken(backlog.claim, rows=fake.found(fake.register(0.01))) == "No complaint was open at the end of the period."
    )


def test_the_unit_with_most_complaints_is_named_where_it_has_more_than_any_other():
    assert (
        spoken(backlog.most)
        == "Most were about Harbour (31); numbers are not set against how many customers a store has."
    )
    assert spoken(backlog.most, "zh") == "件数最多的是海港店（31 件）；件数未按客户多少换算。"
    even = fake.register().head(2)
    assert spoken(backlog.most, rows=fake.found(even)) == ""


def test_tables_have_all_complaints_below_and_the_owner_beside():
    table = make(fake.view("zh"), "complaints")
    assert [column.title for column in table.columns] == [
        "投诉类别",
        "件数",
        "占比",
        "累计占比",
        "其中严重",
        "责任部门",
    ]
    assert [row[0] for row in table.rows][-2:] == ["账单", "全部投诉"]
    assert [row[-1] for row in table.rows] == ["信息部", "未指定", "客房部", "工程部", "财务部", ""]
    assert [row[1].value for row in table.rows] == [30, 20, 15, 15, 10, 90]
    assert table.strong == (5,)
    waits = make(fake.view("en"), "complaint_backlog")
    assert [row[0] for row in waits.rows][-1] == "All complaints"
    assert all(isinstance(cell, Cell) for cell in waits.rows[0][1:-1])
    assert [column.title for column in make(fake.view("en"), "complaint_hours").columns][:2] == [
        "Class",
        "Median hours to answer",
    ]
    assert [row[1].value for row in make(fake.view("en"), "complaint_units").rows] == [31, 30, 29, 0]


def test_one_class_by_itself():
    (told,) = say(fake.view("en"), "complaints", "water")
    assert told.text == "Hot water: 15, 16.7% of all."


def test_the_chart_says_which_few_make_most():
    (figure,) = (block for block in draw(fake.view("en"), "pareto") if isinstance(block, Figure))
    assert figure.title == "Four of five classes make up 88.9% of complaints"
    assert "Wireless network (33.3%)" in figure.alt


def test_the_chapter_stands_where_a_register_was_read_and_nowhere_else():
    blocks = Composer(fake.view("en")).compose(REPORT, "complaints")
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    assert heads == [
        "What was complained of, and how was it handled?", "How long until answer and closing", "Still open at the end",
    ]  # fmt: skip
    assert not any(isinstance(block, Table) for block in blocks)  # they stand in the annex
    assert Composer(fake.view("en", [])).compose(REPORT, "complaints") == ()
