"""The two inline marks of a text: ``**bold**`` and ``[[anchor]]``. Everything else is letters.

Only sentences of the report and the analyst's carry marks. Words of a study that are put into them are :func:`literal`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

_REFERENCE = re.compile(r"\[\[([a-z][a-z0-9-]*)\]\]")
_MARKS = re.compile(r"[\[\]*]")
LITERAL = "\ufdd0"
"""Stands around a bracket or asterisk that is no mark. Unicode keeps it for use inside a program: no text holds it."""
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """A piece of text in one dress; ``anchor`` makes it a reference whose words are filled in later.

    ``file``: the product that the reference leads to, when it is not this one. ``of``: the finding that a number is.
    """

    text: str
    weight: Literal["regular", "bold"] = "regular"
    anchor: str = ""
    file: str = ""
    of: str = ""


def runs(text: str) -> tuple[Run, ...]:
    """The pieces of a text in order; unpaired asterisks and odd brackets stay as they are.

    >>> [run.text for run in runs("**Room** fell, see [[fig-room]].")]
    ['Room', ' fell, see ', '', '.']
    """
    return tuple(replace(run, text=bare(run.text)) for run in _bold_runs(text))


def literal(text: str) -> str:
    """A text that is no sentence of the report, to be put into one: its brackets and asterisks are letters.

    >>> [run.text for run in runs("On " + literal("[[x]] **y**"))]
    ['On [[x]] **y**']
    """
    return _MARKS.sub(lambda mark: f"{LITERAL}{mark[0]}{LITERAL}", bare(text))


def bare(text: str) -> str:
    """The text as it is read, where marks are not looked for."""
    return text.replace(LITERAL, "")


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
