"""Put a finished folder or file in place in a single step, so that nobody ever sees half of it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import signal
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from csat_lib.errors.runs import cannot_write, no_such_name, not_outputs, other_study
from csat_lib.machine import STOPS, exchange, is_alive, no_name
from csat_lib.ownership import MANIFEST, carry_over, manifest_of, mark, replaceable, sign

_LEFTOVER = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)@(?P<machine>[^.]*)\.\w+\.(?P<kind>new|old)")


@contextmanager
def fresh_folder(target: Path, study: str) -> Iterator[Path]:
    """A new folder beside ``target`` to write into; it takes the target's place when the block ends well.

    When the block raises, the new folder is removed and the target stays as it was. Only a folder of ours, of the same
    ``study``, is replaced; what others put into it is carried over (see :mod:`csat_lib.ownership`).

    A kill leaves only a hidden folder ``.<target>.<process>@<machine>.<random>.new``, which the next run beside it
    removes; the folder of a run that is still under way is left alone. Once the new folder is in place, a stop comes
    too late: the old one is removed whole.

    Raises:
        CsatError: the target is not ours or another study's, or the system lets no folder be made there.
    """
    with _writing(target):
        fresh = _beside(target, study)
    try:
        with _writing(target):
            mark(fresh, {"study": study})
        yield fresh
        with _writing(target):
            sign(fresh)
            if target.is_dir():
                carry_over(target, fresh)
        with _stops_ignored():
            with _writing(target):
                old = _swap(fresh, target)
            _clear(old, target)
    except BaseException:
        with _stops_ignored():
            remove(fresh)
        raise


def _beside(target: Path, study: str) -> Path:
    if why := no_name(target):
        raise no_such_name(target, why)
    if not replaceable(target):
        raise not_outputs(target)
    if (found := manifest_of(target).get("study", study)) != study:
        raise other_study(target, found, study)
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target.parent)
    fresh = target.with_name(f".{target.name}.{os.getpid()}@{_machine()}.{token_hex(4)}.new")
    fresh.mkdir()
    if target.is_dir():
        fresh.chmod(stat.S_IMODE(target.stat().st_mode) | stat.S_IRWXU)
    return fresh


def _clear(old: Path, target: Path) -> None:
    """Remove the old folder, but for what somebody has put there in the meantime and cannot be carried over."""
    with suppress(OSError):
        carry_over(old, target)
        remove(old)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise cannot_write(target, fault) from None


@contextmanager
def _stops_ignored() -> Iterator[None]:
    """No Ctrl-C, no polite kill: what must not be left half-done, and takes no time."""
    in_charge = threading.current_thread() is threading.main_thread()
    stops = [number for number in STOPS if in_charge and signal.getsignal(number) is not None]
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in stops}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


@contextmanager
def fresh_file(target: Path) -> Iterator[Path]:
    """A hidden file beside ``target`` to write into; it gets the target's name when the block ends well."""
    if why := no_name(target):
        raise no_such_name(target, why)
    fresh = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        yield fresh
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Clear what killed runs left in a folder, and bring back what a kill caught between two renames."""
    for leftover in sorted(folder.glob(".*.*@*.*")):
        told = _LEFTOVER.fullmatch(leftover.name)
        if told is None or told["machine"] != _machine() or is_alive(int(told["process"])):
            continue
        if told["kind"] == "old" and not os.path.lexists(folder / told["name"]):
            leftover.rename(folder / told["name"])
        elif replaceable(leftover):
            remove(leftover)


def remove(folder: Path) -> None:
    """Remove a folder of ours as far as the system lets us, its mark last: what is left can be removed later."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MANIFEST:
            with suppress(OSError):
                path.unlink()
    if {path.name for path in folder.iterdir()} <= {MANIFEST}:
        shutil.rmtree(folder, ignore_errors=True)


def _machine() -> str:
    return re.sub(r"\W", "-", platform.node())


def _swap(fresh: Path, target: Path) -> Path:
    """Move ``fresh`` to ``target``, and say where the old folder lies now, if there was one.

    Where the system can exchange two folders at once, it does; else two renames.
    """
    try:
        fresh.rename(target)
    except OSError:  # there is one already, perhaps put there by another run just now
        if not target.exists():
            raise
        if not exchange(fresh, target):
            old = fresh.with_suffix(".old")
            target.rename(old)
            try:
                fresh.rename(target)
            except OSError:
                old.rename(target)
                raise
            return old
    return fresh


def near(path: Path) -> str:
    """The path as the user would type it: from the folder they are in, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
