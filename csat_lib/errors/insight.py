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


def cannot_order(shape: Sequence[int], blank: int, weights: Sequence[str]) -> CsatError:
    """Units are to be ordered by a table with blanks, or by weights that are none."""
    found = f"{blank} of its cells are blank" if blank else f"the weights are {', '.join(weights) or 'none'}"
    return CsatError(
        f"Ordering units failed: in a table of {' x '.join(map(str, shape))} (units, parts) {found}. Allowed: every "
        "cell filled, and a weight of 0 or more for each part, not all 0. Leave out units without a figure."
    )
