"""Studies to start from: ``csat init DIR --template hotel``.

A template is a folder under ``params/`` whose ``template/about.yaml`` says what it is, in a sentence of each language;
the wheel carries these folders as ``study/templates/``. ``template/statements.yaml`` says what the study is to do.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from csat_lib.errors.planning import cannot_start, folder_not_empty, unknown_template
from csat_lib.study.schema import write_with_schema
from csat_lib.study.waves import STUDY_FILE
from csat_lib.study.words import NAME_PATTERN

ABOUT = "template/about.yaml"
_HERE = Path(__file__).parent
_HOMES = (_HERE / "templates", _HERE.parents[1] / "params")
_STUDY_LINE = re.compile(r"^study: .*$", re.MULTILINE)


@dataclass(frozen=True)
class NewStudy:
    """A study that was written: its name, its folder, and the file of its last wave."""

    name: str
    folder: Path
    last: Path

    @property
    def told(self) -> str:
        """What there is now, what it is called if not as its folder, and how to run it."""
        named = "" if self.name == self.folder.resolve().name else f"{_RENAMED}\n"
        run = f"Run its last wave with:\n  csat run {self.last}"
        return f"The study `{self.name}` is in {self.folder}. {named}{run}"


_RENAMED = (
    "It is not named after its folder: a study's name, which its outputs go by, has letters a-z, digits, `_`, `-` and "
    "`.`, with a letter first. To give it another one, change `study:` in all its files."
)


def templates() -> dict[str, Path]:
    """The folders of all templates, in the installed package or in the project, by name."""
    found = (file.parents[1] for home in _HOMES for file in home.glob(f"*/{ABOUT}"))
    return {folder.name: folder for folder in sorted(found)}


def listed() -> str:
    """Every template with its sentence in both languages."""
    told = ((name, yaml.safe_load((folder / ABOUT).read_text("utf-8"))) for name, folder in templates().items())
    return "\n".join(f"{name}\n  {about['en']}\n  {about['zh']}" for name, about in told)


def write_template(name: str, folder: Path) -> NewStudy:
    """Write the template's study into a new or empty folder, named after it where a study can have such a name.

    Raises:
        CsatError: there is no such template, the folder holds files, or the system refuses it.
    """
    known = templates()
    if name not in known:
        raise unknown_template(name, tuple(known))
    try:
        return _written(known[name], folder)
    except OSError as fault:
        raise cannot_start(folder, fault) from None


def _written(template: Path, folder: Path) -> NewStudy:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise folder_not_empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    study = study_name(folder.resolve().name)
    for file in (file for file in template.iterdir() if file.is_file()):
        text = _STUDY_LINE.sub(f"study: {study}", file.read_text("utf-8"), count=1)
        write_with_schema(folder / file.name, text)
    return NewStudy(study, folder, max(file for file in folder.glob("*.yaml") if file.name != STUDY_FILE))


def study_name(folder: str) -> str:
    """The folder's name; of one that no study can have, a name that no other folder gives: outputs go by it."""
    if re.fullmatch(NAME_PATTERN, folder):
        return folder
    return f"study-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:6]}"
