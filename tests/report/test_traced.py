"""Each number of a sentence leads to what it is and to its row."""

import html
import json
import re

import pytest

from csat_lib.findings.told import Piece, Told
from csat_lib.report.assemble import assemble_all
from csat_lib.report.blocks import Cell, Column, Cover, Figure, Paragraph, Source, Sources, Table
from csat_lib.report.chapters import ANNEX, REPORT, Composer
from csat_lib.report.chapters.arrange import titles_of
from csat_lib.report.declared import BASE_PARTS
from csat_lib.report.html import render_html
from csat_lib.report.inline import runs
from csat_lib.report.look import Look
from csat_lib.report.pdf import pdf_items
from csat_lib.report.traced import findings_in, row_anchor, rows_in, told_in, traced
from tests.report.composed import assembled, composed
from tests.report.fake_wave import make_view

INDEX, CHANGE = "scores/index/room", "trends/change/room"
TEXT = Told(
    "**Room** scored 81.2 (95% interval 80.1 to 82.3) and fell 2.1.",
    [
        Piece(INDEX, "value", "81.2"),
        Piece(INDEX, "confidence", "95%"),
        Piece(INDEX, "low", "80.1"),
        Piece(INDEX, "high", "82.3"),
        Piece(CHANGE, "value:size", "2.1"),
    ],
)


def of_runs(text, known):
    return [(run.text, run.of) for run in traced(runs(text), text.pieces, known)]


def test_a_figure_with_its_interval_is_one_run():
    assert of_runs(TEXT, {INDEX, CHANGE}) == [
        ("Room", ""),
        (" scored ", ""),
        ("81.2 (95% interval 80.1 to 82.3", INDEX),
        (") and fell ", ""),
        ("2.1", CHANGE),
        (".", ""),
    ]


def test_the_words_stay_the_same_and_unknown_numbers_lead_nowhere():
    assert "".join(text for text, _ in of_runs(TEXT, {CHANGE})) == "".join(run.text for run in runs(TEXT))
    assert [of for _, of in of_runs(TEXT, {CHANGE}) if of] == [CHANGE]


def test_two_figures_beside_each_other_stay_two():
    text = Told("81.2, 80.1", [Piece(INDEX, "value", "81.2"), Piece(CHANGE, "value", "80.1")])
    assert [part for part in of_runs(text, {INDEX, CHANGE}) if part[1]] == [("81.2", INDEX), ("80.1", CHANGE)]


def test_a_figure_does_not_reach_into_the_next_sentence():
    text = Told("It was 81.2. It was 81.2.", [Piece(INDEX, "value", "81.2")] * 2)
    assert [part for part, of in of_runs(text, {INDEX}) if of] == ["81.2", "81.2"]


def test_a_number_that_was_worked_out_leads_to_the_figures_it_was_made_of():
    assert findings_in(f"over({INDEX}, less({CHANGE}, x))", {INDEX, CHANGE}) == [INDEX, CHANGE]
    assert findings_in(INDEX, {INDEX}) == [INDEX]
    assert findings_in("count", {INDEX}) == []
    derived = Told("7%", [Piece(f"over({INDEX}, {CHANGE})", "value", "7%")])
    assert told_in([Paragraph(derived)], {INDEX, CHANGE}) == [INDEX, CHANGE]


def small():
    table = Table(
        "tbl-room", "Room", (Column("Score", kind="number", decimals=1),), ((Cell(81.2, of=INDEX, part="value"),),)
    )
    said = Told("Room scored 81.2.", [Piece(INDEX, "value", "81.2")])
    sources = Sources((Source(INDEX, Told("Room: 81.2", [Piece(INDEX, "value", "81.2")])),))
    products = {"report": [Cover("S", "2025"), Paragraph(said), sources], "annex": [Cover("S", "2025"), table]}
    return assemble_all(products, "en")


def test_in_html_a_number_has_its_source_and_leads_to_its_row():
    pages = {name: render_html(report, Look()) for name, report in small().items()}
    anchor = row_anchor(INDEX)
    (link,) = re.findall(r'<a class="num"[^>]*>81\.2</a>', pages["report"])
    assert f'href="annex.en.html#{anchor}"' in link
    assert 'data-tip="Room: 81.2"' in link
    assert f'aria-describedby="{anchor}-s"' in link
    assert f'<span id="{anchor}-s">' in pages["report"]
    assert len(re.findall(f'<th scope="row" class="right" id="{anchor}" ', pages["annex"])) == 1


