"""Constructs, the tree of the index in which they count, and what their scores are aimed at."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from csat_lib.findings.catalogue.weight_rules import WEIGHT_RULES
from csat_lib.study.words import YEAR_PATTERN, Level, Model, Names, StudyText

WEIGHT_METHODS = tuple(name for name in WEIGHT_RULES if name != "given")


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
    """A node of the index tree; ``parts`` gives each part (a construct or another node) its weight or weight method.

    ``sources``: the parts are several sources of one figure, of which a unit needs at least so many.
    """

    title: StudyText
    parts: dict[str, PartWeight] = Field(min_length=1)
    sources: int | None = Field(default=None, ge=1)


class Blank(Model):
    """How a construct is scored where items that applied were left blank: formulas in ``construct_scores``.

    ``points``: what a blank counts by the rule ``fixed``, also where that is only shown beside the chosen rule.
    """

    rule: Literal["own_mean", "listwise", "renormalise", "fixed", "lowest"]
    points: float = Field(default=50, ge=0, le=100)


BLANK_RULES: tuple[str, ...] = get_args(Blank.model_fields["rule"].annotation)


def _sort(given: object) -> str:
    if isinstance(given, dict):
        return "ByUnit" if {"all", "units"} & given.keys() else "years"
    return "ByUnit" if isinstance(given, ByUnit) else "number"


OneAim = Annotated[float, Tag("number")]
YearAims = Annotated[dict[Annotated[Level, Field(pattern=YEAR_PATTERN)], float], Tag("years")]
Yearly = Annotated[OneAim | YearAims, Discriminator(_sort)]
"""What a score is aimed at: a number, or one for each year that has one."""


class ByUnit(Model):
    """What units are aimed at, each at its own; ``all``: everybody together."""

    everybody: Yearly | None = Field(default=None, alias="all")
    units: dict[Level, Yearly] = Field(min_length=1)


Aim = Annotated[OneAim | YearAims | Annotated[ByUnit, Tag("ByUnit")], Discriminator(_sort)]


def in_year(aim: Any, year: int) -> Any:
    """The aim in a year: a number, or those by unit; None where the year has none."""
    if isinstance(aim, ByUnit):
        units = {level: value for level, one in aim.units.items() if (value := in_year(one, year)) is not None}
        return aim.model_copy(update={"everybody": in_year(aim.everybody, year), "units": units})
    return aim.get(str(year)) if isinstance(aim, dict) else aim
