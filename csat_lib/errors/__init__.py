"""Errors that a user can act on: one base class, one sentence shape, phrases built by name.

Every message says what failed, where, what was given, what is allowed, and what to do. Phrases live in
the sibling modules, one per room (``errors.study``, ``errors.answers`` ...); each has a test on its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

EXIT_CODE = 2


class CsatError(Exception):
    """A fault in the input that the user can mend. The command line prints it and ends with code 2."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: ``where`` (file and line, or row and column), ``what``, and ``do``."""

    where: str
    what: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.do}" if self.do else "")


class Faults(CsatError):  # noqa: N818 - the plural is the point
    """All faults that one check found, so that a user mends them in one go."""

    def __init__(self, subject: str, faults: Iterable[Fault], *, shown: int = 50) -> None:
        self.subject = subject
        self.faults = tuple(faults)
        count = len(self.faults)
        lines = [f"{subject}: {count} fault{'' if count == 1 else 's'}."]
        lines += [f"  {fault}" for fault in self.faults[:shown]]
        if count > shown:
            lines.append(f"  ... and {count - shown} more.")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[Faults], tuple[str, tuple[Fault, ...]]]:
        """Travel whole between processes: made again from its parts."""
        return type(self), (self.subject, self.faults)


def listing(values: Iterable[object], limit: int = 12) -> str:
    """Join the allowed values for a message; a long list is cut and says how many are left."""
    words = [str(value) for value in values]
    rest = len(words) - limit
    return ", ".join(words[:limit]) + (f" and {rest} more" if rest > 0 else "")


def cut(given: str, most: int = 40) -> str:
    """What was given, for a message; of something long the beginning."""
    return given if len(given) <= most else f"{given[:most]}..."


def nearest(given: str, allowed: Sequence[str]) -> str:
    """'Did you mean `x`?' when one allowed word is close to the given one, else nothing."""
    close = get_close_matches(str(given), list(allowed), n=1)
    return f"Did you mean `{close[0]}`?" if close else ""
