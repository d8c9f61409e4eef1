from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from csat_lib.period import parse
from csat_lib.study import CHAPTERS, Simulated, load_wave
from csat_lib.study.waves import SECTIONS, WaveFile


def test_the_file_of_another_wave_lies_beside_this_one(folder: Path):
    plan = load_wave(folder / "2025-03.yaml")
    assert plan.wave_path(parse("2025-02")) == folder / "2025-02.yaml"


def test_responses_are_a_file_or_the_simulator():
    texts = WaveFile.model_validate({"study": "a", "period": 2025, "responses": "a.csv"})
    drawn = WaveFile.model_validate({"study": "a", "period": "2025", "responses": {"simulate": {"n": 5, "seed": 0}}})
    assert (texts.responses, texts.period) == ("a.csv", "2025")
    assert drawn.responses.simulate == Simulated(n=5, seed=0, plants=True)


def test_commentary_stands_on_page_one_or_in_a_chapter():
    assert ("page_one", *CHAPTERS, "pilot") == SECTIONS
    with pytest.raises(ValidationError, match="no section"):
        WaveFile.model_validate({"study": "a", "period": 2025, "responses": "a", "commentary": {"end": {"en": "A"}}})


def test_an_action_has_a_day_a_status_and_words():
    given = {"what": {"en": "A"}, "owner": {"en": "B"}, "due": "2026-01-15"}
    wave = WaveFile.model_validate({"study": "a", "period": 2025, "responses": "a", "actions": [given]})
    assert (wave.actions[0].due, wave.actions[0].status, wave.actions[0].test) == ("2026-01-15", "planned", None)
    for fault in ({"due": "2026-02-30"}, {"due": "soon"}, {"status": "begun"}, {"owner": {}}):
        with pytest.raises(ValidationError):
            WaveFile.model_validate({"study": "a", "period": 2025, "responses": "a", "actions": [given | fault]})
