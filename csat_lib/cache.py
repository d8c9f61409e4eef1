"""Results kept under the hash of everything they were made from, and believed only as long as they are whole.

What is kept can be deleted at any time: it is made again, the same. Several runs may use it at once: a folder gets
its place in a single step, and what another run takes away while it is read counts as not there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from csat_lib.errors import CsatError
from csat_lib.errors.runs import cannot_write
from csat_lib.fingerprints import file_hash
from csat_lib.place import fresh_folder

ROOT = Path(__file__).resolve().parent.parent
OUTPUTS = Path(os.environ.get("CSAT_OUTPUTS", ROOT / "outputs"))

KEPT = 4
"""How many versions of one result are kept: an analyst goes back and forth between a few."""
_SUMS = "sums.json"


def cache_folder(study: str, name: str) -> Path:
    """Where a result of that study lies; ``name`` ends with the hash of what it was made from."""
    return OUTPUTS / ".cache" / study / name


def is_whole(folder: Path) -> bool:
    """Whether every file that was put there is there, byte for byte."""
    try:
        noted = json.loads((folder / _SUMS).read_text(encoding="utf-8"))
        return bool(noted) and all(file_hash(folder / name) == noted[name] for name in noted)
    except (OSError, ValueError, TypeError, AttributeError, CsatError):
        return False


def made(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, holding what ``make`` writes into the folder that it is given: as found, or made now."""
    if not is_whole(folder):
        _put(folder, make)
    return folder


def keep(folder: Path, source: Path, names: Iterable[str]) -> None:
    """Keep a copy of those of the files of ``source`` that are there; older versions go.

    Raises:
        CsatError: the system does not let them be written.
    """

    def copy(fresh: Path) -> None:
        for name in names:
            if (source / name).exists():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source / name, fresh / name)

    try:
        _put(folder, copy)
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    _drop_older(folder)


def take(folder: Path, target: Path) -> bool:
    """Copy the kept files to their places in ``target``; False, and nothing copied, when they are not whole."""
    if not is_whole(folder):
        return False
    try:
        noted = json.loads((folder / _SUMS).read_text(encoding="utf-8"))
        found = {name: (folder / name).read_bytes() for name in noted}
        os.utime(folder)
    except (OSError, ValueError):  # another run has dropped it in the meantime
        return False
    for name, content in found.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return True


def _put(folder: Path, make: Callable[[Path], None]) -> None:
    with fresh_folder(folder) as fresh:
        make(fresh)
        names = sorted(str(path.relative_to(fresh)) for path in fresh.rglob("*") if path.is_file())
        sums = {name: file_hash(fresh / name) for name in names}
        (fresh / _SUMS).write_text(json.dumps(sums, indent=1), encoding="utf-8")


def _drop_older(folder: Path) -> None:
    """All but the versions used last; their names differ after the last hyphen."""
    siblings = folder.parent.glob(f"{folder.name.rpartition('-')[0]}-*")
    by_age = sorted((path for path in siblings if path != folder), key=_last_use, reverse=True)
    for path in by_age[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
