"""Where ``csat lab`` opens the notebooks."""

from __future__ import annotations

import shutil
from pathlib import Path

from csat_lib.cache import INSTALLED
from csat_lib.errors.runs import cannot_write
from csat_lib.runs.chapters import NOTEBOOKS


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
