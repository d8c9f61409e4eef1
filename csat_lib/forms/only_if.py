"""Conditions on who is asked, in another language than the study's."""

from __future__ import annotations

from collections.abc import Callable

from csat_lib.answers.file_codes import as_number
from csat_lib.forms.shown import NOT_APPLICABLE, points
from csat_lib.study.conditions import Condition
from csat_lib.study.model import Study
from csat_lib.study.questions import Rating


def told(condition: Condition, leaf: Callable[[Condition], str], both: str, either: str) -> str:
    """A condition as an expression: its leaves as ``leaf`` has them, several within others in brackets."""
    if not condition.parts:
        return leaf(condition)
    within = [told(part, leaf, both, either) for part in condition.parts]
    several = len(within) > 1
    shown = [f"({text})" if several and (both in text or either in text) else text for text in within]
    return (both if condition.every else either).join(shown)


def met_by(study: Study, condition: Condition) -> list[str]:
    """The codes of a question's answers that meet a plain condition on it; none where it is answered by a number."""
    if condition.values:
        return list(condition.values)
    asked = study.questions[condition.question or ""]
    worth = asked.scale.points if isinstance(asked, Rating) else {}
    low, high = condition.at_least, condition.at_most
    return [
        point.code
        for point in points(asked)
        if point.text != NOT_APPLICABLE
        and (low is None or low <= worth.get(point.code, as_number(point.code) or 0.0))
        and (high is None or worth.get(point.code, as_number(point.code) or 0.0) <= high)
    ]
