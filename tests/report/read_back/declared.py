"""Numbers that a study and the conventions of the field declare: what a limit in a report may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csat_lib import conventions
from csat_lib.study import Study


def declared(study: Study) -> frozenset[float]:
    """Conventions, the study's settings, the weight of parts that count alike, a hundred."""
    worked_out = [conventions.ENOUGH_COMMUNALITY**0.5, -conventions.POOR_ITEM_REST, 100.0]
    alike = [1 / len(parts) for parts in study.tree.values()]
    return frozenset(
        [*_numbers(vars(conventions)), *_numbers(study.model_dump(exclude={"simulate"})), *worked_out, *alike]
    )


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, (int, float)):
        yield float(value)
