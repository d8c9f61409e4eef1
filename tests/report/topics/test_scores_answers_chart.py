from __future__ import annotations

import pytest

from csat_lib.report.topics.scores.answers import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, lines, words
from tests.charts.fake import figure, make_look

FIVE = (0.05, 0.10, 0.30, 0.35, 0.20)


def answers(question: str, shares: tuple[float, ...], first: int = 1, step: int = 1):
    return [
        figure("scores", "answer_share", question, share, other=str(first + step * at))
        for at, share in enumerate(shares)
    ]


def test_the_bar_is_centred_on_the_middle_of_the_neutral_answer(zh):
    look = make_look("zh", scale=lambda _: (1.0, 5.0))
    chart = CHART.draw(answers("q01", FIVE), look)
    middle = lines(chart, "#59616a")[0][0]
    left, right = bars(chart, "#dde1e5")[1]
    assert (left + right) / 2 == pytest.approx(middle, abs=0.01)


def test_segments_are_as_wide_as_their_shares_from_the_lowest_answer_to_the_highest():
    look = make_look("en", scale=lambda _: (1.0, 5.0))
    chart = CHART.draw(answers("q01", FIVE), look)
    lowest, highest = bars(chart, "#c2570c")[1], bars(chart, "#0b6aa8")[1]
    assert (highest[1] - highest[0]) / (lowest[1] - lowest[0]) == pytest.approx(0.20 / 0.05, abs=0.02)
    assert (highest[1] - lowest[0]) / (highest[1] - highest[0]) == pytest.approx(1 / 0.20, abs=0.02)


def test_an_answer_that_nobody_gave_still_belongs_to_the_scale(en):
    look = make_look("en", scale=lambda _: (1.0, 10.0))
    chart = CHART.draw(answers("q01", (0.5, 0.5), first=2), look)
    assert chart is not None
    assert chart.alt == (
        "Share of the two lowest and of the two highest answers: Room: Cleanliness on arrival 50% and 0%."
    )


def test_a_scale_of_eleven_tens_has_its_middle_at_fifty():
    look = make_look("en", scale=lambda _: (0.0, 100.0))
    chart = CHART.draw(answers("q01", (1 / 11,) * 11, first=0, step=10), look)
    assert [word for word in words(chart) if word.isdigit()] == [str(10 * at) for at in range(11)]
    assert "middle" in words(chart)


def test_an_even_scale_has_no_neutral_answer_to_explain(findings, en):
    assert words(CHART.draw(as_findings(findings), en))[:2] == ["bottom 2", "top 2"]


def test_a_question_that_is_no_rating_is_left_out(findings):
    assert CHART.draw(as_findings(findings), make_look("en", scale=lambda _: None)) is None
    rows = [*answers("store", (0.5, 0.5)), figure("scores", "answer_share", "store", 0.2, other="S01")]
    assert CHART.draw(rows, make_look("en", scale=lambda _: None)) is None


def test_the_alternative_text_gives_both_ends():
    frame = answers("q01", FIVE)
    english = CHART.draw(frame, make_look("en", scale=lambda _: (1.0, 5.0)))
    chinese = CHART.draw(frame, make_look("zh", scale=lambda _: (1.0, 5.0)))
    assert english is not None
    assert english.alt == (
        "Share of the two lowest and of the two highest answers: Room: Cleanliness on arrival 15% and 55%."
    )
    assert chinese is not None
    assert chinese.alt == "各题回答分布，依次为最低两档与最高两档的占比：客房：整洁程度 15% 与 55%。"
