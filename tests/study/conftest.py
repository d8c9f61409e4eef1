"""The small study, loaded, and as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import Study, load_study

from .small import STUDY, WAVE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "study.yaml").write_text(STUDY, "utf-8")
    (tmp_path / "2025-03.yaml").write_text(WAVE, "utf-8")
    (tmp_path / "2025-02.yaml").write_text("study: small\nperiod: 2025-02\nresponses: answers.csv\n", "utf-8")
    return tmp_path


@pytest.fixture
def study(folder: Path) -> Study:
    return load_study(folder / "study.yaml")
