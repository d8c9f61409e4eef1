"""The products of a run put down, all or none: what was there before stays until the new files are whole."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csat_lib.report.assemble import assemble_all
from csat_lib.report.blocks import Block
from csat_lib.report.html import render_html
from csat_lib.report.labels import Language
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.view import View
from csat_lib.report.workbook import render_workbook


@dataclass(frozen=True)
class Edition:
    """What is fixed about a report: its language, the last day of its period, the look, the wave for the workbook.

    ``dated`` is the only date that the files carry, so that the same wave gives the same bytes on any day.
    """

    language: Language
    dated: dt.date
    look: Look = field(default_factory=Look)
    view: View | None = field(default=None, compare=False)


def files_of(products: Sequence[str], language: str) -> list[str]:
    """The files of these products in a language: a page and a print of each, one workbook named after the first."""
    pages = [f"{name}.{language}.{form}" for name in products for form in ("html", "pdf")]
    return [*pages, f"{products[0]}.{language}.xlsx"]


def publish(products: Mapping[str, Sequence[Block]], edition: Edition, folder: Path) -> list[Path]:
    """Write each product as ``<name>.<language>.html`` and ``.pdf`` and one workbook into the folder.

    Everything is rendered before the first file is written; each file is moved into place whole.

    Raises:
        CsatError: the blocks do not make a report (all faults at once), or the typesetter refuses it.
    """
    reports = assemble_all(products, edition.language)
    contents: list[bytes] = []
    for report in reports.values():
        contents += [render_html(report, edition.look).encode(), render_pdf(report, edition.look, edition.dated)]
    contents.append(render_workbook(list(reports.values()), edition.look, edition.dated, edition.view))
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files_of(list(products), edition.language)]
    for path, content in zip(paths, contents, strict=True):
        _replace(path, content)
    return paths


def _replace(path: Path, content: bytes) -> None:
    """Write beside the old file, then take its place: a reader finds the one or the other, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
