"""Phrases about path models of constructs."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_scheme(given: str, allowed: Sequence[str]) -> CsatError:
    """An inner weighting scheme that there is not."""
    return CsatError(f"`{given}` is no scheme of a path model; there is {listing(allowed)}.")


def no_items(construct: str) -> CsatError:
    """A construct that nothing measures."""
    return CsatError(f"The construct `{construct}` of the path model has no items. Give it one or more, or drop it.")


def unknown_construct(given: str, constructs: Sequence[str]) -> CsatError:
    """A path, or a mode, of a construct that no block measures."""
    hint = nearest(given, constructs)
    said = f"The path model names `{given}`, which is none of its constructs {listing(constructs)}."
    return CsatError(" ".join(filter(None, [said, hint])))


def cyclic_paths(circle: Sequence[str]) -> CsatError:
    """Arrows that lead back to where they start."""
    said = " -> ".join(f"`{name}`" for name in circle)
    return CsatError(f"The paths form a circle: {said}. A path model has none: take one of these arrows out.")
