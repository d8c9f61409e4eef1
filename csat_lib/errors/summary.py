"""Phrases about the summary."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def different_parts(part: str, left: Sequence[str], right: Sequence[str]) -> CsatError:
    """Two parts that cannot be added."""
    return CsatError(
        f"Two {part} cannot be added: one holds {listing(left)}, the other {listing(right)}. "
        "Add up parts of the same items, from the same study."
    )


def unknown_item(given: str, allowed: Sequence[str]) -> CsatError:
    """A part is asked for an item that it does not hold."""
    return CsatError(
        f"The summary holds no item `{given}`; it holds {listing(allowed)}. {nearest(given, allowed)} "
        "Name one of these or collect the wave again.".replace("  ", " ")
    )


def no_part(name: str, have: Sequence[str]) -> CsatError:
    """A statistic asks for a part that was not summed up."""
    return CsatError(
        f"The summary has no part `{name}`; it has {listing(have)}. Collect the wave again with this part, "
        "or give the statistic the answers as a DataFrame."
    )


def no_replicates(name: str) -> CsatError:
    """A replicate figure is asked from sums without replicate groups."""
    return CsatError(
        f"The interval for {name} needs replicate groups, and the summary has none. "
        "Sum up with `Base(group=..., n_groups=...)` or ask for the figure without its interval."
    )
