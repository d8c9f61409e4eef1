"""Phrases about path models of constructs, in the study file and where they are estimated."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, Fault, listing, nearest


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


def circle_of_paths(where: str, key: str, circle: Sequence[str]) -> Fault:
    """Arrows of a path model that lead back to where they start."""
    return Fault(where, f"the arrows form a circle: {' -> '.join(circle)}.", f"Take one of them out of `{key}`.")


def no_arrow(where: str, construct: str) -> Fault:
    """A construct of a path model that nothing points to and that points to nothing."""
    do = "Name what points to it, or take it out of `structure.paths`."
    return Fault(where, f"no arrow leads to or from `{construct}`.", do)


def no_block(where: str, preset: str, role: str, constructs: Sequence[str]) -> Fault:
    """A preset's role that the study has no construct for."""
    do = f"Write it under `blocks` as one of {listing(constructs)}; or write `paths` without it."
    return Fault(where, f"the model `{preset}` needs the construct `{role}`, and the study has none.", do)


def two_roles(where: str, construct: str, first: str, second: str) -> Fault:
    """A construct that stands for two roles of a preset."""
    return Fault(
        where, f"`{construct}` stands for `{first}` and for `{second}`.", "A construct has one role: keep one."
    )


def no_way(where: str, source: str, target: str) -> Fault:
    """A mediation or a moderation along an arrow that the model lacks."""
    do = "Name constructs that an arrow of `structure` joins, or add the arrow to `structure.paths`."
    return Fault(where, f"no arrow of the model leads from `{source}` to `{target}`.", do)
