"""Between the passes: a weight for every kept row, from its base weight and the margins that are raked to.

Rows with the same levels on all margins and the same base weight get the same weight, so that raking needs their
counts only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.answers.levels import levels_of
from csat_lib.collect.matched_rows import MatchedRows, answer_column, field_column
from csat_lib.collect.screened_rows import KEPT, Screened
from csat_lib.errors import Faults
from csat_lib.study.model import Study
from csat_lib.weighting.contradictions import why_unmet
from csat_lib.weighting.raking import RakeSpec, rake

BASE = field_column("base_weight")
_COUNT, _WEIGHT, _UNCAPPED = "count", "weight", "uncapped"


@dataclass(frozen=True)
class RowWeights:
    """``scale`` makes the kept rows' base weights average 1; ``cells`` holds the weights per raking cell, or is None.

    ``questions`` that the margins rest on. ``met`` margins, all or none (where a cap keeps the weights from them);
    ``reached``: whether they are met but for a cap that leaves less than chance does: margins that contradict one
    another, or are far off, leave errors unknown. ``by_distance``: whether the weights are not raked ones.
    """

    scale: float
    cells: pd.DataFrame | None
    questions: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    reached: bool = True
    by_distance: bool = False

    def base(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        """(n,) base weights of spilled rows, on the scale of the weights."""
        return _base(frame) * self.scale

    def weights(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        """(n, 2) weights of spilled rows, final and without a cap, mean 1 over the kept; NaN in a cell without any."""
        if self.cells is None:
            return np.column_stack([self.base(frame)] * 2)
        keys = frame[[answer_column(name) for name in self.questions]].assign(**{BASE: _base(frame)})
        found = keys.merge(self.cells, how="left", on=list(keys.columns), validate="many_to_one")
        return found[[_WEIGHT, _UNCAPPED]].to_numpy(dtype=np.float64)


def weigh_rows(study: Study, spill: MatchedRows, screened: Screened) -> RowWeights:
    """Count the kept rows by raking cell and rake on the cells.

    Raises:
        Faults: a margin level that no kept respondent has; margins that no weights meet, unless the study goes on.
    """
    given, margins = study.weights, study.margins
    questions = given.questions if given is not None else ()
    cells = _count_cells(spill, screened, [answer_column(name) for name in questions])
    counts, base = cells[_COUNT].to_numpy(dtype=np.float64), cells[BASE].to_numpy(dtype=np.float64)
    scale = float(counts.sum() / (counts @ base))
    if given is None:
        return RowWeights(scale, None)
    levels = pd.DataFrame({name: _level_names(study, name, cells) for name in questions})
    spec = RakeSpec(trim=given.trim, distance=given.distance, bounds=given.bounds)
    raked = rake(levels, margins, base, spec, counts)
    if given.unmet == "stop" and (faults := why_unmet(levels, margins, raked)):
        raise Faults("Raking", faults)
    weighted = cells.drop(columns=_COUNT).assign(**{_WEIGHT: raked.weights, _UNCAPPED: raked.uncapped})
    met = tuple(margins) if raked.meets_margins else ()
    return RowWeights(scale, weighted, questions, met, raked.consistent and raked.near_margins, not spec.is_plain)


def _base(frame: pd.DataFrame) -> NDArray[np.float64]:
    return frame[BASE].to_numpy(dtype=np.float64) if BASE in frame else np.ones(len(frame))


def _count_cells(spill: MatchedRows, screened: Screened, margins: list[str]) -> pd.DataFrame:
    """One row per distinct (margin levels, base weight) among the kept rows, with its ``count``; sorted."""
    cells = pd.DataFrame(columns=[*margins, BASE, _COUNT], dtype=np.float64)
    for start, table in spill.scan([*margins, BASE]):
        frame = table.to_pandas()
        kept = screened.rule[start : start + len(frame)] == KEPT
        part = frame[margins].assign(**{BASE: _base(frame), _COUNT: 1.0})[kept]
        cells = _added(pd.concat([cells, part]), [*margins, BASE])
    return cells


def _added(cells: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return cells.groupby(keys, dropna=False, sort=True)[_COUNT].sum().reset_index()


def _level_names(study: Study, name: str, cells: pd.DataFrame) -> list[str | None]:
    levels = levels_of(study.questions[name])
    return [None if np.isnan(code) else levels[int(code)] for code in cells[answer_column(name)]]
