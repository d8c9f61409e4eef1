# ruff: noqa: E501 - a sentence stands on one line
"""What is told of complaints, in words and tables of both languages."""

from __future__ import annotations

import pandas as pd

from csat_lib.report.blocks import Cell, Figure, Heading, Table
from csat_lib.report.by_name import draw, make, say
from csat_lib.report.chapters import REPORT, Composer
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.complaints import backlog, hours, pareto, problems, urgency
from tests.insight.complaints.registers import HOMES
from tests.report import fake_complaints as fake
from tests.report.fake_wave import figure


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
        spoken(pareto.units)
        == "Most were about Harbour (31); numbers are not set against how many customers a store has."
    )
    assert spoken(pareto.units, "zh") == "件数最多的是海港店（31 件）；件数未按客户多少换算。"
    even = fake.register().head(2)
    assert spoken(pareto.units, rows=fake.found(even)) == ""


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
        "What was complained of, and how was it handled?", "Which class comes first?", "How long until answer and closing",
        "Which problems stay?", "Still open at the end",
    ]  # fmt: skip
    assert not any(isinstance(block, Table) for block in blocks)  # they stand in the annex
    assert Composer(fake.view("en", [])).compose(REPORT, "complaints") == ()


def ranked(**rooms):
    return [*fake.found(fake.register()), *fake.rooms(**rooms)]


def test_where_the_three_orders_differ_is_told_in_a_sentence():
    told = spoken(urgency.claims, rows=ranked(sheets=2.5, wifi=1.0))
    assert told == (
        "Severity counts 0.54, reach 0.30, frequency 0.16 (AHP, consistency ratio 0.009). Which class comes first depends on the order: "
        "by number Wireless network (30), by severity, reach and frequency Hot water (92.7 out of 100), by room in the index Sheets (2.5 points). "
        "Hot water goes up most: place 3 by number, place 1 by severity, reach and frequency."
    )
    told = spoken(urgency.claims, "zh", ranked(sheets=2.5, wifi=1.0))
    assert told == (
        "严重程度、影响面、频次的权重为 0.54、0.30、0.16（层次分析法，一致性比率 0.009）。先办哪一类，要看按什么排："
        "按件数是“无线网络”（30 件），按严重程度、影响面和频次是“热水”（92.7 分），按指数余地是“床单”（2.5 分）。"
        "名次上升最多的是“热水”：按件数第 3 位，按严重程度、影响面和频次第 1 位。"
    )


def test_one_class_may_come_first_by_every_order():
    rows = fake.found(fake.register().assign(severity="low"))
    told = spoken(urgency.claims, rows=[*rows, *fake.rooms(wifi=2.0)])
    assert told.endswith("Wireless network comes first by every order.")
    assert (
        make(fake.view("en", [*rows, *fake.rooms(wifi=2.0)]), "complaint_priorities").title
        == "Wireless network comes first by every order"
    )
    assert spoken(urgency.claims, rows=[]) == ""


def test_the_three_orders_stand_in_one_table_by_priority():
    table = make(fake.view("en", ranked(sheets=2.5, wifi=1.0)), "complaint_priorities")
    assert [column.title for column in table.columns] == [
        "Class", "Complaints", "By number", "Priority", "Grade", "By priority", "Room in the index", "95% interval",
        "By room in the index", "Asked by",
    ]  # fmt: skip
    assert [row[0] for row in table.rows][:2] == ["Hot water", "Wireless network"]
    assert table.rows[0][4] == "high"
    assert [row[2].value for row in table.rows][:2] == [3, 1]
    without = make(fake.view("zh"), "complaint_priorities")
    assert [column.title for column in without.columns] == [
        "投诉类别",
        "件数",
        "按件数",
        "综合评分",
        "等级",
        "按综合评分",
    ]


def problem(waves, severe, **more):
    where = {"segment_by": "store", "n": None, "method": "from records"} | more
    values = {"waves_open": waves, "waves_with": waves, "since_number": 12, "since_severe": severe}
    return [figure("complaints", measure, "water", value, **where, **({"against": "2025-09"} if measure == "waves_open" else {}))
            for measure, value in values.items()]  # fmt: skip


def test_problems_of_three_waves_are_named_the_gravest_first():
    solved = figure("complaints", "problems_solved", "register", 2, n=None, method="from records")
    rows = [*problem(4, 7, segment="S01"), *problem(12, 0, segment="S02"), *problem(2, 9, segment="S03"), solved]
    assert spoken(problems.claims, rows=rows) == (
        "Two problems have been there for three waves or more in a row, those with most severe complaints first: "
        "Hot water at Harbour (since September 2025, in 4 of 12 waves, 7 of 12 severe) and "
        "Hot water at Hillside (since September 2025, in 12 of 12 waves, 0 of 12 severe). "
        "Of the problems of the wave before, 2 had no complaint in this one, new or open."
    )
    assert spoken(problems.claims, "zh", rows).startswith(
        "有 2 个问题连续 3 期或更久没有解决，按严重投诉的件数：海港店的“热水”（自 2025 年 9 月起，12 期中出现 4 期，12 件中严重的 7 件）"
    )
    assert len(make(fake.view("en", rows), "open_problems").rows) == 3
    young = spoken(problems.claims, rows=[*problem(2, 9, segment="S03"), solved])
    assert young.startswith("No problem has been there for three waves or more in a row.")
    assert spoken(problems.claims, rows=[]) == ""
