"""The notebook that shows the questionnaire, executed as it stands in both languages."""

from __future__ import annotations

import nbformat
import papermill
import pytest

from csat_lib.runs.chapters import CHAPTERS, NOTEBOOKS
from csat_lib.runs.engine import register

from .conftest import STUDY


@pytest.mark.parametrize(("language", "words"), [("zh", "wjx-jsonl"), ("en", "limesurvey")])
def test_the_notebook_shows_the_pages_and_what_platforms_cannot_hold(tmp_path, language, words):
    out = tmp_path / "out.ipynb"
    given = {"study_file": str(STUDY), "language": language}
    options = {"engine_name": register(), "progress_bar": False, "request_save_on_cell_execute": False}
    papermill.execute_notebook(NOTEBOOKS / "00_questionnaire.ipynb", out, parameters=given, **options)
    shown = [output for cell in nbformat.read(out, 4).cells for output in cell.get("outputs", [])]
    assert "<svg" in shown[0]["data"]["text/html"]
    assert words in shown[1]["data"]["text/plain"]
    assert "00_questionnaire" not in CHAPTERS.values()
