"""Results as figures by name, and what differs between two of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from csat_lib.findings import Finding, Text

Key = tuple[str, ...]
Figures = dict[Key, dict[str, Any]]
SYMMETRIC = {
    *("correlation", "htmt", "htmt2", "construct_r", "factor_correlation", "construct_correlation"),
    *("modification", "expected_change"),
}
ABOUT = ("topic", "segment_by", "segment", "path", "period", "against")
FIELDS = ("value", "low", "high", "confidence", "se", "df", "p", "n", "n_weighted", "n_effective", "method", "reason")
RTOL, ATOL = 1e-9, 1e-12


def figures_of(result: Any) -> Figures:
    """Findings, texts and verdicts of a result (or of several) by what they are about; of a mapping its numbers.

    A mapping has a name (and what else tells its figures apart) -> the value, or field -> number.
    """
    if isinstance(result, Mapping):
        return {
            _key(at): dict(row) if isinstance(row, Mapping) else {"value": float(row)} for at, row in result.items()
        }
    found: Figures = {}
    seen: Counter[Key] = Counter()
    for one in result if isinstance(result, list | tuple) else [result]:
        texts = one.to_texts() if hasattr(one, "to_texts") else []
        for key, fields in [*map(_of_finding, one.to_findings()), *map(_of_text, texts)]:
            seen[key] += 1
            found[*key, f"{seen[key]}"] = fields
        if hasattr(one, "verdict"):
            found["verdict", one.subject] = {"text": one.verdict, "other": one.reason}
    return found


def _key(at: Any) -> Key:
    return tuple(map(str, at)) if isinstance(at, tuple) else (str(at),)


def _of_finding(row: Finding) -> tuple[Key, dict[str, Any]]:
    about = sorted((row.subject, row.other)) if row.measure in SYMMETRIC else (row.subject, row.other)
    key = (row.measure, *about, *(getattr(row, name) for name in ABOUT))
    return key, {name: getattr(row, name) for name in FIELDS}


def _of_text(text: Text) -> tuple[Key, dict[str, Any]]:
    key = (text.kind, text.subject, *(getattr(text, name) for name in ("topic", "segment_by", "segment", "period")))
    return key, {"text": text.text, "other": text.other}


def differences(
    one: Figures, two: Figures, fields: Iterable[str], tolerance: float = RTOL, absolute: float = ATOL
) -> set[str]:
    """``measure.field`` of everything that is not the same; ``measure`` alone where only one of them has it."""
    only = {key[0] for key in one.keys() ^ two.keys()}
    return only | {
        f"{key[0]}.{name}"
        for key in one.keys() & two.keys()
        for name in fields
        if not _same(one[key].get(name), two[key].get(name), tolerance, absolute)
    }


def _same(one: Any, two: Any, tolerance: float, absolute: float) -> bool:
    if isinstance(one, float | int) and isinstance(two, float | int):
        close = math.isclose(one, two, rel_tol=tolerance, abs_tol=absolute)
        return close or (math.isnan(one) and math.isnan(two))
    return bool(one == two)
