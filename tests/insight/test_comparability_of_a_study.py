"""The guard from files on: an older study file, a reworded question and an item that guests came to read otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.insight.comparability_tests import between_segments, between_waves
from csat_lib.insight.trends import changes
from csat_lib.wave import open_wave

STUDY = Path(__file__).resolve().parents[2] / "params" / "hotel" / "study.yaml"

BED = ("{text: {zh: 床品舒适, en: Comfort of the bed}", "{text: {zh: 床品, en: The bed}")
ROOM_CLEAN = ("q11: {mean: 8.3, sd: 1.6, loading: 0.80}", "q11: {mean: 6.9, sd: 1.6, loading: 0.80}")
SPECIAL = {"2025-08": "study_file: study.2024.yaml\n", "2025-09": "study_file: study.2024.yaml\n"}


@pytest.fixture(scope="module")
def wave(tmp_path_factory, outputs):
    """October, with two waves before it that were asked with an older questionnaire."""
    folder = tmp_path_factory.mktemp("tracking")
    study = STUDY.read_text("utf-8")
    older = study
    for old, new in (BED, ROOM_CLEAN):
        assert study.count(old) == 1
        older = older.replace(old, new)
    (folder / "study.yaml").write_text(study, "utf-8")
    (folder / "study.2024.yaml").write_text(older, "utf-8")
    periods = ["2025-08", "2025-09", "2025-10"]
    for at, period in enumerate(periods):
        lines = f"study: hotel-gsts\nperiod: {period}\nresponses: {{simulate: {{n: 900, seed: 7}}}}\n"
        text = f"{lines}earlier: [{', '.join(periods[:at])}]\n{SPECIAL.get(period, '')}"
        (folder / f"{period}.yaml").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("csat_lib.cache.OUTPUTS", outputs)
        patch.delenv("CSAT_WORK", raising=False)
        opened = open_wave(folder / "2025-10.yaml", "trends")
        assert len(opened.history) == 3
        yield opened


@pytest.fixture(scope="module")
def found(wave):
    return between_waves(wave.history, wave.spec(ComparabilitySpec))


def test_simulated_waves_of_one_questionnaire_are_comparable(found):
    said = {one.subject: one.verdict for one in found.verdicts if one.between.period == "2025-09"}
    singles = {"overall", "nps"}
    assert {said[name] for name in singles} == {"not_tested"}
    assert {verdict for name, verdict in said.items() if name not in singles} == {"comparable"}


def test_the_reworded_and_the_reread_question_break_what_they_belong_to(found):
    said = {one.subject: (one.verdict, one.reason) for one in found.verdicts if one.between.period == "2025-10"}
    broken = {name: reason for name, (verdict, reason) in said.items() if verdict == "not_comparable"}
    assert broken == {
        "guest_index": "question_changed",
        "room": "question_changed",
        "model": "question_changed",
        "q06": "question_changed",
        "cleanliness": "scalar",
    }


def test_the_item_that_is_read_otherwise_is_named(found):
    (result,) = (result for between, result in found.tests if result.reason == "scalar")
    assert (result.subject, max(result.regained, key=result.regained.get)) == ("cleanliness", "q11")


def test_the_difference_stands_in_both_languages(found):
    texts = [text for text in found.to_texts() if text.kind == "difference"]
    assert [(text.language, text.text, text.segment) for text in texts] == [
        ("zh", "床品 → 床品舒适", "2025-09"),
        ("en", "The bed → Comfort of the bed", "2025-09"),
    ]


def test_no_change_is_told_of_what_broke_and_every_other_change_is(wave, found):
    told = changes(wave, wave.previous, wave.spec(ScoreSpec), found).to_findings()
    rows, items = ([row for row in told if row.measure == name] for name in ("change", "item_change"))
    reasons = {row.subject: row.reason for row in rows if row.segment_by == "all"}
    assert {subject for subject, reason in reasons.items() if reason} == {"guest_index", "room", "cleanliness"}
    assert set(reasons.values()) == {"", "not_comparable"}
    own = wave.study.constructs
    hidden = {row.subject for row in items if row.segment_by == "all" and row.reason == "not_comparable"}
    assert hidden == {item for name in ("room", "cleanliness") for item in own[name].items}


def test_hotels_and_members_answer_alike(wave):
    found = between_segments(wave.rows(), wave.levels, wave.spec(ComparabilitySpec))
    assert {one.verdict for one in found.verdicts} <= {"comparable", "not_tested"}
    assert {one.between.segment_by for one in found.verdicts} == {"store", "member"}
