"""Whom the rows of a batch stand for: weight, cells, stratum, PSU.

Rows that share stratum, PSU and every segment are added up first, as one profile; the profiles then go into every
cell they belong to. A batch is so read once, however many cells it feeds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csat_lib.errors.summary import bad_weights, incomplete_design, population_varies

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
Cell = tuple[str, str]
ALL: Cell = ("all", "")
REASON = "reason"
NOWHERE: Codes = np.empty(0, dtype=np.intp)
"""The keys of a cell that nobody is in."""
KEYS = ["segment_by", "segment", "stratum", "psu", "margins"]
BETWEEN = "\t"
"""Stands behind each of a respondent's levels of the margins in a key; who has no level has nothing before it."""


@dataclass(frozen=True)
class Calibration:
    """What weights were raked, calibrated or post-stratified to.

    ``levels``: margin -> level of each row, missing where it has none; ``base`` (n,) the weights before. ``reached``:
    whether the weighted margins are what they should be, or a cap leaves them nearly so; else, as where margins
    contradict one another, nothing tells the figures' errors. ``uncapped`` (n,): the weights that would meet the
    margins without the cap, where there is one; raked ones where the weights are not (``by_distance``).
    """

    levels: Mapping[str, ArrayLike]
    base: Array
    reached: bool = True
    uncapped: Array | None = None
    by_distance: bool = False


