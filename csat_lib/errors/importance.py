"""Phrases about importance and index weights."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def unknown_method(given: str, allowed: Sequence[str]) -> CsatError:
    """A decomposition that the library does not have."""
    return CsatError(
        f"Importance cannot be estimated by `{given}`; the methods are {listing(allowed)}. "
        f"{nearest(given, allowed)} Name one of them.".replace("  ", " ")
    )


def no_predictors(outcome: str) -> CsatError:
    """Nothing is left to explain the outcome with."""
    return CsatError(
        f"Importance for `{outcome}` failed: the data holds no other item. "
        "Give at least one predictor beside the outcome."
    )


def too_many_predictors(given: int, allowed: int) -> CsatError:
    """Exact LMG would go through too many subsets."""
    return CsatError(
        f"Importance by `lmg` failed: {given} predictors are 2^{given} subsets, and it is exact up to {allowed}. "
        "Use `johnson`, or explain the outcome with constructs instead of items."
    )


def unknown_weighting(node: str, part: str, given: object, allowed: Sequence[str]) -> CsatError:
    """A part of an index node has a weight that is neither a number nor a known rule."""
    return CsatError(
        f"The index node `{node}` weights its part `{part}` by `{given}`. "
        f"Give a number above 0 or one of {listing(allowed)}."
    )


def mixed_weighting(node: str, given: Sequence[object]) -> CsatError:
    """The parts of one node are weighted by different rules."""
    return CsatError(
        f"The index node `{node}` mixes the weights {listing(given)}. "
        "Weight all its parts by the same rule, or give each a number."
    )


def circular_index(nodes: Sequence[str]) -> CsatError:
    """Nodes that are parts of one another."""
    return CsatError(
        f"The index nodes {listing(nodes)} are parts of one another, so none can be scored first. "
        "Let each node stand under one other only."
    )


def no_headline(node: str, rule: str) -> CsatError:
    """Weights that explain an outcome, without an outcome."""
    return CsatError(
        f"The index node `{node}` is weighted by `{rule}`, which needs an outcome, and the study has no headline. "
        "Name a rating outcome as `headline`, or weight the node by `equal`, `factor` or numbers."
    )
