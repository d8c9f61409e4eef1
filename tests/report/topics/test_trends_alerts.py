"""Alerts of the study: which fire, by which rule, which cannot be judged yet, in both languages."""

from __future__ import annotations

from csat_lib.report import topics
from csat_lib.report.declared import make
from csat_lib.report.inline import bare
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.trends.alerts import claims
from tests.report.fake_alerts import looked_at, view


def told(language, rows=None):
    return bare(tell_all(view(language, rows), claims(view(language, rows))))


def test_alerts_that_fire_are_told_with_rule_and_figure():
    assert told("en") == (
        "Of the five alerts that the study sets, three fire this wave: Guest satisfaction index was below 78.0 in each "
        "of the last two waves (76.7 in the nearest of them); Room has lain outside its EWMA limits since November "
        "2025 (smoothed 71.2, limits 72.0 to 78.0), which seems to have begun in September 2025, since when it "
        "averages 3.2 points below the first 12 waves; Service averages 69.5 over the last three waves, below 70.0. "
        "Too few waves compare to judge the alert on Food yet."
    )
    assert told("zh") == (
        "研究设定的 5 项预警中，本期触发 3 项：“宾客满意度指数”近 2 期每期都低于 78.0（最接近的一期为 76.7）；“客房”自 "
        "2025 年 11 月起越出 EWMA 界限（平滑值 71.2，界限 72.0 至 78.0），变化看来始于 2025 年 9 月，自那时起平均比"
        "最初 12 期低 3.2 分；“服务”近 3 期平均为 69.5，低于 70.0。“餐饮”的预警还无法判断：可比的期次太少。"
    )


def test_where_none_fires_that_is_said():
    quiet = [*looked_at(fire=False)]
    assert told("en", quiet).startswith("Of the five alerts that the study sets, none fires this wave.")
    assert told("zh", quiet).startswith("研究设定的 5 项预警，本期都没有触发。")
    assert claims(view("en", [])) == []


def test_the_table_has_a_row_an_alert_and_says_which_fire():
    table = make(view("en"), topics.table("alerts"))
    assert [(row[0], row[-1]) for row in table.rows] == [
        ("Guest satisfaction index", "yes"),
        ("NPS", "no"),
        ("Room", "yes"),
        ("Service", "yes"),
        ("Food", "not yet known"),
    ]
    rules = [bare(row[1]) for row in table.rows]
    assert rules[:2] == ["Below 78.0 in each of the last two waves", "Above 60.0"]
    assert bare(table.title) == "Three of five alerts fire this wave"
