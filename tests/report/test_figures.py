import struct
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from csat_lib.report.assemble import Item, assemble
from csat_lib.report.blocks import Figure
from csat_lib.report.by_name import draw
from csat_lib.report.figures import render_figures
from tests.report.fake_wave import make_view
from tests.report.sample import HOSTILE, sample

NAME = "figure-01-scores.en"


@pytest.fixture(scope="module")
def figures():
    return render_figures([assemble(sample("en"), "en")])


def test_each_figure_is_a_drawing_and_an_image_named_by_number_and_what_it_shows(figures):
    assert list(figures) == [f"{NAME}.svg", f"{NAME}.png"]
    report = assemble(sample("zh"), "zh")
    annex = replace(
        report, items=tuple(Item(item.block, item.number.replace("图 1", "图 A1")) for item in report.items)
    )
    assert [name for name in render_figures([report, annex]) if name.endswith("png")] == [
        "figure-01-scores.zh.png",
        "figure-a01-scores.zh.png",
    ]


def test_the_image_has_300_dots_an_inch_and_says_so(figures):
    png = figures[f"{NAME}.png"]
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (round(460.8 * 300 / 72), 120 * 300 // 72)
    assert png[37:41] == b"pHYs"
    assert struct.unpack(">IIB", png[41:50]) == (11811, 11811, 1)


def test_the_drawing_says_what_it_shows_and_holds_nothing_of_the_library_s_own():
    view = make_view("en")
    (figure,) = draw(view, "scores")
    assert "data-told" in figure.svg
    report = assemble([sample("en")[0], replace(figure, title=HOSTILE.replace("]]", ""))], "en")
    svg = ET.fromstring(render_figures([report])["figure-01-scores.en.svg"])
    title, words = svg[0], svg[1]
    assert title.text.startswith("=cmd|'/C calc'!A0 <script>")
    assert words.text == report.items[1].block.alt
    assert [name for part in svg.iter() for name in part.attrib if name.startswith("data")] == []


def test_the_same_figures_give_the_same_bytes(figures):
    assert render_figures([assemble(sample("en"), "en")]) == figures


def test_reports_without_figures_make_no_file():
    blocks = [block for block in sample("en") if not isinstance(block, Figure)]
    assert render_figures([replace(assemble(sample("en"), "en"), items=tuple(map(Item, blocks)))]) == {}
