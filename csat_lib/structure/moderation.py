"""Moderation: whether what goes with a construct does so more strongly where a third is high."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from csat_lib.findings import FindingList, Method, way, ways
from csat_lib.findings.catalogue.structure import MODERATION
from csat_lib.measurement.correlations.bases import FindingWriter
from csat_lib.measurement.correlations.interval import FEW_GROUPS, NO_GROUPS, by_replicates
from csat_lib.statistics import statistic
from csat_lib.structure.blanks import score
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, path_model
from csat_lib.summary.rows import Rows
from csat_lib.summary.skewness import skewness_of


@dataclass(frozen=True)
class Moderated:
    """Whether ``by`` moderates the arrow from ``source`` to ``target``; one of a ``family`` that hold together."""

    source: str
    target: str
    by: str
    family: int = 1


@statistic
def moderation(rows: Rows, model: PathModel, asked: Moderated, spec: PathSpec) -> FindingList:
    """Whether a construct moderates an arrow: the path model of the scores with their product.

    Method: two stages, Henseler & Chin (2010), Structural Equation Modeling 17: 82-109. The scores of the model, then
    the product of source's and moderator's, as one more construct that points to the target beside both; the figure is
    its standardised path. Weights of the first stage stay as they are. Interval: :func:`by_replicates` (Sidak over the
    family), as products are heavy in the tails: BCa held in .89 of samples with 80 % best answers; none of few PSUs.
    Missing values: :func:`fill_blanks`. Reasons: as of :func:`path_model`.
    """
    scores, second, blanks = second_stage(rows, model, asked)
    part, at = scores.moments(), second.arrow_names.index((second.constructs[-1], asked.target))
    found, skewness = path_model(part, second, PathSpec()), skewness_of(part.select(model.constructs))
    interval, level = FEW_GROUPS if found.few else NO_GROUPS, spec.confidence ** (1 / asked.family)
    if found.replicates is not None:
        each = found.replicates.some(slice(at, at + 1))
        interval = by_replicates(float(each.whole[0]), each.values[:, 0], skewness, level)
    words = blanks + (way("sidak over #", asked.family) if asked.family > 1 else Method())
    value, method = float(found.figures[0].numbers[at]), ways(second.method, found.bases.method)  # paths come first
    sheet = FindingWriter(asked.source, found.bases, found.reason)
    row = interval.on(sheet.row(MODERATION, value, method + interval.method + words, "collinear"), spec.confidence)
    return FindingList([replace(row, other=asked.target, path=asked.by)])


def second_stage(rows: Rows, model: PathModel, asked: Moderated) -> tuple[Rows, PathModel, Method]:
    """Scores, last the product of two of them, their model, and how blanks were filled."""
    rows = rows.select(model.items, rows.label)
    base = rows.base  # groups dealt by the answers, not by the last digit of scores
    scores, blanks = score(replace(rows, group=np.asarray(base.group), n_groups=base.n_groups), model)
    product = f"{asked.source}*{asked.by}"
    frame = scores.frame.assign(**{product: scores.frame[asked.source] * scores.frame[asked.by]})
    sources = dict.fromkeys([*model.paths.get(asked.target, ()), asked.source, asked.by, product])
    second = PathModel({name: [name] for name in map(str, frame)}, {**model.paths, asked.target: list(sources)})
    return replace(scores, frame=frame), second, blanks
