"""Active titles of the figures and tables about trust: reliability, factors, items, weights."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import facts
from csat_lib.report.prose.en.grammar import counted
from csat_lib.report.prose.strays import strays
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 2


def scree(view: View, subject: str = "") -> str:
    """How many factors are kept."""
    del subject
    found = facts.n_factors(view)
    if found is None or found.value is None:
        return "Eigenvalues of the items"
    return f"{counted(round(found.value), 'factor').capitalize()} stand out from chance"


def loadings(view: View, subject: str = "") -> str:
    """Whether the items load as designed."""
    del subject
    found = strays(view)
    if found is None:
        return "Loadings of the items"
    if not found:
        return "Every item loads with its own dimension"
    away = "loads away from its dimension" if len(found) == 1 else "load away from their dimensions"
    return f"{counted(len(found), 'item').capitalize()} {away}"


def adequacy(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return "Whether the items can be factored"
    enough = kmo.value >= facts.ENOUGH_KMO
    return f"The items share {'enough' if enough else 'too little'} to be factored (KMO {coefficient(kmo.value)})"


TITLES: dict[str, Callable[..., str]] = {
    "scree": scree,
    "loadings": loadings,
    "adequacy": adequacy,
}
