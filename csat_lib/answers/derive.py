"""Who meets a condition on the answers to earlier questions: whom a question is put to, and what is derived of it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.cells import ANSWERED, UNANSWERED
from csat_lib.answers.decode import DecodedColumn
from csat_lib.answers.levels import codes_of, levels_of, part_of, rescaled, turned
from csat_lib.study.conditions import Condition
from csat_lib.study.derived import DerivedVariable
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice, Rating

Rows = NDArray[np.bool_]


def meets(given: Condition, study: Study, columns: Mapping[str, DecodedColumn], n_rows: int) -> Rows:
    """(n,) whether the condition holds; nobody meets one on a question that he did not answer."""
    parts = [meets(part, study, columns, n_rows) for part in given.parts]
    if parts:
        return np.asarray(np.all(parts, axis=0) if given.every else np.any(parts, axis=0), dtype=np.bool_)
    name = given.question or ""
    question = study.questions[name]
    if isinstance(question, MultipleChoice):
        found = [columns.get(part_of(name, level)) for level in given.values or ()]
        chosen = [one.values == 1 for one in found if one is not None]
        return np.asarray(np.any([np.zeros(n_rows, np.bool_), *chosen], axis=0), dtype=np.bool_)
    column = columns.get(name)
    if column is None:
        return np.zeros(n_rows, dtype=np.bool_)
    held = column.answered.copy()
    if given.values is not None:
        held &= np.isin(column.values, codes_of(question, given.values))
    if given.at_least is not None:
        held &= column.values >= given.at_least
    if given.at_most is not None:
        held &= column.values <= given.at_most
    return held


def derive(given: DerivedVariable, study: Study, columns: Mapping[str, DecodedColumn], n_rows: int) -> DecodedColumn:
    """(n,) the answers to a derived variable; none of whoever left a question unanswered that it rests on."""
    status = np.full(n_rows, ANSWERED, dtype=np.int8)
    for name in given.asks:
        question = study.questions[name]
        levels = levels_of(question) if isinstance(question, MultipleChoice) else ()
        column = columns.get(part_of(name, levels[0]) if levels else name)
        status = np.maximum(status, UNANSWERED if column is None else column.status)
    if given.condition is not None:
        best = 100.0 if given.role == "outcome" else 1.0
        values = meets(given.condition, study, columns, n_rows) * best
    else:
        one, other = (_points(study, name, columns, n_rows) for name in given.asks)
        values = one - other if given.minus else 1.0 + np.sign(np.round(one - other, 9))  # points of unlike scales
    return DecodedColumn(np.where(status == ANSWERED, values, np.nan), status)


def _points(study: Study, name: str, columns: Mapping[str, DecodedColumn], n_rows: int) -> NDArray[np.float64]:
    """(n,) a rating on 0-100, high being good; a number as it is."""
    question, column = study.questions[name], columns.get(name)
    values = np.full(n_rows, np.nan) if column is None else column.values
    return rescaled(question, turned(question, values)) if isinstance(question, Rating) else values
