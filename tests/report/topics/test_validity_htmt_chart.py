from __future__ import annotations

from csat_lib.report.topics.validity.htmt import CHART
from tests.charts.drawn import words
from tests.charts.fake import figure

PAIRS = {("room", "food"): 0.71, ("room", "service"): 0.93, ("service", "food"): -0.12}


def frame(pairs):
    return [figure("validity", "htmt", one, value, half=0.02, other=other) for (one, other), value in pairs.items()]


def test_pairs_stand_in_order_of_their_size_whatever_the_sign(en):
    said = words(CHART.draw(frame(PAIRS), en))
    assert [word for word in said if word in {"0.93", "0.71", "−0.12"}] == ["0.93", "0.71", "−0.12"]
    assert {"0.85", "0.90"} <= set(said)


def test_of_many_pairs_the_highest_are_drawn_and_the_rest_are_counted(en):
    many = {("room", f"c{at}"): 0.4 + at / 100 for at in range(20)}
    said = words(CHART.draw(frame(many), en))
    assert "5 more pairs have lower ratios" in said
    assert sum(word.startswith("Room –") for word in said) == 15


def test_the_alternative_text_counts_the_pairs_beyond_the_limit(en, zh):
    english, chinese = CHART.draw(frame(PAIRS), en), CHART.draw(frame(PAIRS), zh)
    assert english is not None
    assert english.alt.startswith(
        "Heterotrait-monotrait ratio over 0.90 in 1 of 3 pairs of dimensions. Room – Front desk and room service 0.93 "
        "(0.91 to 0.95); "
    )
    assert chinese is not None
    assert chinese.alt.startswith("3 对维度中，异质–单质比高于 0.90 的有 1 对。")
