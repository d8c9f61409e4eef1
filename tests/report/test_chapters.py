"""Chapters open with their answer, and say why when there is none."""

from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cards, Cover, Figure, Formula, Heading, Paragraph, Provenance, Table
from csat_lib.report.chapters import CHAPTERS, compose, draw

from .fake_wave import all_figures, altered, figure, make_study, make_view, without


def kinds(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def lead(blocks):
    return next(block.text for block in kinds(blocks, Paragraph) if block.style == "lead")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_chapters_make_one_report_whose_references_resolve(language):
    view = make_view(language)
    report = assemble([block for chapter in CHAPTERS for block in compose(view, chapter)], language)
    figures = [item for item in report.items if isinstance(item.block, Figure)]
    assert len(figures) >= 15
    assert all(item.block.title and item.block.alt and item.block.base and item.block.source for item in figures)
    assert all(item.block.narrow for item in figures)


def test_chapters_come_in_the_order_of_the_report():
    assert list(CHAPTERS) == [
        "cover", "page_one", "contents", "scores", "segments", "drivers", "trends", "voice", "trust", "method",
    ]  # fmt: skip


def test_an_unknown_chapter_is_refused():
    with pytest.raises(CsatError) as caught:
        compose(make_view("en", []), "score")
    assert str(caught.value) == (
        "The report has no chapter `score`. Allowed: cover, page_one, contents, scores, segments, drivers, trends, "
        "voice, trust, method. Did you mean `scores`?"
    )


def test_the_cover_says_study_period_client_base_and_date_of_data():
    assert compose(make_view("en"), "cover") == (
        Cover(
            title="Guest satisfaction tracking",
            period="December 2025",
            client="Example Hotels",
            base="1,134 respondents, effective base 1,021",
            date_of_data="1 December 2025 to 31 December 2025",
        ),
    )


def test_page_one_has_cards_for_index_nps_headline_and_answers():
    cards = kinds(compose(make_view("en"), "page_one"), Cards)[0].cards
    assert [(card.label, card.value, card.sign, card.word) for card in cards] == [
        ("Guest satisfaction index", "76.4", "down", "clear fall"),
        ("NPS", "31.6", "flat", "no clear change"),
        ("Overall satisfaction", "77.7", "flat", "no clear change"),
        ("Answers that count", "1,134", "", ""),
    ]
    assert cards[0].target == "Target 80.0"
    assert cards[0].spark_svg
    assert cards[0].spark_alt
    assert cards[3].change == "of 1,246 received (91%)"


def test_page_one_keeps_the_analysts_judgement_apart():
    block = compose(make_view("en"), "page_one")[-1]
    assert block == Paragraph("Station is being rebuilt.", "judgement")


def test_a_study_without_nps_has_no_card_for_it():
    rows = [row for row in all_figures() if row.subject != "nps"]
    cards = kinds(compose(make_view("en", rows), "page_one"), Cards)[0].cards
    assert "NPS" not in [card.label for card in cards]


@pytest.mark.parametrize("chapter", ["scores", "segments", "drivers", "trends", "voice"])
def test_a_chapter_opens_with_its_answer_then_figure_reading_table(chapter):
    blocks = compose(make_view("en"), chapter)
    assert isinstance(blocks[0], Heading)
    assert blocks[1].style == "lead"
    assert isinstance(blocks[2], Figure)
    assert isinstance(blocks[3], Paragraph)
    assert isinstance(blocks[4], Table)
    assert f"[[{blocks[2].anchor}]]" in blocks[3].text
    assert f"[[{blocks[4].anchor}]]" in blocks[3].text


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


def test_a_chapter_that_the_study_leaves_out_says_so():
    study = make_study(chapters=["scores"])
    assert lead(compose(make_view("en", [], study=study), "drivers")) == (
        "This study does not examine what goes with satisfaction."
    )
    assert lead(compose(make_view("zh", [], study=study), "trends")) == "本研究不做各期比较。"


def test_a_chapter_whose_figures_are_all_absent_says_why():
    rows = [figure("drivers", "importance", "room", None, other="q20", reason="collinear")]
    assert lead(compose(make_view("en", rows), "drivers")) == (
        "Importance for Room is not shown: "
        "some items repeat one another so closely that their parts cannot be told apart."
    )


def test_trust_says_what_the_study_leaves_out():
    study = make_study(chapters=["quality", "scores"])
    blocks = compose(make_view("en", without("reliability", "factors", "weights"), study=study), "trust")
    told = [block.text for block in kinds(blocks, Paragraph)]
    assert told.count("This study does not report on weights.") == 2
    assert "This study does not examine whether items hold together." in told
    assert "This study does not examine how items fall into dimensions." in told


def test_a_chart_without_values_is_a_sentence():
    rows = altered(all_figures(), {"topic": "reliability"}, value=None, low=None, high=None, reason="few_answers")
    (note,) = draw(make_view("en", rows), "reliability")
    assert note == Paragraph(
        "Alpha for Room is not shown: too few respondents answered every question that it needs.", "note"
    )
    (note,) = draw(make_view("zh", []), "pareto")
    assert note.text == "本期没有记录这一类数字，因此没有图可画。"


def test_a_figure_for_one_segment_question_names_it_in_its_anchor():
    (shown,) = draw(make_view("en"), "change", segment_by="store")
    assert shown.anchor == "fig-change-store"
    assert shown.title == "Station fell from November 2025"
    assert shown.base == "300 respondents"


def test_method_defines_what_was_recorded_and_names_where_it_came_from():
    blocks = compose(make_view("en"), "method")
    assert len(kinds(blocks, Formula)) == 5
    facts = dict(kinds(blocks, Provenance)[0].items)
    assert facts["Study file"] == "study.yaml (SHA-256 abababababababab…)"
    assert facts["Seed"] == "1"
    assert facts["numpy"] == "2.2.0"


def test_method_without_a_manifest_has_no_provenance():
    assert not kinds(compose(make_view("en", manifest={}), "method"), Provenance)
