import pytest

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Heading, Paragraph, Points
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


def test_a_chapter_of_paragraphs_alone_is_bare_and_its_last_block_keeps_nothing_on_its_page():
    chapters = [Heading(1, "A", "a"), Paragraph("Not asked.", "lead"), Heading(1, "B", "b"), Points(("x",))]
    report = assemble([Cover("T", "P"), *chapters], "en")
    assert bare(report) == ["a"]
    assert [item["last"] for item in pdf_items(report)] == [True, False, True, False, True]


def test_words_too_long_for_a_line_may_break():
    assert breakable("a" * 20) == "a" * 20
    assert breakable("x " + "a" * 30).split("\u200b") == ["x aaaaaaaa", "aaaaaaaa", "aaaaaaaa", "aaaaaa"]
    assert breakable("满" * 40) == "满" * 40
