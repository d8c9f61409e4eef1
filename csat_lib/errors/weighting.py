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


def bad_base_weights(count: int) -> CsatError:
    """Base weights that cannot start the raking."""
    given = f"{count} of them are missing, negative or infinite" if count else "they add up to 0"
    return CsatError(
        f"Raking cannot start from these base weights: {given}; a base weight is a number from 0 up, some above 0. "
        "Mend the column named under `fields: base_weight`."
    )


def bad_option(name: str, given: object, allowed: str) -> CsatError:
    """An option of raking outside its range."""
    return CsatError(f"Raking cannot use {name} = {given}; allowed is {allowed}. Correct it under `weights`.")
