"""From the study's words for an answer to the number that stands for it, and back; and items turned for scoring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csat_lib.answers.file_codes import as_number
from csat_lib.study.questions import MultipleChoice, Question, Rating, Recommendation, SingleChoice, YesNo

Values = NDArray[np.float64]
YES, NO = "yes", "no"


def part_of(question: str, part: str) -> str:
    """Name of one option of a multiple choice."""
    return f"{question}.{part}"


def words_beside(question: str) -> str:
    """Name of the words of 'other': not that of an option, which may well be called ``other``."""
    return part_of(question, "other_words")


def levels_of(question: Question) -> tuple[str, ...]:
    """What the numbers 0, 1, 2, ... of a choice question stand for; empty for a question answered by a number."""
    if isinstance(question, SingleChoice | MultipleChoice):
        return tuple(question.options)
    return (NO, YES) if isinstance(question, YesNo) else ()


def codes_of(question: Question, levels: Sequence[str]) -> Values:
    """The numbers that stand for these levels, as the study file writes them; levels that cannot be are left out."""
    if isinstance(question, YesNo):
        names = dict.fromkeys(question.no, 0.0) | dict.fromkeys(question.yes, 1.0) | {NO: 0.0, YES: 1.0}
    elif isinstance(question, Rating) and question.scale.points:
        names = question.scale.points
    elif known := levels_of(question):
        names = {level: float(at) for at, level in enumerate(known)}
    else:
        return np.array([number for level in levels if (number := as_number(level)) is not None])
    return np.array([names[level] for level in levels if level in names])


def turned(question: Question, values: Values) -> Values:
    """(n,) answers with high always meaning good: low + high - x for a reversed item, else x as it is."""
    if isinstance(question, Rating) and question.reversed:
        low, high = question.range
        return low + high - values
    return values


def rescaled(question: Rating | Recommendation, values: Values) -> Values:
    """(n,) answers, already turned, as 0-100: 100 (x - low) / (high - low)."""
    low, high = question.range
    return 100 * (values - low) / (high - low)
