"""How far a long job has come."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int | None, str], None]
"""Called with rows done, rows in all (None where nobody knows yet) and what is being done."""

READING, SCORING = "reading answers", "scoring respondents"


def silent(_done: int, _total: int | None, _what: str) -> None:
    """Tell nobody."""