@dataclass(frozen=True)
class Sample:
    """The design columns of a batch of n rows.

    ``weights`` (n,). ``cells``: segment_by -> level of each row, missing where the row is in no cell of it (build with
    :func:`cells_of`; Categoricals are quickest). ``stratum`` and ``psu`` (n,) or None: one stratum, each row its own
    PSU; equal PSU names in two strata are two PSUs. ``population`` (n,) or None: size of the row's stratum in the
    population, counted in PSUs (in respondents where there are none). ``calibration`` where the weights meet margins,
    whose errors are then taken out of the standard errors; without it, weights are taken as fixed.
    """

    weights: Array
    cells: Mapping[str, ArrayLike] = field(default_factory=dict)
    stratum: ArrayLike | None = None
    psu: ArrayLike | None = None
    population: ArrayLike | None = None
    calibration: Calibration | None = None

    def __post_init__(self) -> None:
        bad = ~(np.asarray(self.weights) >= 0) | ~np.isfinite(self.weights)
        if bad.any():
            raise bad_weights(int(bad.sum()))
        for name, column in (("stratum", self.stratum), ("PSU", self.psu)):
            missing = 0 if column is None else int(pd.isna(np.asarray(column, dtype=object)).sum())
            if missing:
                raise incomplete_design(name, missing)

    @cached_property
    def passes(self) -> list[Profiles]:
        """One pass over all segmentations; one pass each when the profiles are too many to save work."""
        joint = self._profiles(list(self.cells))
        if len(joint.table) <= max(len(self.weights) // 8, 64):
            return [joint]
        return [self._profiles([segment_by]) for segment_by in self.cells]

    def _profiles(self, segments: Sequence[str]) -> Profiles:
        columns = {f"in {name}": self.cells[name] for name in segments}
        columns |= {name: getattr(self, name) for name in ("stratum", "psu") if getattr(self, name) is not None}
        if self.calibration is not None and self.calibration.reached:
            columns |= {f"on {name}": level for name, level in self.calibration.levels.items()}
        return _profile(columns, len(self.weights))

    @property
    def mass(self) -> Array:
        """(n, 4) weight, its square, the weight before calibration, and the one without its cap."""
        w, met = np.asarray(self.weights, dtype=np.float64), self.calibration
        base = w if met is None else np.asarray(met.base, dtype=np.float64)
        return np.column_stack([w, w**2, base, w if met is None or met.uncapped is None else met.uncapped])

    def population_sizes(self) -> dict[str, float]:
        """Size of each stratum in the population; empty where none is known."""
        if self.population is None:
            return {}
        sizes = pd.DataFrame({"size": np.asarray(self.population, dtype=np.float64)})
        sizes["stratum"] = "" if self.stratum is None else np.asarray(self.stratum, dtype=object)
        sizes = sizes.dropna().drop_duplicates()
        for stratum, count in sizes["stratum"].value_counts().items():
            if count > 1:
                raise population_varies(str(stratum), count)
        return dict(zip(as_text(sizes["stratum"]), sizes["size"].astype(float), strict=True))


@dataclass(frozen=True)
class Profiles:
    """Rows grouped by equal design columns.

    ``code`` (n,) numbers the group of each row, ``table`` (groups, columns) holds what its rows share:
    ``in <segment_by>``, ``stratum``, ``psu``, ``on <margin>``.
    """

    code: Codes
    table: pd.DataFrame

    @cached_property
    def order(self) -> Codes:
        """(n,) rows of one group after another."""
        return np.argsort(self.code, kind="stable")

    @cached_property
    def starts(self) -> Codes:
        """(groups,) where each opens in this order."""
        return np.searchsorted(self.code[self.order], np.arange(len(self.table)))

    def sums(self, rows: NDArray[Any], weights: Array | None = None) -> Array:
        """(groups, k) sums of the groups' rows (n, k), each times its weight: column by column, as frames hold them."""
        sums = np.empty((len(self.table), rows.shape[1]))
        for at, column in enumerate(rows.T):
            sums[:, at] = tally(self.code, column if weights is None else column * weights, len(sums))
        return sums

    def keys(self) -> tuple[pd.DataFrame, Codes]:
        """(cell, stratum, psu, margins) keys of all cells that the profiles feed, and the profile behind each."""
        base = pd.DataFrame({name: self.table.get(name, "") for name in ("stratum", "psu")}, index=self.table.index)
        base["margins"] = ""
        for column in self.table.columns:
            if column.startswith("on "):
                base["margins"] += self.table[column].fillna("") + BETWEEN
        frames = []
        for column in self.table.columns:
            if column.startswith("in "):
                members = base.assign(segment_by=column[3:], segment=self.table[column])
                frames.append(members[members["segment"].notna()])
        keys = pd.concat(frames) if frames else pd.DataFrame(columns=KEYS)
        return keys[KEYS].reset_index(drop=True), keys.index.to_numpy(dtype=np.intp)


def _profile(columns: Mapping[str, ArrayLike], n_rows: int) -> Profiles:
    joint = np.zeros(n_rows, dtype=np.int64)
    size, levels = 1, {}
    for name, column in columns.items():
        level = column if isinstance(column, pd.Categorical) else pd.Categorical(column)  # type: ignore[arg-type]
        levels[name] = level
        if size * (len(level.categories) + 1) >= 2**62:
            joint = np.unique(joint, return_inverse=True)[1]
            size = n_rows
        size *= len(level.categories) + 1
        joint = joint * (len(level.categories) + 1) + level.codes + 1
    _, first, code = np.unique(joint, return_index=True, return_inverse=True)
    table = pd.DataFrame({name: _level_text(level, first) for name, level in levels.items()}, index=range(len(first)))
    return Profiles(code, table)


def _level_text(level: pd.Categorical, rows: Codes) -> list[str | None]:
    words = as_text(level.categories)
    return [words[at] if at >= 0 else None for at in level.codes[rows]]


def as_text(levels: ArrayLike) -> list[str]:
    """Levels as text; a whole number is written without a point, so that 3 and 3.0 are one level."""
    return [_text(level) for level in np.asarray(levels, dtype=object)]


def _text(level: object) -> str:
    return str(int(level)) if isinstance(level, (float, np.floating)) and float(level).is_integer() else str(level)


def in_order(names: Iterable[str]) -> list[str]:
    """Numbers in their order, then words in theirs: 2, 10, S01."""
    return sorted(names, key=_rank)


def _rank(name: str) -> tuple[int, float, str]:
    try:
        number = float(name)
    except ValueError:
        number = math.nan
    return (0, number, name) if math.isfinite(number) else (1, 0.0, name)


def tally(code: Codes, weights: Array, size: int) -> Array:
    """(size,) sums of ``weights`` (n,) per code."""
    return np.asarray(np.bincount(code, weights, minlength=size), dtype=np.float64)


def add_equal(keys: pd.DataFrame, arrays: Mapping[str, Array]) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Add up the rows with equal keys; the keys come out sorted, so that no order of batches shows."""
    if keys.empty:
        return keys, dict(arrays)
    code = keys.groupby(list(keys.columns), sort=True).ngroup().to_numpy()
    order = np.argsort(code, kind="stable")
    starts = np.searchsorted(code[order], np.arange(code.max() + 1))
    sums = {name: np.add.reduceat(array[order], starts, axis=0) for name, array in arrays.items()}
    return keys.iloc[order[starts]].reset_index(drop=True), sums


def cells_of(frame: pd.DataFrame, segments: Sequence[str], unit: str = "") -> dict[str, pd.Categorical]:
    """segment_by -> level of each row: ``all``, every segment, and the unit crossed with every other segment.

    Missing values: a row without an answer to a segment is in no cell of it, but is in ``all``.
    """
    levels = {name: pd.Categorical(frame[name]) for name in segments}
    plain = {name: _categorical(level.codes, as_text(level.categories)) for name, level in levels.items()}
    everybody = _categorical(np.zeros(len(frame), dtype=np.intp), [ALL[1]])
    cells = {ALL[0]: everybody, **plain}
    if unit:
        cells |= {f"{unit}*{name}": _cross(plain[unit], plain[name]) for name in segments if name != unit}
    return cells


def _cross(left: pd.Categorical, right: pd.Categorical) -> pd.Categorical:
    n_right = len(right.categories)
    codes = left.codes.astype(np.intp) * n_right + right.codes
    codes[(left.codes < 0) | (right.codes < 0)] = -1
    return _categorical(codes, [f"{a}*{b}" for a in left.categories for b in right.categories])


def _categorical(codes: Codes, levels: Sequence[str]) -> pd.Categorical:
    dtype: pd.CategoricalDtype[object] = pd.CategoricalDtype(pd.Index(levels, dtype=object))
    return pd.Categorical.from_codes(codes, dtype=dtype)
