"""Open an answers file of any kind that is read: what it is, its first bytes say, else the ending of its name."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from csat_lib.answers.arrow import open_arrow, open_parquet
from csat_lib.answers.binding import Wanted
from csat_lib.answers.delimited import open_delimited
from csat_lib.answers.platforms import PLATFORMS, WJX_VARIANTS, AsTold
from csat_lib.answers.source import AnswerSource
from csat_lib.answers.spss import MARKS, open_spss
from csat_lib.answers.triple_s import open_triple_s
from csat_lib.answers.workbook import open_workbook
from csat_lib.errors.answer_files import (
    cannot_open,
    not_of_this_kind,
    not_one_table,
    other_format,
    unknown_ending,
    unknown_format,
)

Opener = Callable[[Path, Wanted, AsTold], AnswerSource]
_KINDS: dict[str, tuple[Opener, tuple[str, ...]]] = {
    "text in columns": (open_delimited, (".csv", ".tsv", ".txt", ".zip")),
    "a workbook": (open_workbook, (".xlsx", ".xlsm", ".xls", ".ods")),
    "a file of SPSS or Stata": (open_spss, (".sav", ".zsav", ".por", ".dta")),
    "a Parquet file": (open_parquet, (".parquet",)),
    "an Arrow file": (open_arrow, (".arrow", ".feather", ".ipc")),
    "triple-S": (open_triple_s, (".sss",)),
}
"""What a file is -> what opens it, and the endings of such files, which are what ``format:`` may tell."""
READERS: dict[str, str] = {ending: kind for kind, (_, endings) in _KINDS.items() for ending in endings}
"""Ending -> what such a file is."""
FORMATS = (*(ending[1:] for ending in READERS), *WJX_VARIANTS, *PLATFORMS)
"""What ``format:`` may tell."""
_BY_CONTENT: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", "a Parquet file"),
    *((mark, "an Arrow file") for mark in (b"ARROW1", b"FEA1", b"\xff\xff\xff\xff")),
    *((mark, "a workbook") for mark in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")),
    *((mark, "a file of SPSS or Stata") for mark in MARKS),
)
"""First bytes -> what it is: an export may carry the ending of another kind (.xls that is .xlsx, .csv that is)."""
_TELLS = {"encoding": ("text in columns", "a file of SPSS or Stata"), "sheet": ("a workbook",)}
"""What a wave file may tell -> the kinds of file that have one."""
_MOST = 16


def open_answers(path: Path, wanted: Wanted | Sequence[str] = (), given: AsTold | None = None) -> AnswerSource:
    """An opened answers file, its header checked; its rows are read when ``batches`` is called.

    ``wanted``: the columns that the study names; they tell which row is the header, and are called so whatever spacing,
    case or numbering the file gives them (:mod:`csat_lib.answers.binding`). ``given``: what the wave file tells.

    Raises:
        CsatError: a path that cannot be read, an ending that is not known, a file that is empty, damaged or
            binary, holds a header only, is not what ``given`` says, or names a column twice that is wanted.
    """
    given, path = given or AsTold(), _unpacked(path)
    if given.format and given.format not in FORMATS:
        raise unknown_format(path, given.format, FORMATS)
    told = READERS.get(f".{given.format}")
    kind = told or READERS.get(path.suffix.lower())
    if kind is None and (path.suffix or path.exists()):
        raise unknown_ending(path, list(READERS))
    seen = _seen(path)
    if told and seen and told != seen:
        raise other_format(path, given.format, seen)
    kind = seen or kind or ""
    for key, kinds in _TELLS.items():
        if getattr(given, key) and kind not in kinds:
            raise not_of_this_kind(path, key, kind, kinds)
    source = _KINDS[kind][0](path, Wanted.of(wanted), given)
    platform = given.format.partition("-")[0] if given.format in WJX_VARIANTS else given.format
    if platform in PLATFORMS and platform != source.binding.platform:
        raise other_format(path, given.format, source.binding.platform or "no export of it by its column names")
    if given.format not in WJX_VARIANTS:
        return source
    return replace(source, binding=replace(source.binding, platform=given.format))


def _unpacked(path: Path) -> Path:
    """The one table in a zip, as Google Forms and 网易问卷 give it out; the path itself of anything else."""
    if path.suffix.lower() != ".zip" or not is_zipfile(path):
        return path
    with ZipFile(path) as box:
        inside = [name for name in box.namelist() if name.lower().endswith((".csv", ".tsv")) and "__MACOSX" not in name]
        if len(inside) != 1:
            raise not_one_table(path, inside)
        atexit.register(shutil.rmtree, folder := tempfile.mkdtemp(), ignore_errors=True)
        return Path(box.extract(inside[0], folder))


def _seen(path: Path) -> str:
    """What a file is by its first bytes; "" where they do not tell."""
    try:
        with path.open("rb") as file:
            head = file.read(_MOST)
    except OSError as fault:
        raise cannot_open(path, fault) from fault
    return next((kind for mark, kind in _BY_CONTENT if head.startswith(mark)), "")
