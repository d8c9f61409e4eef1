"""Keep, review or drop: what the figures of an item say against named thresholds, and what is never done."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.special import ndtri

from csat_lib import conventions
from csat_lib.findings import Finding
from csat_lib.findings.catalogue import pilot
from csat_lib.findings.measure import Measure

Decision = Literal["keep", "review", "drop"]
Figures = Mapping[Measure, Finding]
"""The figures of one item."""

WITHIN = ("item_rest_poor", "item_rest_low", "critical_ratio_low", "alpha_rises", "loading_low", "nearer_other")
"""Signs of how an item goes with its own scale."""
UNSOUND = ("no_variance", "negative", "item_rest_poor")
"""Signs of items whose figures say nothing of a main study, as they will be asked otherwise or not at all."""
_CRITICAL = float(ndtri(1 - conventions.CROSS_LOADING_LEVEL / 2))


@dataclass(frozen=True)
class ScreenSpec:
    """Thresholds of the screening, each a custom of the field, none a law; sources: :mod:`csat_lib.conventions`."""

    item_rest: float = conventions.ENOUGH_ITEM_REST
    item_rest_poor: float = conventions.POOR_ITEM_REST
    critical_ratio: float = conventions.ENOUGH_CRITICAL_RATIO
    tail: float = conventions.EXTREME_GROUP
    alpha_rise: float = conventions.CLEAR_ALPHA_RISE
    communality: float = conventions.ENOUGH_COMMUNALITY
    cross_loading: float = conventions.CROSS_LOADING
    cross_ratio: float = conventions.CROSS_LOADING_RATIO
    one_end: float = conventions.ONE_END
    skewness: float = conventions.SKEWED
    missing: float = conventions.MANY_MISSING
    fewest_items: int = conventions.FEWEST_ITEMS
    fewest_answers: int = conventions.FEWEST_ANSWERS
    confidence: float = 0.95


@dataclass(frozen=True)
class ItemDecision:
    """What the machine decides on an item and why, and what holds in the end (``final``, the analyst's if given)."""

    item: str
    construct: str
    decision: Decision
    reasons: tuple[str, ...]
    final: Decision


def signs(figures: Figures, alpha: float, spec: ScreenSpec) -> tuple[str, ...]:
    """What speaks against an item, gravest first; figures that are absent say nothing.

    ``no_variance`` everybody answers alike; ``negative`` the item runs against its scale, so that turned round it would
    not be poor; ``item_rest_poor`` ``item_rest_low`` ``critical_ratio_low`` ``alpha_rises`` ``loading_low``
    ``loads_elsewhere`` ``nearer_other`` ``one_end`` ``skewed`` ``missing_many``; ``few_answers`` too few answered for
    an item-rest correlation. What follows from running against the scale is not said of a ``negative`` item again.

    A cross-loading counts only beyond twice the critical value of a correlation at p = .01: Stevens (2009), Applied
    Multivariate Statistics for the Social Sciences; see also :func:`decide`. An item is nearer to another construct
    when its correlation with that one's score is greater by two standard errors, 2 / sqrt(n), than with the rest of its
    own: Ware & Gandek (1998), Journal of Clinical Epidemiology 51: 945-952.
    """
    value = {measure: math.nan if row.value is None else row.value for measure, row in figures.items()}
    rest, ratio = value.get(pilot.ITEM_REST, math.nan), value.get(pilot.CRITICAL_RATIO_WELCH, math.nan)
    end = max(value.get(pilot.FLOOR, 0.0), value.get(pilot.CEILING, 0.0))
    found = {
        "no_variance": value.get(pilot.SD) == 0,
        "negative": rest < -spec.item_rest_poor,
        "item_rest_poor": rest < spec.item_rest_poor,
        "item_rest_low": spec.item_rest_poor <= rest < spec.item_rest,
        "critical_ratio_low": min(ratio, value.get(pilot.CRITICAL_RATIO, math.nan)) < spec.critical_ratio,
        "alpha_rises": value.get(pilot.ALPHA_IF_DROPPED, math.nan) > alpha + spec.alpha_rise,
        "loading_low": value.get(pilot.COMMUNALITY, math.nan) < spec.communality,
        "loads_elsewhere": _loads_elsewhere(figures, spec),
        "nearer_other": _nearer_to_another(figures),
        "one_end": end > spec.one_end,
        "skewed": abs(value.get(pilot.SKEWNESS, 0.0)) > spec.skewness,
        "missing_many": value.get(pilot.MISSING_SHARE, 0.0) > spec.missing,
        "few_answers": figures[pilot.ITEM_REST].reason in {"few_answers", "all_missing"},
    }
    said = tuple(name for name, holds in found.items() if holds)
    return tuple(name for name in said if name not in WITHIN) if "negative" in said else said


def _loads_elsewhere(figures: Figures, spec: ScreenSpec) -> bool:
    cross, own = figures.get(pilot.CROSS_LOADING), figures.get(pilot.OWN_LOADING)
    if cross is None or own is None or cross.value is None or own.value is None:
        return False
    chance = 2 * _CRITICAL / math.sqrt(max((cross.n or 0) - 2, 1))
    similar = cross.value**2 * spec.cross_ratio > own.value**2
    return similar and abs(cross.value) > max(spec.cross_loading, chance)


def _nearer_to_another(figures: Figures) -> bool:
    other, rest = figures.get(pilot.OTHER_R), figures.get(pilot.ITEM_REST)
    if other is None or rest is None or other.value is None or rest.value is None:
        return False
    return other.value > rest.value + 2 / math.sqrt(max(other.n or 0, 1))


def decide(
    items: Mapping[str, Figures], alpha: float, spec: ScreenSpec, overruled: Mapping[str, Decision]
) -> dict[str, tuple[Decision, tuple[str, ...]]]:
    """The machine's decision on each item of one construct, with its reasons.

    Drop: everybody answers alike; or the item-rest correlation is poor, and its interval ends below the customary
    minimum too (but not ``negative``: an item that runs the other way is more likely keyed wrongly than bad). Such an
    item is reviewed instead when fewer than ``fewest_answers`` stand behind it (``few_answers``), or when its construct
    would be left with fewer than ``fewest_items`` (``few_items``), the analyst's own decisions counted first and the
    worst items dropped first. Review: any other sign. Keep: none. A cross-loading is a sign only where most items of
    the construct load on its own factor: a construct without one says something of the construct, not of its items.
    """
    own_factor = has_own_factor(items)
    said = {item: signs(figures, alpha, spec) for item, figures in items.items()}
    said = {item: tuple(s for s in found if s != "loads_elsewhere" or own_factor) for item, found in said.items()}
    left = len(items) - sum(overruled.get(item) == "drop" for item in items)
    decided: dict[str, tuple[Decision, tuple[str, ...]]] = {}
    for item in sorted(items, key=lambda item: _badness(items[item])):
        reasons = said[item]
        if not _is_hopeless(items[item], reasons, spec):
            decided[item] = ("review" if reasons else "keep", reasons)
            continue
        held = tuple(why for why in _held_back(items[item], spec) if why not in reasons)
        counts = item not in overruled
        short = () if left - counts >= spec.fewest_items else ("few_items",)
        decision: Decision = "review" if held or short or "few_answers" in reasons else "drop"
        left -= counts and decision == "drop"
        decided[item] = (decision, (*reasons, *held, *short))
    return {item: decided[item] for item in items}


def has_own_factor(items: Mapping[str, Figures]) -> bool:
    """Whether most items of a construct load more on its own factor than on any other."""
    pairs = [
        (one[pilot.OWN_LOADING].value, one[pilot.CROSS_LOADING].value)
        for one in items.values()
        if pilot.OWN_LOADING in one
    ]
    return sum(abs(own or 0.0) >= abs(cross or 0.0) for own, cross in pairs) * 2 > len(pairs)


def is_merged(items: Mapping[str, Figures]) -> bool:
    """Whether a construct that was factored with others has no factor of its own."""
    loadings = [one[pilot.OWN_LOADING].value for one in items.values() if pilot.OWN_LOADING in one]
    return bool(loadings) and loadings[0] is not None and not has_own_factor(items)


def _is_hopeless(figures: Figures, reasons: Sequence[str], spec: ScreenSpec) -> bool:
    if "no_variance" in reasons:
        return True
    high = figures[pilot.ITEM_REST].high if pilot.ITEM_REST in figures else None
    return "item_rest_poor" in reasons and high is not None and high < spec.item_rest


def _held_back(figures: Figures, spec: ScreenSpec) -> tuple[str, ...]:
    """Why an item that looks hopeless is not dropped by the machine: too few stand behind its figures."""
    behind = figures[pilot.ITEM_REST].n if pilot.ITEM_REST in figures else figures[pilot.MEAN].n
    return ("few_answers",) if (behind or 0) < spec.fewest_answers else ()


def _badness(figures: Figures) -> float:
    rest = figures[pilot.ITEM_REST].value if pilot.ITEM_REST in figures else None
    return -2.0 if rest is None else round(rest, 9)  # rounding does not decide between two that are as bad
