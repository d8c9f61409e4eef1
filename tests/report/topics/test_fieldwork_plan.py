"""The plan of the sample beside what came in: sentences, table, chart."""

from __future__ import annotations

import pytest

from csat_lib.charts.colours import tint
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.tables import show
from csat_lib.report.topics.fieldwork import plan
from tests.charts.drawn import bars
from tests.report.fake_plan import found, own, view
from tests.report.fake_wave import make_view


def test_the_plan_is_told_with_its_aims_who_is_short_coverage_and_response():
    assert tell_all(view(), plan.planned(view())) == (
        "The plan of the sample takes 680 responses for 1.5 points either side of everybody's mean; 393 responses a "
        "wave to find a change of 4 points with a power of 80%. 680 responses were planned, 560 counted. Short of "
        "their planned number: Station (20 of 50); Hillside (120 of 230). 100% of the frame's people are in strata "
        "that were asked (100% wanted). Response was to be 60% by phone (1,134 invitations), and was 49.3%."
    )


def test_in_chinese_too():
    assert tell_all(view("zh"), plan.planned(view("zh"))) == (
        "样本计划：全体均分的区间半宽不超过 1.5 分，需 680 份；以 80% 的把握发现两期之间 4 分的变化，每期需 393 份。"
        "计划 680 份，实收有效 560 份。未达到计划数的有：车站店（计划 50，实收 20）；山景店（计划 230，实收 120）。"
        "抽样框覆盖率为 100%，目标为 100%。各渠道的回收率目标：“phone”60%，即邀请 1,134 人，实际 49.3%。"
    )


def test_a_census_and_no_more():
    rows = [own("n_for_census", 10.0), own("n_needed", 10.0), own("reached", 8.0), own("covered", 0.8)]
    told = view("en", rows, allocation="census", cover=None, response={})
    assert tell_all(told, plan.planned(told)) == (
        "The plan of the sample takes a census of all 10. 10 responses were planned, 8 counted. 80% of the frame's "
        "people are in strata that were asked."
    )


def test_without_a_plan_nothing_is_told():
    assert plan.planned(make_view("en", [])) == []


def test_the_table_has_a_row_a_stratum():
    (table,) = [one for one in show(view(), found()) if len(one.columns) == 4]
    assert [column.title for column in table.columns] == ["Store", "People", "Planned", "Counted"]
    assert len(table.rows) == 3
    assert table.title == "Two strata have fewer responses than planned"


@pytest.mark.parametrize(("language", "words"), [("en", "Every stratum has as many responses as planned")])
def test_where_all_are_met_the_title_says_so(language, words):
    rows = found(S02=(500, 230, 230), S03=(100, 50, 60))
    assert tell(view(language, rows), plan.TABLE.title(view(language, rows))) == words


def test_the_chart_has_a_bar_for_what_was_counted_and_a_tick_at_what_was_planned(en):
    chart = plan.CHART.draw(found(), en)
    counted = sorted(end - start for start, end in bars(chart, tint("#1f5a7a", 0.4)))
    assert counted[-1] / counted[-2] == pytest.approx(420 / 120, rel=0.02)
    assert chart.alt.startswith("Responses planned and counted, by stratum. ")
    assert plan.CHART.draw([row for row in found() if not row.segment], en) is None
