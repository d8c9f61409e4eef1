"""A case: numbers that somebody published, and how the library comes to them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Figures = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """Published figures of one kind, and the library's own.

    ``title`` (zh, en) says what is computed from what; ``source`` who published it; ``expected`` holds the figures as
    they were printed, so that the number of decimals is the tolerance: half a unit of the last one. ``looser`` is a
    wider tolerance where the source itself is further off, with the reason in ``source``.
    """

    room: str
    title: tuple[str, str]
    source: str
    expected: Mapping[str, str]
    compute: Callable[[], Figures]
    looser: float = 0.0


@dataclass(frozen=True)
class Check:
    """One figure: as published, by the library, and whether they agree."""

    case: Case
    figure: str
    value: float

    @property
    def published(self) -> str:
        """The figure as it was printed."""
        return self.case.expected[self.figure]

    @property
    def decimals(self) -> int:
        """Decimals of the printed figure."""
        return len(self.published.partition(".")[2])

    @property
    def tolerance(self) -> float:
        """How far the library may be off: rounding of the printed figure, unless the case has a reason for more."""
        return max(0.5 * 10.0**-self.decimals, self.case.looser)

    @property
    def difference(self) -> float:
        """The library's figure less the published one."""
        return self.value - float(self.published)

    @property
    def holds(self) -> bool:
        """Whether the two agree (1e-12 for the rounding of half units themselves)."""
        return not math.isnan(self.value) and abs(self.difference) <= self.tolerance + 1e-12


def check(case: Case) -> list[Check]:
    """Compute a case and compare every published figure; a figure that the library does not give counts as NaN."""
    own = case.compute()
    return [Check(case, figure, own.get(figure, math.nan)) for figure in case.expected]


def named(names: str, values: str) -> dict[str, str]:
    """Figures as they were printed, by name: ``names`` parted by ``|``, ``values`` by blanks."""
    return dict(zip(names.split("|"), values.split(), strict=True))
