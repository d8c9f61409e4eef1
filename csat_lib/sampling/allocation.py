"""How a sample is split over strata: proportional, Neyman, or equal, with a minimum in each stratum."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from csat_lib.errors.planning import impossible_allocation
from csat_lib.findings import Method, way, ways

Rule = Literal["proportional", "neyman", "equal"]
_EXACT = 1e-9  # what float arithmetic may take from a whole number before it is rounded down
_ROUNDS = 200


@dataclass(frozen=True)
class Stratum:
    """A part of the population: how many, and the standard deviation of the answers in it."""

    size: int
    sd: float = 1.0


@dataclass(frozen=True)
class Allocation:
    """Respondents per stratum, and the standard error of the stratified mean that they give."""

    n: dict[str, int]
    se: float
    method: Method


def allocate(
    strata: Mapping[str, Stratum], n: int, method: Rule = "proportional", minimum: int | Mapping[str, int] = 0
) -> Allocation:
    """Split ``n`` respondents over strata, at least ``minimum`` in each, or by stratum (all, where there are fewer).

    Method: proportional n_h ~ N_h; Neyman n_h ~ N_h S_h (least variance of the mean); equal n_h the same. Strata that
    would get less than the minimum or more than they hold are set to that bound and the rest is shared out again; whole
    numbers by largest remainder. The standard error is that of the stratified mean with finite-population correction.

    Reference: Cochran (1977), 5.3 (variance), 5.5 (Neyman) and 5.8 (strata that need more than they hold).

    Raises:
        CsatError: no strata, an unknown method, or more or fewer respondents than the strata and the minimum allow.
    """
    shares = _shares(strata, method)
    least = dict.fromkeys(strata, minimum) if isinstance(minimum, int) else minimum
    low = {name: min(least.get(name, 0), stratum.size) for name, stratum in strata.items()}
    high = {name: stratum.size for name, stratum in strata.items()}
    if not sum(low.values()) <= n <= sum(high.values()):
        allowed = f"{sum(low.values())} (the minimum in each stratum) to {sum(high.values())} (the population)"
        raise impossible_allocation("n", n, allowed)
    whole = _round(_bounded(shares, n, low, high), n, high)
    how = ways(f"{method} allocation", way("minimum #", max(least.values(), default=0)))
    return Allocation(whole, _standard_error(strata, whole), how)


def _shares(strata: Mapping[str, Stratum], method: Rule) -> dict[str, float]:
    if not strata:
        raise impossible_allocation("strata", "empty", "one stratum or more")
    for name, stratum in strata.items():
        if stratum.size < 1 or stratum.sd < 0:
            raise impossible_allocation(name, f"{stratum.size} people, sd {stratum.sd:g}", "1 or more, sd 0 or more")
    if method == "proportional":
        return {name: float(stratum.size) for name, stratum in strata.items()}
    if method == "neyman":
        return {name: stratum.size * stratum.sd for name, stratum in strata.items()}
    if method == "equal":
        return dict.fromkeys(strata, 1.0)
    raise impossible_allocation("method", method, "proportional, neyman, equal")


def _bounded(shares: dict[str, float], n: int, low: dict[str, int], high: dict[str, int]) -> dict[str, float]:
    """Real numbers that add up to n, in proportion to the shares wherever no bound is in the way.

    With the factor t of ``clip(t * share, low, high)`` the total rises, so that t is found by bisection.
    """

    def total(factor: float) -> float:
        return sum(min(max(factor * share, low[name]), high[name]) for name, share in shares.items())

    small, large = 0.0, 1.0
    while total(large) < n and large < 1e18:
        large *= 2
    for _ in range(_ROUNDS):
        middle = (small + large) / 2
        small, large = (middle, large) if total(middle) < n else (small, middle)
    return {name: min(max(large * share, float(low[name])), float(high[name])) for name, share in shares.items()}


def _round(wanted: dict[str, float], n: int, high: dict[str, int]) -> dict[str, int]:
    """Whole numbers by largest remainder; what shares of 0 leave over goes where there is room."""
    whole = {name: math.floor(value + _EXACT) for name, value in wanted.items()}
    while sum(whole.values()) < n:
        room = [name for name in whole if whole[name] < high[name]]
        whole[max(room, key=lambda name: wanted[name] - whole[name])] += 1
    return whole


def _standard_error(strata: Mapping[str, Stratum], n: dict[str, int]) -> float:
    """Square root of sum W^2 S^2 / n (1 - n / N); infinite when a stratum with spread gets nobody."""
    total = sum(stratum.size for stratum in strata.values())
    parts = [
        (stratum.size / total) ** 2 * stratum.sd**2 * _per_respondent(n[name], stratum.size)
        for name, stratum in strata.items()
        if stratum.sd > 0
    ]
    return math.sqrt(sum(parts))


def _per_respondent(n: int, size: int) -> float:
    return (1 - n / size) / n if n else math.inf
