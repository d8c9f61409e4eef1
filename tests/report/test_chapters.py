"""Chapters open with their answer, and say why when there is none."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import to_frame
from csat_lib.period import parse
from csat_lib.report import chapters, topics
from csat_lib.report.blocks import Cards, Column, Cover, Figure, Heading, Paragraph, Points, Table
from csat_lib.report.by_name import draw
from csat_lib.report.chapters import ANNEX, REPORT, Composer
from csat_lib.report.chapters.arrange import cited
from csat_lib.report.html import render_html
from csat_lib.report.inline import references
from csat_lib.report.look import Look
from csat_lib.report.pdf import pdf_items
from csat_lib.report.texts import texts_in
from csat_lib.study.words import StudyText

from . import fake_evidence
from .composed import assembled, compose
from .fake_wave import all_figures, altered, figure, make_study, make_view, without

ROOT = Path(__file__).resolve().parents[2]


def kinds(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def lead(blocks):
    return next(block.text for block in kinds(blocks, Paragraph) if block.style == "lead")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_chapters_make_products_whose_references_resolve(language):
    reports = assembled(make_view(language))
    figures = [item for report in reports.values() for item in report.items if isinstance(item.block, Figure)]
    assert len(figures) >= 12
    assert all(item.block.title and item.block.alt and item.block.base and item.block.source for item in figures)
    assert all(item.block.narrow for item in figures)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("interval", ["as long as nothing", "none"])
def test_a_wave_whose_figures_are_all_zero_makes_a_report(language, interval):
    ends = {"low": None, "high": None} if interval == "none" else {"low": 0.0, "high": 0.0}
    rows = [replace(row, value=0.0, **ends) for row in [*all_figures(), *fake_evidence.figures()] if not row.reason]
    view = make_view(language, rows)
    told = [item.block for report in assembled(view).values() for item in report.items]
    assert not [text for block in told for text in texts_in(block) if re.search(r"\b(nan|inf)\b", text)]


def test_chapters_come_in_the_order_of_the_report():
    assert list(REPORT.chapters) == [
        "cover", "page_one", "contents", "scores", "kpis", "questions", "segments", "drivers", "structure", "trends",
        "complaints", "voice", "actions", "trust",
        "sources",
    ]  # fmt: skip
    assert list(ANNEX.chapters) == [
        "annex_cover", "numbers", "answered", "composition", "measured", "compared", "told", "method",
        "annex_sources",
    ]  # fmt: skip


def test_the_notebook_composes_every_chapter_in_that_order():
    cells = json.loads((ROOT / "notebooks" / "90_report.ipynb").read_text("utf-8"))["cells"]
    asked = [name for call in re.findall(r"(?:report|annex)\((.+)\)", _code(cells)) for name in json.loads(f"[{call}]")]
    assert asked == [*REPORT.chapters, *ANNEX.chapters]


def _code(cells):
    return "\n".join("".join(cell["source"]) for cell in cells if "load" not in cell["metadata"].get("tags", []))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_figure_stands_beside_a_table_of_its_numbers(language):
    """Of a thing told, the report shows the figure and the annex the table; both say where the other is."""
    reports = assembled(make_view(language))
    places = {block.anchor: name for name, report in reports.items() for block in anchored(report)}
    for name in ("scores", "drivers", "trend", "topics"):
        assert places[f"fig-{name}"] == "report"
    for name in ("scores", "items", "drivers", "changes", "waves", "codes"):
        assert places[f"tbl-{name}"] == "annex"


def anchored(report):
    return [item.block for item in report.items if isinstance(item.block, (Figure, Table))]


def named_in_chapters(kind):
    """What chapters name as a chart or as a table, also where only a rare wave has it."""
    for path in sorted(Path(chapters.__file__).parent.glob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            words = [keyword.value for keyword in call.keywords if keyword.arg == kind]
            words += call.args if kind == "table" and getattr(call.func, "id", "") == "_tables" else []
            yield from (
                node.value
                for word in words
                for node in ast.walk(word)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
            )


def test_every_chart_and_table_that_a_chapter_names_is_declared():
    charts, tables = set(named_in_chapters("chart")), set(named_in_chapters("table"))
    assert charts - topics.charts().keys() == set()
    assert tables - topics.tables().keys() == set()
    assert (len(charts), len(tables)) >= (15, 30)


def test_plain_questions_have_a_chapter_only_where_no_index_stands_before_them():
    shares = [figure("questions", "share", "again", 0.68, other="yes", half=0.05)]
    again = {"text": {"zh": "再来", "en": "Again"}, "kind": "yes_no", "role": "profile", "yes": [1], "no": [2]}
    study = make_study(questions={"again": again}, constructs={}, index={}, headline=None, segments=[], unit=None,
                       targets={}, voice=None)  # fmt: skip
    heading, *told = compose(make_view("en", shares, study=study), "questions")
    assert heading.text == "What did they answer?"
    assert any(isinstance(block, Figure) for block in told)
    assert told[0].text.startswith("68% said yes to “Again”")
    assert compose(make_view("en", shares), "questions") == ()


def test_an_unknown_chapter_is_refused():
    with pytest.raises(CsatError) as caught:
        Composer(make_view("en", [])).compose(REPORT, "score")
    assert str(caught.value) == (
        "The report has no chapter `score`. Allowed: cover, page_one, contents, scores, kpis, questions, segments, "
        "drivers, structure, trends, complaints, voice and 3 more. Did you mean `scores`?"
    )


def test_the_cover_says_study_period_client_base_and_date_of_data():
    assert compose(make_view("en"), "cover") == (
        Cover(
            title="Guest satisfaction tracking",
            period="December 2025",
            client="Example Hotels",
            base="1,134 valid responses, effective base 1,021",
            date_of_data="1 December 2025 to 31 December 2025",
        ),
    )


def test_the_cover_and_its_card_name_one_number_of_answers():
    (cover,) = compose(make_view("zh"), "cover")
    assert cover.base == "1,134 份有效答卷，等效样本量 1,021"
    card = kinds(compose(make_view("zh"), "page_one"), Cards)[0].cards[3]
    assert (card.label, card.value) == ("有效答卷", "1,134")


def test_unweighted_answers_have_no_effective_base_on_the_cover():
    rows = altered(all_figures(), {"topic": "weights", "measure": "effective_n"}, value=1134.0)
    assert compose(make_view("en", rows), "cover")[0].base == "1,134 valid responses"
    assert compose(make_view("en", []), "cover")[0].base == ""


def test_days_that_the_data_do_not_hold_are_not_on_the_cover():
    (cover,) = compose(make_view("en", texts=to_frame([])), "cover")
    assert (cover.period, cover.date_of_data) == ("December 2025", "")


def test_simulated_data_are_called_so_on_cover_and_page_one_and_under_every_figure():
    view = make_view("en", simulated=True)
    told = "Simulated data: a program made the responses; client, comments and conclusions are for demonstration."
    assert compose(view, "cover")[0].banner == told
    page = compose(view, "page_one")
    assert page[1] == Paragraph(told, "notice")
    assert page[-1] == Paragraph("Station is being rebuilt.", "example")
    shown = [block for name in REPORT.chapters for block in compose(view, name) if isinstance(block, Figure | Table)]
    assert {block.source for block in shown} == {"Guest satisfaction tracking, December 2025 (simulated data)"}


def test_real_data_have_no_banner():
    assert compose(make_view("en"), "cover")[0].banner == ""
    assert not [block for block in kinds(compose(make_view("en"), "page_one"), Paragraph) if block.style == "notice"]


def test_page_one_has_cards_for_index_nps_headline_and_answers():
    cards = kinds(compose(make_view("en"), "page_one"), Cards)[0].cards
    assert [(card.label, card.value, card.sign, card.interval) for card in cards] == [
        ("Guest satisfaction index", "76.4", "down", "clear fall (0.6 to 3.6)"),
        ("Net Promoter Score (NPS)", "31.6", "", "no clear change (−9.4 to +2.6)"),
        ("Overall satisfaction", "77.7", "", "no clear change (−2.5 to +0.5)"),
        ("Valid responses", "1,134", "", "response rate not known"),
    ]
    assert cards[0].target == "clearly below target 80.0"
    assert cards[0].spark_svg
    assert cards[0].spark_alt
    assert cards[3].change == "of 1,246 received (91%)"


def test_page_one_keeps_the_analysts_judgement_apart():
    block = compose(make_view("en"), "page_one")[-1]
    assert block == Paragraph("Station is being rebuilt.", "judgement")


def test_a_study_without_nps_has_no_card_for_it():
    rows = [row for row in all_figures() if row.subject != "nps"]
    cards = kinds(compose(make_view("en", rows), "page_one"), Cards)[0].cards
    assert "Net Promoter Score (NPS)" not in [card.label for card in cards]


@pytest.mark.parametrize("chapter", ["scores", "segments", "drivers", "trends", "voice"])
def test_a_chapter_opens_with_its_answer_then_figure_and_reading(chapter):
    blocks = compose(make_view("en"), chapter)
    assert isinstance(blocks[0], Heading)
    assert blocks[1].style == "lead"
    assert isinstance(blocks[2], Figure)
    assert isinstance(blocks[3], Paragraph)
    assert re.search(
        rf" See \[\[{blocks[2].anchor}\]\](, \[\[fig-[a-z-]+\]\])*(, | and )[^.]*\[\[tbl-[a-z-]+\]\]\.$", blocks[3].text
    )


ABSENT = {
    "scores": "No figure was recorded for this chapter in this wave.",
    "segments": "No figure was recorded for this chapter in this wave.",
    "drivers": "No figure was recorded for this chapter in this wave.",
    "voice": "No figure was recorded for this chapter in this wave.",
    "trends": "There is no earlier wave to compare with; from the next wave on, this chapter shows what changed.",
}


@pytest.mark.parametrize("chapter", ABSENT)
def test_a_chapter_without_findings_says_so_and_shows_no_chart(chapter):
    blocks = compose(make_view("en", []), chapter)
    assert lead(blocks) == ABSENT[chapter]
    assert not kinds(blocks, (Figure, Table))


@pytest.mark.parametrize("chapter", ["segments", "drivers", "trends", "voice"])
def test_a_chapter_that_the_study_leaves_out_has_no_page_and_no_line_in_the_contents(chapter):
    study = make_study(chapters=["quality", "scores"])
    assert compose(make_view("en", study=study), chapter) == ()


def test_a_chapter_whose_figures_are_all_absent_says_why():
    rows = [figure("drivers", "importance", "room", None, other="q20", reason="collinear")]
    assert lead(compose(make_view("en", rows), "drivers")) == (
        "Importance for Room is not shown: "
        "some items repeat one another so closely that their parts cannot be told apart."
    )


def test_trust_tells_what_the_study_examined_and_its_limits_what_is_not_looked_at():
    study = make_study(chapters=["quality", "scores", "segments"])
    rows = without("reliability", "factors", "weights", "drivers", "trends", "voice")
    for language, words in {
        "en": (
            "This study does not look at whom the respondents speak for, what goes with satisfaction, changes between "
            "waves or open answers; the report's silence on them says nothing, good or bad."
        ),
        "zh": (
            "本研究没有考察样本的代表性、与满意度相关的方面、各期变化和开放式回答；"
            "本报告没有写到，不等于这些方面没有问题。"
        ),
    }.items():
        view = make_view(language, rows, study=study)
        blocks = compose(view, "trust")
        assert [block.anchor for block in kinds(blocks, Heading)] == ["ch-trust", "sec-limits"]
        assert kinds(blocks, Points)[-1].items[-1] == words
        assert "tbl-ledger" in [block.anchor for block in anchored(assembled(view)["annex"])]


def limits(language, **given):
    return kinds(compose(make_view(language, **given), "trust"), Points)[-1].items


def test_limits_tell_the_season_unless_a_year_ago_is_known():
    season = "A change may be seasonal: without the same period of an earlier year nobody can tell."
    assert season in limits("en")
    assert "两期之间的变化可能出于季节；没有往年同期的数据，两者无法区分。" in limits("zh")
    assert season not in limits("en", earlier=(parse("2024-12"), parse("2025-11")))


def test_trust_names_the_missing_response_rate_unless_it_is_known():
    unknown = "The response rate is not known: how many were invited was not recorded."
    only_scores = make_view("en", study=make_study(chapters=["scores"]))
    watched = [*all_figures(), figure("fieldwork", "duplicates", "answers", 12.0)]
    for view in (make_view("en"), only_scores, make_view("en", watched)):
        assert lead(compose(view, "trust")).startswith(unknown)
    known = make_view("en", [*watched, figure("fieldwork", "response_rate", "all", 0.4)])
    assert lead(compose(known, "trust")).startswith("Of those invited, 40.0% answered.")


def test_trust_opens_with_a_verdict():
    assert lead(compose(make_view("en"), "trust")).startswith(
        "The response rate is not known: how many were invited was not recorded. "
        "Of 1,246 responses received, 1,134 are valid;"
    )
    assert lead(compose(make_view("en"), "trust")).endswith(
        "Use with care: two reservations (one about the questions, one about who answered)."
    )
    assert kinds(compose(make_view("en"), "trust"), Points)[0].items == (
        "The questions of Food do not agree well enough with one another for one score.",
        "By store, two groups rest on fewer than 30 responses.",
    )
    rows = altered(all_figures(), {"measure": "alpha", "subject": "food"}, value=0.9, low=0.88, high=0.92)
    sound = make_view("zh", rows, study=make_study(unit=None))
    opening = lead(compose(sound, "trust"))
    assert opening.startswith("回收率未知：没有记录邀请了多少人。共回收答卷 1,246 份")
    assert opening.endswith("各项检验没有发现对结果不利的情况；检验所不能说明的，见本章末尾。")


@pytest.mark.parametrize(
    ("topic", "chapter"),
    [("quality", "answered"), ("reliability", "measured"), ("factors", "measured"), ("weights", "composition")],
)
def test_the_analysts_judgement_on_what_the_annex_examines_stands_there_once(topic, chapter):
    view = make_view("en", commentary={topic: StudyText(zh="正常。", en="As usual.")})
    told = {name: [block for block in compose(view, name) if _is_judged(block)] for name in ANNEX.chapters}
    assert {name: blocks for name, blocks in told.items() if blocks} == {chapter: [Paragraph("As usual.", "judgement")]}
    assert not [block for name in REPORT.chapters for block in compose(view, name) if _is_judged(block)]


def _is_judged(block):
    return isinstance(block, Paragraph) and block.style == "judgement"


@pytest.mark.parametrize("chapter", ["page_one", "scores", "segments", "drivers", "trends", "voice"])
def test_the_analysts_judgement_closes_its_chapter(chapter):
    view = make_view("zh", commentary={chapter: StudyText(zh="正常。", en="As usual.")})
    assert compose(view, chapter)[-1] == Paragraph("正常。", "judgement")


def test_the_dimensions_of_the_unit_that_comes_first_stand_where_its_change_is_told():
    blocks = compose(make_view("en"), "trends")
    assert "tbl-unit-dimensions" in [block.anchor for block in kinds(blocks, Table)]
    assert "At Station, Room fell from 84.8 to 75.1 (9.7 points, 5.7 to 13.7). See [[tbl-unit-dimensions]]." in [
        block.text for block in kinds(blocks, Paragraph)
    ]
    chinese = compose(make_view("zh", without("trends"), earlier=()), "segments")
    assert "车站店的各维度中，“餐饮”比其他门店合计低 9.1 分（6.0 至 12.2 分）。详见[[tbl-unit-dimensions]]。" in [
        block.text for block in kinds(chinese, Paragraph)
    ]


def test_changes_are_drawn_where_one_is_clear_those_of_units_by_what_one_of_them_moved():
    drawn = {name: [block.anchor for block in kinds(compose(view, "trends"), Figure)] for name, view in WAVES.items()}
    assert [anchor for anchor in drawn["moved"] if "change" in anchor] == CHANGES
    assert not [anchor for anchor in drawn["still"] if "change" in anchor]
    annex = kinds(compose(WAVES["still"], "numbers"), Table)
    assert {"tbl-changes", "tbl-segment-changes", "tbl-change-grid-store"} <= {table.anchor for table in annex}


CHANGES = ["fig-change", "fig-change-store", "fig-change-store-room"]
STILL = altered(all_figures(), {"measure": "change"}, low=-9.0, high=9.0)
WAVES = {"moved": make_view("en"), "still": make_view("en", STILL)}


@pytest.mark.parametrize(("left", "is_drawn"), [(63.0, False), (163.0, True)])
def test_the_flow_of_responses_is_drawn_where_many_were_left_out(left, is_drawn):
    rows = altered(all_figures(), {"measure": "left_out", "other": "straight_line"}, value=left)
    shown = [block.anchor for block in kinds(compose(make_view("en", rows), "trust"), Figure)]
    assert shown == (["fig-flow"] if is_drawn else [])


@pytest.mark.parametrize(("language", "words"), [("en", "likely names and numbers masked"), ("zh", "号码已遮盖")])
def test_quotes_say_that_they_are_masked_and_in_their_own_language(language, words):
    report = assembled(make_view(language))["report"]
    assert words in render_html(report, Look())
    assert any(words in item.get("how", "") for item in pdf_items(report))


def test_where_one_sampling_unit_may_give_several_answers_a_base_counts_answers():
    study = make_study(fields={"psu": "student"})
    assert "(95% interval 75.2 to 77.6; 1,134 responses, effective base 1,021)" in lead(
        compose(make_view("en", study=study), "scores")
    )


def test_a_chart_without_values_is_a_sentence():
    rows = altered(all_figures(), {"topic": "reliability"}, value=None, low=None, high=None, reason="few_answers")
    (note,) = draw(make_view("en", rows), "reliability")
    assert note == Paragraph(
        "Alpha for Room is not shown: too few respondents answered every question that it needs.", "note"
    )
    (note,) = draw(make_view("zh", []), "topics")
    assert note.text == "本期没有记录这一类数字，因此没有图可画。"


def test_a_figure_for_one_segment_question_names_it_in_its_anchor():
    (shown,) = draw(make_view("en"), "change", segment_by="store")
    assert shown.anchor == "fig-change-store"
    assert shown.title == "Guest satisfaction index: Station fell from November 2025"
    assert shown.base == "300 responses"
    assert shown.note == (
        "The intervals of changes and differences are adjusted jointly for all 40 comparisons;"
        " clear means that 0 is left out"
    )


LEVELS = [{"room": 84.0, "service": 83.5, "food": 75.0, "price": 61.0}, {"room": 90.0, "service": 75.5, "food": 75.0}]


@pytest.mark.parametrize(
    ("language", "lowest", "highest"),
    [
        (
            "en",
            "Price scored clearly lowest; which scored highest is open",
            "Room scored clearly highest; which scored lowest is open",
        ),
        ("zh", "“价格”明显最低；最高的是哪个，尚难断定", "“客房”明显最高；最低的是哪个，尚难断定"),
    ],
)
def test_the_title_of_the_scores_names_both_ends_as_far_as_they_are_clear(language, lowest, highest):
    told = []
    for levels in LEVELS:
        rows = [figure("scores", "index", name, value, half=1.0) for name, value in levels.items()]
        (shown,) = draw(make_view(language, rows), "scores")
        told.append(shown.title)
    assert told == [lowest, highest]


def measured(language="en", **given):
    return make_view(language, fake_evidence.figures(), texts=to_frame(fake_evidence.texts()), **given)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_measured_wave_makes_products_whose_references_resolve(language):
    anchors = {block.anchor for report in assembled(measured(language)).values() for block in anchored(report)}
    assert {"fig-path-model", "fig-htmt", "fig-dispositions", "fig-arrivals"} <= anchors
    assert {"tbl-model-fit", "tbl-validity", "tbl-verdicts", "tbl-differences", "tbl-flagged"} <= anchors


def test_trust_tells_each_check_in_a_line_that_leads_to_its_numbers_or_its_section_of_the_annex():
    blocks = compose(measured(), "trust")
    *_, checked, _ = kinds(blocks, Points)
    heads = {re.search(r"^\*\*(.+?)\*\* ", item)[1]: references(item) for item in checked.items}
    assert heads == {
        "Who was asked, and who answered.": ["fig-dispositions", "fig-arrivals", "tbl-repeats"],
        "Whom they speak for.": ["tbl-precision"],
        "Do the questions measure what they should?": ["tbl-validity"],
        "May waves and groups be compared?": ["ch-compared"],
    }
    assert "fig-path-model" not in [block.anchor for block in kinds(blocks, Figure)]


def test_the_annex_has_the_figures_behind_the_trust_chapter():
    blocks = compose(measured(), "measured")
    assert [block.text for block in kinds(blocks, Heading)] == [
        "Do the questions measure what they should?",
        "Do the questions of a dimension agree?",
        "Do the questions group as intended?",
        "Does the measurement model hold?",
        "Are the dimensions distinct?",
    ]
    assert [block.anchor for block in kinds(blocks, Figure)] == ["fig-scree", "fig-path-model", "fig-htmt"]


def test_a_study_that_asks_about_the_fieldwork_does_not_regret_the_missing_response_rate():
    told = [text for block in kinds(compose(measured(), "trust"), Points) for text in block.items]
    assert not [text for text in told if "How many were invited is not recorded" in text]


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Not comparable with November 2025: Food (the items are answered on different levels, foremost "),
        ("zh", "与 2025 年 11 月不可比的有“餐饮”（题项的作答基准不同，以“早餐品质”为最）"),
    ],
)
def test_the_chart_of_changes_says_what_does_not_compare_and_why(language, note):
    (shown,) = draw(measured(language), "change")
    assert note in shown.note
    assert {"en": "not comparable", "zh": "不可比"}[language] in shown.svg


def test_a_large_model_is_drawn_in_two_figures():
    rows = [
        figure("model", "loading", f"item {at}", 0.7, other=f"dimension {at // 5}", method="ml") for at in range(60)
    ]
    rows += [
        figure("model", "construct_correlation", "dimension 0", 0.4, other=f"dimension {at}", method="ml")
        for at in range(1, 12)
    ]
    assert [block.anchor for block in draw(make_view("en", rows), "path_model")] == [
        "fig-path-model",
        "fig-path-structure",
    ]


def test_page_one_of_a_study_without_earlier_waves_has_room_for_the_scores():
    view = make_view("en", without("trends"), earlier=())
    blocks = compose(view, "page_one")
    assert blocks[0].text == "The study on one page"
    assert [block.anchor for block in kinds(blocks, Figure)] == ["fig-scores"]
    assert "fig-scores" not in [block.anchor for block in kinds(compose(view, "scores"), Figure)]
    assert "tbl-scores" in [block.anchor for block in anchored(assembled(view)["annex"])]
    assert kinds(compose(make_view("en"), "page_one"), Figure) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_tables_have_the_same_title(language):
    view = make_view(language, [*all_figures(), *fake_evidence.figures()])
    titles = [
        item.block.title for one in assembled(view).values() for item in one.items if isinstance(item.block, Table)
    ]
    assert len(titles) > 20
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_table_of_the_annex_is_cited_by_a_sentence_above_it(language):
    said, tables = set(), 0
    for item in assembled(make_view(language, [*all_figures(), *fake_evidence.figures()]))["annex"].items:
        if isinstance(item.block, Paragraph):
            said |= set(references(item.block.text))
        elif isinstance(item.block, Table):
            tables += 1
            assert item.block.anchor in said
    assert tables > 20


def test_of_two_groups_the_difference_is_told_and_no_order():
    rows = [row for row in all_figures() if row.segment_by != "store" or row.segment in {"S01", "S03"}]
    told = " ".join(block.text for block in kinds(compose(make_view("en", rows), "segments"), Paragraph))
    assert "The order is that of the estimates" not in told
    assert "on the guest satisfaction index, Harbour scored 4.1 points (2.1 to 6.1) above Station." in told


def test_tables_that_need_a_turned_page_stand_at_the_end_of_their_section():
    def table(name, columns):
        heads = tuple(Column(f"Column {number}", kind="number", decimals=2) for number in range(columns))
        return Table(f"tbl-{name}", name, heads, ((1.25,) * columns,))

    first, between, last = Heading(2, "First", "sec-first"), Paragraph("Between"), Heading(2, "Last", "sec-last")
    wide, narrow = table("wide", 15), table("narrow", 3)
    told = cited(make_view("en"), [first, wide, between, narrow, last, wide, between])
    assert [block for block in told if block in (first, narrow, wide, last)] == [first, narrow, wide, last, wide]
