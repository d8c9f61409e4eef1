"""How the scales are measured: one correlation for everything, extraction and rotation, and the confirmatory model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.raw import TREE, Check, Raw, texts
from csat_lib.study.shape import dotted
from csat_lib.study.words import Model, Name, Names, StudyText

FEWEST_OF_SECOND_ORDER = 3
"""Constructs that a second-order factor needs: two give one correlation for two loadings."""


def _zero_cells(given: float) -> float:
    if given not in {0, 0.5}:
        raise PydanticCustomError("choice", "no policy", {"allowed": ["0", "0.5"]})
    return given


class SecondOrder(Model):
    """A factor of factors: what several constructs have in common."""

    title: StudyText
    constructs: Names


class Measurement(Model):
    """``zero_cells`` is added to the empty cells of a pair's table before its polychoric correlation.

    ``smooth``: a matrix that is not positive definite is made so, and every figure says it; else it is reported and
    what needs an inverse is absent. ``second_order``: factors that explain constructs, by name.
    """

    correlation: Literal["pearson", "spearman", "polychoric"] = "pearson"
    zero_cells: Annotated[float, AfterValidator(_zero_cells)] = 0
    smooth: bool = False
    extraction: Literal["minres", "ml", "paf"] = "minres"
    rotation: Literal["oblimin", "quartimin", "geomin", "promax", "varimax", "quartimax"] = "oblimin"
    estimator: Literal["ml", "fiml", "wlsmv"] = "ml"
    second_order: dict[Name, SecondOrder] = Field(default_factory=dict)


def second_order_is_of_constructs(raw: Raw) -> Iterator[Fault]:
    """Each second-order factor explains three constructs or more, and each construct has at most one."""
    allowed, owner = raw.names("constructs"), dict[str, str]()
    for factor in raw.mapping("measurement", "second_order"):
        loc = ("measurement", "second_order", factor, "constructs")
        path, named = dotted(loc), texts(raw.listing(*loc))
        if factor in (*allowed, *raw.questions(), *raw.names(TREE)):
            yield phrases.name_taken(raw.where(*loc[:-1]), str(factor), "something else", "a second-order factor")
        if len(named) < FEWEST_OF_SECOND_ORDER:
            what = f"{FEWEST_OF_SECOND_ORDER} constructs or more"
            yield phrases.needs(raw.where(*loc), path, what, "With fewer its loadings cannot be told apart.")
        for index, construct in named:
            where = raw.where(*loc, index)
            if construct not in allowed:
                yield phrases.unknown_name(where, path, construct, allowed)
            elif construct in owner:
                yield phrases.two_parents(where, construct, owner[construct], str(factor))
            owner.setdefault(construct, str(factor))


CHECKS: tuple[Check, ...] = (second_order_is_of_constructs,)
