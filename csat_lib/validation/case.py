"""A case: figures that somebody else gave, and how the library comes to them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Figures = Mapping[str, float]
Compute = Callable[[], Figures]
Words = Mapping[str, str]
"""By language."""
Origin = Literal["published", "program", "script"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)


@dataclass(frozen=True)
class Case:
    """Figures of one kind from one source, and the library's own.

    ``title`` says what is computed from what; ``source`` where the figures come from: ``published`` in a book, a paper,
    the documentation or the tests of a program; given by another ``program``; or computed by a ``script`` that shares
    no code with the library. ``figures`` holds them as they were printed, by name: a measure, then what it is of
    ("loading x1"). The number of decimals is the tolerance: half a unit of the last one; ``tolerance`` stands in its
    place where the source itself is further off, and ``why`` says so.
    """

    name: str
    topic: str
    title: Words
    origin: Origin
    source: Words
    figures: Mapping[str, str]
    compute: Compute
    tolerance: float | None = None
    why: Words | None = None


@dataclass(frozen=True)
class Check:
    """One figure: the other's, the library's, and whether they agree."""

    case: Case
    figure: str
    value: float

    @property
    def printed(self) -> str:
        """The figure as its source has it."""
        return self.case.figures[self.figure]

    @property
    def reference(self) -> float:
        """The same as a number."""
        return float(self.printed)

    @property
    def decimals(self) -> int:
        """Decimals of the printed figure."""
        return len(self.printed.partition(".")[2])

    @property
    def tolerance(self) -> float:
        """How far the library may be off: the rounding of the printed figure, unless the case has a reason."""
        return 0.5 * 10.0**-self.decimals if self.case.tolerance is None else self.case.tolerance

    @property
    def difference(self) -> float:
        """The library's figure less the other."""
        return self.value - self.reference

    @property
    def agrees(self) -> bool:
        """Whether the two agree (1e-12 for the rounding of half units themselves)."""
        return not math.isnan(self.value) and abs(self.difference) <= self.tolerance + 1e-12


def check(case: Case) -> list[Check]:
    """Compute a case and compare every figure; one that the library does not give counts as NaN, which never agrees."""
    own = case.compute()
    return [Check(case, figure, float(own.get(figure, math.nan))) for figure in case.figures]
