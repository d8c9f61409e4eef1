"""What several chapters of one run need: made by the first that asks, read by the others, which wait for it."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

SHARED = "shared"
"""The folder of it in a run's folder; it goes when the run ends."""
Made = TypeVar("Made")


def made_once(work: Path, name: str, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, from the run's folder when another chapter has made it under this name."""
    folder = work / SHARED
    folder.mkdir(exist_ok=True)
    with (folder / name).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if content := file.read():
            found: Made = pickle.loads(content)  # noqa: S301 - of this run
            return found
        made = make()
        file.write(pickle.dumps(made))
        return made
