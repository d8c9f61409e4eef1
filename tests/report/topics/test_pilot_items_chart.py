from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.findings import note, ways
from csat_lib.report.topics.pilot.decisions import CHART
from tests.charts.drawn import dots, words
from tests.charts.fake import figure

ACCENT, MUTED, ORANGE = "#1f5a7a", "#59616a", "#c2570c"


def row(item: str, value: float | None, decision: str, **given):
    return replace(
        figure("pilot", "item_rest", item, value, half=0.1, **given),
        other="room",
        method=ways("fisher", note("decided", decision)),
    )


def figures():
    return [row("q01", 0.6, "keep"), row("q02", 0.25, "review"), row("q03", 0.05, "drop")]


def test_decisions_are_told_by_shape_and_word_not_by_colour_alone(en):
    chart = CHART.draw(figures(), en)
    assert words(chart)[:3] == ["keep", "review", "drop"]
    assert "thresholds 0.20 and 0.30" in words(chart)
    assert [len(dots(chart, colour)) for colour in (ACCENT, MUTED, ORANGE)] == [2, 2, 2]


def test_a_value_stands_where_its_scale_puts_it(en):
    chart = CHART.draw(figures(), en)
    keep, review, drop = (dots(chart, colour)[1][0] for colour in (ACCENT, MUTED, ORANGE))
    assert (keep - review) / (review - drop) == pytest.approx(0.35 / 0.2, abs=0.02)


def test_an_item_without_a_figure_keeps_its_row(en):
    absent = replace(figure("pilot", "item_rest", "q02", None, reason="few_answers"), other="room")
    rows = [row("q01", 0.6, "keep"), absent]
    assert "–" in words(CHART.draw(rows, en))


def test_nothing_is_drawn_of_nothing(en):
    assert CHART.draw([], en) is None


def test_the_alternative_text_counts_the_decisions(en, zh):
    english, chinese = CHART.draw(figures(), en), CHART.draw(figures(), zh)
    assert english is not None
    assert english.alt.startswith(
        "Correlation of 3 items with the rest of their dimension: 1 stay, 1 to review, 1 to drop. Room: "
    )
    assert chinese is not None
    assert chinese.alt.startswith("3 个题项与所属维度其余题项的相关：1 个保留，1 个待修改，1 个删除。客房")