def test_in_the_pdf_it_leads_to_the_section_of_its_row():
    view = make_view("en")
    reports = assembled(view)
    points = next(item for item in pdf_items(reports["report"]) if item["is"] == "Points")
    numbers = [run for point in points["items"] for run in point if run["is_number"]]
    assert len(numbers) > 5
    sections = {item.block.anchor for item in reports["annex"].items if type(item.block).__name__ == "Heading"}
    assert {run["file"] for run in numbers} == {"annex.en"}
    assert {run["anchor"] for run in numbers} <= sections


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_a_sentence_has_a_row_in_the_annex(language):
    view = make_view(language)
    report = assembled(view)["report"]
    told = told_in(composed(view)["report"], view.by_id)
    assert len(told) > 30
    assert [of for of in told if of not in report.sources] == []
    assert [of for of in told if report.rows[of].file != f"annex.{language}"] == []


def written(block):
    """(finding or what was worked out of some, part) of every number in a chart's drawing."""
    for told in re.findall("data-told='([^']*)'", block.svg):
        for of, part, _ in json.loads(html.unescape(told)):
            yield of, part.partition(":")[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_a_chart_has_a_visible_row_in_the_annex(language):
    view = make_view(language)
    products = composed(view)
    shown = {of for of, _ in rows_in(products["annex"])}
    shown |= {part for of in shown for part in findings_in(of, view.by_id)}
    charts = [block for block in products["report"] if isinstance(block, Figure)]
    numbers = {(chart.anchor, of) for chart in charts for of, part in written(chart) if part not in BASE_PARTS}
    found = {(anchor, one) for anchor, of in numbers for one in findings_in(of, view.by_id)}
    assert len(found) > 50
    assert sorted((anchor, of) for anchor, of in found if of not in shown) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_told_in_sentences_alone_stands_in_a_visible_one(language):
    """Not the smallest base under a chart: that is no sentence about its figure."""
    view = make_view(language)
    products = composed(view)
    told = set(told_in([*products["report"], *products["annex"]], view.by_id))
    alone = {of for of, table in rows_in(products["annex"]) if table.anchor.startswith("tbl-told")}
    assert alone
    assert alone <= told


def test_a_source_says_value_interval_base_and_method():
    view = make_view("en")
    (sources,) = Composer(view).compose(REPORT, "sources")
    index = next(source.text for source in sources.items if source.of.startswith("scores/index/satisfaction///all/"))
    told = "Index (Guest satisfaction index, December 2025): 76.4, 95% interval 75.2 to 77.6, 1,134 responses, "
    assert index.startswith(told)
    assert ". Method: " in index


def test_nothing_told_has_no_sources():
    view = make_view("en", [])
    assert Composer(view).compose(REPORT, "sources") == ()
    assert Composer(view).compose(ANNEX, "told") == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_a_sentence_has_a_row_and_the_last_table_holds_only_what_its_chapters_tell(language):
    view = make_view(language)
    composer = Composer(view)
    told = {
        titles_of(view)[name][language]: told_in(composer.compose(product, name), view.by_id)
        for product in (REPORT, ANNEX)
        for name in product.chapters
        if name in titles_of(view) and name not in ("numbers", "told", "method")
    }
    tables = [block for name in ANNEX.chapters for block in composer.compose(ANNEX, name) if isinstance(block, Table)]
    (last,) = [table for table in tables if table.anchor == "tbl-told"]
    rows = {of for of, _ in rows_in(tables)}
    assert {of for own in told.values() for of in own} <= rows
    others = {of for of, _ in rows_in(table for table in tables if table is not last)}
    measure, _, figure, _, where = (column.title for column in last.columns[:5])
    assert (measure, figure, where) == {
        "en": ("Measure", "Figure", "Told in"), "zh": ("指标", "数值", "所在章"),
    }[language]  # fmt: skip
    for row in last.rows:
        (of,) = {cell.of for cell in row if isinstance(cell, Cell)}
        assert of not in others
        chapters = [title for title, own in told.items() if of in own]
        assert row[4] == {"en": "; ", "zh": "；"}[language].join(chapters)
