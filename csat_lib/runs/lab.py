"""How ``csat lab`` opens JupyterLab: at the notebooks, studies and outputs in reach, menus in the reader's language."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from csat_lib.cache import INSTALLED
from csat_lib.errors.runs import cannot_write
from csat_lib.runs.chapters import NOTEBOOKS

_SETTINGS = Path(__file__).with_name("lab_settings")
"""JupyterLab's own defaults for a language of the menus, one folder each; what a user has chosen there goes before."""


def lab_arguments() -> list[str]:
    """JupyterLab's options: it sees the folder around the notebooks (studies, outputs), and starts at the notebooks."""
    folder = lab_folder()
    return [f"--ServerApp.root_dir={folder.parent}", f"--LabApp.default_url=/lab/tree/{folder.name}"]


def lab_surroundings(language: str | None) -> dict[str, str]:
    """The environment for menus in that language; without one JupyterLab follows the system's."""
    if language is None:
        return {**os.environ}
    places = [str(_SETTINGS / language), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, places))}


def lab_folder() -> Path:
    """A checkout's own notebooks; of an installed wheel, copies in ``notebooks`` of the folder that the user is in.

    The installed ones are what runs execute, and belong to the program: a user edits copies. A copy that is there
    already is left as it is.

    Raises:
        CsatError: the system lets no copies be made.
    """
    if not INSTALLED:
        return NOTEBOOKS
    folder = Path.cwd() / "notebooks"
    try:
        folder.mkdir(exist_ok=True)
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
            if not (folder / notebook.name).exists():
                shutil.copyfile(notebook, folder / notebook.name)
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    return folder
