"""Every table of the report as a worksheet: numbers as numbers, texts as texts, base and note below.

No text can become a formula or a link. The same report gives the same bytes: the workbook carries the wave's date.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from csat_lib.report.assemble import Report
from csat_lib.report.blocks import Table
from csat_lib.report.labels import label
from csat_lib.report.look import Look
from csat_lib.report.sheet import Style, write_findings, write_sheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_workbook(report: Report, look: Look, dated: dt.date, findings: pd.DataFrame) -> bytes:
    """The workbook: contents with links, a sheet per table, and all findings as recorded, if there are any."""
    file = io.BytesIO()
    workbook = Workbook(file, _OPTIONS)
    created = dt.datetime.combine(dated, dt.time())
    workbook.set_properties({"title": _title(report), "author": report.cover.client, "created": created})
    style = Style(workbook, look.accent)
    tables = _tables(report)
    last = label("findings", report.language)
    entries = [(number, f"{number}  {report.plain(table.title)}") for number, table in tables]
    entries += [] if findings.empty else [(last, last)]
    _write_contents(workbook.add_worksheet(label("contents", report.language)), report, entries, style)
    for (number, title), (_, table) in zip(entries, tables, strict=False):
        write_sheet(workbook.add_worksheet(number), title, table, report.language, style)
    if not findings.empty:
        write_findings(workbook.add_worksheet(last), findings, style)
    workbook.close()
    return file.getvalue()


def _title(report: Report) -> str:
    return f"{report.cover.title} · {report.cover.period}"


def _tables(report: Report) -> list[tuple[str, Table]]:
    """The report's tables by their numbers, which name their sheets."""
    return [(item.number, _plain(report, item.block)) for item in report.items if isinstance(item.block, Table)]


def _plain(report: Report, table: Table) -> Table:
    """The table with what stands below it in plain words."""
    base, note, source = map(report.plain, (table.base, table.note, table.source))
    return replace(table, base=base, note=note, source=source)


def _write_contents(sheet: Worksheet, report: Report, entries: Sequence[tuple[str, str]], style: Style) -> None:
    """Study, period and base, then a link to each sheet."""
    sheet.write_string(0, 0, _title(report), style.title)
    sheet.write_string(1, 0, " · ".join(filter(None, [report.cover.client, report.cover.base])), style.note)
    for line, (name, title) in enumerate(entries, start=3):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", style.link, string=title)
    sheet.set_column(0, 0, 90)
