"""One rule for all that a report marks: the intervals of all its differences and changes hold together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from csat_lib.findings import way
from csat_lib.findings.catalogue.segments import ITEM_GAP
from csat_lib.findings.catalogue.trends import ITEM_CHANGE
from csat_lib.index.composite import composites, items_within
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, without_end
from csat_lib.summary.sample import ALL, REASON
from csat_lib.summary.summary import Summary

HEADLINE, TOTAL, BY_UNIT, REST, ITEMS = "headline", "total", "by unit", "rest", "items"
AIMED = "target_gap"
"""The measure that sets a score against its target."""
EVERYBODY: Mapping[str, float] = {HEADLINE: 0.15, TOTAL: 0.05}
GROUPS: Mapping[str, float] = {BY_UNIT: 0.36, REST: 0.09, ITEMS: 0.03}
"""What part of the error each of five kinds of comparison has; one that a study lacks leaves its part to its own sort.

The many comparisons of the rest need little: a tenth of the error instead of a third makes their intervals 6 % wider.
Items are looked at to see what is behind a score. A third is not shared out: linearised standard errors of small groups
are a little short (by 1/2n) and, weighted, less sure than their degrees of freedom say (at a design effect of 1.13 half
as many would be right), which is felt far out in the tails. Power for the demo's planted effects:
``tests/simulations/false_marks.csv``.
"""
FIRST = 2.0
"""So many times as much of the error as any other named figure has the first of them, the index."""


@dataclass(frozen=True)
class Comparisons:
    """All that one report compares, and which share of the error each comparison may take.

    Of the named figures (``spec.headlines``: index, NPS, headline outcome) the changes of everybody are ``headline``
    comparisons, and so is every score against the target that the study has set for it; the differences and changes of
    units of named figures are those ``by unit``, of every segment question where the study names no unit. Changes of
    everybody in other figures are ``total``, all other comparisons of scores the ``rest``; those of the single items
    behind the scores are ``items``. ``gaps`` and ``levels`` count the differences and the levels of each segment
    question. Which comparisons turn out to have an interval does not matter: the shares are set before.
    """

    spec: ScoreSpec
    gaps: Mapping[str, int]
    levels: Mapping[str, int]

    @cached_property
    def number(self) -> int:
        """How many there are."""
        return sum(count for _, _, count in self._all())

    def share(self, figure: ScoreFigure) -> float:
        """The share of the error of a figure's comparison: a single one has it all."""
        if self.number == 1:
            return 1.0
        kind = self._kind_of(figure)
        return self._part(kind) * self._weight(kind, figure.subject) / self._sums[kind]

    def _kind_of(self, figure: ScoreFigure) -> str:
        if figure.measure in {ITEM_GAP.name, ITEM_CHANGE.name}:
            return ITEMS
        if figure.measure == AIMED:
            return HEADLINE if figure.cell == ALL else self._kind(figure.subject, figure.cell[0])
        return REST if figure.other else self._kind(figure.subject, figure.cell[0])

    def _part(self, kind: str) -> float:
        """What all comparisons of a kind have."""
        sort = EVERYBODY if kind in EVERYBODY else GROUPS
        return sort[kind] * sum(sort.values()) / sum(sort[each] for each in sort.keys() & self._sums.keys())

    @cached_property
    def _sums(self) -> dict[str, float]:
        sums: dict[str, float] = {}
        for kind, weight, count in self._all():
            if count:
                sums[kind] = sums.get(kind, 0.0) + weight * count
        return sums

    def _all(self) -> Iterator[tuple[str, float, int]]:
        """(kind, weight, how many) of every figure in everybody and in each segment question."""
        numbers = self.spec.numbers * 2  # in points, and in its own unit
        for subject in (*(one.subject for one in composites(self.spec)), *numbers):
            for by in (ALL[0], *self.levels):
                kind = self._kind(subject, by)
                yield kind, self._weight(kind, subject), self._count(by)
            yield REST, 1.0, len(self.levels) * self.spec.has_earlier  # what a changed mix makes of the total
            yield HEADLINE, self._weight(HEADLINE, subject), int(subject in self.spec.targets)
            kind, aimed = self._kind(subject, self.spec.unit), [subject in it for it in self.spec.unit_targets.values()]
            yield kind, self._weight(kind, subject), sum(aimed)
        yield ITEMS, 1.0, len(items_within(self.spec)) * sum(map(self._count, (ALL[0], *self.levels)))

    def _count(self, by: str) -> int:
        changes = self.levels.get(by, 1) * self.spec.has_earlier
        return self.gaps.get(by, 0) + changes

    def _kind(self, subject: str, by: str) -> str:
        is_named = subject in self.spec.headlines
        if by == ALL[0]:
            return HEADLINE if is_named else TOTAL
        return BY_UNIT if is_named and by in self.levels and self.spec.unit in {"", by} else REST

    def _weight(self, kind: str, subject: str) -> float:
        return FIRST if kind in {HEADLINE, BY_UNIT} and (subject,) == self.spec.headlines[:1] else 1.0


def comparisons(summary: Summary, spec: ScoreSpec) -> Comparisons:
    """What a report on this wave compares.

    The levels of plain segment questions that have the minimum base (two that are everybody differ once), against the
    rest of the wave, and with everybody against the wave before where there is one.
    """
    scores, levels, gaps = summary.scores, {}, {}
    for by in dict.fromkeys(by for by, _ in scores.index if by not in {ALL[0], REASON} and "*" not in by):
        sizes = [scores.respondents((by, level)) for level in scores.cells(by)]
        levels[by] = sum(size >= spec.minimum_base for size in sizes)
        are_everybody = len(sizes) == 2 and sum(sizes) == scores.respondents(ALL)
        gaps[by] = 0 if len(sizes) < 2 else 1 if are_everybody else levels[by]
    return Comparisons(spec, gaps, levels)


def simultaneous(figures: Sequence[ScoreFigure], compared: Comparisons) -> list[ScoreFigure]:
    """The figures with intervals that hold together with all others of the report at the confidence of the spec.

    A comparison with the share w of the error has its interval at confidence^w, and p becomes 1 - (1 - p)^(1/w): an
    interval leaves 0 out exactly when that p is below 1 - confidence. The shares add up to no more than 1, so all hold
    at once with at least that confidence: exactly for independent figures, on the safe side for correlated ones (Sidak
    1967, JASA 62: 626-633, whose inequality holds for intervals of any lengths; equal shares 1/m are his rule). Whoever
    reads a whole report in which nobody differs and nothing changed finds something marked in no more than one of
    twenty (``tests/simulations/false_marks.csv``).
    """
    return [_adjusted(figure, compared) for figure in figures]


def _adjusted(figure: ScoreFigure, compared: Comparisons) -> ScoreFigure:
    estimate = without_end(figure.estimate)
    if estimate.se is None:
        return replace(figure, estimate=estimate)
    share = compared.share(figure)
    low, high = estimate.interval(compared.spec.confidence**share)
    p = estimate.p
    if p is not None and p < 1:
        p = -math.expm1(math.log1p(-p) / share)  # 1 - (1 - p)^(1/share) without losing the small ones
    if compared.number > 1:
        estimate = replace(
            estimate, method=estimate.method + way("together with # at # of the error", compared.number, share)
        )
    return replace(figure, estimate=estimate, low=low, high=high, p=p)
