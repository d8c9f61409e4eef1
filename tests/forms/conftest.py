"""A study with every kind of question, a table, a filter and 'other', and its simulated answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib import period
from csat_lib.simulate.simulator import simulate
from csat_lib.study import load_study

STUDY = Path(__file__).with_name("examples") / "study.yaml"


@pytest.fixture
def folder(tmp_path, outputs, monkeypatch):
    """The study in a folder of its own."""
    monkeypatch.setattr("csat_lib.cache.OUTPUTS", outputs)
    (tmp_path / "guests").mkdir()
    (tmp_path / "guests" / "study.yaml").write_bytes(STUDY.read_bytes())
    return tmp_path / "guests"


@pytest.fixture
def study(folder):
    return load_study(folder / "study.yaml")


@pytest.fixture
def raw(study):
    """Answers of 240 respondents under the study's own names."""
    return simulate(study, period.parse("2026-01"), 240, 5)
