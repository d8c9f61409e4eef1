"""What several chapters of one run need: made by the first that asks, read by the others, which wait for it."""

from __future__ import annotations

import fcntl
import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

SHARED = "shared"
"""The folder of it in a run's folder; it goes when the run ends."""
Made = TypeVar("Made")


def made_once(work: Path, make: Callable[..., Made], given: tuple[Any, ...]) -> Made:
    """``make(*given)``, from the run's folder when another chapter has made it of the same."""
    content_of_given = hashlib.blake2b(pickle.dumps(given), digest_size=16).hexdigest()
    folder = work / SHARED
    folder.mkdir(exist_ok=True)
    with (folder / f"{make.__name__}-{content_of_given}").open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if content := file.read():
            found: Made = pickle.loads(content)  # noqa: S301 - of this run
            return found
        made = make(*given)
        file.write(pickle.dumps(made))
        return made
