import base64
import re
from html import unescape
from xml.etree import ElementTree

from csat_lib.report.assemble import BLOCK_MIME, blocks_of
from csat_lib.report.blocks import Figure, Heading, Paragraph
from csat_lib.report.display import Display
from tests.report.sample import HOSTILE, SVG, sample, table


def test_a_notebook_gets_html_to_look_at_json_to_keep_and_a_title():
    bundle = Display.of(table(), "en")._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", BLOCK_MIME}
    assert bundle["text/plain"] == "S03 hides behind a small base"
    assert '<table class="few">' in bundle["text/html"]
    assert HOSTILE not in bundle["text/html"]
    assert blocks_of({"cells": [{"outputs": [{"data": bundle}]}]}) == {"": [table()]}


def test_several_blocks_make_one_output():
    bundle = Display.of(sample("zh"), "zh")._repr_mimebundle_()
    assert blocks_of({"cells": [{"outputs": [{"data": bundle}]}]}) == {"": sample("zh")}


def test_before_numbering_a_reference_shows_its_anchor():
    shown = Display.of([Heading(1, "A", "a"), Paragraph("See [[fig-scores]].")], "en")._repr_mimebundle_()["text/html"]
    assert '<a class="ref" href="#fig-scores">fig-scores</a>' in shown


def test_a_chart_is_one_image_which_a_notebook_shows_that_nobody_trusts():
    figure = Figure("fig-a", "Falls", SVG, 'Bars "and" words', narrow=SVG)
    shown = Display.of(figure, "en")._repr_mimebundle_()["text/html"]
    assert "<svg" not in shown
    (words, drawn), *more = re.findall(
        r'<img width="100%" alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">', shown
    )
    assert (unescape(words), more) == ('Bars "and" words', [])
    assert ElementTree.fromstring(base64.b64decode(drawn)).tag == "{http://www.w3.org/2000/svg}svg"
