import pytest

from csat_lib.errors import Faults
from csat_lib.report.assemble import BLOCK_MIME, assemble, assemble_all, blocks_of
from csat_lib.report.blocks import Column, Contents, Cover, Figure, Heading, Paragraph, Table
from csat_lib.report.codec import to_json
from tests.report.sample import SVG, sample

COVER = Cover("Study", "December")


def numbers(report):
    return [(getattr(item.block, "text", "") or item.block.title, item.number) for item in report.items if item.number]


def test_figures_tables_and_chapters_are_numbered_in_order():
    blocks = [
        COVER,
        Heading(1, "Page one", "one"),
        Contents(),
        Heading(1, "Scores", "scores"),
        Heading(2, "Parts", "parts"),
        Figure("fig-a", "A", SVG, "a"),
        Table("tab-a", "TA", (), ()),
        Heading(3, "Small", "small"),
        Heading(1, "Who", "who"),
        Heading(2, "Stores", "stores"),
        Figure("fig-b", "B", SVG, "b"),
    ]
    assert numbers(assemble(blocks, "en")) == [
        ("Scores", "1"),
        ("Parts", "1.1"),
        ("A", "Figure 1"),
        ("TA", "Table 1"),
        ("Who", "2"),
        ("Stores", "2.1"),
        ("B", "Figure 2"),
    ]


def test_without_contents_every_chapter_is_numbered():
    assert numbers(assemble([COVER, Heading(1, "Scores", "scores")], "en")) == [("Scores", "1")]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "see Figure 1, chapter 1, section 1.1, Note"), ("zh", "see 图 1, 第 1 章, 1.1 节, Note")],
)
def test_references_are_put_in_words(language, words):
    blocks = [
        COVER,
        Heading(1, "Scores", "scores"),
        Heading(2, "Parts", "parts"),
        Heading(3, "Note", "a-note"),
        Figure("fig-a", "A", SVG, "a"),
    ]
    report = assemble(blocks, language)
    assert report.plain("see [[fig-a]], [[scores]], [[parts]], [[a-note]]") == words
    assert [run.anchor for run in report.runs("[[fig-a]]!")] == ["fig-a", ""]


def test_all_faults_come_at_once():
    blocks = [
        Heading(1, "Scores", "scores"),
        Heading(1, "Again", "scores"),
        Paragraph("See [[fig-score]] and [[nowhere]]."),
        Figure("fig-scores", "한국", SVG, "a"),
    ]
    with pytest.raises(Faults) as caught:
        assemble(blocks, "en")
    assert str(caught.value) == (
        "The report (en) cannot be made: 4 faults.\n"
        "  Cover: the report has no cover. Start the report's notebook with its cover.\n"
        "  2: the anchor `scores` is already taken. Give every heading, figure and table its own.\n"
        "  Paragraph (Again): the reference [[fig-score]] points at nothing in this report. "
        "Did you mean `fig-scores`?\n"
        "  Paragraph (Again): the reference [[nowhere]] points at nothing in this report. "
        "Refer to one of scores, fig-scores."
    )


def test_the_blocks_of_a_notebook_come_in_the_order_of_its_cells():
    blocks = sample("zh")
    shown = [{"data": {BLOCK_MIME: {"language": "zh", "blocks": [to_json(block)]}}} for block in blocks]
    cells = [
        {"cell_type": "markdown", "source": "# x"},
        {"outputs": [{"text": "noise"}, *shown[:3]]},
        {"outputs": shown[3:]},
    ]
    assert blocks_of({"cells": cells}) == {"": blocks}


def test_the_blocks_of_several_products_are_told_apart():
    def shown(product):
        bundle = {"language": "en", "product": product, "blocks": [to_json(Paragraph(product))]}
        return {"outputs": [{"data": {BLOCK_MIME: bundle}}]}

    found = blocks_of({"cells": [shown("report"), shown("annex"), shown("report")]})
    assert found == {"report": [Paragraph("report")] * 2, "annex": [Paragraph("annex")]}


def test_products_refer_to_one_another_by_number():
    tables = {name: Table(f"tbl-{name}", "T", (Column("C"),), (("x",),)) for name in ("report", "annex")}
    see = Paragraph("See [[tbl-report]] and [[tbl-annex]].")
    reports = assemble_all({name: [COVER, table, see] for name, table in tables.items()}, "zh")
    told = {
        name: [(run.text, run.file) for run in report.runs(see.text) if run.anchor] for name, report in reports.items()
    }
    assert told == {
        "report": [("表 1", ""), ("附录表 A1", "annex.zh")],
        "annex": [("报告表 1", "report.zh"), ("表 A1", "")],
    }


def test_an_anchor_in_two_products_is_a_fault():
    with pytest.raises(Faults, match="the anchor `a` is already taken"):
        assemble_all({name: [COVER, Heading(1, "Scores", "a")] for name in ("report", "annex")}, "en")
