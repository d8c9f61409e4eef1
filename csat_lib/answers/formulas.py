"""Cells of an Excel workbook that hold no value: formulas that were never computed, and errors such as #N/A.

A reader of values shows them as empty, and an empty cell is a respondent who did not answer. They are looked for in the
sheet's own XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_TAG = re.compile(r"<(?:\w+:)?(\w+)\s([^>]*)>")
_ATTRIBUTE = re.compile(r'(?:\w+:)?(\w+)="([^"]*)"')
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</(?:\w+:)?v>")


def uncomputed(
    path: Path, sheet: str, columns: Sequence[str], header_row: int, wanted: Sequence[str]
) -> dict[str, tuple[int, list[str]]]:
    """Column -> (formulas without a value, errors with their cells), of the columns wanted; other files have none."""
    try:
        with ZipFile(path) as book:
            xml = book.read(_place(book, sheet))
    except (BadZipFile, KeyError, StopIteration, UnicodeDecodeError):
        return {}
    if b"<f" not in xml and b'"e"' not in xml and b":f" not in xml:
        return {}
    names = {_letters(at): name for at, name in enumerate(columns) if name in wanted}
    found: dict[str, tuple[int, list[str]]] = {}
    for letters, row, facts, inside in _CELL.findall(xml):
        name = names.get(letters.decode())
        if not name or int(row) <= header_row:
            continue
        value = _VALUE.search(inside)
        is_error, is_formula = b't="e"' in facts, re.search(rb"<(?:\w+:)?f[ />]", inside) is not None
        if not is_error and (value or not is_formula):
            continue
        formulas, errors = found.setdefault(name, (0, []))
        if is_error:
            errors.append(f"{letters.decode()}{row.decode()} ({value.group(1).decode() if value else '#N/A'})")
        found[name] = (formulas + (not is_error), errors)
    return found


def _place(book: ZipFile, sheet: str) -> str:
    """Where in the file the XML of the sheet of this name lies; by pattern: a parser of XML would follow entities."""
    sheets = _TAG.findall(book.read("xl/workbook.xml").decode())
    wanted = next(
        facts["id"] for name, given in sheets if name == "sheet" and (facts := _facts(given))["name"] == sheet
    )
    relations = _TAG.findall(book.read("xl/_rels/workbook.xml.rels").decode())
    own = (_facts(given) for name, given in relations if name == "Relationship")
    target = next(facts["Target"] for facts in own if facts["Id"] == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _facts(given: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(given)}


def _letters(at: int) -> str:
    """0 -> A, 26 -> AA."""
    at, last = divmod(at, 26)
    return (_letters(at - 1) if at else "") + chr(ord("A") + last)
