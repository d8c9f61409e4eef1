"""Figures of operation beside the scores of a path model, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import pearsonr

from csat_lib.findings import FindingList, way, ways
from csat_lib.findings.catalogue.structure import OBJECTIVE_LINK
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.statistics import statistic
from csat_lib.structure.blanks import score
from csat_lib.structure.path_model import PathModel
from csat_lib.summary.rows import Rows

FEWEST_UNITS = 4  # of which a correlation is told


@dataclass(frozen=True)
class ObjectiveSpec:
    """``unit`` of each respondent; ``figures``: KPI -> unit -> value; ``beside``: KPI -> constructs it is held against.

    Units with fewer than ``least`` respondents are left out.
    """

    unit: pd.Series
    figures: Mapping[str, Mapping[str, float]]
    beside: Mapping[str, Sequence[str]]
    least: int = 10


@statistic
def objective_links(rows: Rows, model: PathModel, spec: ObjectiveSpec) -> FindingList:
    """Correlate figures of operation with scores of the model over units, each of which counts as one.

    Method: Pearson's r of a KPI with the mean scores of a unit's respondents (as weighted), p by t = r sqrt((k - 2) /
    (1 - r^2)) with k the units, Sidak over all pairs. No interval: where figures and scores are skewed Fisher's holds
    r in .86 to .98 of samples, while the test keeps its level (``tests/simulations/no_interval.csv``). Respondents'
    errors make r smaller: it is of what was measured. Missing values: a unit without the figure, or too small, is left
    out; of fewer than four units, or equal ones, there is nothing.
    """
    scores, blanks = score(rows, model)
    w = np.ones(len(scores.frame)) if scores.weights is None else np.asarray(scores.weights, dtype=np.float64)
    of = spec.unit.reindex(scores.frame.index).to_numpy()
    sizes = pd.Series(of).value_counts()
    means = {
        str(unit): np.average(scores.frame[of == unit], axis=0, weights=w[of == unit])
        for unit in sizes.index[sizes >= spec.least]
    }
    pairs = [(kpi, name) for kpi, names in spec.beside.items() for name in names]
    method = ways("pearson", blanks, *["weighted"] * scores.weighted, "no interval", "units may be skewed")
    method = method + way("sidak over #", len(pairs)) if len(pairs) > 1 else method
    found = []
    for kpi, name in pairs:
        at, figures = model.constructs.index(name), spec.figures[kpi]
        both = np.array([(figures[unit], mean[at]) for unit, mean in means.items() if unit in figures])
        k = len(both)
        if k >= FEWEST_UNITS and both.std(axis=0).all():
            r, p = pearsonr(*both.T)
            bases = Bases("", k, k, k, "listwise", weighted=False)
            row = FindingWriter(kpi, bases).row(OBJECTIVE_LINK, float(r), method)
            found.append(replace(row, other=name, p=float(1 - (1 - p) ** len(pairs))))
    return FindingList(found)
