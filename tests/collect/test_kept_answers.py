"""Answers of the kept respondents, read again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.collect import answers_of, collect
from csat_lib.errors import CsatError, Faults

TOO_FAST = [{"rule": "seconds", "below": 250}]


@pytest.fixture
def wave(make_plan, answers, tmp_path):
    plan = make_plan(answers, exclude=TOO_FAST, weights={"rake": {"store": {"S1": 0.3, "S2": 0.7}}})
    collect(plan, tmp_path / "work")
    return plan, tmp_path / "work"


def test_kept_rows_come_with_their_words_weights_and_segments(wave, answers):
    found = answers_of(*wave, ["why", "overall"])
    kept = answers[answers["sec"] >= 250]
    respondents = pd.read_parquet(wave[1] / "respondents.parquet").query("kept")
    assert found.columns.tolist() == ["row", "weight", "why", "overall", "store", "member"]
    assert found["row"].tolist() == (kept.index + 2).tolist()
    assert found["overall"].tolist() == kept["overall"].tolist()
    assert found["store"].tolist() == kept["store"].tolist()
    assert found["weight"].tolist() == respondents["weight"].tolist()
    assert found["why"].fillna("").tolist() == kept["why"].tolist()


def test_every_kind_of_question_comes_in_its_own_terms(wave, answers):
    found = answers_of(*wave, ["b3", "uses", "again", "stay", "member"])
    kept = answers[answers["sec"] >= 250]
    np.testing.assert_array_equal(found["b3"], kept["b3"].replace(99, np.nan))
    assert found["uses.spa"].tolist() == kept["uses_spa"].tolist()
    assert found["again"].tolist() == kept["again"].map({1: "yes", 2: "no"}).tolist()
    assert found["stay"].unique().tolist() == [pd.Timestamp("2025-03-01")]
    assert found["member"].tolist() == kept["member"].tolist()
    assert found.columns.tolist().count("member") == 1


def test_a_question_that_is_not_asked_is_an_error(wave):
    with pytest.raises(CsatError) as caught:
        answers_of(*wave, ["overal"])
    assert str(caught.value) == (
        "The study has no question `overal`; it has a1, a2, a3, b1, b2, b3, overall, nps, store, member, uses, again "
        "and 2 more. Did you mean `overall`? Name one of these."
    )


def test_faults_of_a_file_are_listed_and_nothing_is_written(make_plan, answers, tmp_path):
    plan = make_plan(answers.assign(nps=11))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Faults, match="is not on the scale"):
        collect(plan, tmp_path / "work")
    assert sorted(tmp_path.iterdir()) == before
