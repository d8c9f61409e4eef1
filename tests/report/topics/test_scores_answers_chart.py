from __future__ import annotations

import pytest

from csat_lib.charts.colours import INK, of_class, tint
from csat_lib.report.topics.scores.answers_chart import ALL_ANSWERS, CHART, FEW, MANY
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, lines, set_words, words
from tests.charts.fake import figure, make_look
from tests.report.fake_wave import make_view

FIVE = (0.05, 0.10, 0.30, 0.35, 0.20)


def answers(question: str, shares: tuple[float, ...], first: int = 1, step: int = 1):
    return [
        figure("scores", "answer_share", question, share, other=str(first + step * at))
        for at, share in enumerate(shares)
    ]


def of_many(number: int):
    """Questions of which each has one percent more of the two best answers than the one before."""
    shares = [0.2 + 0.01 * at for at in range(number)]
    return [row for at, top in enumerate(shares) for row in answers(f"q{at:02d}", (0.1, 0.1, 0.6 - top, top, 0.2))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_best_answers_of_all_questions_begin_at_nought(language):
    look = make_look(language, scale=lambda _: (1.0, 5.0))
    chart = CHART.draw([*answers("q01", FIVE), *answers("q02", FIVE[::-1])], look)
    best = of_class(4, 5)
    _, *drawn = bars(chart, tint(best, 0.75))  # the first is the legend's
    assert len({round(left, 2) for left, _ in drawn}) == 1
    widths = [right - left for left, right in drawn]
    assert widths[0] / widths[1] == pytest.approx(0.20 / 0.05, abs=0.02)
    assert {"0%", "100%"} <= set(words(chart))


def test_the_interval_lies_at_the_end_of_the_best_answers():
    look = make_look("en", scale=lambda _: (1.0, 5.0))
    chart = CHART.draw([*answers("q01", FIVE), figure("scores", "top2", "q01", 0.55, half=0.05)], look)
    assert {"55%", "50% to 60%", "15%"} <= set(words(chart))
    _, *drawn = bars(chart, tint(of_class(3, 5), 0.75))
    (end,) = [right for _, right in drawn]
    assert any(left < end < right for left, right in lines(chart, INK))


def test_a_long_scale_is_drawn_in_five_classes_cut_from_the_top():
    look = make_look("en", scale=lambda _: (1.0, 10.0))
    assert words(CHART.draw(answers("q01", (0.1,) * 10), look))[:5] == ["answer 9–10", "7–8", "5–6", "3–4", "1–2"]
    look = make_look("en", scale=lambda _: (0.0, 100.0))
    chart = CHART.draw(answers("q01", (1 / 11,) * 11, first=0, step=10), look)
    assert words(chart)[:5] == ["answer 90–100", "70–80", "50–60", "30–40", "0–20"]


def test_an_answer_that_nobody_gave_still_belongs_to_the_scale(en):
    look = make_look("en", scale=lambda _: (1.0, 10.0))
    chart = CHART.draw(answers("q01", (0.5, 0.5), first=2), look)
    assert chart is not None
    assert chart.alt == (
        "Answers to each question and their shares, from worst to best: Room: Cleanliness on arrival: 1–2 50%, 3–4 50%."
    )


def test_the_lowest_answers_have_a_column_only_where_they_say_something():
    look = make_look("en", scale=lambda _: (1.0, 5.0))
    assert "bottom 2" in words(CHART.draw(answers("q01", FIVE), look))
    assert "bottom 2" not in words(CHART.draw(answers("q01", (0.01, 0.02, 0.2, 0.4, 0.37)), look))


def test_the_questions_with_most_of_the_best_answers_stand_on_top():
    look = make_look("en", scale=lambda _: (1.0, 5.0), label=str)
    said = set_words(ALL_ANSWERS.draw(of_many(4), look))
    assert [word.text for word in said if word.text.startswith("q")] == ["q03", "q02", "q01", "q00"]


def test_of_many_questions_the_report_draws_those_at_either_end_and_says_so(zh):
    look = make_look("en", scale=lambda _: (1.0, 5.0), label=str)
    rows = of_many(MANY + 1)
    drawn = [word for word in words(CHART.draw(rows, look)) if word.startswith("q")]
    assert drawn == [*(f"q{MANY - at:02d}" for at in range(FEW)), *(f"q{at:02d}" for at in reversed(range(FEW)))]
    assert len([word for word in words(ALL_ANSWERS.draw(rows, look)) if word.startswith("q")]) == MANY + 1
    assert CHART.draw(of_many(MANY), look) == ALL_ANSWERS.draw(of_many(MANY), look)


def test_the_note_counts_the_questions_of_which_a_few_are_drawn():
    view = make_view("en", [])
    rows = [row for name in list(view.study.items) for row in answers(name, FIVE)]
    assert (CHART.note(view, rows) is not None) == (len(view.study.items) > MANY)
    assert ALL_ANSWERS.note(view, rows) is None


def test_the_axis_title_loses_no_letter_on_a_telephone():
    for language in ("zh", "en"):
        chart = CHART.draw(answers("q01", FIVE), make_look(language, scale=lambda _: (1.0, 5.0), width_mm=95.0))
        assert all(word.right <= 95.0 for word in set_words(chart))


def test_a_question_that_is_no_rating_is_left_out(findings):
    assert CHART.draw(as_findings(findings), make_look("en", scale=lambda _: None)) is None
    rows = [*answers("store", (0.5, 0.5)), figure("scores", "answer_share", "store", 0.2, other="S01")]
    assert CHART.draw(rows, make_look("en", scale=lambda _: None)) is None


def test_the_alternative_text_gives_every_class():
    frame = answers("q01", FIVE)
    english = CHART.draw(frame, make_look("en", scale=lambda _: (1.0, 5.0)))
    chinese = CHART.draw(frame, make_look("zh", scale=lambda _: (1.0, 5.0)))
    assert english is not None
    assert english.alt == (
        "Answers to each question and their shares, from worst to best: "
        "Room: Cleanliness on arrival: 1 5%, 2 10%, 3 30%, 4 35%, 5 20%."
    )
    assert chinese is not None
    assert chinese.alt == "各题的回答及其占比，由最差到最好：客房：整洁程度：1 5%、2 10%、3 30%、4 35%、5 20%。"
