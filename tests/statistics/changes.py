"""What is done to the planted sample, and what of the figures must not change with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.findings import Method
from tests.statistics.figures import FIELDS, Figures
from tests.statistics.planted import ANSWERS, World, planted

TIMES = 3.7
SHIFT = 1e6
COUNTS = ("n", "n_weighted", "n_effective")
EQUIVARIANT = {
    "mean",
    "control",
    "alert_level",
    "alert_smoothed",
    "number_mean",
    "number_lower",
    "number_median",
    "number_upper",
}
"""Measures on the answer scale, which move with the answers."""


@dataclass(frozen=True)
class Invariance:
    """``before`` and ``after`` are to give the same figures, as far as ``fields`` go.

    ``kind`` of data: that of the case, where empty. ``factors``: field -> how many times larger it is afterwards.
    """

    before: World
    after: World
    kind: str = ""
    fields: tuple[str, ...] = (*FIELDS, "text", "other")
    factors: Mapping[str, float] = field(default_factory=dict)

    def expected(self, figures: Figures) -> Figures:
        """The figures of ``before`` as they should come out afterwards."""
        return {key: {name: self._of(key[0], name, row[name]) for name in row} for key, row in figures.items()}

    def _of(self, measure: str, name: str, value: Any) -> Any:
        if value is None or isinstance(value, str | Method):
            return value
        moved = self.after.shift if measure in EQUIVARIANT and name in {"value", "low", "high"} else 0.0
        return value * self.factors.get(name, 1) + moved


def each_wave(world: World, change: Callable[[World], World]) -> World:
    """The change, done to this wave and to the one before it."""
    changed = change(world)
    return changed if world.earlier is None else replace(changed, earlier=change(world.earlier))


def other_order(world: World) -> World:
    """The respondents, and the rows of the tables beside them, in another order."""
    return each_wave(world, lambda one: one.change(one.rows.sample(frac=1, random_state=7), disordered=True))


def items_turned_round(world: World) -> World:
    """The items and constructs from last to first."""
    turned = {name: tuple(reversed(items)) for name, items in reversed(world.constructs.items())}
    return each_wave(world, lambda one: one.change(one.rows[one.rows.columns[::-1]], constructs=turned))


def other_weights(world: World, weight: Callable[[pd.Series], Any], **rest: Any) -> World:
    """The weights changed."""
    return each_wave(world, lambda one: one.change(one.rows.assign(weight=weight(one.rows["weight"])), **rest))


def doubled(world: World) -> World:
    """Every respondent twice: somebody else with the same answers."""

    def change(one: World) -> World:
        twin = one.rows.assign(id=one.rows["id"] + len(one.rows) * 100, customer=one.rows["customer"] + "x")
        return one.change(pd.concat([one.rows, twin], ignore_index=True))

    return each_wave(world, change)


def in_batches(world: World) -> World:
    """The same respondents in two batches, whose sums are added up."""
    return each_wave(world, lambda one: replace(one, batches=True))


def shifted(world: World) -> World:
    """The ratings and the ends of their scale moved."""

    def change(one: World) -> World:
        rated = [name for name in ANSWERS if name != "nps"]
        moved = {name: one.rows[name] + SHIFT for name in rated}
        return one.change(one.rows.assign(**moved), shift=SHIFT)

    return each_wave(world, change)


def beside_nobody(world: World) -> World:
    """Others beside the respondents, with answers of their own, whom weighting gives no weight."""

    def change(one: World) -> World:
        other = planted(9, 60).rows
        beside = other.assign(weight=0.0, id=other["id"] + 10_000, customer=other["customer"] + "y")
        return one.change(pd.concat([one.rows, beside], ignore_index=True))

    return each_wave(world, change)


def complete(world: World) -> World:
    """Those who answered everything, unweighted, without replicate groups of their own."""
    return world.change(world.rows.dropna(subset=list(ANSWERS)), weighted=False, dealt=True)


def one_item(world: World) -> World:
    """A questionnaire of a single item."""
    return each_wave(world, lambda one: replace(one, constructs={"a": ("a1",)}))


def one_item_each(world: World) -> World:
    """Constructs of a single item."""
    single = {name: items[:1] for name, items in world.constructs.items()}
    return each_wave(world, lambda one: replace(one, constructs=single))


def all_equal(world: World) -> World:
    """Everybody gives the same answer to everything."""
    return each_wave(world, lambda one: one.change(one.rows.assign(**dict.fromkeys(ANSWERS, 7.0))))


def all_missing(world: World) -> World:
    """Nobody answers anything."""
    nothing = dict.fromkeys((*ANSWERS, "seconds"), np.nan) | {"finished": pd.NaT}
    return each_wave(world, lambda one: one.change(one.rows.assign(**nothing)))


def two_waves() -> World:
    """This wave and the one before it, in which most customers answered as they do now."""
    now, other = planted(1), planted(2)
    again = np.random.default_rng(3).random(len(now.rows)) < 0.6
    answers = {name: now.rows[name].where(again, other.rows[name]) for name in ANSWERS}
    return replace(now, earlier=other.change(other.rows.assign(**answers)))


def rescaled(times: float) -> Invariance:
    """All weights times a constant: the sums of weights grow with it, and nothing else may."""
    return Invariance(WHOLE, other_weights(WHOLE, lambda w: w * times), factors={"n_weighted": times})


WHOLE = two_waves()
UNWEIGHTED = each_wave(WHOLE, lambda one: replace(one, weighted=False))
ONES = other_weights(WHOLE, lambda _: 1.0)
COMPLETE = complete(WHOLE)
INVARIANCES = {
    "order of rows": Invariance(WHOLE, other_order(WHOLE)),
    "order of rows of a frame": Invariance(WHOLE, other_order(WHOLE), "DataFrame"),
    "order of items": Invariance(WHOLE, items_turned_round(WHOLE)),
    "weights x c": rescaled(TIMES),
    "weights of one = none": Invariance(UNWEIGHTED, ONES),
    "doubled rows": Invariance(
        WHOLE, doubled(WHOLE), fields=("value", "reason", *COUNTS), factors=dict.fromkeys(COUNTS, 2)
    ),
    "merged batches = whole": Invariance(WHOLE, in_batches(WHOLE), "sums"),
    "weight of 0 = not there": Invariance(WHOLE, beside_nobody(WHOLE)),
    "answers + 10^6": Invariance(WHOLE, shifted(WHOLE)),
}
EDGES = {
    "one item": one_item(WHOLE),
    "one item each": one_item_each(WHOLE),
    "all answers equal": all_equal(WHOLE),
    "all answers missing": all_missing(WHOLE),
}
