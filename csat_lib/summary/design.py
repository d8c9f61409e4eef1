"""DesignTotals: what design-based means, their contrasts and standard errors need, mergeable by addition.

Each respondent gives, for every variable y, the pair w * (d, d*y), where d = 1 if y was answered. A mean is a ratio
of two totals of such pairs; its variance follows by linearisation (Taylor), as in R's survey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.errors.summary import different_parts, different_population, unknown_item
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.keyed_totals import Blocks, KeyedTotals, columns_of, pairs_of
from csat_lib.summary.known_figures import with_given
from csat_lib.summary.layout import Layout, lay_out
from csat_lib.summary.parts import read_part, write_part
from csat_lib.summary.sample import ALL, KEYS, REASON, Array, Cell, Codes, Profiles, Sample, add_equal, in_order
from csat_lib.summary.skewed_means import with_skewness
from csat_lib.summary.taylor import Gradients, Term, contrast, signed_parts, smooth_variance

_SUMS = ("rows", "mass", "n", "w2", "w4", "totals", "squares")
_SHARED = ("has_psu", "reached", "by_distance")
_FACTS = ("population", *_SHARED, "given", "given_by")


def rest_of(cell: Cell) -> Cell:
    """Everybody outside a cell, those included who are in no cell of that segmentation."""
    return f"rest:{cell[0]}", cell[1]


@dataclass(frozen=True)
class DesignTotals(KeyedTotals):
    """Sums of p variables per key, and the means, contrasts and standard errors that follow from them."""

    def __add__(self, other: DesignTotals) -> DesignTotals:
        if any(getattr(self, name) != getattr(other, name) for name in ("blocks", *_SHARED)):
            raise different_parts("design totals", self.variables, other.variables)
        for stratum in self.population.keys() & other.population.keys():
            if self.population[stratum] != other.population[stratum]:
                raise different_population(stratum, self.population[stratum], other.population[stratum])
        both: dict[str, Any] = {name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in _SUMS}
        keys, sums = add_equal(pd.concat([self.keys, other.keys], ignore_index=True), both)
        numbers = self.numbers + other.numbers if self.numbers and other.numbers else None
        return replace(self, keys=keys, population=self.population | other.population, numbers=numbers, **sums)

    @cached_property
    def layout(self) -> Layout:
        """Strata and PSUs of the whole sample."""
        return lay_out(self)

    def has(self, cell: Cell) -> bool:
        """Whether any respondent is in the cell."""
        return cell in self.index

    def cells(self, segment_by: str) -> list[str]:
        """The levels of a segmentation that respondents have, numbers in their order, then words."""
        return in_order(level for by, level in self.index if by == segment_by)

    def respondents(self, cell: Cell = ALL) -> int:
        """How many respondents are in the cell, with or without answers."""
        return int(self.rows[self.index.get(cell, np.empty(0, dtype=np.intp))].sum())

    def mean(self, variable: str, cell: Cell = ALL) -> Estimate:
        """The weighted mean of a variable over those in the cell who answered it, see :meth:`linear`."""
        return self.linear([(1.0, variable, cell)])

    def means(self, variables: Sequence[str], cell: Cell = ALL) -> Array:
        """(k,) the weighted means of variables in a cell, or in all but a cell, alone; NaN where nobody answered."""
        of = (sign * self.totals[self.index.get(part, [])].sum(axis=0) for sign, part in signed_parts(cell))
        sums = np.sum(list(of), axis=0)
        at = np.array([self.variables.index(name) for name in variables], dtype=np.intp)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(sums[at + len(self.variables)] / sums[at])

    def linear(self, terms: Sequence[Term]) -> Estimate:
        """The contrast sum of coefficient * mean(variable, cell), with all covariances between its means.

        Cells: any that were summed up, and :func:`rest_of` one of them. Missing values: each mean is over its own
        answers. Variance sum_h (1 - n_h/N_h) n_h/(n_h - 1) [sum_i u_hi^2 - (sum_i u_hi)^2 / n_h] over the n_h PSUs i of
        each stratum h of the whole sample, u the linearised contrast; cells are domains. Without PSUs, the variables of
        one contrast must stand in one block. See :mod:`csat_lib.summary.taylor`. Errors of variables that were
        ``given`` are added (:func:`csat_lib.summary.known_figures.with_given`); those of ``numbers`` are skewed
        (:func:`csat_lib.summary.skewed_means.with_skewness`).
        """
        for _, variable, _ in terms:
            if variable not in self.variables:
                raise unknown_item(variable, self.variables)
        found = with_given(self, contrast(self, self.layout, terms), terms)
        if self.numbers is None or any(variable not in self.numbers.variables for _, variable, _ in terms):
            return found
        return with_skewness(self, self.numbers.layout, found, terms)

    def variance(self, gradients: Gradients) -> float:
        """The variance of a smooth function of totals: ``gradients`` hold its derivatives by those of each cell.

        A cell has (2p,) derivatives, by the totals of w * d of the variables, then by those of w * d * y.
        """
        return smooth_variance(self, self.layout, gradients)

    def including(self, rule: str) -> DesignTotals:
        """The sample as if this exclusion rule had left nobody out: ``all`` with its rows, at their base weights."""
        undone = (self.keys["segment_by"] == REASON) & (self.keys["segment"] == rule)
        kept = (self.keys["segment_by"] == ALL[0]).to_numpy()
        picks = np.concatenate([np.flatnonzero(kept), np.flatnonzero(undone)])
        keys = self.keys.iloc[picks].assign(segment_by=ALL[0], segment=ALL[1], margins="")  # together they meet none
        keys, sums = add_equal(keys, {name: getattr(self, name)[picks] for name in _SUMS})
        return replace(self, keys=keys, numbers=None, **sums)

    def save(self, path: Path) -> None:
        """Write to one file."""
        arrays = {name: getattr(self, name) for name in _SUMS}
        arrays |= {f"key.{name}": self.keys[name].to_numpy(dtype=np.str_) for name in KEYS}
        facts = {name: getattr(self, name) for name in ("blocks", *_FACTS)}
        write_part(path, "design", arrays, facts | {"numbers": self.numbers is not None})
        if self.numbers:
            self.numbers.save(_beside(path))

    @classmethod
    def load(cls, path: Path) -> DesignTotals:
        """Read what :meth:`save` wrote."""
        arrays, facts = read_part(path, "design")
        keys = pd.DataFrame({name: arrays[f"key.{name}"].astype(object) for name in KEYS})
        blocks = tuple(tuple(block) for block in facts["blocks"])
        sums: dict[str, Any] = {name: arrays[name] for name in _SUMS}
        names = tuple(name for block in blocks for name in block)
        numbers = cls.load(_beside(path)) if facts["numbers"] else None
        return cls(names, blocks, keys, **sums, **{name: facts[name] for name in _FACTS}, numbers=numbers)


def _beside(path: Path) -> Path:
    return path.with_stem(f"{path.stem}-numbers")


@statistic
def sum_design(values: pd.DataFrame, sample: Sample, blocks: Sequence[Sequence[str]] | None = None) -> DesignTotals:
    """Sum up one batch. ``values`` (n, p) holds numbers, NaN where an answer is missing.

    ``blocks`` are the groups of variables that contrasts may combine (together all columns); by default each is alone.
    Rows that an exclusion rule left out are summed up apart, with the one segmentation ``reason``, and added. Rows of
    weight 0 count nowhere.
    """
    blocks = tuple(map(tuple, blocks)) if blocks else tuple((str(name),) for name in values.columns)
    variables = tuple(name for block in blocks for name in block)
    x = values[list(variables)].to_numpy(dtype=np.float64, na_value=np.nan)
    batches = [_sum_pass(x, sample, profiles, blocks) for profiles in sample.passes]
    return reduce(add, batches)


def _sum_pass(x: Array, sample: Sample, profiles: Profiles, blocks: Blocks) -> DesignTotals:
    variables = tuple(name for block in blocks for name in block)
    w = np.asarray(sample.weights, dtype=np.float64)
    known = ~np.isnan(x)
    holed = ~known.all(axis=0)
    x = np.where(known, x, 0.0) if holed.any() else x
    powers = np.column_stack([w > 0, w, w**2, w**4])
    whole = profiles.sums(np.column_stack([powers, sample.mass]))
    counted = [np.repeat(whole[:, [at]], len(variables), axis=1) for at in range(4)]  # as if all had answered
    for each, power in zip(counted, powers.T, strict=True):
        each[:, holed] = profiles.sums(known[:, holed], power)
    by_profile = {
        "rows": whole[:, 0],
        "mass": whole[:, 4:],
        "n": counted[0],
        "w2": counted[2],
        "w4": counted[3],
        "totals": np.hstack([counted[1], profiles.sums(x, w)]),
        "squares": np.empty((len(whole), 0)),
    }
    if sample.psu is None:
        pair = (np.hstack([known, x]) * w[:, None])[profiles.order]
        by_profile["squares"] = _squares(pair, profiles.starts, variables, blocks)
    keys, behind = profiles.keys()
    keys, sums = add_equal(keys, {name: array[behind] for name, array in by_profile.items()})
    met = sample.calibration
    facts: dict[str, Any] = {"population": sample.population_sizes(), "has_psu": sample.psu is not None}
    if met is not None:
        facts |= {"reached": met.reached, "by_distance": met.by_distance}
    return DesignTotals(variables, blocks, keys, **sums, **facts)


def _squares(pair: Array, starts: Codes, variables: tuple[str, ...], blocks: Blocks) -> Array:
    """(groups, pairs) sums of products within each block: one matrix product per group and block."""
    ends = np.append(starts, len(pair))[1:]
    out = np.empty((len(starts), len(pairs_of(variables, blocks)[0])))
    at = 0
    for block in blocks:
        columns = columns_of(variables, block)
        upper = np.triu_indices(len(columns))
        rows = np.ascontiguousarray(pair[:, columns])
        for group, (start, end) in enumerate(zip(starts, ends, strict=True)):
            part = rows[start:end]
            out[group, at : at + len(upper[0])] = (part.T @ part)[upper]
        at += len(upper[0])
    return out
