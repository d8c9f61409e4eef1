"""Phrases about the findings table."""

from __future__ import annotations

from pathlib import Path

from csat_lib.errors import CsatError


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
