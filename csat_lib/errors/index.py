"""Phrases about scores and the index tree."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError


def circular_tree(path: Sequence[str]) -> CsatError:
    """A node that is a part of itself."""
    return CsatError(
        f"The index tree runs in a circle: {' > '.join(path)}. A node may not be a part of itself; "
        "take it out of the `parts` of one of these nodes."
    )


def weights_not_positive(node: str, part: str, given: float) -> CsatError:
    """A weight that would turn a part round or drop it."""
    return CsatError(
        f"The index node `{node}` gives its part `{part}` the weight {given:g}; weights are above 0. "
        "Give it a weight above 0, or take it out of the node's `parts`."
    )


def outside_scale(name: str, low: float, high: float, given: Sequence[float]) -> CsatError:
    """Answers that the scale does not have."""
    words = ", ".join(f"{value:g}" for value in given[:5])
    return CsatError(
        f"The score of `{name}` failed: answers are {words}, the scale runs from {low:g} to {high:g}. "
        "Give the ends of the scale that was asked, and missing codes as missing."
    )
