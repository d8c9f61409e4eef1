"""Blanks among the items of a construct, where a score of each respondent is needed and no sums will do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from csat_lib.findings import Method, way
from csat_lib.structure.path_figures import fit_model
from csat_lib.structure.path_model import PathModel
from csat_lib.summary.rows import Rows

FILLED = way("blanks by own mean")


def fill_blanks(rows: Rows, model: PathModel) -> tuple[Rows, Method]:
    """Respondents with half or more of every construct's items, a blank by the mean of the others, and how.

    Answers come out as they lie from the items' means; the mean is that of the others in standard deviations: what a
    score by the own mean (``blank`` of a study) counts for a blank.
    """
    chosen = rows.select(model.items, rows.label)
    x = chosen.frame.to_numpy(dtype=np.float64, na_value=np.nan) - chosen.moments("pairwise").means
    known, w = ~np.isnan(x), np.ones(len(x)) if rows.weights is None else np.asarray(rows.weights, dtype=np.float64)
    spread = np.sqrt(w @ np.nan_to_num(x) ** 2 / np.maximum(w @ known, 1e-300))
    spread = np.where(spread > 0, spread, 1.0)
    z = x / spread
    counts = known @ model.members
    with np.errstate(invalid="ignore"):
        own = np.nan_to_num(z) @ model.members / counts
    x = np.where(known, x, own @ model.members.T * spread)
    keep = (2 * counts >= model.members.sum(axis=0)).all(axis=1)
    whole = replace(chosen, frame=pd.DataFrame(x, chosen.frame.index, chosen.frame.columns)).where(keep)
    return whole, FILLED if not known[keep].all() else Method()


def score(rows: Rows, model: PathModel) -> tuple[Rows, Method]:
    """The respondents of :func:`fill_blanks` with their scores in place of items (0 without a model), and how."""
    whole, how = fill_blanks(rows, model)
    part = whole.moments()
    spread = np.where(np.diagonal(part.covariance) > 0, np.sqrt(np.diagonal(part.covariance)), 1.0)
    z = (whole.frame.to_numpy(dtype=np.float64) - part.means) / (spread if model.scaled else 1.0)
    scores = z @ np.nan_to_num(fit_model(part, model).weights)
    return replace(whole, frame=pd.DataFrame(scores, whole.frame.index, list(model.constructs))), how
