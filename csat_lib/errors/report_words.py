"""Phrases about what a report says: topics, chapters, figures."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_topic(given: str, allowed: Sequence[str]) -> CsatError:
    """A topic that no sentence is written for."""
    return CsatError(
        f"Nothing can be said about `{given}`: it is no topic of the findings. Allowed: {listing(allowed)}. "
        f"{nearest(given, allowed)}".rstrip()
    )


def unknown_chapter(given: str, allowed: Sequence[str]) -> CsatError:
    """A chapter that the report does not have."""
    return CsatError(
        f"The report has no chapter `{given}`. Allowed: {listing(allowed)}. {nearest(given, allowed)}".rstrip()
    )
