from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.simulate.response_styles import answer_in_style, draw_styles, lose_answers, send_twice
from csat_lib.study.truth import Careless

FIVE = (1.0, 2.0, 3.0, 4.0, 5.0)
NPS = tuple(float(code) for code in range(11))


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_styles_have_their_shares():
    styles = draw_styles(Careless(straight_liners=0.1, breakoffs=0.2, speeders=0.3), 20_000, rng())
    assert pd.Series(styles).value_counts(normalize=True).to_dict() == pytest.approx(
        {"straight": 0.1, "breakoff": 0.2, "speeder": 0.3, "careful": 0.4}, abs=0.01
    )


def test_a_careful_respondent_keeps_the_answers():
    answers = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})
    spoilt = answer_in_style(answers, [FIVE, FIVE], np.array(["careful"] * 2), rng())
    pd.testing.assert_frame_equal(spoilt, answers)


def test_a_straight_liner_stays_at_one_place_of_every_scale():
    answers = pd.DataFrame({name: np.ones(200) for name in "abc"}).assign(nps=0.0)
    spoilt = answer_in_style(answers, [FIVE, FIVE, FIVE, NPS], np.array(["straight"] * 200), rng())
    assert spoilt[["b", "c"]].eq(spoilt["a"], axis=0).all(axis=None)
    assert spoilt["a"].min() == 3
    assert (abs((spoilt["a"] - 1) / 4 - spoilt["nps"] / 10) <= 0.2).all()


def test_a_speeder_answers_anything():
    answers = pd.DataFrame({name: np.ones(500) for name in "ab"})
    spoilt = answer_in_style(answers, [FIVE, FIVE], np.array(["speeder"] * 500), rng())
    assert set(spoilt["a"]) == {1, 2, 3, 4, 5}
    assert abs(spoilt["a"].corr(spoilt["b"])) < 0.1


def test_who_breaks_off_answers_nothing_afterwards():
    answers = pd.DataFrame({name: np.ones(100) for name in "abcdefgh"})
    spoilt = answer_in_style(answers, [FIVE] * 8, np.array(["breakoff"] * 100), rng())
    answered = spoilt.notna().to_numpy()
    assert (np.diff(answered.astype(int), axis=1) <= 0).all()
    assert set(answered.sum(1)) == {1, 2, 3}


def test_answers_are_lost_in_equal_parts_to_each_code():
    values = lose_answers(np.ones(30_000), 0.1, [np.nan, 99], rng())
    assert np.isnan(values).mean() == pytest.approx(0.05, abs=0.005)
    assert (values == 99).mean() == pytest.approx(0.05, abs=0.005)


def test_what_is_empty_stays_empty():
    assert np.isnan(lose_answers(np.full(100, np.nan), 1.0, [99], rng())).all()


def test_second_copies_come_within_ten_minutes_and_in_order():
    times = pd.date_range("2025-12-01", periods=200, freq="h")
    frame = pd.DataFrame({"at": times, "a": range(200)})
    both = send_twice(frame, 0.1, "at", rng())
    copies = both[both.duplicated("a")]
    waited = (copies["at"] - frame.set_index("a")["at"].reindex(copies["a"]).to_numpy()).dt.total_seconds()
    assert 10 < len(copies) < 30
    assert both["at"].is_monotonic_increasing
    assert waited.between(20, 600).all()


def test_without_a_time_copies_stand_at_the_end():
    both = send_twice(pd.DataFrame({"a": range(50)}), 0.2, None, rng())
    assert both["a"].tolist()[:50] == list(range(50))
    assert len(both) > 50
