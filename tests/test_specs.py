"""From the study to what a statistic needs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

from csat_lib.specs import cfa_spec, correlation_of, driver_spec, margin_targets, scale_of, voice_spec
from csat_lib.study import load_study
from csat_lib.study.measuring import Measurement
from csat_lib.summary.moments import sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.tables import Tables

STUDY = load_study(Path(__file__).resolve().parents[1] / "params" / "hotel" / "study.yaml")


def test_the_drivers_are_the_constructs_under_the_root_of_the_index():
    spec = driver_spec(STUDY)
    assert spec.constructs == STUDY.drivers
    assert spec.headline == STUDY.headline
    assert spec.confidence == STUDY.confidence


def test_margins_are_those_that_the_study_rakes_to():
    targets = margin_targets(STUDY)
    assert set(targets) <= set(STUDY.questions)
    assert all(abs(sum(shares.values()) - 1) < 1e-9 for shares in targets.values())
    assert margin_targets(STUDY.model_copy(update={"weights": None})) == {}


def test_only_rating_questions_have_a_scale():
    assert scale_of(STUDY, STUDY.headline) == (1, 10)
    assert scale_of(STUDY, "store") is None
    assert scale_of(STUDY, "no such question") is None


def test_the_headline_outcome_is_set_beside_the_codes_from_0_to_100():
    answers = pd.DataFrame({"weight": [1.0, 2.0, 1.0], STUDY.headline: [1.0, 10.0, np.nan]})
    spec = voice_spec(STUDY, answers, seed=3)
    assert spec.codes.score.tolist()[:2] == [0.0, 100.0]
    assert np.isnan(spec.codes.score.iloc[2])
    assert (spec.quotes.per_code, spec.quotes.seed) == (STUDY.voice.quotes, 3)
    assert set(spec.frame.codes) == set(STUDY.voice.frame)


def test_no_estimator_leans_on_normal_answers():
    studies = {each: Measurement(estimator=each, zero_cells=0.5) for each in ("ml", "fiml", "wlsmv")}
    specs = {each: cfa_spec(STUDY.model_copy(update={"measurement": chosen})) for each, chosen in studies.items()}
    robust = {"ml": "satorra_bentler", "fiml": "sandwich", "wlsmv": "none"}
    assert {each: spec.robust for each, spec in specs.items()} == robust
    assert {spec.zero_cells for spec in specs.values()} == {0.5}


def test_items_correlate_as_the_study_says():
    items = list(STUDY.items)
    frame = pd.DataFrame(np.random.default_rng(1).integers(1, 11, (200, len(items))).astype(float), columns=items)
    part, pairs = sum_moments(frame, missing="pairwise"), sum_pairs(frame)
    summary = SimpleNamespace(part={"pairwise": part}.__getitem__, tables=Tables(pairs))
    for kind in ("pearson", "spearman", "polychoric"):
        study = STUDY.model_copy(update={"measurement": Measurement(correlation=kind, zero_cells=0.5)})
        found = correlation_of(study, summary)
        assert (found.items, found.kind, found.spec.zero_cells) == (STUDY.items, kind, 0.5)
