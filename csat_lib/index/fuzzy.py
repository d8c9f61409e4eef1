"""Fuzzy comprehensive evaluation: what grade the index and its parts have, and whether the operator decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from csat_lib.findings import Finding, FindingList, way
from csat_lib.findings.catalogue.scores import GRADE_POINTS, GRADE_SHARE, TOPIC
from csat_lib.index.tree import flatten
from csat_lib.statistics import statistic
from csat_lib.summary.counts import Counts
from csat_lib.summary.sample import ALL, Array, Cell

OPERATORS = ("weighted_mean", "bounded_sum", "product_max", "min_max")
NOBODY = (0, 0.0, 0.0)
Base = tuple[int, float, float]


@dataclass(frozen=True)
class FuzzySpec:
    """``grades``: grade -> (the points of 0-100 from which an answer has it, what it is worth), the best first.

    ``tree``: node -> part -> weight, down to items; ``points``: item -> answer -> its points; ``root``: what is graded
    by every operator, all above items by ``operator``; ``units``: cell whose root is graded too -> why it is hidden.
    """

    grades: Mapping[str, tuple[float, float]]
    operator: str
    tree: Mapping[str, Mapping[str, float]]
    points: Mapping[str, Mapping[str, float]]
    root: str
    minimum_base: int = 10
    units: Mapping[Cell, str] = field(default_factory=dict)


@statistic
def fuzzy_grades(counts: Counts, spec: FuzzySpec) -> FindingList:
    """Grade the root and all above its items; the root by every operator and in each unit, each through all levels.

    Method: Zadeh (1965), Information and Control 8: 338-353. An item's memberships are the (weighted) shares of its
    answers in each grade; level by level :func:`compose`. Points: the sum of B times what grades are worth. Missing
    values: shares are of an item's answers; items without any, and parts that are no answers, are left out, the others'
    weights made to add up. The base is that of the item with the fewest answers. Reasons: ``no_index_weights``,
    ``all_missing``, ``small_base``.
    """
    leaves = flatten(spec.tree)
    asked = [(name, spec.operator, ALL) for name in dict.fromkeys([spec.root, *spec.tree])]
    asked += [(spec.root, operator, ALL) for operator in OPERATORS if operator != spec.operator]
    asked += [(spec.root, spec.operator, cell) for cell in spec.units]
    rows: list[Finding] = []
    for name, operator, cell in asked if spec.grades else ():
        found, base = _memberships(counts, spec, (name, cell), operator)
        why = "" if base[0] >= spec.minimum_base else "small_base" if base[0] else "all_missing"
        why = (why or spec.units.get(cell, "")) if leaves.get(name, True) else "no_index_weights"
        rows += _rows(spec, (name, operator, cell), (found, base), why)
    return FindingList(rows)


def compose(weights: Array, memberships: Array, operator: str) -> Array:
    """(g,) B = A o R of weights (k,) and memberships (k, g), both made to add up to 1.

    M(.,+) sum a r, M(^,+) min(1, sum min(a, r)), M(.,v) max a r, M(^,v) max min(a, r), as in :data:`OPERATORS`.
    """
    a = weights[:, None] / weights.sum()
    each = np.minimum(a, memberships) if operator in {"bounded_sum", "min_max"} else a * memberships
    found = np.minimum(each.sum(axis=0), 1) if operator in {"weighted_mean", "bounded_sum"} else each.max(axis=0)
    return np.asarray(found / found.sum())


def _rows(spec: FuzzySpec, of: tuple[str, str, Cell], figures: tuple[Array, Base], why: str) -> Iterator[Finding]:
    (name, operator, (segment_by, segment)), (found, (n, w, w2)) = of, figures
    points = found @ [worth for _, worth in spec.grades.values()]
    shares = [(GRADE_SHARE, *of) for of in zip(spec.grades, found, strict=True)]
    for measure, grade, value in [(GRADE_POINTS, "", points), *shares]:
        yield Finding(
            topic=TOPIC.name, subject=name, measure=measure.name, other=grade, path=operator, reason=why,
            value=None if why else float(value), method=way(operator), segment_by=segment_by, segment=segment,
            n=n, n_weighted=w, n_effective=w**2 / w2 if w2 else 0.0,
        )  # fmt: skip


def _memberships(counts: Counts, spec: FuzzySpec, of: tuple[str, Cell], operator: str) -> tuple[Array, Base]:
    """(g,) how far a node, a construct or an item is in each grade; the base of the fewest answers below it."""
    (name, cell), shares = of, np.zeros(len(spec.grades))
    limits = [limit for limit, _ in spec.grades.values()]
    if name in spec.points:
        for answer, points in spec.points[name].items():  # an answer at a limit has the grade, whatever was rounded
            at = next(at for at, limit in enumerate(limits) if points >= limit - 1e-9)
            shares[at] += counts.count(name, answer, cell)[1]
        return shares / (shares.sum() or 1), counts.base(name, cell)
    below = {part: _memberships(counts, spec, (part, cell), operator) for part in spec.tree.get(name, {})}
    known = {part: found for part, found in below.items() if found[1][0]}
    if not known:
        return shares, NOBODY
    weights, rows = np.array([spec.tree[name][part] for part in known]), [row for row, _ in known.values()]
    return compose(weights, np.array(rows), operator), min(base for _, base in known.values())
