"""The PDF reports of the last main job: pages, text, fonts, bookmarks, and pages that draw without a complaint."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

OUTPUTS = Path(__file__).resolve().parents[2] / "outputs" / "hotel-gsts" / "2025-12"
WORDS = {
    "annex.en.pdf": ("jackknife", "interval", "Table A1", "Figure A1"),
    "annex.zh.pdf": ("刀切法", "区间", "表 A1", "图 A1"),
    "report.en.pdf": ("index", "interval", "Table A1", "Figure 1"),
    "report.zh.pdf": ("指数", "区间", "表 A1", "图 1"),
}
PAGES = {"report": (11, 15), "annex": (16, 48)}
REPORTS = [OUTPUTS / name for name in WORDS]


@pytest.fixture(params=REPORTS, ids=lambda path: path.name)
def report(request):
    return request.param


def test_there_is_each_product_in_each_language():
    assert sorted(path.name for path in OUTPUTS.glob("*.pdf")) == sorted(WORDS)


def test_it_has_the_pages_of_a_report_and_each_holds_text(report):
    pages = [page.extract_text() for page in PdfReader(report).pages]
    fewest, most = PAGES[report.name.partition(".")[0]]
    assert fewest <= len(pages) <= most
    assert [number for number, text in enumerate(pages, 1) if len(text.strip()) < 20] == []


def test_it_holds_the_words_of_its_language(report):
    text = " ".join(page.extract_text() for page in PdfReader(report).pages).replace("\u2009", " ").replace("\xa0", " ")
    assert [word for word in WORDS[report.name] if word not in text] == []


def test_every_font_is_embedded(report):
    listed = subprocess.run(["pdffonts", report], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert [line for line in listed if line.split()[-5] != "yes"] == []


def test_bold_is_a_font_and_no_stroke_around_the_letters(report):
    drawn = subprocess.run(["pdffonts", report], capture_output=True, text=True, check=True).stdout
    assert "NotoSansSC-Regular" in drawn
    assert "NotoSansSC-Thin" in drawn  # the file of all weights, set bold: it names itself after its first
    pages = PdfReader(report).pages
    assert [number for number, page in enumerate(pages, 1) if b" 2 Tr" in page.get_contents().get_data()] == []


def test_it_has_bookmarks_a_title_and_tags(report):
    reader = PdfReader(report)
    assert len(reader.outline) >= 5
    assert reader.metadata.title
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_every_page_draws_without_a_complaint(report, tmp_path):
    drawn = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", report, tmp_path / "page"], capture_output=True, text=True, check=True
    )
    assert drawn.stderr == ""
    assert len(list(tmp_path.glob("page-*.png"))) == len(PdfReader(report).pages)
