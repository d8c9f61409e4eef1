"""How a long job is done: where it may write in between, how many rows at a time, and whom it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from csat_lib.answers.source import BATCH

Progress = Callable[[int, int | None, str], None]
"""Called with rows done, rows in all (None where nobody knows yet) and what is being done."""

READING, SCORING = "reading answers", "scoring respondents"


def silent(_done: int, _total: int | None, _what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Workspace:
    """``scratch`` is a folder that is removed at the end; ``size`` rows are held in memory at once."""

    scratch: Path
    progress: Progress = silent
    size: int = BATCH
