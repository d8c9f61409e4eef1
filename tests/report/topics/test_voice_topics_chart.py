from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.charts import PHONE_MM
from csat_lib.charts.colours import MUTED, tint
from csat_lib.report.declared import Shown
from csat_lib.report.slots import tell
from csat_lib.report.topics.voice import topics_mentioned
from csat_lib.report.topics.voice.topics_chart import CHART
from tests.charts.drawn import bars, set_words, words
from tests.charts.fake import figure
from tests.report import fake_wave


def frame():
    rows = [figure("voice", "share", code, share) for code, share in (("staff", 0.2), ("clean", 0.5), ("wifi", 0.3))]
    return [*rows, figure("voice", "mentions", "clean", 50)]


def parted():
    rows = [*frame(), figure("voice", "share", "uncoded", 0.1)]
    for code, lower, best in (("staff", 0.1, 0.3), ("clean", 0.6, 0.4), ("wifi", 0.3, 0.3), ("uncoded", 0.1, 0.1)):
        rows.append(figure("voice", "share_others", code, lower, half=0.05))
        rows.append(figure("voice", "share_satisfied", code, best, half=0.05))
    return rows


def test_the_most_mentioned_stands_on_top_and_bars_are_in_proportion(en):
    lengths = [right - left for left, right in bars(CHART.draw(frame(), en), tint("#1f5a7a", 0.4))]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.6, 0.4], abs=2e-3)


def test_bars_are_of_all_who_wrote_and_the_two_groups_stand_beside_as_numbers(en):
    chart = CHART.draw(parted(), en)
    lengths = [right - left for left, right in bars(chart, tint("#1f5a7a", 0.4))]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.6, 0.4], abs=2e-3)
    assert len(bars(chart, tint(MUTED, 0.4))) == 1  # what no code fits
    said = words(chart)
    at = {name: set_word(chart, name) for name in ("lower", "top 2", "responses")}
    assert at["lower"].right < at["top 2"].left < at["top 2"].right < at["responses"].left
    columns = {name: [word.text for word in set_words(chart) if word.right == head.right] for name, head in at.items()}
    assert columns["lower"] == ["lower", "rated", "60%", "30%", "10%", "10%"]  # a head of two lines
    assert columns["top 2"] == ["top 2", "40%", "30%", "30%", "10%"]
    assert columns["responses"] == ["responses", "50"]
    assert {"50%", "30%", "20%", "10%"} <= set(said)


def set_word(chart, text: str):
    """Where a piece of text is set."""
    return next(word for word in set_words(chart) if word.text == text)


def test_a_telephone_has_under_the_bar_all_that_stands_beside_it_on_a_page(en):
    said = " ".join(words(CHART.draw(parted(), replace(en, width_mm=PHONE_MM))))
    assert "rated lower 60%; top 2 40%; responses 50" in said


def test_a_group_of_too_few_is_a_dash(en):
    rows = [row for row in parted() if (row.measure, row.subject) != ("share_others", "wifi")]
    rows.append(figure("voice", "share_others", "wifi", None, n=8))
    assert words(CHART.draw(rows, en)).count("–") == 2  # in the row, and its sample in the legend


def test_there_is_no_running_total_and_no_column_of_scores(findings, en):
    said = " ".join(words(CHART.draw(parted(), en)))
    assert "total" not in said
    assert "score" not in said


def test_the_alternative_text_gives_the_share_of_all_and_of_both_groups(en, zh):
    english, chinese = CHART.draw(parted(), en), CHART.draw(parted(), zh)
    assert english is not None
    assert english.alt.startswith(
        "Mentioned most: Cleanliness (50%). Cleanliness 50%, rated it lower overall 60% (55% to 65%), "
        "gave one of the two best answers 40% (35% to 45%); "
    )
    assert chinese is not None
    assert chinese.alt.startswith(
        "提及最多的是“清洁卫生”（50%）。"
        "清洁卫生 50%、低于最高两档者 60%（55% 至 65%）、给出最高两档者 40%（35% 至 45%）；"
    )


def split(language: str, **pairs: tuple[float, float]):
    """A view in which topics are mentioned by (the others, the satisfied), each within 4 points."""
    rows = list(fake_wave.all_figures())
    for code, (lower, best) in pairs.items():
        rows.append(fake_wave.figure("voice", "share_others", code, lower, half=0.04))
        rows.append(fake_wave.figure("voice", "share_satisfied", code, best, half=0.04))
    return fake_wave.make_view(language, rows)


def test_what_the_two_groups_mention_differently_is_told_the_largest_difference_in_the_title():
    english = split("en", clean=(0.5, 0.2), noise=(0.1, 0.3), staff=(0.1, 0.12))
    assert tell(english, topics_mentioned.split(english)) == (
        "Writers who rate overall satisfaction below the two best answers mention Cleanliness (50% against 20%) "
        "clearly more often than the others; those who give overall satisfaction one of the two best answers mention "
        "Noise (30% against 10%) clearly more often."
    )
    assert tell(english, CHART.title(english, Shown())) == (
        "Cleanliness: mentioned by 50% of those who rated lower, by 20% of those who gave one of the two best answers"
    )
    chinese = split("zh", clean=(0.5, 0.2))
    assert tell(chinese, topics_mentioned.split(chinese)) == (
        "对“总体满意度”评价低于最高两档的留言者，明显更常提到“清洁”（50% 对 20%）。"
    )


def test_intervals_that_meet_tell_no_difference():
    view = split("en", clean=(0.35, 0.3))
    assert tell(view, topics_mentioned.split(view)).endswith("do not differ clearly in what they mention.")
    assert tell(view, CHART.title(view, Shown())).startswith("Mentioned most: ")
    assert topics_mentioned.split(fake_wave.make_view("en")) is None


def test_the_note_says_what_the_split_does_not_say():
    view = fake_wave.make_view("en")
    assert CHART.note(view, frame()) is None
    assert "not whether they praise it" in tell(view, CHART.note(view, parted()))
