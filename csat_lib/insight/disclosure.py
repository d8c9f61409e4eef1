"""Which cells are hidden: those of too few respondents, and those from which theirs could be worked out.

A total that is shown is the sum of its levels: where one level alone is hidden, total less the others is its figure, to
the last digit. So further levels go with it (complementary suppression: Cox 1980, JASA 75: 377-385; Hundepool et al.
2012, Statistical Disclosure Control, ch. 4), the smallest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, hidden
from csat_lib.index.tree import flatten
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, REASON, Cell
from csat_lib.summary.summary import Summary

COMPLEMENTARY = "complementary"
_ZERO = 1e-9
_Terms = dict[Cell, float]


@dataclass(frozen=True)
class Hidden:
    """``cells`` that are hidden, by group of figures that follow from one another.

    ``groups``: subject -> the groups that it rests on.
    """

    cells: Mapping[str, frozenset[Cell]]
    groups: Mapping[str, tuple[str, ...]]
    minimum_base: int

    def of(self, subject: str, cell: Cell) -> bool:
        """Whether a subject's figures are hidden in a cell."""
        return any(cell in self.cells[group] for group in self.groups.get(subject, ()))

    def held(self, estimate: Estimate, subject: str, cell: Cell) -> Estimate:
        """The estimate, without its value where its cell is hidden: ``small_base``, or ``complementary`` for others."""
        if estimate.value is None or not self.of(subject, cell):
            return estimate
        return hidden(estimate, "small_base" if estimate.n < self.minimum_base else COMPLEMENTARY)

    def figure(self, figure: ScoreFigure) -> ScoreFigure:
        """The same for a figure with its interval."""
        estimate = self.held(figure.estimate, figure.subject, figure.cell)
        ends = (figure.low, figure.high) if estimate.value is not None else (None, None)
        return replace(figure, estimate=estimate, low=ends[0], high=ends[1])


@dataclass(frozen=True)
class CellTable:
    """A cell, the cells that it falls into, and how many of its respondents are in none of these."""

    whole: Cell
    parts: tuple[Cell, ...]
    rest: int


def hidden_cells(summary: Summary, spec: ScoreSpec) -> Hidden:
    """The cells that are hidden from each figure of a wave.

    Figures that follow from one another go together: a construct with its items, a node with all constructs under it,
    net promoters with their shares. A cell is small where fewer than ``minimum_base`` answered any of their questions.
    Which cells go with it does not hang on the question: those of the fewest respondents.
    """
    variables: dict[str, tuple[str, ...]] = {name: (name, *items) for name, items in spec.constructs.items()}
    variables |= {name: (name,) for name in (*spec.outcomes, *spec.numbers)}
    variables |= {spec.nps: (spec.nps, f"{spec.nps}:promoters")} if spec.nps else {}
    groups: dict[str, tuple[str, ...]] = {name: (group,) for group, names in variables.items() for name in names}
    groups |= {node: tuple(name for name in parts if name in variables) for node, parts in flatten(spec.index).items()}
    sizes = {cell: summary.scores.respondents(cell) for cell in summary.scores.index if cell[0] != REASON}
    bases = {name: base for totals in (summary.items, summary.scores) for name, base in _bases(totals, sizes)}
    found: dict[str, frozenset[Cell]] = {}
    for group, names in variables.items():
        held = [bases[name] for name in names if name in bases]
        found[group] = _together([Sums(_tables(base), base, sizes, spec.minimum_base) for base in held])
    return Hidden(found, groups, spec.minimum_base)


def _bases(totals: DesignTotals, sizes: Mapping[Cell, int]) -> Iterator[tuple[str, dict[Cell, int]]]:
    """How many answered a variable in each cell; cells in which nobody did are left out."""
    counts = {cell: totals.n[totals.index[cell]].sum(axis=0) for cell in sizes if totals.has(cell)}
    for at, name in enumerate(totals.variables):
        yield name, {cell: int(n[at]) for cell, n in counts.items() if n[at]}


def _tables(bases: Mapping[Cell, int]) -> tuple[CellTable, ...]:
    """Everybody by each segmentation, and each level of both halves of a crossed one."""
    parts: dict[tuple[Cell, str], list[Cell]] = {}
    for cell in (cell for cell in bases if cell != ALL):
        for whole in _wholes(*cell):
            parts.setdefault((whole, cell[0]), []).append(cell)
    return tuple(
        CellTable(whole, tuple(cells), bases.get(whole, 0) - sum(bases[cell] for cell in cells))
        for (whole, _), cells in parts.items()
    )


def _wholes(by: str, level: str) -> tuple[Cell, ...]:
    if "*" not in by:
        return (ALL,)
    (first, second), (one, other) = by.split("*", 1), level.split("*", 1)
    return (first, one), (second, other)


