"""All cases, in the order in which a reader meets the statistics: the figures of others from JSON, ours from code."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from csat_lib.validation import (
    careless,
    confirmatory_models,
    drivers,
    factors,
    reliability,
    scores,
    survey_weights,
    validity,
)
from csat_lib.validation.case import Case, Check, Compute, check

HELD_AGAINST_SOURCES = dt.date(2026, 11, 22)
"""When the figures were last held against their sources."""
COMPUTED: dict[str, Mapping[str, Compute]] = {
    "reliability": reliability.COMPUTE,
    "factors": factors.COMPUTE,
    "model": confirmatory_models.COMPUTE,
    "validity": validity.COMPUTE,
    "weights": survey_weights.COMPUTE,
    "scores": scores.COMPUTE,
    "drivers": drivers.COMPUTE,
    "quality": careless.COMPUTE,
}
TOPICS = tuple(COMPUTED)


def _cases(topic: str) -> Iterator[Case]:
    text = (files("csat_lib.validation") / "figures" / f"{topic}.json").read_text(encoding="utf-8")
    for given in json.loads(text):
        yield Case(topic=topic, compute=COMPUTED[topic][given["name"]], **given)


CASES: tuple[Case, ...] = tuple(case for topic in TOPICS for case in _cases(topic))


@cache
def validate(topic: str = "") -> tuple[Check, ...]:
    """Every check of one topic, or of all."""
    return tuple(each for case in CASES if topic in {"", case.topic} for each in check(case))
