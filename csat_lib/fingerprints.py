"""Hashes of what a result depends on: files, the source of this program, and the packages that it stands on."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from csat_lib.errors.answer_files import cannot_open

HOME = Path(__file__).resolve().parent
DISTRIBUTION = "csat-workbench"
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+csat_lib(?:\.|\s+import\s+)(\w+)", re.MULTILINE)
_ARITHMETIC = ("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Settings of linear algebra on which the last digit of a sum may depend."""


def digest(*parts: str) -> str:
    """SHA-256 of several texts, in their order."""
    return hashlib.sha256("\0".join(f"{len(part)}\0{part}" for part in parts).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, read in blocks; read once as long as the file is not written to.

    Raises:
        CsatError: the file cannot be opened.
    """
    try:
        state = path.stat()
        return _hashed(path, (state.st_size, state.st_mtime_ns, state.st_ino))
    except OSError as fault:
        raise cannot_open(path, fault) from None


@cache
def _hashed(path: Path, _state: tuple[int, int, int]) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code_hash(*rooms: str) -> str:
    """SHA-256 of this library's files: of the rooms named and all that they import, or of everything.

    A room is a folder or a module right under ``csat_lib``; its data files (templates) count as well.
    """
    known = rooms_under(rooms) if rooms else {path.name for path in HOME.iterdir()}
    files = sorted(path for room in known for path in _files(HOME / room))
    return digest(*(f"{path.relative_to(HOME)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files))


def rooms_under(rooms: tuple[str, ...]) -> set[str]:
    """The rooms and, through their imports, all that they stand on, as names below ``HOME``."""
    found: set[str] = set()
    waiting = list(rooms)
    while waiting:
        room = waiting.pop()
        name = room if (HOME / room).is_dir() else f"{room}.py"
        if name not in found:
            found.add(name)
            sources = (path for path in _files(HOME / name) if path.suffix == ".py")
            waiting += {each for path in sources for each in _IMPORTED.findall(path.read_text(encoding="utf-8"))}
    return found


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.name != "__pycache__":
        yield from (path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@cache
def versions() -> dict[str, str]:
    """Python, this package and every one that it requires -> its version."""
    needed = [line for line in requires(DISTRIBUTION) or [] if "extra ==" not in line]
    names = [DISTRIBUTION, *sorted(re.split(r"[^\w.-]", line)[0] for line in needed)]
    return {"python": platform.python_version(), **{name: version(name) for name in names}}


@cache
def surroundings() -> str:
    """What the same source computes with: versions, kind of machine, settings of linear algebra."""
    settings = [f"{name}={os.environ.get(name, '')}" for name in _ARITHMETIC]
    return digest(*(f"{name} {number}" for name, number in versions().items()), platform.machine(), *settings)
