"""``csat validate``: the validation page in each language, and what the terminal tells of it."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from csat_lib.atomic import fresh_folder, near
from csat_lib.cache import OUTPUTS
from csat_lib.report.assemble import blocks_of
from csat_lib.report.labels import Language
from csat_lib.report.publish import Edition, files_of, publish
from csat_lib.runs.chapters import VALIDATION, notebook_of
from csat_lib.runs.execute import execute
from csat_lib.runs.forked import Job, Limits, run_jobs
from csat_lib.runs.sheet import Sheet
from csat_lib.validation.case import Check
from csat_lib.validation.cases import HELD_AGAINST_SOURCES, validate
from csat_lib.validation.figure_words import figure_words


@dataclass(frozen=True)
class Validated:
    """Every check, and the files that tell of them."""

    checks: Sequence[Check]
    files: tuple[Path, ...]

    @property
    def agree(self) -> bool:
        """Whether every figure agrees with its source."""
        return all(each.agrees for each in self.checks)


def validate_to(folder: Path | None, languages: Sequence[Language]) -> Validated:
    """Execute the validation notebook once per language; ``validation.<language>.html``, ``.pdf`` and ``.xlsx``.

    The default folder is that of all outputs. The checks are made once, here, and the children share them.

    Raises:
        CsatError: the folder is not ours, or the system lets no folder be made there.
    """
    target = (folder or OUTPUTS / VALIDATION).resolve()
    with fresh_folder(target, VALIDATION) as work:
        (work / "notebooks").mkdir()
        checks = validate()
        run_jobs([Job(code, partial(_page, work, code)) for code in languages], Limits(os.cpu_count() or 1))
    return Validated(checks, tuple(target / name for code in languages for name in files_of([VALIDATION], code)))


def told(validated: Validated) -> str:
    """How many figures agree, each that does not, and where the page lies."""
    off = [each for each in validated.checks if not each.agrees]
    count = len(validated.checks)
    lines = [f"{count - len(off)} of {count} figures agree with their sources.", *map(_line, off), ""]
    return "\n".join([*lines, *(f"  {near(file)}" for file in validated.files)])


def _line(check: Check) -> str:
    figure = f"{check.case.title['en']}: {figure_words(check.figure, 'en')}"
    own = "none" if math.isnan(check.value) else f"{check.value:.10g}"
    return f"  differs: {figure}: {check.printed} in {check.case.source['en']}, {own} here"


def _page(folder: Path, language: Language) -> None:
    copy = folder / "notebooks" / f"{notebook_of(VALIDATION).stem}.{language}.ipynb"
    execute(Sheet(VALIDATION, None, language, copy))
    blocks = blocks_of(json.loads(copy.read_text(encoding="utf-8")))
    publish({VALIDATION: blocks[""]}, Edition(language, HELD_AGAINST_SOURCES), folder)
