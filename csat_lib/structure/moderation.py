"""Moderation: whether what goes with a construct does so more strongly where a third is high."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from csat_lib.statistics import statistic
from csat_lib.structure.path_figures import IndexScales, fit_model
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathResult, PathSpec, path_model
from csat_lib.summary.rows import Rows


@statistic
def moderation(rows: Rows, model: PathModel, arrow: tuple[str, str], by: str, spec: PathSpec) -> PathResult:
    """Whether ``by`` moderates the ``arrow`` (source, target): the path model of the scores with their product.

    Method: two stages, Henseler & Chin (2010), Structural Equation Modeling 17: 82-109. The scores of the model, then
    the product of source's and moderator's, named ``source*by``, as one more construct that points to the target beside
    both; intervals as of :func:`path_model`, with the weights of the first stage as given. Missing values: respondents
    with all answers. Reasons: as of :func:`path_model`.
    """
    whole, (source, target) = rows.select(model.items, rows.label).complete(), arrow
    part, product = whole.moments(), f"{source}*{by}"
    weights = np.nan_to_num(fit_model(part, model).weights)
    spread = np.where(np.diagonal(part.covariance) > 0, np.sqrt(np.diagonal(part.covariance)), 1.0)
    x = (whole.frame.to_numpy(dtype=np.float64) - part.means) / spread
    scores = pd.DataFrame(x @ weights, whole.frame.index, list(model.constructs))
    frame = scores.assign(**{product: scores[source] * scores[by]})
    sources = dict.fromkeys([*model.paths.get(target, ()), source, by, product])
    staged = PathModel({name: [name] for name in map(str, frame)}, {**model.paths, target: list(sources)})
    return path_model(replace(whole, frame=frame), staged, replace(spec, index=IndexScales()))
