"""Tables and titles of changes and waves."""

from __future__ import annotations

import pytest

from csat_lib.report.declared import make
from csat_lib.report.slots import tell
from csat_lib.report.topics.trends import titles, waves
from tests.report.fake_wave import all_figures, altered, make_view, without


def test_changes_say_what_changed_and_how_many_did_not():
    table = make(make_view("en"), titles.TABLE)
    assert (
        table.title == "The guest satisfaction index and Room fell from November 2025; no clear change in five others"
    )
    assert make(make_view("zh"), titles.TABLE).title == (
        "与 2025 年 11 月相比，“宾客满意度指数”和“客房”下降，其余 5 项没有明显变化"
    )


def test_waves_say_between_what_the_index_was_measured():
    assert make(make_view("en"), waves.TABLE).title == (
        "The guest satisfaction index was measured between 76.4 (December 2025) and 78.6 (January 2025)"
    )
    assert make(make_view("zh"), waves.TABLE).title == (
        "宾客满意度指数实测在 76.4 分（2025 年 12 月）与 78.6 分（2025 年 1 月）之间"
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "On the guest satisfaction index, one of three groups changed clearly from November 2025, by store"),
        ("zh", "按门店看“宾客满意度指数”，与 2025 年 11 月相比，3 组中有 1 组明显变化"),
    ],
)
def test_the_groups_that_changed_are_counted(language, title):
    table = make(make_view(language), titles.of_question("store"))
    assert table is not None
    assert table.title == title
    assert [column.signed for column in table.columns[1:4]] == [False, False, True]
    months = {"en": ["November 2025", "December 2025"], "zh": ["2025 年 11 月", "2025 年 12 月"]}
    assert [column.title for column in table.columns[1:3]] == months[language]
    then, now, change = (cell.value for cell in table.rows[2][1:4])
    assert then == pytest.approx(now - change)


@pytest.mark.parametrize(
    ("language", "titled"),
    [
        ("en", ["No change can be told yet", "Changes by store", "Room, wave by wave"]),
        ("zh", ["尚无可供比较的变化", "按门店看的变化", "客房历期走势"]),
    ],
)
def test_without_a_change_titles_claim_none(language, titled):
    view = make_view(language, without("trends"), earlier=())
    claims = [titles.of_drawn(view, "", ""), titles.of_groups(view, "store"), titles.of_line(view, "room")]
    assert [tell(view, claim) for claim in claims] == titled


@pytest.mark.parametrize(
    ("language", "titled"),
    [
        (
            "en",
            [
                "No dimension changed clearly from November 2025",
                "On the guest satisfaction index, no group changed clearly from November 2025",
            ],
        ),
        (
            "zh",
            [
                "与 2025 年 11 月相比，各维度都没有明显变化",
                "与 2025 年 11 月相比，各组的“宾客满意度指数”都没有明显变化",
            ],
        ),
    ],
)
def test_where_nothing_is_clear_titles_say_so(language, titled):
    view = make_view(language, altered(all_figures(), {"topic": "trends", "measure": "change"}, low=-30.0, high=30.0))
    assert [tell(view, titles.of_drawn(view, by, "")) for by in ("", "store")] == titled
