"""A Papermill engine that runs the cells inside the process it is called in.

The runner forks a child per notebook from a parent that has imported everything; the child executes its notebook
here, without starting a kernel and its sockets. Plain Papermill kernels stay the reference (``csat run --plain``), and
a test holds both to the same findings, byte for byte.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import nbformat
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

NAME = "in-process"


class CellFailed(Exception):  # noqa: N818 - read as a sentence by papermill's "cell exception"
    """A cell raised; its output already holds the error."""


class InProcessEngine(Engine):  # type: ignore[misc]  # papermill is not typed
    """Execute a notebook in this process, one IPython shell per notebook."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **_options: Any) -> None:  # noqa: ARG003 - papermill's signature
        """Run the code cells in order; the first that raises ends the notebook."""
        shell = fresh_shell()
        atexit.unregister(shell.atexit_operations)  # it would clear all that the cells made: the process ends with it
        for index, cell in enumerate(nb_man.nb.cells):
            try:
                nb_man.cell_start(cell, index)
                if cell.cell_type == "code":
                    _run_cell(shell, cell, index)
            except CellFailed as failure:
                nb_man.cell_exception(cell, index, exception=failure)
                break
            finally:
                nb_man.cell_complete(cell, cell_index=index)


def fresh_shell() -> InteractiveShell:
    """A shell that keeps what cells display, without history: nothing of a run stays in the user's IPython profile."""
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    InteractiveShell.clear_instance()
    shell: InteractiveShell = InteractiveShell.instance(config=settings)
    shell.display_pub = CapturingDisplayPublisher()  # type: ignore[no-untyped-call]
    shell.display_trap.hook = CapturingDisplayHook(shell, outputs=_displayed(shell))  # type: ignore[no-untyped-call]
    return shell


def _displayed(shell: InteractiveShell) -> list[dict[str, Any]]:
    """What the cell at hand has displayed so far."""
    outputs: list[dict[str, Any]] = shell.display_pub.outputs  # type: ignore[attr-defined]
    return outputs


def _run_cell(shell: InteractiveShell, cell: nbformat.NotebookNode, index: int) -> None:
    streams = {"stdout": StringIO(), "stderr": StringIO()}
    _displayed(shell).clear()
    with redirect_stdout(streams["stdout"]), redirect_stderr(streams["stderr"]):
        result = shell.run_cell(cell.source, store_history=False)  # type: ignore[no-untyped-call]
    cell.execution_count = index + 1
    cell.outputs = [_display(output) for output in _displayed(shell)]
    if not result.success:
        error = result.error_before_exec or result.error_in_exec
        cell.outputs.append(_error(error, streams["stdout"].getvalue()))
        raise CellFailed(str(error))
    told = [(name, stream.getvalue()) for name, stream in streams.items()]
    cell.outputs += [_output("stream", name=name, text=text) for name, text in told if text]


def _display(output: Mapping[str, Any]) -> nbformat.NotebookNode:
    return _output("display_data", data=output["data"], metadata=output["metadata"] or {})


def _error(error: BaseException, trace: str) -> nbformat.NotebookNode:
    return _output("error", ename=type(error).__name__, evalue=str(error), traceback=trace.splitlines())


def _output(kind: str, **content: Any) -> nbformat.NotebookNode:
    made: nbformat.NotebookNode = nbformat.v4.new_output(kind, **content)  # type: ignore[no-untyped-call]
    return made


def register() -> str:
    """Make the engine known to Papermill and return its name."""
    papermill_engines.register(NAME, InProcessEngine)
    return NAME
