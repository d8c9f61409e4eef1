"""The executed copy of a notebook: prose of one language, code of all, nothing of the machine."""

from __future__ import annotations

import json
from contextlib import suppress

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from csat_lib.runs import chapters
from csat_lib.runs.execute import ChapterStopped, execute
from csat_lib.runs.sheet import Sheet


@pytest.fixture
def executed(tmp_path, monkeypatch):
    """Sources of the cells of an executed chapter with this code, and its tags."""
    monkeypatch.setattr(chapters, "NOTEBOOKS", tmp_path)

    def executed(code: str, language: str) -> list[dict]:
        cells = [
            new_markdown_cell("# 有多满意？", metadata={"tags": ["zh"]}),
            new_markdown_cell("# How satisfied?", metadata={"tags": ["en"]}),
            new_code_cell('language: str = "zh"', metadata={"tags": ["parameters"]}),
            new_markdown_cell("$x^2$"),
            new_code_cell(code),
        ]
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), tmp_path / "50_scores.ipynb")
        target = tmp_path / "executed.ipynb"
        with suppress(ChapterStopped):
            execute(Sheet("scores", None, language, target))
        return json.loads(target.read_text(encoding="utf-8"))["cells"]

    return executed


@pytest.mark.parametrize(("language", "title"), [("zh", "# 有多满意？"), ("en", "# How satisfied?")])
def test_it_keeps_the_prose_of_its_language_and_what_belongs_to_none(executed, language, title):
    sources = ["".join(cell["source"]) for cell in executed("language", language)]
    assert sources == [title, 'language: str = "zh"', f'# Parameters\nlanguage = "{language}"\n', "$x^2$", "language"]


def test_one_that_failed_is_for_one_reader_too(executed):
    cells = executed("1 / 0", "en")
    titles = {"# 有多满意？", "# How satisfied?"}
    assert titles.intersection("".join(cell["source"]) for cell in cells) == {"# How satisfied?"}
    assert cells[-1]["outputs"][-1]["ename"] == "ZeroDivisionError"


def test_nothing_of_the_machine_stays(executed):
    cells = executed("language", "en")
    assert cells[2]["id"] == "injected-parameters"
    assert [set(cell["metadata"]) - {"tags"} for cell in cells] == [set()] * 5
