from __future__ import annotations

from csat_lib.report.topics.segments.heat import CHART
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def cell(code: str, subject: str, value: float | None, n: int = 100):
    return figure("scores", "index", subject, value, segment_by="member", segment=code, n=n)


def frame():
    rows = [cell("gold", "room", 90.0), cell("gold", "food", 65.0), cell("silver", "room", 70.0, 20)]
    rows += [cell("silver", "food", 75.0, 20), cell("none", "room", None, 5), cell("none", "food", None, 5)]
    return [*rows, figure("scores", "index", "room", 80.0), figure("scores", "index", "food", 70.0)]


def test_colour_says_how_far_a_cell_lies_from_everybody(en):
    chart = CHART.draw(frame(), en)
    assert len(bars(chart, "#0b6aa8")) == 1  # 10 points above everybody, the farthest
    assert "#c2570c" in str(chart)  # the small cell 10 points below: an outline


def test_every_value_is_written_small_bases_hollow_hidden_ones_a_dash(en):
    said = words(CHART.draw(frame(), en))
    assert [word for word in said if word.endswith(".0")] == ["80.0", "70.0", "90.0", "65.0", "70.0", "75.0"]
    assert said.count("–") == 3
    assert {"fewer than 30 answers", "fewer than 10 answers: not shown", "base", "100", "20", "5"} <= set(said)


def test_crossed_cells_are_left_to_tables(en):
    rows = [cell("gold", "room", 70.0)]
    rows += [figure("scores", "index", "room", 60.0, segment_by="store*member", segment="S01*gold")]
    assert "60.0" not in words(CHART.draw(rows, en))


def test_the_alternative_text_names_the_extremes_and_reads_row_by_row(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Index by group and construct: highest Room in Gold (90.0), lowest Food and drink in Gold (65.0). "
        "Gold: Room 90.0; Food and drink 65.0. Silver: Room 70.0; Food and drink 75.0. "
        "No member: Room –; Food and drink –."
    )
    assert chinese is not None
    assert chinese.alt == (
        "各群体各维度的指数：最高为“金卡”的“客房”（90.0），最低为“金卡”的“餐饮”（65.0）。"
        "金卡：客房 90.0；餐饮 65.0。银卡：客房 70.0；餐饮 75.0。非会员：客房 –；餐饮 –。"
    )
