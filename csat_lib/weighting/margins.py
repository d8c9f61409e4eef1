"""Margins: the levels of the respondents beside the shares they should have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors import Fault, Faults
from csat_lib.errors.weighting import level_without_respondents, level_without_target, no_such_margin, shares_off

CROSS = "*"
"""Between the names of a crossed margin (``store*member``), and between its levels (``S01*gold``)."""

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
Targets = Mapping[str, Mapping[str, float]]
_FEW = 2**20  # combinations of levels that are numbered by a table of all
_SUM_ERROR = 1e-6  # shares are typed by hand


def levels_in(frame: pd.DataFrame, margin: str) -> pd.Series:
    """(n,) level of each row on a margin; on a crossed one its levels together, missing where one of them is."""
    if margin in frame or CROSS not in margin:
        return frame[margin]
    code, found = pd.MultiIndex.from_frame(frame[margin.split(CROSS)]).factorize()
    words = pd.Series([None if any(map(pd.isna, row)) else CROSS.join(map(_text, row)) for row in found], dtype=object)
    return pd.Series(words.to_numpy()[code], index=frame.index, name=margin)


@dataclass(frozen=True)
class Margin:
    """One margin: ``code`` (n,) numbers the level of each row, -1 where missing; ``shares`` (levels,) the target."""

    name: str
    levels: tuple[str, ...]
    code: Codes
    shares: Array

    def reached(self, mass: Array) -> Array:
        """(levels,) shares of ``mass`` (n,) among the rows that have a level."""
        known = self.code >= 0
        sums = np.bincount(self.code[known], mass[known], minlength=len(self.levels))
        return np.asarray(sums / sums.sum())


def read_margins(frame: pd.DataFrame, targets: Targets, mass: Array) -> tuple[Margin, ...]:
    """Number the levels; every fault of every margin is raised at once. ``mass`` (n,): base weight of each row."""
    faults, margins = [], []
    for name, shares in targets.items():
        if name not in frame and not {*name.split(CROSS)} <= {*frame}:
            faults.append(no_such_margin(name, list(map(str, frame.columns))))
            continue
        code, found = pd.factorize(levels_in(frame, name))
        names = list(map(_text, found))
        sums = np.bincount(code + 1, mass, minlength=len(names) + 1)[1:]
        wanted = {str(level): share for level, share in shares.items()}
        faults += _faults(name, wanted, {level for level, total in zip(names, sums, strict=True) if total > 0})
        place = pd.Index(wanted).get_indexer(pd.Index(names, dtype=object))
        share = np.array(list(wanted.values()), dtype=np.float64)
        margins.append(Margin(name, tuple(wanted), np.append(place, -1)[code], share / share.sum()))
    if faults:
        raise Faults("Raking", faults)
    return tuple(margins)


def group_rows(frame: pd.DataFrame, margins: Iterable[str], base: Array | None = None) -> tuple[Codes, Codes]:
    """(group of each row, a row of each group, -1 of one that does not occur).

    Rows are grouped that are alike in all columns of the margins, and in ``base`` weight where it is given.
    """
    columns = dict.fromkeys(name for one in margins for name in ([one] if one in frame else one.split(CROSS)))
    numbered: list[tuple[NDArray[Any], int]] = [_numbered(frame[name]) for name in columns if name in frame]
    if base is not None:
        code, found = pd.factorize(base)
        numbered.append((code, len(found)))
    group: NDArray[Any] = np.zeros(len(frame), dtype=np.int16)
    size = 1
    for code, levels in numbered:
        size *= levels + 1
        kind = np.dtype(np.int16 if size < np.iinfo(np.int16).max else np.int64)
        group = group.astype(kind) * kind.type(levels + 1) + code.astype(kind) + kind.type(1)
        if size > _FEW:
            group, found = pd.factorize(group)
            size = len(found)
    whole = group.astype(np.intp)
    row = np.full(size, -1, dtype=np.intp)
    row[whole] = np.arange(len(whole))
    return whole, row


def _numbered(levels: pd.Series) -> tuple[NDArray[Any], int]:
    """(code of each row, -1 where missing; how many levels there are)."""
    if isinstance(levels.dtype, pd.CategoricalDtype):
        return levels.cat.codes.to_numpy(), len(levels.cat.categories)
    code, found = pd.factorize(levels)
    return code, len(found)


def _text(level: object) -> str:
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def _faults(name: str, shares: Mapping[str, float], present: set[str]) -> Iterator[Fault]:
    total = sum(shares.values())
    if min(shares.values(), default=-1) < 0 or abs(total - 1) > _SUM_ERROR:
        yield shares_off(name, total)
    for level, share in shares.items():
        if share > 0 and level not in present:
            yield level_without_respondents(name, level, sorted(present))
    for level in sorted(present - shares.keys()):
        yield level_without_target(name, level, list(shares))
