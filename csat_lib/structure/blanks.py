"""Blanks among the items of a construct, where a score of each respondent is needed and no sums will do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from csat_lib.findings import Method, way
from csat_lib.structure.path_model import PathModel
from csat_lib.summary.rows import Rows

FILLED = way("blanks by own mean")


def fill_blanks(rows: Rows, model: PathModel) -> tuple[Rows, Method]:
    """Respondents with half or more of every construct's items, a blank by the mean of the others, and how.

    The mean is that of the answers as they lie from the items' means, in their standard deviations: what a score by the
    own mean (``blank`` of a study) counts for a blank.
    """
    chosen = rows.select(model.items, rows.label)
    x = chosen.frame.to_numpy(dtype=np.float64, na_value=np.nan)
    part = chosen.moments("pairwise")
    spread = np.sqrt(np.diagonal(part.covariance))
    spread = np.where(spread > 0, spread, 1.0)
    z = (x - part.means) / spread
    known = ~np.isnan(z)
    counts = known @ model.members
    with np.errstate(invalid="ignore"):
        own = np.nan_to_num(z) @ model.members / counts
    z = np.where(known, z, own @ model.members.T)
    filled = pd.DataFrame(z * spread + part.means, chosen.frame.index, chosen.frame.columns)
    keep = (2 * counts >= model.members.sum(axis=0)).all(axis=1)
    whole = replace(chosen, frame=chosen.frame.where(known, filled)).where(keep)
    return whole, FILLED if not known[keep].all() else Method()