def _together(several: Sequence[Sums]) -> frozenset[Cell]:
    """The cells that are hidden from each of several variables, all alike."""
    out: frozenset[Cell] = frozenset()
    while True:
        before = out
        for sums in several:
            out |= sums.closed(out)
        if out == before:
            return out


def small_levels(bases: Mapping[str, int], everybody: int, least: int) -> frozenset[str]:
    """The levels to hide of one segmentation of ``everybody``."""
    cells = {("level", name): n for name, n in bases.items() if n}
    table = CellTable(ALL, tuple(cells), everybody - sum(cells.values()))
    return frozenset(level for _, level in Sums((table,), {ALL: everybody, **cells}, cells, least).closed())


@dataclass(frozen=True)
class Sums:
    """The sums that tie the cells of one variable, how many answered it in each, and how many are in each at all."""

    tables: tuple[CellTable, ...]
    bases: Mapping[Cell, int]
    sizes: Mapping[Cell, int]
    least: int

    def closed(self, out: frozenset[Cell] = frozenset()) -> frozenset[Cell]:
        """The cells under ``least`` with those ``out`` already, and as many as it takes that no sum tells one of them.

        Of a whole that is shown, at least two parts are hidden, of ``least`` respondents or more together, as their sum
        can be worked out. A hidden cell takes the parts that it falls into with it. What is still the only solution of
        all sums together (tables that cross) gets a further neighbour.
        """
        out = frozenset(cell for cell in out if cell in self.bases)
        out |= {cell for cell, base in self.bases.items() if cell != ALL and base < self.least}
        while more := (self._wanting(out) or self._beside_the_solved(out)):
            out |= more
        return out

    def _wanting(self, out: frozenset[Cell]) -> frozenset[Cell]:
        """What a pass over all tables adds."""
        known = set(out)
        for table in self.tables:
            unknown = [cell for cell in table.parts if cell in known]
            shown = sorted((cell for cell in table.parts if cell not in known), key=self._rank) if unknown else []
            if table.whole in known:
                unknown = list(table.parts)
            while unknown and shown and not self._is_open(table, unknown):
                unknown.append(shown.pop(0))
            known.update(unknown)
        return frozenset(known - out)

    def _is_open(self, table: CellTable, unknown: Sequence[Cell]) -> bool:
        several = len(unknown) + (table.rest > 0) > 1
        return several and sum(self.bases[cell] for cell in unknown) + table.rest >= self.least

    def _rank(self, cell: Cell) -> tuple[int, Cell]:
        return self.sizes[cell], cell

    def _beside_the_solved(self, out: frozenset[Cell]) -> frozenset[Cell]:
        """The smallest cell still shown beside one that the sums fix; a whole that has a rest of its own fixes none."""
        tied = tuple(table for table in self.tables if table.rest <= 0)
        for cell in sorted(_fixed(tied, out)) if out else ():
            near = {part for table in tied if cell in table.parts for part in table.parts} - out
            if near:
                return frozenset([min(near, key=self._rank)])
        return frozenset()


@lru_cache(maxsize=32)
def _fixed(tables: tuple[CellTable, ...], out: frozenset[Cell]) -> frozenset[Cell]:
    """The hidden cells that have one solution only: the sums of all tables, solved for them, leave them no freedom."""
    rows = [{cell: 1.0 for cell in table.parts if cell in out} for table in tables]
    for row, table in zip(rows, tables, strict=True):
        row.update({table.whole: -1.0} if table.whole in out else {})
    solved: dict[Cell, _Terms] = {}  # a cell by the free ones
    users: dict[Cell, set[Cell]] = {}  # the solved cells that a free one is part of
    for row in sorted(rows, key=len):
        terms = _put_in(row, solved)
        if not terms:
            continue
        pivot, coefficient = terms.popitem()
        solved[pivot] = {cell: -value / coefficient for cell, value in terms.items()}
        for user in users.pop(pivot, set()):
            solved[user] = _put_in(solved[user], solved)
            for cell in solved[user]:
                users.setdefault(cell, set()).add(user)
        for cell in solved[pivot]:
            users.setdefault(cell, set()).add(pivot)
    return frozenset(cell for cell, terms in solved.items() if not terms)


def _put_in(terms: _Terms, solved: Mapping[Cell, _Terms]) -> _Terms:
    """The same sum of cells with the solved ones replaced by the free ones that they follow from."""
    out: _Terms = {}
    for cell, coefficient in terms.items():
        for free, value in solved.get(cell, {cell: 1.0}).items():
            out[free] = out.get(free, 0.0) + coefficient * value
    return {cell: value for cell, value in out.items() if abs(value) > _ZERO}
