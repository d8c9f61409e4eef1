"""Phrases about the findings table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, listing, nearest


def value_and_reason(topic: str, subject: str, measure: str) -> CsatError:
    """A finding needs a value or a reason, never both and never neither."""
    return CsatError(
        f"The finding {topic}/{subject}/{measure} breaks the contract: a figure has either a value or the reason "
        "why there is none. Give exactly one of the two."
    )


def wrong_schema(path: Path, found: str, wanted: str) -> CsatError:
    """A findings file that another version wrote."""
    return CsatError(
        f"{path}: the findings were written with schema version {found}, this version reads {wanted}. "
        "Run the wave again with `csat run`."
    )


def not_in_the_catalogue(kind: str, given: str, allowed: Sequence[str]) -> CsatError:
    """A measure, reason, unit or part of a method that the catalogue does not know: the developer's fault."""
    close = nearest(given.rpartition("/")[2], allowed)
    return CsatError(
        f"The catalogue of findings has no {kind} `{given}`. Allowed: {listing(allowed)}. {close} "
        "Declare it in csat_lib/findings/catalogue, or correct the name.".replace("  ", " ")
    )


def without_a_method(topic: str, subject: str, measure: str) -> CsatError:
    """A finding that does not say how it came about."""
    return CsatError(f"The finding {topic}/{subject}/{measure} has no method. Say how the figure came about.")


def numbers_of_a_method(key: str, given: Sequence[object]) -> CsatError:
    """A part of a method with more or fewer numbers than its key has slots."""
    return CsatError(
        f"The part `{key}` of a method has {key.count('#')} slots (#) and was given {list(given)}. "
        "Give a number for each."
    )


def twice_in_the_catalogue(given: object) -> CsatError:
    """A name that the catalogue declares twice."""
    return CsatError(f"The catalogue of findings declares {given!r} twice. Give each thing a name of its own.")


def unit_of_another(measure: str, given: str, declared: str) -> CsatError:
    """A figure in another unit than its measure's."""
    return CsatError(
        f"The finding {measure} is given in `{given}`, its measure is declared in `{declared}`. "
        "Leave the unit to the catalogue, or declare another measure."
    )
