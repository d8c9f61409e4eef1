"""All cases, in the order in which a reader meets the statistics."""

from __future__ import annotations

from csat_lib.validation import factors, model, reliability, scores
from csat_lib.validation.case import Case, Check, check

CASES: tuple[Case, ...] = (*reliability.CASES, *factors.CASES, *model.CASES, *scores.CASES)
ROOMS: tuple[str, ...] = tuple(dict.fromkeys(case.room for case in CASES))


def validate(room: str = "") -> list[Check]:
    """Every check of one room, or of all."""
    return [each for case in CASES if room in {"", case.room} for each in check(case)]
