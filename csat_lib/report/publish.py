"""A report put down in its three forms, all or none: what was there before stays until the new files are whole."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csat_lib.report.assemble import assemble
from csat_lib.report.blocks import Block
from csat_lib.report.html import render_html
from csat_lib.report.labels import Language
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.view import View
from csat_lib.report.workbook import render_workbook


@dataclass(frozen=True)
class Edition:
    """What is fixed about one report: its language, the last day of its period, the look, the wave for the workbook.

    ``name`` is that of the files, before the language.

    ``dated`` is the only date that the files carry, so that the same wave gives the same bytes on any day.
    """

    language: Language
    dated: dt.date
    look: Look = field(default_factory=Look)
    view: View | None = field(default=None, compare=False)
    name: str = "report"


@dataclass(frozen=True)
class Published:
    """Where the report lies."""

    html: Path
    pdf: Path
    xlsx: Path


def publish(blocks: Sequence[Block], edition: Edition, folder: Path) -> Published:
    """Write ``report.<language>.html``, ``.pdf`` and ``.xlsx`` (or the edition's own name) into the folder.

    Everything is rendered before the first file is written; each file is moved into place whole.

    Raises:
        CsatError: the blocks do not make a report (all faults at once), or the typesetter refuses it.
    """
    report = assemble(blocks, edition.language)
    rendered = {
        "html": render_html(report, edition.look).encode(),
        "pdf": render_pdf(report, edition.look, edition.dated),
        "xlsx": render_workbook([report], edition.look, edition.dated, edition.view),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = {kind: folder / f"{edition.name}.{edition.language}.{kind}" for kind in rendered}
    for kind, content in rendered.items():
        _replace(paths[kind], content)
    return Published(**paths)


def _replace(path: Path, content: bytes) -> None:
    """Write beside the old file, then take its place: a reader finds the one or the other, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
