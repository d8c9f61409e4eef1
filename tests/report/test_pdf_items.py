import pytest

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Figure, Heading, Paragraph, Points
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from csat_lib.report.pdf import answers, bare, breakable, pdf_item, pdf_items
from tests.report.sample import sample


@pytest.fixture(scope="module")
def report():
    return assemble(sample("en"), "en")


def item(report, kind, place=0):
    return [pdf_item(item, report) for item in report.items if type(item.block).__name__ == kind][place]


def test_a_text_comes_as_runs_with_its_references_in_words(report):
    assert item(report, "Points")["items"][0] == [
        {"is_number": False, "text": "Satisfaction fell to ", "bold": False, "anchor": "", "file": ""},
        {"is_number": False, "text": "76.4", "bold": True, "anchor": "", "file": ""},
        {"is_number": False, "text": ", see ", "bold": False, "anchor": "", "file": ""},
        {"is_number": False, "text": "Figure 1", "bold": False, "anchor": "fig-scores", "file": ""},
        {"is_number": False, "text": ".", "bold": False, "anchor": "", "file": ""},
    ]


def test_a_quote_knows_no_marks(report):
    (group,) = item(report, "Quotes")["groups"]
    assert "**[[" in group["said"][0]["text"]


def test_quotes_stand_under_what_they_are_about_in_their_own_language(report):
    (group,) = item(report, "Quotes")["groups"]
    assert (group["about"], [quote["lang"] for quote in group["said"]]) == ("Waiting", ["en", "zh"])


def test_a_table_is_written_and_its_widths_are_given(report):
    table = item(report, "Table")
    assert table["number"] == "Table 1"
    assert table["rows"][0]["cells"][1] == {
        "text": "71.8",
        "sign": "",
        "fill": "",
        "ink": "",
        "pad": "",
        "of": "",
        "part": "",
    }
    assert len(table["widths"]["columns"]) == len(table["columns"]) == 7
    assert table["long"] is False


def test_the_cover_says_only_what_is_known(report):
    assert item(report, "Cover")["facts"] == [
        ["Client", "Demo Hotels"],
        ["Base", "1,134 guests"],
        ["Date of data", "31 December 2025"],
    ]


def test_the_contents_tell_each_chapter_s_answer(report):
    assert answers(report) == {"scores": "Satisfaction stood at 76.4, see chapter 2."}


def test_a_chapter_of_paragraphs_alone_is_bare():
    chapters = [Heading(1, "A", "a"), Paragraph("Not asked.", "lead"), Heading(1, "B", "b"), Points(("x",))]
    assert bare(assemble([Cover("T", "P"), *chapters], "en")) == ["a"]


def test_the_reading_of_a_figure_stands_before_it_on_page_and_screen():
    figures = [Figure(f"fig-{name}", name, "<svg/>", "A chart: 1.") for name in "abc"]
    told = [figures[0], Paragraph("One."), figures[1], Paragraph("Two."), figures[2], Paragraph("Aside.", "note")]
    report = assemble([Cover("T", "P"), *told], "en")
    found = pdf_items(report)[1:]
    page = render_html(report, Look())
    assert page.index("One.") < page.index('id="fig-a"') < page.index("Two.") < page.index('id="fig-b"')
    assert [item.get("title") or item["runs"][0]["text"] for item in found] == ["One.", "a", "Two.", "b", "c", "Aside."]


def test_words_too_long_for_a_line_may_break():
    assert breakable("a" * 20) == "a" * 20
    assert breakable("x " + "a" * 30).split("\u200b") == ["x aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "aaaaaa"]
    assert breakable("满" * 40) == "满" * 40
