"""The sheets in front: contents with a link to each other sheet, notes on how the figures are to be read."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from csat_lib.report.workbook.notes import Note
from csat_lib.report.workbook.sheets import HEAD_ROW, Style, printed, write_top
from csat_lib.report.written import em_width

_TERM, _TEXT = 30, 110
"""Widths of the columns of notes, in letters; an em is about two of them."""
_TERM_EM, _EM, _LINE = _TERM / 1.9, _TEXT / 1.9, 15


class Listed(NamedTuple):
    """A line of the contents: a link to a sheet, or a heading where no sheet is named."""

    text: str
    sheet: str = ""


def write_contents(sheet: Worksheet, top: Sequence[str], lines: Iterable[Listed], style: Style) -> None:
    """Study, whether its data are simulated, client and base; a link to each sheet, with the full title of it."""
    sheet.write_string(0, 0, top[0], style.title)
    sheet.write_string(1, 0, " · ".join(filter(None, top[1:])), style.note)
    for place, line in enumerate(lines, start=HEAD_ROW):
        if line.sheet:
            sheet.write_url(place, 0, f"internal:'{line.sheet}'!A1", style.link, string=line.sheet)
            sheet.write_string(place, 1, line.text)
        else:
            sheet.write_string(place, 0, line.text, style.term)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    printed(sheet, style.language)


def write_notes(sheet: Worksheet, notes: Iterable[Note], style: Style) -> None:
    """Each note in two cells: what it is about, what is said."""
    write_top(sheet, sheet.name, "", style)
    for place, (term, text) in enumerate(notes, start=HEAD_ROW):
        sheet.write_string(place, 0, term, style.term)
        sheet.write_string(place, 1, text, style.wrapped)
        lines = max(ceil(1.15 * em_width(text) / _EM), ceil(1.3 * em_width(term) / _TERM_EM), 1)
        sheet.set_row(place, _LINE * lines + 3)
    sheet.set_column(0, 0, _TERM)
    sheet.set_column(1, 1, _TEXT)
    sheet.hide_gridlines(2)
