from __future__ import annotations

import numpy as np
import pytest

from csat_lib.period import parse
from csat_lib.simulate.people import draw_levels, draw_people
from csat_lib.simulate.streams import Streams
from csat_lib.study import Study


def test_people_have_styles_choices_and_scores(study: Study):
    people = draw_people(study, study.simulate, Streams(1, parse("2025-01")), 700)
    assert people.n == 700
    assert set(people.choices) == {"store"}
    assert people.scores.shape == (700, 2)
    assert set(people.styles) == {"careful"}


def test_the_shift_of_a_level_is_in_the_scores(study: Study):
    people = draw_people(study, study.simulate, Streams(1, parse("2025-01")), 20_000)
    west = people.choices["store"] == "2"
    assert (people.scores[west].mean(0) - people.scores[~west].mean(0)).tolist() == pytest.approx([0, -0.5], abs=0.04)


def test_levels_have_their_shares():
    levels = draw_levels({"a": 0.2, "b": 0.8}, 10_000, np.random.default_rng(1))
    assert (levels == "a").mean() == pytest.approx(0.2, abs=0.01)
