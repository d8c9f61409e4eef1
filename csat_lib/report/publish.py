"""The products of a run put down, all or none: what was there before stays until the new files are whole."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from csat_lib.findings import FINDING_SCHEMA
from csat_lib.report.assemble import Report, assemble_all
from csat_lib.report.blocks import Block
from csat_lib.report.html import render_html
from csat_lib.report.labels import Language
from csat_lib.report.look import Look
from csat_lib.report.pdf import render_pdf
from csat_lib.report.workbook import render_workbook


def _no_findings() -> pd.DataFrame:
    return pd.DataFrame(columns=FINDING_SCHEMA.names)


@dataclass(frozen=True)
class Edition:
    """What is fixed about a report: its language, the last day of its period, the look, the findings of the workbook.

    ``dated`` is the only date that the files carry, so that the same wave gives the same bytes on any day.
    """

    language: Language
    dated: dt.date
    look: Look = field(default_factory=Look)
    findings: pd.DataFrame = field(default_factory=_no_findings, compare=False)


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
    contents.append(render_workbook(_together(list(reports.values())), edition.look, edition.dated, edition.findings))
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files_of(list(products), edition.language)]
    for path, content in zip(paths, contents, strict=True):
        _replace(path, content)
    return paths


def _together(reports: Sequence[Report]) -> Report:
    """All products as one, for the workbook that serves them all."""
    first, *others = reports
    return replace(first, items=tuple(item for report in (first, *others) for item in report.items))


def _replace(path: Path, content: bytes) -> None:
    """Write beside the old file, then take its place: a reader finds the one or the other, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
