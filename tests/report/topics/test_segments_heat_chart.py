from __future__ import annotations

from csat_lib.charts.colours import contrast, shade
from csat_lib.report.topics.segments.heat_chart import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def cell(code: str, subject: str, value: float | None, n: int = 100):
    return figure("scores", "index", subject, value, segment_by="member", segment=code, n=n)


def frame():
    rows = [cell("gold", "room", 90.0), cell("gold", "food", 65.0), cell("silver", "room", 70.0, 20)]
    rows += [cell("silver", "food", 75.0, 20), cell("none", "room", None, 5), cell("none", "food", None, 5)]
    return [*rows, figure("scores", "index", "room", 80.0), figure("scores", "index", "food", 70.0)]


def gap(code: str, subject: str, value: float | None, half: float = 3.0, **more: object):
    return figure("segments", "gap", subject, value, half=half, segment_by="member", segment=code, **more)


def test_colour_says_how_far_a_cell_lies_from_everybody_and_grey_print_on_which_side(en):
    chart = CHART.draw(frame(), en)
    assert len(bars(chart, shade(0.45))) == 1  # 10 points above everybody, the farthest
    assert "#c2570c" in str(chart)  # the small cell 10 points below: an outline
    assert contrast(shade(0.8 * 0.45), "#ffffff") * 1.5 < contrast(shade(-0.8), "#ffffff")


def test_a_cell_clearly_apart_from_the_rest_has_a_sign_and_the_legend_says_which(en):
    rows = [*frame(), gap("gold", "room", 8.0), gap("gold", "food", -7.0), gap("silver", "room", -2.0)]
    chart = CHART.draw(rows, en)
    assert {"clearly below all others", "clearly above all others"} <= set(words(chart))
    assert [word[0] for word in words(chart) if word[0] in "▼▲" and len(word) > 1] == ["▲", "▼"]
    assert "clearly above all others" not in words(CHART.draw(frame(), en))
    assert "Gold: Room 90.0, clearly above all others; Food and drink 65.0, clearly below all others." in chart.alt


def test_groups_that_may_not_be_compared_are_not_coloured(en):
    rows = [*frame(), *(gap(code, "room", None, reason="not_comparable") for code in ("gold", "silver", "none"))]
    assert not bars(CHART.draw(rows, en), shade(0.45))


def test_every_value_is_written_small_bases_hollow_hidden_ones_a_dash(en):
    said = words(CHART.draw(frame(), en))
    assert [word for word in said if word.endswith(".0")] == ["80.0", "70.0", "90.0", "65.0", "70.0", "75.0"]
    assert said.count("–") == 3
    assert {"fewer than 30 answers", "fewer than 10 answers: not shown", "base", "100", "20", "5"} <= set(said)


def test_crossed_cells_are_left_to_tables(en):
    rows = [cell("gold", "room", 70.0)]
    rows += [figure("scores", "index", "room", 60.0, segment_by="store*member", segment="S01*gold")]
    assert "60.0" not in words(CHART.draw(rows, en))


def test_the_alternative_text_reads_row_by_row(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Index by group and construct. Gold: Room 90.0; Food and drink 65.0. "
        "Silver: Room 70.0; Food and drink 75.0. No member: Room –; Food and drink –."
    )
    assert chinese is not None
    assert chinese.alt == (
        "各群体各维度的指数。金卡：客房 90.0；餐饮 65.0。银卡：客房 70.0；餐饮 75.0。非会员：客房 –；餐饮 –。"
    )
