"""Put a finished folder or file in place in a single step, so that nobody ever sees half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from csat_lib.errors.runs import cannot_write

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A new folder beside ``target`` to write into; it takes the target's place when the block ends well.

    When the block raises, the new folder is removed and the target stays as it was. A kill leaves only a hidden
    folder ``.<target>.<process>.<random>.new``, which the next run of the same target removes; the folder of a run
    that is still under way is left alone.

    Raises:
        CsatError: the system lets no folder be made there.
    """
    fresh = _beside(target)
    try:
        yield fresh
        swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _beside(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(target)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.{os.getpid()}.", suffix=".new", dir=target.parent))
    except OSError as fault:
        raise cannot_write(target, fault) from None
    fresh.chmod(0o755)
    return fresh


@contextmanager
def fresh_file(target: Path) -> Iterator[Path]:
    """A hidden file beside ``target`` to write into; it gets the target's name when the block ends well."""
    fresh = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        yield fresh
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)


def remove_leftovers(target: Path) -> None:
    """Clear what a killed run left, and bring back an old folder that a kill caught between two renames."""
    old = target.with_name(f".{target.name}.old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    for leftover in target.parent.glob(f".{target.name}.*.new"):
        _, *_, process, _random, _new = leftover.name.split(".")
        if process.isdigit() and not _is_alive(int(process)):
            shutil.rmtree(leftover, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def swap(fresh: Path, target: Path) -> None:
    """Move ``fresh`` to ``target``. Where the system can exchange two folders at once, it does; else two renames."""
    try:
        fresh.rename(target)
    except OSError:  # there is one already, perhaps put there by another run just now
        if not target.exists():
            raise
        if _exchange(fresh, target):
            return
        old = target.with_name(f".{target.name}.old")
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old)


def _exchange(left: Path, right: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where it is missing or the file system refuses."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    return bool(done == 0)


def near(path: Path) -> str:
    """The path as the user would type it: from the folder they are in, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
