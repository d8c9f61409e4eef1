"""Phrases about what a statistic needs of a study."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.errors import CsatError, listing, nearest


def no_such_spec(given: str, allowed: Sequence[str]) -> CsatError:
    """A notebook asks a wave for a type that nothing makes."""
    hint = nearest(given, allowed)
    return CsatError(
        f"A wave cannot make a `{given}`. Allowed: {listing(allowed)}. "
        f"{f'{hint} ' if hint else ''}A new one is entered in MAKERS of its room's module in csat_lib/specs."
    )


def no_path_model(study: str) -> CsatError:
    """A path model is asked of a study that has none."""
    return CsatError(f"The study `{study}` has no path model. Add `structure: {{preset: ecsi}}`, or its own `paths`.")
