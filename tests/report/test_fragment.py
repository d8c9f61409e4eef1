import pytest

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cover, Figure, Paragraph
from csat_lib.report.fragment import Fragments, image
from csat_lib.report.look import Look
from tests.report.sample import FORMULA, SVG, sample, table


def pieces(*blocks, language="en"):
    report = assemble([Cover("A", "B"), *blocks], language)
    fragments = Fragments(report, Look())
    return [str(fragments.render(item)) for item in report.items][1:]


def test_a_table_has_a_caption_and_scoped_heads_in_a_frame_of_its_own():
    (shown,) = pieces(table())
    assert shown.startswith('<figure class="table" id="tab-stores">\n<div class="frame" role="region" tabindex="0"')
    assert '<caption><div><span class="number">Table 1</span> <span class="title">S03 hides' in shown
    assert '<th scope="colgroup" colspan="2"><span>This wave</span></th>' in shown
    assert '<th scope="col" class="right" style="min-width:5.0em">Change <span class="unit">points</span></th>' in shown
    assert '<tr class="section"><th scope="rowgroup" colspan="7">East</th></tr>' in shown
    assert '<th scope="row" class="left">Store S02</th>' in shown
    assert '80.0<span class="mark">†</span></td>' in shown
    assert '<p class="foot">Base: 1,134 guests, December 2025.' in shown


def test_a_figure_is_an_image_with_words_and_its_own_size():
    (shown,) = pieces(Figure("fig-a", "Falls", SVG, 'Bars "and" words', "12 guests", unit="0-100"))
    assert (
        '<span class="number">Figure 1</span> <span class="title">Falls</span> <span class="unit">0-100</span>' in shown
    )
    assert 'alt="Bars &#34;and&#34; words" width="614" height="160">' in shown
    assert f'src="{image(SVG)}"' in shown
    assert '<p class="foot">Base: 12 guests.</p>' in shown


def test_a_narrow_drawing_is_for_small_screens():
    (shown,) = pieces(Figure("fig-a", "Falls", SVG, "alt", narrow="<svg/>"))
    assert f'<source media="(max-width: 640px)" srcset="{image("<svg/>")}">' in shown


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("body", "<p>a <strong>b</strong></p>"),
        ("lead", '<p class="lead">a'),
        ("judgement", '<aside class="judgement"><p class="who">The analyst&#39;s judgement</p><p>a'),
    ],
)
def test_a_paragraph_has_the_dress_of_its_style(style, start):
    (shown,) = pieces(Paragraph("a **b**", style))
    assert shown.startswith(start)


def test_a_formula_is_mathml_with_words():
    (shown,) = pieces(FORMULA)
    assert shown.startswith('<div class="formula" role="math" aria-label="alpha equals k over k minus one"><math')
    assert "<mfrac>" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_becomes_markup(language):
    shown = "".join(pieces(*sample(language)[1:], language=language))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&amp;amp;" in shown
