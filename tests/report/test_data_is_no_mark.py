"""What respondents wrote and what a study is worded with is printed as it is, and is never a reference or a style."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from csat_lib.findings import Text, to_frame
from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Paragraph, Quote, Quotes
from csat_lib.report.fragment import preview_body
from csat_lib.report.html import render_html
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.texts import sentences_in, texts_in
from csat_lib.report.workbook import render_workbook
from tests.report.composed import assembled

from .fake_wave import NOW, STORES, all_texts, make_study, make_view, words
from .sample import DATED

NAME = "[[x]] **y** [z"
QUOTE = "see [[nowhere]] and **this** 🔥"


@pytest.fixture(scope="module")
def view():
    questions = {name: asked.model_dump(by_alias=True) for name, asked in make_study().questions.items()}
    questions["store"]["options"] = {code: words((f"{NAME}{zh}", f"{NAME}{en}")) for code, (zh, en) in STORES.items()}
    questions["q01"]["text"] = words((f"{NAME}题", f"{NAME} item"))
    constructs = {name: part.model_dump() for name, part in make_study().constructs.items()}
    constructs["room"]["title"] = words((f"{NAME}房", f"{NAME} room"))
    said = Text(topic="voice", subject="clean", kind="quote", text=QUOTE, rank=0).of("hotel", NOW)
    named = words((f"{NAME}研究", f"{NAME} study"))
    study = make_study(questions=questions, constructs=constructs, title=named, client=named, population=named)
    return lambda language: make_view(language, study=study, texts=to_frame([said, *all_texts()]))


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request, view):
    return assembled(view(request.param))["report"]


def test_a_report_full_of_brackets_and_asterisks_is_made_and_says_them(report, view):
    products = assembled(view(report.language)).values()
    told = [text for product in products for item in product.items for text in texts_in(item.block)]
    sentences = [text for item in report.items for text in sentences_in(item.block)]
    assert sum("[[x]] **y** [z" in text for text in told) > 20
    assert "see [[nowhere]] and **this** 🔥" in told
    assert any("[[x]] **y** [z" in report.plain(text) for text in sentences)
    assert not any("\ufdd0" in report.plain(text) for text in sentences)
    assert {run.anchor for text in sentences for run in report.runs(text)} <= {"", *report.labels, *report.elsewhere}


def test_html_shows_them_as_they_are(report):
    html = render_html(report, Look())
    shown = re.sub(r"<[^>]+>", "", html)
    assert "[[x]] **y** [z" in shown
    assert "see [[nowhere]] and **this** 🔥" in shown
    assert "\ufdd0" not in html
    assert '#x"' not in html


def test_pdf_and_workbook_show_them_as_they_are(report):
    pages = PdfReader(io.BytesIO(render_pdf(report, Look(), DATED))).pages
    text = "".join("".join(page.extract_text() for page in pages).split()).replace("\u200b", "")
    assert "[[x]]**y**[z" in text
    assert "see[[nowhere]]andthis" not in text
    assert "see[[nowhere]]and**this**□" in text
    book = load_workbook(io.BytesIO(render_workbook([report], Look(), DATED)))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("[[x]] **y** [z" in text for text in cells)
    assert not any("\ufdd0" in text for text in cells)


def test_a_sentence_of_the_report_keeps_its_marks():
    report = assemble([Cover("Study", "2025"), Paragraph("**Room** fell")], "en")
    assert [run.weight for run in report.runs("**Room** fell")] == ["bold", "regular"]


def test_a_notebook_previews_a_quote_with_brackets():
    assert "see [[nowhere]] and **this** 🔥" in preview_body([Quotes((Quote(QUOTE),))], "en")
