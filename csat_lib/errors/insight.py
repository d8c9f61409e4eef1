"""Phrases about segments and trends."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing


def several_series(given: Sequence[str]) -> CsatError:
    """A control chart is asked of rows that are not one series."""
    found = f"{len(given)} series: {listing(given, 4)}" if given else "no rows"
    return CsatError(
        f"The control chart failed: the findings hold {found}; it takes one measure of one subject. "
        "Pick the rows first, with `pick(findings, topic=..., subject=..., measure=..., segment_by=...)`."
    )
