"""Studies to start from: ``csat init DIR --template hotel``.

The one copy of a template is its folder under ``params/``; the wheel carries the same files as ``study/templates/``.
"""

from __future__ import annotations

import re
from pathlib import Path

from csat_lib.errors.planning import folder_not_empty, unknown_template
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.words import NAME_PATTERN

TEMPLATES = ("hotel",)
_HERE = Path(__file__).parent
_HOMES = (_HERE / "templates", _HERE.parents[1] / "params")
_STUDY_LINE = re.compile(r"^study: .*$", re.MULTILINE)


def write_template(name: str, folder: Path) -> Path:
    """Write the template's study into a new or empty folder and return the file of its last wave.

    The study is named after the folder where that is a name a study can have; else it keeps the template's name.

    Raises:
        CsatError: there is no such template, or the folder holds files.
    """
    if name not in TEMPLATES:
        raise unknown_template(name, TEMPLATES)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise folder_not_empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for file in template_files(name):
        text = file.read_text("utf-8")
        if re.match(NAME_PATTERN, folder.resolve().name):
            text = _STUDY_LINE.sub(f"study: {folder.resolve().name}", text, count=1)
        (folder / file.name).write_text(text, "utf-8")
    return max(file for file in folder.glob("*.yaml") if file.name != STUDY_FILE)


def template_files(name: str) -> list[Path]:
    """The files of a template, in the installed package or in the project."""
    home = next(home for home in _HOMES if (home / name / STUDY_FILE).is_file())
    return sorted((home / name).glob("*.yaml"))
