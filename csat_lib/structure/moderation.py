"""Moderation: whether what goes with a construct does so more strongly where a third is high."""

from __future__ import annotations

from dataclasses import dataclass, replace

from csat_lib.findings import FindingList, Method, way
from csat_lib.findings.catalogue.structure import MODERATION
from csat_lib.statistics import statistic
from csat_lib.structure.blanks import score
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, path_model
from csat_lib.summary.rows import Rows


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
    its standardised path, with the intervals of :func:`path_model`, weights of the first stage as given (Sidak over the
    family). Missing values: :func:`fill_blanks`. Reasons: as of :func:`path_model`.
    """
    scores, second, blanks = second_stage(rows, model, asked)
    alone = replace(spec, index=IndexScales(), together=False, confidence=spec.confidence ** (1 / asked.family))
    words = blanks + (way("sidak over #", asked.family) if asked.family > 1 else Method())
    about = {"measure": MODERATION.name, "subject": asked.source, "other": asked.target, "path": asked.by}
    found = path_model(scores, second, alone).to_findings()
    row = next(row for row in found if row.subject == second.constructs[-1])  # the path comes before the effects
    at = None if row.low is None else spec.confidence
    return FindingList([replace(row, **about, confidence=at, method=row.method + words)])  # type: ignore[arg-type]


def second_stage(rows: Rows, model: PathModel, asked: Moderated) -> tuple[Rows, PathModel, Method]:
    """Scores, last the product of two of them, their model, and how blanks were filled."""
    scores, blanks = score(rows, model)
    product = f"{asked.source}*{asked.by}"
    frame = scores.frame.assign(**{product: scores.frame[asked.source] * scores.frame[asked.by]})
    sources = dict.fromkeys([*model.paths.get(asked.target, ()), asked.source, asked.by, product])
    second = PathModel({name: [name] for name in map(str, frame)}, {**model.paths, asked.target: list(sources)})
    return replace(scores, frame=frame), second, blanks
