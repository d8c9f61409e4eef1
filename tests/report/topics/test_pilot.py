"""The report on a pilot: sentences, tables, chapters, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from csat_lib.charts import PHONE_MM
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cards, Figure, Paragraph, Points, Table
from csat_lib.report.by_name import say
from csat_lib.report.chapters.pilot import CHAPTERS
from csat_lib.report.references import cited_in
from csat_lib.report.slots import tell
from csat_lib.report.tables import show
from csat_lib.report.topics.pilot import alphas, decisions, method, signs
from csat_lib.report.topics.pilot.changes import CHANGES
from csat_lib.report.topics.pilot.judged import SIGNS, judged
from tests.report.composed import compose
from tests.report.piloted import pilot_view

LANGUAGES = ("en", "zh")


def page(language: str, **given) -> list[str]:
    blocks = compose(pilot_view(language, **given), "pilot_page")
    return [text for block in blocks if isinstance(block, Points) for text in block.items]


def tables(language: str, chapter: str = "pilot_items") -> dict[str, Table]:
    blocks = compose(pilot_view(language), chapter)
    return {block.anchor: block for block in blocks if isinstance(block, Table)}


def test_one_page_says_what_to_do_in_english():
    told = page("en")
    assert told[0] == "Of the 24 items, 20 can stay as they are, three should be looked at again and one should go."
    assert told[1].startswith(
        "To be dropped: “Formal dress of the doormen” (Service) hardly goes with its dimension (item-"
    )
    assert told[2].startswith(
        "To be looked at again: “The room was noisy” (Room) runs against its dimension: check which "
    )
    assert told[3] == (
        "The analyst decided otherwise on “Late snacks and bar” (kept, where the screening says drop): a partner runs "
        "the bar, and the contract wants the question asked in every wave."
    )
    assert told[4].startswith(
        "Of the sound items, alpha is clearly above 0.70 in three of five dimensions; not clear of it: "
    )
    assert told[5].startswith("The main study needs about ")
    assert told[6] == (
        "120 responses can show that an item is plainly unsound; they do not prove that the others are sound, and say "
        "nothing of how satisfied people are."
    )
    assert told[7].startswith("A pilot tests the questionnaire, not the respondents")
    assert len(told) == 13


def test_one_page_says_what_to_do_in_chinese():
    told = page("zh")
    assert told[0] == "24 个题项中，20 个可以保留，3 个需要修改，1 个应当删除。"
    assert told[1].startswith("建议删除：“门童着装正式”（服务）与所属维度几乎无关（校正题总相关 0.")
    assert (
        told[3] == "分析师另行决定：“夜宵与酒吧”予以保留（机器建议删除），理由是酒吧由合作方经营，合同规定每期都要问。"
    )
    assert told[6] == "120 份答卷足以发现明显不合格的题项，但不能证明其余题项合格，更不能说明满意程度的高低。"
    assert told[7].startswith("试测检验的是问卷而不是受访者")
    assert len(told) == 13


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_count_the_decisions_and_the_answers_needed(language):
    cards = next(block for block in compose(pilot_view(language), "pilot_page") if isinstance(block, Cards)).cards
    assert [card.value for card in cards[:3]] == ["20", "3", "1"]
    assert len(cards) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_report_holds_together(language):
    view = pilot_view(language)
    blocks = [block for chapter in CHAPTERS for block in compose(view, chapter)]
    blocks[2:2] = compose(view, "contents")
    report = assemble(blocks, language)
    assert len([item for item in report.items if isinstance(item.block, Table)]) == 11
    assert len([item for item in report.items if isinstance(item.block, Figure)]) == 1


def test_the_analysts_decision_stands_beside_the_machines():
    table = tables("en")["tbl-pilot-decisions"]
    assert [column.title for column in table.columns] == [
        "Item",
        "Screening",
        "Decision",
        "Item-rest correlation",
        "Why",
    ]
    rows = {row[0]: row for row in table.rows}
    assert rows["Late snacks and bar"][1:3] == ("Drop", "Keep (analyst)")
    assert rows["The room was noisy"][4] == "runs against its dimension"
    assert rows["Speed of check-in"][1:3] == ("Keep", "Keep")
    assert rows["Terms of cancellation"][4].endswith("; too few items would be left")
    assert [title for _, title in table.sections] == ["Service", "Room", "Cleanliness", "Dining", "Value for money"]


def test_every_sign_and_change_has_its_words():
    assert SIGNS.keys() == decisions.SHORT.keys()
    assert set(method.THRESHOLDS) <= set(SIGNS)
    assert CHANGES.keys() == {"commented_out", "removed", "lowered"}


def test_every_threshold_names_a_work_that_is_listed():
    assert all(cited_in([source]) for source in method.sources())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            {
                "Communality below 0.20, a loading below 0.45": "Comrey and Lee 1992",
                "More than 80% at one end of the scale": "Streiner et al. 2015",
                "Skewness beyond ±2": "West et al. 1995",
                "Item-rest correlation below −0.20": "Nunnally and Bernstein 1994",
                "Fewer than 30 complete responses": "Johanson and Brooks 2010",
            },
        ),
        (
            "zh",
            {
                "共同度低于 0.20，即载荷低于 0.45": "Comrey 和 Lee，1992",
                "偏度绝对值大于 2": "West 等，1995",
                "完整作答不足 30 份": "Johanson 和 Brooks，2010",
            },
        ),
    ],
)
def test_limits_are_those_of_the_screening_with_their_sources(language, told):
    rows = dict(method.thresholds(pilot_view(language)).rows)
    assert {limit: rows[limit] for limit in told} == told


def test_the_items_that_are_sound_are_counted_as_recorded():
    table = tables("en")["tbl-pilot-alphas"]
    place = [column.title for column in table.columns].index("Sound items")
    counts = {row[0]: row[place].value for row in table.rows}
    assert counts["Room"] == 5
    assert all(row[place].of.startswith("pilot/sound_items/") for row in table.rows)


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("en", "The items of Room have no factor of their own: in these answers this dimension cannot be told apart"),
        ("zh", "“客房”没有形成自己的因子：试测答卷中无法与其他维度区分，这不是个别题项的问题。"),
    ],
)
def test_a_dimension_without_a_factor_is_told_as_recorded(language, start):
    view = pilot_view(language)
    assert signs.merged(view) is None
    row = view.texts.iloc[:1].assign(kind="merged", subject="room", text="")
    merged = replace(view, texts=pd.concat([view.texts, row]))
    assert tell(merged, signs.merged(merged)).startswith(start)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Of the three items, none can stay as it is, two should be looked at again and one should go."),
        ("zh", "3 个题项中，没有一个可以保留，2 个需要修改，1 个应当删除。"),
    ],
)
def test_where_no_item_can_stay_the_verdict_says_so(language, told):
    view = pilot_view(language)
    finals = dict(zip([one.item for one in judged(view)], ("review", "review", "drop"), strict=False))
    texts = view.texts[view.texts["subject"].isin(finals)]
    is_final = texts["kind"] == "final"
    texts = texts.assign(text=texts["text"].where(~is_final, texts["subject"].map(finals)))
    assert tell(view, decisions.verdict(replace(view, texts=texts))) == told


def test_without_an_alpha_that_is_clear_none_is_counted():
    view = pilot_view("en")
    low = view.findings.assign(low=view.findings["low"].where(view.findings["measure"] != "alpha_revised", 0.1))
    told = tell(view, alphas.alphas(replace(view, findings=low)))
    assert told.startswith(
        "Of the sound items, alpha is clearly above 0.70 in none of five dimensions; not clear of it"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_shows_each_part_in_its_own_table(language):
    view = pilot_view(language)
    parts = {
        "tbl-pilot-decisions": {"item_rest"},
        "tbl-pilot-within": {"critical_ratio", "item_rest", "loading"},
        "tbl-pilot-places": {"other_r", "own_loading", "cross_loading"},
        "tbl-pilot-answers": {"mean", "sd", "floor", "ceiling", "missing_share", "skewness"},
        "tbl-pilot-alphas": {"alpha", "alpha_revised", "sound_items"},
    }
    for anchor, measures in parts.items():
        rows = [row for row in view.all_figures() if row.measure in measures]
        assert [block.anchor for block in show(view, rows)] == [anchor]


def test_what_speaks_of_other_dimensions_is_said():
    told = say(pilot_view("en"), "pilot", "elsewhere")
    assert told[0].text.startswith("“Terms of cancellation” leans towards another dimension.")
    sizes = say(pilot_view("en"), "pilot", "size")
    assert "With about 200 responses the intervals of the loadings are 0.20 wide or less in the mean" in sizes[0].text


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("en", "How many responses the measurement model needs cannot be told: no size tried, up to 2,000, is enough."),
        ("zh", "测量模型需要多少样本无法判断：所试的样本量（最多 2,000）都不够。"),
    ],
)
def test_a_size_that_cannot_be_told_has_its_reason(language, start):
    told = say(pilot_view(language, enough=float("nan")), "pilot", "size")
    assert start in told[0].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [2, 5])
def test_a_tiny_pilot_renders_and_says_so(language, n):
    view = pilot_view(language, n=n, enough=float("nan"))
    blocks = [block for chapter in CHAPTERS for block in compose(view, chapter)]
    assert any(isinstance(block, Paragraph) for block in blocks)
    told = page(language, n=n, enough=float("nan"))
    assert {"en": "cannot be told", "zh": "无法判断"}[language] in " ".join(told)


def test_the_figure_has_a_drawing_for_the_telephone():
    figure = next(block for block in compose(pilot_view("en"), "pilot_items") if isinstance(block, Figure))
    assert figure.anchor == "fig-pilot-items"
    assert f'width="{PHONE_MM}mm"' in figure.narrow or figure.narrow != figure.svg
    assert figure.alt.startswith(
        "Correlation of 24 items with the rest of their dimension: 20 stay, 3 to review, 1 to drop"
    )
