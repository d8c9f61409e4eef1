"""What was decided to do: the first actions on page one, all of them in a chapter, and that none was recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from csat_lib.report.blocks import Heading, Paragraph, Table
from csat_lib.report.topics.found import changes
from csat_lib.study.waves import Action
from csat_lib.study.words import StudyText
from tests.report.composed import assembled, compose
from tests.report.fake_wave import all_figures, altered, make_view


def action(number: int, **given) -> Action:
    words = {"what": StudyText(zh=f"第 {number} 件", en=f"Thing {number}"), "owner": StudyText(zh="店长", en="Manager")}
    return Action(**{**words, "due": f"2026-01-{number + 10}", **given})


def tables(view, chapter):
    return [block for block in compose(view, chapter) if isinstance(block, Table)]


def acting(language, *actions):
    return replace(make_view(language), actions=actions)


@pytest.mark.parametrize(
    ("language", "title", "row"),
    [
        (
            "en",
            "What to do first: two actions, the first due by 12 January 2026",
            ("Thing 2", "Manager", "12 January 2026", "Room at 84", "Under way"),
        ),
        (
            "zh",
            "先做什么：2 项行动，最早的应在 2026 年 1 月 12 日前完成",
            ("第 2 件", "店长", "2026 年 1 月 12 日", "客房达到 84 分", "进行中"),
        ),
    ],
)
def test_page_one_says_what_who_by_when_by_what_test_and_how_far(language, title, row):
    test = StudyText(zh="客房达到 84 分", en="Room at 84")
    done = action(1, status="done")
    (table,) = tables(acting(language, action(2, test=test, status="under_way"), done), "page_one")
    assert (table.title, table.rows[0]) == (title, row)
    assert table.rows[1][3:] == (("Not said", "Done") if language == "en" else ("未定", "已完成"))


@pytest.mark.parametrize(("language", "basis"), [("en", ["point 1", "Figure 2", ""]), ("zh", ["第 1 点", "图 2", ""])])
def test_an_action_names_the_sentences_or_the_figure_that_it_follows_from(language, basis):
    abouts = (("S03", "room"), ("q02",), ())
    view = acting(language, *(action(number, about=about) for number, about in enumerate(abouts)))
    (table,) = tables(view, "page_one")
    assert table.columns[1].title == {"en": "Based on", "zh": "依据"}[language]
    blocks = [item.block for item in assembled(view)["report"].items]
    (shown,) = (block for block in blocks if isinstance(block, Table) and block.anchor == table.anchor)
    assert [row[1] for row in shown.rows] == basis


def test_more_actions_than_page_one_holds_have_a_chapter():
    view = acting("en", *(action(number) for number in range(6)))
    assert [len(table.rows) for table in tables(view, "page_one")] == [4]
    heading, table = compose(view, "actions")
    assert isinstance(heading, Heading)
    assert len(table.rows) == 6
    assert compose(acting("en", action(1)), "actions") == ()


def test_without_an_action_page_one_says_that_none_is_recorded():
    told = [block for block in compose(make_view("en"), "page_one") if isinstance(block, Paragraph)]
    (first,) = [block for block in told if block.style == "action"]
    assert first.text.endswith(
        "Who does it, by when, and what will show that it worked is not recorded for this study."
    )
    assert not tables(make_view("en"), "page_one")


@pytest.mark.parametrize(
    ("language", "basis", "test"),
    [
        ("en", "; a new owner since June", "February 2026: Food from 71.5 to 72.5"),
        ("zh", "；六月换了业主", "2026 年 2 月“餐饮”由 71.5 分升至 72.5 分"),
    ],
)
def test_a_score_is_judged_by_its_smallest_clear_rise_and_the_note_adds_up_what_that_makes(language, basis, test):
    because = StudyText(zh="六月换了业主", en="a new owner since June")
    food = action(1, about=("food",), because=because, judge="2026-02")
    rows = altered(all_figures(), {"measure": "change", "subject": "food"}, se=0.7)
    view = replace(make_view(language, rows), actions=(food,))
    (table,) = tables(view, "page_one")
    change = changes.of(view, "food")
    half = (change.high - change.low) / 2
    assert f"{71.5 + half:.1f}" in table.rows[0][-2]
    assert table.rows[0][-2] == test.replace("72.5", f"{71.5 + half:.1f}")
    assert table.rows[0][1].endswith(basis)
    assert f"{half + 0.8416212335729143 * change.se:.1f}" in table.note


def test_a_wave_that_is_no_period_is_refused():
    with pytest.raises(ValidationError, match="not of the form"):
        action(1, judge="next spring")
