"""Constructs, and the tree of the index in which they count."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from csat_lib.study.words import Model, Names, StudyText

WEIGHT_METHODS = ("equal", "factor", "johnson")


def _weight_or_method(given: object) -> object:
    is_weight = isinstance(given, int | float) and not isinstance(given, bool) and 0 < given <= 1
    if not is_weight and given not in WEIGHT_METHODS:
        raise PydanticCustomError("choice", "no weight", {"allowed": [*WEIGHT_METHODS, "a number above 0, up to 1"]})
    return given


PartWeight = Annotated[float | str, BeforeValidator(_weight_or_method)]


class Construct(Model):
    """What a set of items measures."""

    title: StudyText
    items: Names = Field(min_length=1)


class Node(Model):
    """A node of the index tree; ``parts`` gives each part (a construct or another node) its weight or weight method."""

    title: StudyText
    parts: dict[str, PartWeight] = Field(min_length=1)
