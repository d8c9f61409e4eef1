from __future__ import annotations

from dataclasses import replace

from csat_lib.charts.colours import ORANGE, contrast, shade
from csat_lib.findings import way
from csat_lib.findings.catalogue.methods import UNTESTED_GROUP
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


BELOW, ABOVE = ORANGE, shade(0.45)


def test_only_cells_that_are_clear_of_the_rest_have_colour_and_grey_print_tells_the_sides_apart(en):
    rows = [*frame(), gap("gold", "room", 8.0), gap("gold", "food", -7.0), gap("silver", "room", -2.0)]
    chart = CHART.draw(rows, en)
    assert [len(bars(chart, colour)) for colour in (BELOW, ABOVE)] == [2, 2]  # a cell each, and its sample
    assert contrast(ABOVE, "#ffffff") * 1.5 < contrast(BELOW, "#ffffff")
    plain = CHART.draw(frame(), en)
    assert not bars(plain, BELOW) + bars(plain, ABOVE)


def test_a_cell_clear_of_the_rest_tells_by_how_many_points_and_the_legend_what_that_is(en):
    rows = [*frame(), gap("gold", "room", 8.0), gap("gold", "food", -7.0), gap("silver", "room", -2.0)]
    chart = CHART.draw(rows, en)
    told = {
        "clearly below the others combined, and by how many points",
        "clearly above the others combined, and by how many points",
    }
    assert told <= set(words(chart))
    assert [word for word in words(chart) if word[0] in "+−"] == ["+8.0", "−7.0"]
    assert not told & set(words(CHART.draw(frame(), en)))
    assert (
        "Gold: Room 90.0, +8.0 from the others combined; Food and drink 65.0, −7.0 from the others combined."
        in chart.alt
    )


def test_a_small_group_clear_of_the_rest_is_outlined_in_the_colour(en):
    chart = CHART.draw([*frame(), gap("silver", "room", -8.0, n=20)], en)
    assert len(bars(chart, BELOW)) == 1  # the sample in the legend
    assert "−8.0" in words(chart)


def test_groups_that_may_not_be_compared_are_not_coloured(en):
    rows = [*frame(), *(gap(code, "room", None, reason="not_comparable") for code in ("gold", "silver", "none"))]
    chart = CHART.draw(rows, en)
    assert not bars(chart, BELOW) + bars(chart, ABOVE)


def test_every_value_is_written_small_bases_hollow_hidden_ones_a_dash(en):
    said = words(CHART.draw(frame(), en))
    assert [word for word in said if word.endswith(".0")] == ["80.0", "70.0", "90.0", "65.0", "70.0", "75.0"]
    assert said.count("–") == 3
    assert {
        "fewer than 30 responses",
        "fewer than 10 responses: not shown",
        "base at",
        "most",
        "100",
        "20",
        "5",
    } <= set(said)


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


def test_what_was_not_tested_for_comparability_has_a_sign_at_its_row_or_its_cell(en):
    def untested(code: str, subject: str):
        found = gap(code, subject, 1.0)
        return replace(found, method=found.method + way(UNTESTED_GROUP))

    rows = [*frame(), untested("gold", "room"), gap("gold", "food", 1.0)]
    said = words(CHART.draw([*rows, untested("silver", "room"), untested("silver", "food")], en))
    assert [word for word in said if "‡" in word] == ["‡", "90.0 ‡", "Silver ‡"]
    assert "comparability not tested" in said
