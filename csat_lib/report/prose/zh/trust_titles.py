"""Active titles of the figures and tables about trust: reliability, factors, items, weights."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.report.prose import facts
from csat_lib.report.prose.strays import strays
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 2


def scree(view: View, subject: str = "") -> str:
    """How many factors are kept."""
    del subject
    found = facts.n_factors(view)
    if found is None or found.value is None:
        return "题项的特征值"
    return f"有 {round(found.value)} 个因子高于随机水平"


def loadings(view: View, subject: str = "") -> str:
    """Whether the items load as designed."""
    del subject
    found = strays(view)
    if found is None:
        return "题项的因子载荷"
    return f"有 {len(found)} 个题项偏离所属维度" if found else "每个题项都归入了所属维度"


def adequacy(view: View) -> str:
    """The KMO against its customary minimum."""
    kmo = view.figure("factors", "kmo", "items")
    if kmo is None or kmo.value is None:
        return "题项是否适合做因子分析"
    return f"题项{'适合' if kmo.value >= facts.ENOUGH_KMO else '不适合'}做因子分析（KMO 为 {coefficient(kmo.value)}）"


TITLES: dict[str, Callable[..., str]] = {
    "scree": scree,
    "loadings": loadings,
    "adequacy": adequacy,
}
