"""Every question once: who respondents are in the report, all other answers behind it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cell, Heading, Paragraph, Table
from csat_lib.report.by_name import make, say
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from csat_lib.report.texts import texts_in
from tests.report.composed import assembled, compose
from tests.report.fake_questions import answered, asked_view, asking
from tests.report.fake_wave import make_view


def rows_of(table: Table) -> list[tuple]:
    return [tuple(cell.value if isinstance(cell, Cell) else cell for cell in row) for row in table.rows]


def section(view, chapter: str, anchor: str) -> list:
    """The blocks under a heading of a chapter."""
    blocks = list(compose(view, chapter))
    start = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == anchor)
    after = blocks[start + 1 :]
    ends = [at for at, block in enumerate(after) if isinstance(block, Heading)]
    return after[: ends[0]] if ends else after


def told(blocks) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_the_profile_names_the_groups_that_are_clearly_the_largest():
    blocks = section(asked_view("en"), "answered", "sec-profile")
    assert told(blocks) == (
        "Who the respondents are (weighted): by store, Hillside is the largest group with 64%; the shares of "
        "“Membership” are what weighting sets, not what was answered. See [[tbl-profile]]."
    )
    assert told(section(asked_view("zh"), "answered", "sec-profile")).startswith(
        "受访者的构成（加权）：按门店，山景店占比最大（64%）；“会员等级”的占比由加权设定，不由回答得出。"
    )


def test_groups_that_are_not_clearly_apart_are_not_ranked():
    rows = [
        replace(row, value=0.5, low=0.47, high=0.53) if row.measure == "share" and row.value else row
        for row in answered()
    ]
    rows = [row for row in rows if row.subject != "member"]
    view = asked_view("en", rows)
    assert told(section(view, "answered", "sec-profile")) == (
        "Who the respondents are (weighted): by store, from 50% (Hillside) to 50% (Harbour), none clearly"
        " the largest. See [[tbl-profile]]."
    )
    assert make(view, "profile").title == "“Store”: Harbour (50%), Hillside (50%)"


def test_the_profile_has_counts_shares_and_intervals_and_hides_the_group_of_few():
    table = make(asked_view("en"), "profile")
    assert [column.title for column in table.columns] == ["Group", "Number", "Share, weighted", "95% interval"]
    assert rows_of(table)[0][:2] == ("Harbour", 412)
    assert [row[1] for row in rows_of(table)][2] is None
    assert table.rows[2][1].mark == "masked"
    assert [name for _, name in table.sections] == ["Store", "Membership"]


def test_shares_that_weighting_set_have_no_interval_and_the_table_says_why():
    table = make(asked_view("en"), "profile")
    assert rows_of(table)[3][3] is None
    assert "The shares of “Membership” are what weighting sets, not what was answered" in table.note


def test_choices_numbers_days_and_words_stand_behind_the_report():
    words = told(section(asked_view("en"), "answered", "sec-questions"))
    assert "80% said yes to “Come again” (95% interval 77% to 83%; 1,134 responses, effective base 1,021)." in words
    assert (
        "“Services used”: Spa is clearly the most frequent answer with 79% (95% interval 76% to 82%; 1,134 "
        "responses, effective base 1,021); several answers were possible, and shares add up to 152%." in words
    )
    assert "“Check-out”: December 2025 is clearly the most frequent answer" in words
    assert "The mean answer to “Nights” is 2.3 (95% interval 2.2 to 2.4; " in words
    assert "the median 2.0, and the middle half lies between 1.0 and 3.5." in words
    assert "Beside “other”, seven different answers were written to “Membership”, 2 of which are listed." in words


def test_nothing_that_a_respondent_wrote_is_code_or_a_mark():
    view = asked_view("en")
    table = make(view, "others")
    html = render_html(assemble([*compose(view, "cover"), table], "en"), Look())
    assert "**[[ch-scores]]** &lt;b&gt;Staff&lt;/b&gt;" in html
    assert "<b>Staff</b>" not in html
    assert [row[1] for row in rows_of(table)] == [21, None]


def test_one_month_alone_is_everybody():
    rows = [row for row in answered() if row.other != "2025-11"]
    assert "“Check-out”: every answer is December 2025 (1,134 responses" in told(
        say(asked_view("en", rows), "questions")
    )


def test_no_answer_in_front_is_said():
    rows = [
        replace(row, value=0.6, low=0.5, high=0.7) if row.subject == "uses" and row.low else row for row in answered()
    ]
    assert "“Services used”: no answer is clearly the most frequent" in told(
        say(asked_view("en", rows), "questions", "uses")
    )
    assert "没有哪个回答明显最多" in told(say(asked_view("zh", rows), "questions", "uses"))


def test_yes_and_the_months_are_in_words():
    table = make(asked_view("zh"), "choices")
    assert [row[0] for row in table.rows] == ["是", "水疗", "健身房", "2025 年 11 月", "2025 年 12 月"]
    assert [name for _, name in table.sections] == ["再次入住", "用过的服务", "退房日"]


def test_a_number_stands_with_its_unit():
    assert make(asked_view("zh"), "numbers").rows[0][0] == "晚数（晚）"
    assert make(asked_view("en"), "numbers").rows[0][0] == "Nights (nights)"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_report_resolves_and_is_set_as_its_language_is(language):
    view = asked_view(language)
    blocks = [item.block for report in assembled(view).values() for item in report.items]
    assert {"tbl-profile", "tbl-choices", "tbl-numbers", "tbl-others"} <= {
        block.anchor for block in blocks if isinstance(block, Table)
    }
    own = section(view, "answered", "sec-profile") + section(view, "answered", "sec-questions")
    words = [
        text
        for block in own
        if not isinstance(block, Table) or block.anchor != "tbl-others"
        for text in texts_in(block)
    ]
    if language == "zh":
        assert [text for text in words if re.search(r"[一-鿿][,.;:!?()]|[,;:!?()][一-鿿]", text)] == []


def test_a_study_that_asked_nothing_else_has_no_such_section():
    blocks = compose(make_view("en", study=asking(chapters=("quality", "scores"))), "trust")
    assert not [block for block in blocks if isinstance(block, Heading) and block.anchor == "sec-profile"]
    assert not [
        block for block in compose(make_view("en"), "answered") if getattr(block, "anchor", "") == "tbl-choices"
    ]


def test_where_one_sampling_unit_gave_several_answers_the_tables_say_what_intervals_do_not_know():
    fields = asking().fields.model_copy(update={"psu": "student"})
    view = asked_view("en", study=asking(fields=fields))
    for name in ("profile", "choices"):
        assert "ntervals take answers as independent" in make(view, name).note
        assert "independent" not in make(asked_view("en"), name).note
