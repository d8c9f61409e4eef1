"""The wave that a notebook opens: inputs to read, and one way out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest

import csat_lib
from csat_lib.collect import collected_wave
from csat_lib.collect.collected_wave import CollectedWave
from csat_lib.errors import CsatError
from csat_lib.findings import Finding, Text, read, way
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.summary.summary import Summary
from csat_lib.wave import open_wave

from .conftest import WAVE


@dataclass(frozen=True)
class Given:
    """A result with these findings."""

    rows: list[Finding]

    def to_findings(self):
        return self.rows


@pytest.fixture
def wave(work):
    return open_wave(WAVE, "reliability")


def test_the_package_hands_it_out():
    assert csat_lib.open_wave is open_wave
    assert not hasattr(csat_lib, "open_waves")


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
    parts = wave.spec(ScoreSpec).parts(wave.study.root)
    assert sum(parts.values()) == pytest.approx(1.0)
    assert set(parts) == set(wave.study.drivers)


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
    assert wave.spec(CfaSpec).estimator == wave.study.measurement.estimator
    assert wave.spec(CfaSpec).confidence == wave.study.confidence
    assert wave.study.criteria == (wave.study.headline,)


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


def test_a_spec_is_made_once(wave):
    assert wave.spec(ScoreSpec) is wave.spec(ScoreSpec)


def test_what_is_recorded_is_signed_and_lies_in_the_chapters_file(wave, work):
    signed = wave.record(wave.each_construct(estimate_alpha))
    assert {(row.study, row.period) for row in signed} == {("hotel-gsts", "2025-12")}
    kept = read([work / "findings" / "reliability.parquet"])
    assert len(kept) == len(signed) == len(wave.findings()) == len(wave.all_findings())


def test_what_is_recorded_gives_its_frame_in_one_step(wave):
    recorded = wave.record(wave.each_construct(estimate_alpha))
    pd.testing.assert_frame_equal(recorded.frame, wave.findings())
    recorded += wave.record(estimate_alpha(wave.items("room")))
    assert len(recorded.frame) == len(wave.findings())
    texts = wave.record_texts([Text(topic="voice", subject="clean", kind="quote", text="clean room")])
    assert texts.frame["text"].tolist() == ["clean room"]


def test_opening_a_collected_wave_reads_none_of_its_tables(wave, monkeypatch):
    def read(*_):
        raise AssertionError

    monkeypatch.setattr(CollectedWave, "_table", read)
    monkeypatch.setattr(Summary, "load", read)
    monkeypatch.setattr(collected_wave, "collect", read)
    assert open_wave(WAVE, "trends").folder == wave.folder


def test_a_wave_that_is_only_looked_at_leaves_no_file(wave, work):
    assert wave.findings().empty
    assert [path.name for path in work.iterdir()] == ["run.json"]


def test_columns_are_kept_by_the_respondents_row(wave, work):
    rows = wave.rows(wave.study.constructs["room"].items)
    wave.record_columns(rows.frame.add_prefix("factor."))
    kept = pd.read_parquet(work / "columns" / "reliability.parquet")
    respondents = wave.respondents.query("kept")
    assert kept["row"].tolist() == respondents["row"].tolist()
    assert kept.columns.tolist() == ["row", *(f"factor.{item}" for item in rows.items)]


def test_texts_are_signed_too(wave, work):
    wave.record_texts([Text(topic="voice", subject="clean", kind="quote", text="clean room")])
    assert wave.all_texts()["period"].tolist() == ["2025-12"]
    assert wave.texts()["text"].tolist() == ["clean room"]


def test_by_hand_a_wave_needs_no_run(work, outputs, monkeypatch, tmp_path):
    monkeypatch.delenv("CSAT_WORK")
    (tmp_path / "mine").mkdir()
    for name, text in {
        "study.yaml": WAVE.with_name("study.yaml").read_text(encoding="utf-8"),
        "2025-12.yaml": SMALL,
    }.items():
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    wave = open_wave(tmp_path / "mine" / "2025-12.yaml")
    assert wave.recorded.is_relative_to(outputs / ".cache")
    assert wave.earlier == ()
    assert wave.previous is None


SMALL = "study: hotel-gsts\nperiod: 2025-12\nresponses: {simulate: {n: 60, seed: 1}}\n"


def test_a_folder_without_a_run_is_refused(work, monkeypatch, tmp_path):
    monkeypatch.setenv("CSAT_WORK", str(tmp_path))
    with pytest.raises(CsatError) as caught:
        open_wave(WAVE)
    assert str(caught.value) == (
        f"{tmp_path} holds no collected wave (no run.json). Unset the environment variable CSAT_WORK, "
        "or start the chapter through `csat run`."
    )


def test_what_is_measured_on_fewer_than_the_minimum_base_leaves_its_value(wave, work):
    figure = {"subject": "room", "low": 0.7, "high": 0.9, "se": 0.1, "method": way("raw")}
    rows = [
        Finding(topic="reliability", measure="alpha", value=0.8, n=9, **figure),
        Finding(topic="reliability", measure="omega", value=0.8, n=10, **figure),
        Finding(topic="reliability", measure="n_items", value=3, n=9, **figure),
        Finding(topic="validity", measure="i_cvi", value=0.8, n=5, **figure),
        Finding(topic="quality", measure="rows_kept", value=9, n=9, **figure),
    ]
    alpha, *others = wave.record(Given(rows))
    assert (alpha.value, alpha.low, alpha.high, alpha.se) == (None,) * 4
    assert (alpha.n, alpha.reason) == (9, "small_base")
    assert [row.value for row in others] == [0.8, 3, 0.8, 9]


def test_results_that_a_few_weights_rule_are_not_shown(wave):
    """One weight of 100,000 among ones: 60 respondents tell as much as one, who is not everybody."""
    figure = {"measure": "index", "subject": "room", "value": 25.0, "low": 25.0, "high": 25.1, "method": way("taylor")}
    rows = [
        Finding(topic="scores", n=60, n_effective=1.0012, **figure),
        Finding(topic="scores", n=60, n_effective=9.9, **figure | {"measure": "nps"}),
        Finding(topic="scores", n=60, n_effective=10.0, **figure | {"measure": "mean"}),
        Finding(topic="scores", n=16, n_effective=8.0, **figure | {"measure": "top2"}),  # few, but none rules
        Finding(
            topic="weights", n=60, n_effective=1.0012, **figure | {"measure": "effective_n", "subject": "respondents"}
        ),
    ]
    index, nps, *others = wave.record(Given(rows))
    assert (index.value, index.low, index.high, index.reason) == (None, None, None, "outweighed")
    assert (nps.value, nps.reason, nps.n) == (None, "outweighed", 60)
    assert [row.value for row in others] == [25.0] * 3


def test_cells_that_are_hidden_leave_their_bases(wave):
    figure = {"topic": "scores", "measure": "index", "subject": "room", "method": way("taylor"), "n": 4}
    at = {"segment_by": "store", "n_weighted": 4.0, "n_effective": 4.0}
    rows = [
        Finding(value=None, reason="small_base", segment="S01", **figure, **at),
        Finding(value=None, reason="complementary", segment="S02", **figure | {"n": 40}, **at),
        Finding(value=None, reason="not_comparable", segment="S01", **figure, **at),
        Finding(value=None, reason="not_comparable", segment="S02", **figure | {"n": 40}, **at),
        Finding(value=70.0, segment="S03", **figure | {"n": 40}, **at),
    ]
    recorded = wave.record(Given(rows))
    assert [row.n for row in recorded] == [None, None, None, 40, 40]
    assert [row.n_weighted for row in recorded] == [None, None, None, 4.0, 4.0]
