"""What is particular to one operating system: how workers start and end, how folders change places, names of files.

Only Linux forks, exchanges folders in one step and ends workers with their parent; everywhere else the same is done
without. All other modules ask here.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path, PureWindowsPath

_PR_SET_PDEATHSIG = 1
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_SYNCHRONIZE = 0x00100000
STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals by which a user or a service manager stops a program; Windows knows fewer."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def is_linux() -> bool:
    """Whether this is Linux."""
    return sys.platform.startswith("linux")


def is_windows() -> bool:
    """Whether this is Windows."""
    return sys.platform == "win32"


def forks() -> bool:
    """Whether workers are forked from a parent that has imported everything; elsewhere they start anew.

    CSAT_WORKERS=spawn has them start anew everywhere; what comes out is the same, byte for byte.
    """
    return is_linux() and os.environ.get("CSAT_WORKERS") != "spawn"


def worker_context() -> ForkContext | SpawnContext:
    """How workers start."""
    return multiprocessing.get_context("fork") if forks() else multiprocessing.get_context("spawn")


def die_with_parent() -> None:
    """On Linux: a parent that is killed outright takes its workers along, before they write another byte."""
    if is_linux():
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def exchange(left: Path, right: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE; False where it is missing or the file system refuses."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if is_linux() else None
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE)
    return bool(done == 0)


def is_alive(process: int) -> bool:
    """Whether a process is there. Windows is asked for a handle: there, signal 0 would be a Ctrl-C."""
    if is_windows():
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        handle = kernel.OpenProcess(_SYNCHRONIZE, 0, process)
        kernel.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def become(command: list[str], environment: Mapping[str, str]) -> None:
    """Run this command in place of ours. Where there is no real exec (Windows), wait for it and end with its code."""
    if is_windows():
        sys.exit(subprocess.call(command, env=environment))  # noqa: S603 - our own command line
    os.execve(command[0], command, environment)  # noqa: S606 - the same


def no_name(path: Path) -> str:
    """Why Windows has no file or folder of this name; nothing where it has, and on other systems."""
    if not is_windows():
        return ""
    for part in PureWindowsPath(path).parts[1 if path.is_absolute() else 0 :]:
        if why := why_no_folder(part):
            return why
    return ""


def why_no_folder(name: str) -> str:
    """What keeps a name from being that of a folder on every system: a device of Windows, a dot or space at the end."""
    if _RESERVED.fullmatch(name):
        return f"`{name}` is the name of a device on Windows"
    if name not in {".", ".."} and name[-1:] in {".", " "}:
        return f"`{name}` ends with a dot or a space, which Windows drops"
    return f"`{name}` holds a character that no file has on Windows" if _FORBIDDEN.search(name) else ""
