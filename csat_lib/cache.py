"""Results kept under the hash of everything they were made from, and believed only as long as they are whole.

What is kept can be deleted at any time: it is made again, the same. Several runs may use it at once: a folder gets
its place in a single step, and what another run takes away while it is read counts as not there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from csat_lib.atomic import fresh_folder, remove
from csat_lib.errors import CsatError
from csat_lib.errors.runs import cannot_write
from csat_lib.fingerprints import file_hash
from csat_lib.ownership import manifest_of

_PACKAGE = Path(__file__).resolve().parent
INSTALLED = (_PACKAGE / "notebooks").is_dir()
"""Whether this is an installed wheel, which carries the notebooks; in a checkout they lie beside the package."""
ROOT = _PACKAGE if INSTALLED else _PACKAGE.parent
OUTPUTS = Path(os.environ.get("CSAT_OUTPUTS") or (Path.cwd() if INSTALLED else ROOT) / "outputs").absolute()
os.environ["CSAT_OUTPUTS"] = str(OUTPUTS)  # a kernel starts in another folder, and must find the same

KEPT = 4
"""How many versions of one result are kept: an analyst goes back and forth between a few."""


def cache_folder(study: str, name: str) -> Path:
    """Where a result of that study lies; ``name`` ends with the hash of what it was made from."""
    return OUTPUTS / ".cache" / study / name


def is_whole(folder: Path) -> bool:
    """Whether every file that was put there is there, byte for byte."""
    noted = _noted(folder)
    try:
        return bool(noted) and all(file_hash(folder / name) == noted[name] for name in noted)
    except (OSError, CsatError):
        return False


def _noted(folder: Path) -> dict[str, str]:
    """The files of the folder with their hashes, as its manifest lists them."""
    files = manifest_of(folder).get("files")
    return files if isinstance(files, dict) else {}


def made(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, holding what ``make`` writes into the folder that it is given: as found, or made now."""
    if not is_whole(folder):
        _put(folder, make)
    return folder


def keep(folder: Path, source: Path, names: Iterable[str]) -> None:
    """Keep a copy of those of the files of ``source`` that are there, unless it is kept already; older versions go.

    A name may be a pattern: ``figures/*.png``.

    Raises:
        CsatError: the system does not let them be written.
    """

    def copy(fresh: Path) -> None:
        for path in chain.from_iterable(source.glob(name) for name in names):
            place = fresh / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)

    try:
        if not is_whole(folder):
            _put(folder, copy)
        os.utime(folder)
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    _drop_older(folder)


def take(folder: Path, target: Path) -> bool:
    """Copy the kept files to their places in ``target``; False, and nothing copied, when they are not whole."""
    if not is_whole(folder):
        return False
    try:
        found = {name: (folder / name).read_bytes() for name in _noted(folder)}
        os.utime(folder)
    except (OSError, ValueError):  # another run has dropped it in the meantime
        return False
    for name, content in found.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return True


def _put(folder: Path, make: Callable[[Path], None]) -> None:
    remove(folder)
    with fresh_folder(folder, folder.parent.name) as fresh:
        make(fresh)


def _drop_older(folder: Path) -> None:
    """All but the versions used last; their names differ after the last hyphen."""
    siblings = folder.parent.glob(f"{folder.name.rpartition('-')[0]}-*")
    by_age = sorted((path for path in siblings if path != folder), key=_last_use, reverse=True)
    for path in by_age[KEPT - 1 :]:
        remove(path)


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
