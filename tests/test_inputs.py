"""What a wave gives to read."""

from __future__ import annotations

import pytest

from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.wave import open_wave

from .conftest import WAVE


@pytest.fixture
def wave(work):
    return open_wave(WAVE, "reliability")


def test_it_gives_the_study_the_people_and_the_sums(wave):
    assert (wave.study.study, str(wave.period)) == ("hotel-gsts", "2025-12")
    assert int(wave.ledger["after"].iloc[-1]) == int(wave.respondents["kept"].sum()) == len(wave.weights)
    assert wave.items("room").items == wave.study.constructs["room"].items
    assert wave.items("room").label == "room"
    assert (wave.correlation.items, wave.correlation.kind) == (wave.study.items, "pearson")


def test_its_rows_are_those_that_were_added_up(wave):
    rows = wave.rows(wave.study.constructs["room"].items)
    assert len(rows.complete().frame) == wave.items("room").n_obs
    assert wave.rows().items == wave.study.items
    assert wave.model["room"] == wave.study.constructs["room"].items


def test_index_weights_add_up_to_one_over_the_constructs(wave):
    assert sum(wave.parts.values()) == pytest.approx(1.0)
    assert set(wave.parts) == set(wave.study.drivers)


def test_earlier_waves_are_collected_when_they_are_asked_for(wave):
    assert [str(each.period) for each in wave.history] == ["2025-11", "2025-12"]
    assert wave.previous is wave.earlier[-1]
    assert wave.previous.summary.scores.mean("room").n > 0


def test_open_answers_are_those_of_the_kept_only(wave):
    assert len(wave.open_answers) == int(wave.respondents["kept"].sum())
    assert list(wave.open_answers.columns) == list(wave.study.voice.questions)


def test_nothing_of_an_id_stands_in_the_respondents(wave):
    assert wave.respondents["id"].str.fullmatch(r"[0-9a-f]{32}").all()


def test_the_model_is_fitted_as_the_study_says(wave):
    assert wave.cfa_spec.estimator == wave.study.measurement.estimator
    assert wave.cfa_spec.confidence == wave.study.confidence
    assert wave.criteria == (wave.study.headline,)


def test_tables_that_the_study_does_not_have_are_nothing(wave):
    assert wave.experts == []
    assert wave.dispositions is None


def test_categories_have_figures_of_their_own_only_where_the_study_has_categories(wave):
    assert wave.each_ordinal(estimate_alpha) == []
    assert [each.bases.subject for each in wave.each_construct(estimate_alpha)] == list(wave.model)


def test_the_wave_before_is_a_panel_where_customers_have_a_key(wave):
    assert wave.panel == ((wave.previous,) if wave.study.fields.customer else ())


def test_levels_stand_beside_the_rows(wave):
    kept = wave.respondents.query("kept")
    assert list(wave.levels) == list(wave.study.segments)
    assert wave.levels["store"].tolist() == kept["store"].tolist()
    assert len(wave.levels) == len(wave.rows().frame)


def test_what_must_be_comparable_is_what_is_scored(wave):
    assert wave.comparability_spec.scores is wave.score_spec
    assert not wave.comparability_spec.ordered
    assert {period: change.differences for period, change in wave.questionnaires.items()} == {"2025-12": ()}
