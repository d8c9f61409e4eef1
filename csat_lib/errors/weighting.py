"""Phrases about weighting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing, nearest


def cannot_weight(wave: Path, faults: Iterable[Fault]) -> Faults:
    """All that keeps the respondents of a wave from being raked."""
    return Faults(f"The respondents of the wave {wave} cannot be weighted", faults)


def no_such_margin(name: str, allowed: Sequence[str]) -> Fault:
    """A margin is a column that the respondents do not have."""
    what = f"the respondents have no such column; they have {listing(allowed)}."
    return Fault(f"margin `{name}`", what, f"{nearest(name, allowed)} Rake by one of these.".strip())


def shares_off(name: str, total: float) -> Fault:
    """Target shares that are no distribution."""
    what = f"the target shares add up to {total:.6g}; they are at least 0 each and 1 together."
    return Fault(f"margin `{name}`", what, "Correct them under `weights: rake`.")


def level_without_respondents(name: str, level: str, present: Sequence[str]) -> Fault:
    """No weight can give a share to nobody."""
    what = f"no respondent has the level `{level}`, which has a target; respondents have {listing(present)}."
    return Fault(f"margin `{name}`", what, "Merge it with another level under `weights: rake`.")


def level_without_target(name: str, level: str, allowed: Sequence[str]) -> Fault:
    """Respondents of a level that the targets do not know."""
    what = f"respondents have the level `{level}`, which has no target; targets are given for {listing(allowed)}."
    return Fault(f"margin `{name}`", what, "Give it its share under `weights: rake`.")


_GO_ON = "To go on without, write `unmet: tell` under `weights`: page one then says so, and figures have no intervals."


def contradictory(margins: Sequence[str], levels: tuple[list[str], float, list[str], float] | None = None) -> Fault:
    """Margins that no weights meet together: of two, the levels that it comes of, where they are known."""
    both = "both" if len(margins) == 2 else "all of them together"
    what = f"no weights above 0 meet {both}."
    if levels is not None:
        mine, need, theirs, room = levels
        what = (
            f"no weights above 0 meet both: who has {listing(f'`{level}`' for level in mine)} of `{margins[0]}` (target"
            f" {need:.6g}) has only {listing(f'`{level}`' for level in theirs)} of `{margins[1]}` (target {room:.6g})."
        )
    named = f"margins {' and '.join(f'`{name}`' for name in margins)}"
    return Fault(named, what, f"Correct the shares, or merge levels, under `weights: rake`. {_GO_ON}")


def out_of_bounds(bounds: tuple[float, float], worst: tuple[str, str], reached: float, target: float) -> Fault:
    """Bounds that keep all weights from the margins."""
    what = (
        f"no weights within these multiples of the base weights meet the margins: `{worst[1]}` of `{worst[0]}` comes "
        f"to {reached:.4g}, its target is {target:.4g}."
    )
    return Fault(f"bounds {bounds[0]:g} to {bounds[1]:g}", what, f"Widen them under `weights`. {_GO_ON}")


def bad_base_weights(count: int) -> CsatError:
    """Base weights that cannot start the raking."""
    given = f"{count} of them are missing, negative or infinite" if count else "they add up to 0"
    return CsatError(
        f"Raking cannot start from these base weights: {given}; a base weight is a number from 0 up, some above 0. "
        "Mend the column named under `fields: base_weight`."
    )


def negative_weights(count: int) -> CsatError:
    """Linear calibration without bounds that goes below 0."""
    return CsatError(
        f"Linear calibration gives {count} respondents a weight below 0, and nobody can count less than nothing. Give "
        "`bounds: [0, 5]` under `weights`, or take `distance: raking`."
    )


def bad_option(name: str, given: object, allowed: str) -> CsatError:
    """An option of raking outside its range."""
    return CsatError(f"Raking cannot use {name} = {given}; allowed is {allowed}. Correct it under `weights`.")
