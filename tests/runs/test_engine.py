"""The in-process engine executes what a kernel would, and keeps errors where they happened."""

from __future__ import annotations

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from csat_lib.runs.engine import register


@pytest.fixture
def run(tmp_path):
    def run(*cells, **parameters):
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        notebook = new_notebook(cells=list(cells), metadata=kernel)
        nbformat.write(notebook, tmp_path / "in.ipynb")
        return papermill.execute_notebook(
            tmp_path / "in.ipynb",
            tmp_path / "out.ipynb",
            parameters=parameters,
            engine_name=register(),
            progress_bar=False,
            request_save_on_cell_execute=False,
        )

    run.out = tmp_path / "out.ipynb"
    return run


def outputs(notebook) -> list:
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def test_the_last_expression_of_a_cell_is_its_output(run):
    (shown,) = outputs(run(new_markdown_cell("# Title"), new_code_cell("a = 20\na + 22")))
    assert [output["data"]["text/plain"] for output in shown] == ["42"]


def test_cells_share_names_and_notebooks_do_not(run):
    assert outputs(run(new_code_cell("b = 1"), new_code_cell("b + 1")))[1][0]["data"]["text/plain"] == "2"
    with pytest.raises(PapermillExecutionError, match="NameError"):
        run(new_code_cell("b"))


def test_parameters_replace_the_defaults(run):
    cells = new_code_cell("language = 'zh'", metadata={"tags": ["parameters"]}), new_code_cell("language")
    assert outputs(run(*cells, language="en"))[-1][0]["data"]["text/plain"] == "'en'"


def test_what_is_printed_is_a_stream(run):
    (shown,) = outputs(run(new_code_cell("print('told')")))
    assert [(output["name"], output["text"]) for output in shown] == [("stdout", "told\n")]


def test_an_object_shows_its_own_mime_bundle(run):
    bundle = "{'text/html': '<b>1</b>', 'text/plain': '1'}"
    source = f"class Block:\n    def _repr_mimebundle_(self, **_):\n        return {bundle}\nBlock()"
    (shown,) = outputs(run(new_code_cell(source)))
    assert shown[0]["data"] == {"text/html": "<b>1</b>", "text/plain": "1"}


def test_an_error_ends_the_notebook_and_is_kept_in_its_cell(run):
    with pytest.raises(PapermillExecutionError) as caught:
        run(new_code_cell("1 / 0"), new_code_cell("'never'"))
    assert (caught.value.ename, caught.value.evalue) == ("ZeroDivisionError", "division by zero")
    kept = nbformat.read(run.out, as_version=4)
    errors = [output for shown in outputs(kept) for output in shown if output["output_type"] == "error"]
    assert [error["ename"] for error in errors] == ["ZeroDivisionError"]
    assert outputs(kept)[-1] == []


def test_the_users_fault_keeps_its_whole_message(run):
    with pytest.raises(PapermillExecutionError) as caught:
        run(new_code_cell("from csat_lib.errors import CsatError\nraise CsatError('mend\\nthis')"))
    assert (caught.value.ename, caught.value.evalue) == ("CsatError", "mend\nthis")
