"""The products of a run put down, all or none: what was there before stays until the new files are whole."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from csat_lib.report.assemble import assemble_all
from csat_lib.report.blocks import Block
from csat_lib.report.figures import render_figures
from csat_lib.report.html import render_pages
from csat_lib.report.labels import Language
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.view import View
from csat_lib.report.word import render_tables_docx
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


def files_beside(language: str) -> list[str]:
    """What may lie beside them, as patterns: tables for papers, of a wave that has some; each figure as a file."""
    return [f"tables.{language}.docx", f"figures/*.{language}.*"]


def publish(products: Mapping[str, Sequence[Block]], edition: Edition, folder: Path) -> list[Path]:
    """Write each product as ``<name>.<language>.html`` and ``.pdf``, one workbook and what lies beside into the folder.

    Everything is rendered before the first file is written; each file is moved into place whole.

    Raises:
        CsatError: the blocks do not make a report (all faults at once), or the typesetter refuses it.
    """
    rendered = _rendered(products, edition)
    paths = [folder / name for name in rendered]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, rendered[path.relative_to(folder).as_posix()])
    return paths


def _rendered(products: Mapping[str, Sequence[Block]], edition: Edition) -> dict[str, bytes]:
    """Every file by its name."""
    assembled, view = assemble_all(products, edition.language), edition.view
    reports = list(assembled.values())
    contents: list[bytes] = []
    for report, page in zip(reports, render_pages(reports, edition.look), strict=True):
        contents += [page.encode(), render_pdf(report, edition.look, edition.dated)]
    contents.append(render_workbook(reports, edition.look, edition.dated, view))
    rendered = dict(zip(files_of(list(products), edition.language), contents, strict=True))
    rendered |= {f"figures/{name}": content for name, content in render_figures(reports).items()}
    tables = render_tables_docx(reports, view, edition.dated) if view is not None else b""
    return rendered | ({f"tables.{edition.language}.docx": tables} if tables else {})


def _replace(path: Path, content: bytes) -> None:
    """Write beside the old file, then take its place: a reader finds the one or the other, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
