"""The two inline marks of a text: ``**bold**`` and ``[[anchor]]``. Everything else is letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_REFERENCE = re.compile(r"\[\[([a-z][a-z0-9-]*)\]\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """A piece of text in one dress; ``anchor`` makes it a reference whose words are filled in later."""

    text: str
    weight: Literal["regular", "bold"] = "regular"
    anchor: str = ""


def runs(text: str) -> tuple[Run, ...]:
    """The pieces of a text in order; unpaired asterisks and odd brackets stay as they are.

    >>> [run.text for run in runs("**Room** fell, see [[fig-room]].")]
    ['Room', ' fell, see ', '', '.']
    """
    return tuple(_bold_runs(text))


def references(text: str) -> list[str]:
    """The anchors that a text refers to, in order."""
    return _REFERENCE.findall(text)


def _bold_runs(text: str) -> Iterator[Run]:
    end = 0
    for match in _BOLD.finditer(text):
        yield from _reference_runs(text[end : match.start()], "regular")
        yield from _reference_runs(match.group(1), "bold")
        end = match.end()
    yield from _reference_runs(text[end:], "regular")


def _reference_runs(text: str, weight: Literal["regular", "bold"]) -> Iterator[Run]:
    end = 0
    for match in _REFERENCE.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()], weight)
        yield Run("", weight, match.group(1))
        end = match.end()
    if end < len(text):
        yield Run(text[end:], weight)
