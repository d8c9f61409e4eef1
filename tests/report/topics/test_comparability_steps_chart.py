from __future__ import annotations

from csat_lib.report.topics.comparability.steps import CHART
from tests.charts.drawn import dots, words
from tests.charts.fake import BEFORE, figure

ORANGE = "#c2570c"


def frame():
    rows = []
    for name, metric, scalar in (("room", 0.001, 0.004), ("food", 0.004, 0.031), ("model", -0.002, None)):
        for step, value in (("metric", metric), ("scalar", scalar)):
            more = {"reason": "not_converged"} if value is None else {}
            rows.append(figure("comparability", "delta_cfi", name, value, other=step, against=BEFORE, **more))
    rows.append(figure("comparability", "delta_cfi", "room", 0.0, other="metric", segment_by="member", segment=""))
    return rows


def test_what_goes_beyond_the_limit_is_marked_in_its_own_colour(en):
    chart = CHART.draw(frame(), en)
    assert len(dots(chart, ORANGE)) == 2  # the mark and its sample in the legend
    assert "beyond the limit: not comparable" in words(chart)


def test_waves_and_groups_stand_under_their_own_headings(en, zh):
    said = words(CHART.draw(frame(), en))
    assert [word for word in said if word.startswith(("Against", "Between"))] == [
        "Against November 2025",
        "Between groups: Membership",
    ]
    assert "与 2025 年 11 月相比" in words(CHART.draw(frame(), zh))


def test_a_step_that_could_not_be_taken_has_a_dash(en):
    assert "–" in words(CHART.draw(frame(), en))


def test_the_alternative_text_counts_what_does_not_compare(en):
    chart = CHART.draw(frame(), en)
    assert chart is not None
    assert chart.alt.startswith(
        "CFI lost exceeds 0.01 in 1 of 4 comparisons. Room equal loadings 0.001, equal intercepts 0.004; "
    )
