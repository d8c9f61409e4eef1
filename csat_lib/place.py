"""Put a finished folder in place of an old one in a single step, so that nobody ever sees half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A new folder beside ``target`` to write into; it takes the target's place when the block ends well.

    When the block raises, the new folder is removed and the target stays as it was. A kill leaves only a hidden
    folder ``.<target>.<process>.<random>.new``, which the next run of the same target removes; the folder of a run
    that is still under way is left alone.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.{os.getpid()}.", suffix=".new", dir=target.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
        swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def remove_leftovers(target: Path) -> None:
    """Clear what a killed run left, and bring back an old folder that a kill caught between two renames."""
    old = target.with_name(f".{target.name}.old")
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    for leftover in target.parent.glob(f".{target.name}.*.new"):
        if not _is_alive(int(leftover.name.split(".")[-3])):
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
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
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
