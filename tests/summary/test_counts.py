"""Counts of answers: per question, answer and cell, with their bases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.summary.counts import Counts, count_answers
from csat_lib.summary.sample import Sample, cells_of

FRAME = pd.DataFrame(
    {
        "store": ["S1", "S1", "S2", None],
        "weight": [1.0, 2.0, 0.5, 4.0],
        "q1": [10.0, 2.0, np.nan, 10.0],
        "again": ["yes", None, "no", "yes"],
        "spa": [1.0, 0.0, np.nan, 1.0],
        "pool": [1.0, 0.0, np.nan, 0.0],
    }
)


def counts(rows: slice = slice(None)) -> Counts:
    frame = FRAME[rows]
    answers = {"q1": frame["q1"], "again": frame["again"].astype("category"), "uses": frame[["spa", "pool"]]}
    return count_answers(answers, Sample(frame["weight"].to_numpy(), cells_of(frame, ["store"])))


def test_an_answer_is_counted_with_its_weights():
    assert counts().count("q1", "10") == (2, 5.0, 17.0)
    assert counts().count("again", "yes", ("store", "S1")) == (1, 1.0, 1.0)


def test_an_answer_that_nobody_gave_counts_nothing():
    assert counts().count("q1", "9") == (0, 0.0, 0.0)


def test_the_base_of_a_question_is_who_answered_it():
    assert counts().base("q1") == (3, 7.0, 21.0)
    assert counts().base("again", ("store", "S2")) == (1, 0.5, 0.25)


def test_of_a_multiple_choice_every_option_has_the_same_base():
    assert counts().base("uses") == (3, 7.0, 21.0)
    assert counts().count("uses", "spa") == (2, 5.0, 17.0)
    assert counts().count("uses", "pool") == (1, 1.0, 1.0)


def test_answers_come_numbers_first_in_their_order():
    words = pd.DataFrame({"q": ["10", "9", "other", "2"], "weight": 1.0})
    found = count_answers({"q": words["q"]}, Sample(np.ones(4), cells_of(words, [])))
    assert found.answers("q") == ["2", "9", "10", "other"]


def test_batches_add_up_to_the_whole():
    summed = counts(slice(2, 4)) + counts(slice(0, 2))
    pd.testing.assert_frame_equal(summed.table, counts().table, check_dtype=False)


def test_what_is_saved_is_what_is_loaded(tmp_path):
    counts().save(tmp_path / "counts.parquet")
    pd.testing.assert_frame_equal(Counts.load(tmp_path / "counts.parquet").table, counts().table, check_dtype=False)


def test_a_question_that_was_not_counted_is_an_error():
    with pytest.raises(CsatError) as caught:
        counts().answers("q2")
    assert str(caught.value) == (
        "The summary holds no item `q2`; it holds again, q1, uses. Name one of these or collect the wave again."
    )
