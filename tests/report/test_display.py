from csat_lib.report.assemble import BLOCK_MIME, blocks_of
from csat_lib.report.blocks import Heading, Paragraph
from csat_lib.report.display import Display
from tests.report.sample import HOSTILE, sample, table


def test_a_notebook_gets_html_to_look_at_json_to_keep_and_a_title():
    bundle = Display.of(table(), "en")._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", BLOCK_MIME}
    assert bundle["text/plain"] == "S03 hides behind a small base"
    assert "<table>" in bundle["text/html"]
    assert HOSTILE not in bundle["text/html"]
    assert blocks_of({"cells": [{"outputs": [{"data": bundle}]}]}) == {"": [table()]}


def test_several_blocks_make_one_output():
    bundle = Display.of(sample("zh"), "zh")._repr_mimebundle_()
    assert blocks_of({"cells": [{"outputs": [{"data": bundle}]}]}) == {"": sample("zh")}


def test_before_numbering_a_reference_shows_its_anchor():
    shown = Display.of([Heading(1, "A", "a"), Paragraph("See [[fig-scores]].")], "en")._repr_mimebundle_()["text/html"]
    assert '<a class="ref" href="#fig-scores">fig-scores</a>' in shown
