"""A study file as it was read, for checks that must also work on a file whose shape is not right yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from csat_lib.errors import Fault
from csat_lib.study.documents import Document, Loc

TREE = "index"
"""The section that holds the tree of the index: node -> its parts."""


@dataclass(frozen=True)
class Raw:
    """The data of a document; parts that are missing or of the wrong type read as empty."""

    document: Document

    def mapping(self, *loc: Any) -> dict[Any, Any]:
        """The mapping at a location, or an empty one."""
        found = self.value(*loc)
        return found if isinstance(found, dict) else {}

    def listing(self, *loc: Any) -> list[Any]:
        """The list at a location, or an empty one."""
        found = self.value(*loc)
        return found if isinstance(found, list) else []

    def value(self, *loc: Any) -> Any:
        """The value at a location, or None."""
        found: Any = self.document.data
        for step in loc:
            if isinstance(found, dict):
                found = found.get(step) if isinstance(step, str) else None
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def where(self, *loc: Any) -> str:
        """The place of a location, as file:line."""
        return self.document.where(loc)

    def questions(self, **having: Any) -> list[str]:
        """Names of the questions whose keys have the given values (``kind`` of a question with a scale: rating)."""
        return [
            name
            for name in self.mapping("questions")
            if isinstance(name, str) and all(self._of(name, key) == wanted for key, wanted in having.items())
        ]

    def rated(self, **having: Any) -> list[str]:
        """Names of the ratings whose keys have the given values, and of the recommendation question."""
        return [*self.questions(kind="rating", **having), *self.questions(kind="nps")]

    def derived(self, role: str) -> list[str]:
        """Names of the derived variables of a role."""
        return [name for name in self.names("derived") if self.value("derived", name, "role") == role]

    def _of(self, name: str, key: str) -> Any:
        question = self.mapping("questions", name)
        defaults = {"kind": "rating" if "scale" in question else None, "role": _ROLES.get(str(question.get("kind")))}
        return question.get(key, defaults.get(key))

    def options(self, name: Any) -> list[str]:
        """Codes of the options of a choice question, as text."""
        return [str(code) for code in self.mapping("questions", name, "options")]

    def names(self, section: str) -> list[str]:
        """The names that a section defines."""
        return [name for name in self.mapping(section) if isinstance(name, str)]


_ROLES = {"nps": "outcome", "text": "open", "date": "profile", "multiple": "profile"}
Check = Callable[[Raw], Iterator[Fault]]


def texts(found: list[Any]) -> list[tuple[int, str]]:
    """(position, text) of the entries of a list that are texts."""
    return [(index, entry) for index, entry in enumerate(found) if isinstance(entry, str)]


def numbers(found: dict[Any, Any]) -> list[float]:
    """The values of a mapping that are numbers."""
    return [value for value in found.values() if isinstance(value, int | float) and not isinstance(value, bool)]


def walk(found: Any, loc: Loc = ()) -> Iterator[tuple[Loc, dict[Any, Any]]]:
    """Every mapping inside a value, with its location."""
    if isinstance(found, dict):
        yield loc, found
        for key, value in found.items():
            yield from walk(value, (*loc, key))
    elif isinstance(found, list):
        for index, value in enumerate(found):
            yield from walk(value, (*loc, index))
