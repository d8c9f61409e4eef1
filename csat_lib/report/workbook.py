"""Every table of the report as a worksheet: numbers as numbers, texts as texts, base and note below.

No text can become a formula or a link. The same report gives the same bytes: the workbook carries the wave's date.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from csat_lib.charts.colours import ink_on, shade
from csat_lib.report.assemble import Report
from csat_lib.report.blocks import Cell, Column, Mark, Table
from csat_lib.report.labels import Language, label
from csat_lib.report.look import Look
from csat_lib.report.number import SIGNS, own_column
from csat_lib.report.written import em_width, write_table

HEAD_ROW = 3
WIDEST = 60.0


class Style:
    """The workbook's formats, each made once; a number's format says decimals, percent, sign and mark."""

    def __init__(self, workbook: Workbook, accent: str) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str, str, str], Format] = {}
        self.title = workbook.add_format({"bold": True, "font_size": 13, "font_color": accent})
        self.note = workbook.add_format({"font_color": "#5b6570"})
        self.link = workbook.add_format({"font_color": accent, "underline": 1})
        self.section = workbook.add_format({"bold": True, "font_color": accent})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1, "top": 1}
        self.head = {side: workbook.add_format({**head, "align": side}) for side in ("left", "right")}

    def cell(self, code: str, weight: str, side: str = "", fill: str = "") -> Format:
        """The format of a body cell: a number's code, or "@" for text; on a colour, if any."""
        key = (code, weight, side, fill)
        if key not in self._made:
            look = {"num_format": code, "valign": "top", "bold": weight == "bold", "text_wrap": code == "@"}
            look |= {"align": side} if side else {}
            look |= {"bg_color": fill, "font_color": ink_on(fill)} if fill else {}
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


def number_code(column: Column, mark: Mark = "") -> str:
    """Excel's code for the column's numbers: the same decimals and sign as on the page, "†" for a small base.

    >>> number_code(Column("Change", kind="number", decimals=1, signed=True))
    '+#,##0.0;−#,##0.0;#,##0.0'
    """
    decimals = 3 if column.kind == "p" else column.decimals
    digits = "#,##0" + ("." + "0" * decimals if decimals else "") + ("%" if column.percent else "")
    if SIGNS[mark]:
        digits += f'"{SIGNS[mark]}"'
    return f"{'+' if column.signed else ''}{digits};\u2212{digits};{digits}"


@dataclass(frozen=True)
class _Slot:
    """A column of the sheet: column ``place`` of the table, or one end (``part``) of its interval."""

    place: int
    column: Column
    title: str
    part: int | None = None


def write_sheet(sheet: Worksheet, title: str, table: Table, language: Language, style: Style) -> None:
    """Title, base and note, head, rows; the head stays in sight and is repeated in print."""
    slots = list(_slots(table, language))
    sheet.write_string(0, 0, title, style.title)
    sheet.write_string(1, 0, write_table(table, language).foot, style.note)
    _write_heads(sheet, table, slots, style)
    line = HEAD_ROW
    sections = dict(table.sections)
    for position, row in enumerate(table.rows):
        if position in sections:
            line += 1
            sheet.write_string(line, 0, sections[position], style.section)
        line += 1
        weight = "bold" if position in table.strong else "regular"
        for place, slot in enumerate(slots):
            _write_value(sheet, (line, place), _end(row[slot.place], slot.part), (style, slot.column, weight))


def write_findings(sheet: Worksheet, findings: pd.DataFrame, style: Style) -> None:
    """The findings as recorded: names of columns, then raw values, unrounded; a missing value is an empty cell."""
    for place, name in enumerate(findings.columns):
        sheet.write_string(0, place, str(name), style.head["left"])
        for line, value in enumerate(findings[name].tolist(), start=1):
            if isinstance(value, str):
                sheet.write_string(line, place, value)
            elif not pd.isna(value):
                sheet.write_number(line, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(findings), max(len(findings.columns) - 1, 0))
    sheet.set_column(0, max(len(findings.columns) - 1, 0), 13)


def _slots(table: Table, language: Language) -> Iterator[_Slot]:
    for place, column in enumerate(table.columns):
        title = label("in_unit", language, column.title, column.unit) if column.unit else column.title
        if column.kind != "interval":
            yield _Slot(place, column, title)
            continue
        for part, end in enumerate(("low", "high")):
            yield _Slot(place, column, label(end, language, title), part)


def _end(given: Any, part: int | None) -> Cell:
    """The cell's value, or one end of its interval, with its mark."""
    cell = given if isinstance(given, Cell) else Cell(given)
    if part is None or not isinstance(cell.value, tuple):
        return cell
    return Cell(cell.value[part], cell.mark)


def _write_value(sheet: Worksheet, at: tuple[int, int], cell: Cell, dress: tuple[Style, Column, str]) -> None:
    style, column, weight = dress
    if cell.mark == "masked":
        sheet.write_string(*at, SIGNS["masked"], style.cell("@", weight, "right"))
    elif isinstance(cell.value, str) and cell.value:
        sheet.write_string(*at, cell.value, style.cell("@", weight))
    elif isinstance(cell.value, (int, float)):
        fill = shade(cell.shade) if cell.shade is not None else ""
        sheet.write_number(
            *at, cell.value, style.cell(number_code(own_column(cell, column), cell.mark), weight, fill=fill)
        )


def _write_heads(sheet: Worksheet, table: Table, slots: list[_Slot], style: Style) -> None:
    for place, slot in enumerate(slots):
        side = "left" if slot.column.kind == "text" else "right"
        sheet.write_string(HEAD_ROW, place, slot.title, style.head[side])
        sheet.set_column(place, place, _width(table, slot))
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def _width(table: Table, slot: _Slot) -> float:
    """In letters: texts as wide as they are, up to a limit; numbers as wide as their head's half."""
    if slot.column.kind != "text":
        return max(11.0, em_width(slot.title))
    texts = [slot.title, *(str(row[slot.place]) for row in table.rows)]
    return min(max(em_width(text) for text in texts) * 1.9 + 2, WIDEST)


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
    """Study, period, whether the data are simulated, and base; then a link to each sheet."""
    sheet.write_string(0, 0, _title(report), style.title)
    simulated = label("simulated", report.language) if report.cover.banner else ""
    sheet.write_string(1, 0, " · ".join(filter(None, [simulated, report.cover.client, report.cover.base])), style.note)
    for line, (name, title) in enumerate(entries, start=3):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", style.link, string=title)
    sheet.set_column(0, 0, 90)
