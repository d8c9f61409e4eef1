import re

import pytest

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Cell, Column, Cover, Figure, Paragraph, Quote, Quotes, Table
from csat_lib.report.fragment import Fragments, read_template
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
    assert '<th scope="col" class="right" style="min-width:3.6em">Change <span class="unit">points</span></th>' in shown
    assert '<tr class="section"><th scope="rowgroup" colspan="7">East</th></tr>' in shown
    assert '<th scope="row" class="left">Store S02</th>' in shown
    assert '80.0<span class="mark">†</span></td>' in shown
    assert re.search(r'<p class="foot">(<span[^>]*>)?Base: 1,134 guests, December 2025\.', shown)


def test_a_figure_is_a_drawing_with_words_as_wide_as_its_place():
    (shown,) = pieces(Figure("fig-a", "Falls", SVG, 'Bars "and" words', "12 guests"))
    assert '<span class="number">Figure 1</span> <span class="title">Falls</span>' in shown
    start = '<svg class="drawing" role="img" aria-label="Bars &#34;and&#34; words" xmlns="http://www.w3.org/2000/svg"'
    assert f'{start} viewBox="0 0 460.8 120"><rect x="0"' in shown
    assert '<p class="foot">Base: 12 guests.</p>' in shown


def test_a_narrow_drawing_is_for_small_screens():
    (shown,) = pieces(Figure("fig-a", "Falls", SVG, "alt", narrow="<svg/>"))
    assert '<div class="on-phone"><svg class="drawing" role="img" aria-label="alt"/></div>' in shown


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


def test_a_formula_is_mathml_with_its_name_and_in_words():
    (shown,) = pieces(FORMULA)
    words = "alpha equals k over k minus one"
    assert shown.startswith(
        '<div class="formula"><p class="name">Alpha</p><div><div class="frame" role="math" tabindex="0"'
    )
    assert shown.endswith(f'</math></div><p class="small">{words}</p></div></div>')
    assert "<mfrac>" in shown


def test_quotes_stand_under_what_they_are_about_and_say_their_language():
    said = (Quote("Slow.", "Waiting"), Quote("房间很吵。", "Noise", "zh"), Quote("Very slow.", "Waiting", "en"))
    (shown,) = pieces(Quotes(said))
    assert "<dt>Waiting</dt><dd><blockquote>Slow.</blockquote><blockquote>Very slow.</blockquote></dd>" in shown
    assert (
        '<dt>Noise</dt><dd><blockquote lang="zh">房间很吵。 <span class="small">(in Chinese)</span></blockquote></dd>'
        in shown
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_becomes_markup(language):
    shown = "".join(pieces(*sample(language)[1:], language=language))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "&amp;amp;" in shown


def test_a_number_of_fewer_decimals_is_moved_into_line_and_read_as_it_is():
    column = Column("Figure", kind="number", decimals=2)
    (piece,) = pieces(Table("tab-a", "A", (Column("Item"), column), (("df", Cell(24, decimals=0)),)))
    assert '24<span class="pad" aria-hidden="true">.00</span>' in piece


def test_in_a_notebook_the_look_of_tables_outweighs_that_of_the_page_around_them():
    rules = [line for line in read_template("preview.css").splitlines() if " table " in line.split("{")[0]]
    assert len(rules) >= 6
    assert all(part.strip().startswith("div.csat table") for rule in rules for part in rule.split("{")[0].split(","))


def test_on_a_phone_no_column_of_words_is_one_character_wide():
    phone = read_template("report.css").split("@media screen and (max-width: 40rem)")[1].split("@media print")[0]
    assert "table :is(td, th).left:not(:first-child) { min-width: 6em }" in phone
    assert "thead th:lang(zh) { word-break: keep-all }" in phone


def test_a_short_table_of_numbers_names_each_number_so_that_a_phone_sets_it_under_its_row():
    columns = (Column("Dimension"), Column("Change", "points", kind="number"), *(Column(name) for name in "ABC"))
    (few,) = pieces(Table("tbl-few", "Few", columns, (("Room", 1.5, "a", "b", "c"),) * 12))
    assert '<table class="few">' in few
    assert 'data-head="Change points"' in few
    (many,) = pieces(Table("tbl-many", "Many", columns, (("Room", 1.5, "a", "b", "c"),) * 13))
    assert 'class="few"' not in many
    phone = read_template("report.css").split("@media screen and (max-width: 40rem)")[1].split("@media print")[0]
    assert ".few td[data-head]::before { content: attr(data-head)" in phone


def test_the_least_width_of_a_column_is_that_of_its_words_without_the_space_about_them():
    assert "th, td { box-sizing: content-box;" in read_template("report.css")
    words = (Column("What"), Column("Who"), Column("By when"), Column("Status"))
    (actions,) = pieces(Table("tbl-a", "A", words, (("做什么", "谁", "2026 年 1 月 15 日", "进行中"),)))
    widths = [float(width) for width in re.findall(r"min-width:([\d.]+)em", actions)]
    assert widths[3] >= 3
    assert widths[2] >= 9  # a date stays whole
