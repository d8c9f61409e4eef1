"""What the file itself says about a column: labels, codes declared missing; and a cell as text or as a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from csat_lib.answers.plain_names import plain

_LEADING = re.compile(r"^-?\d+(?:\.\d+)?(?![\d.])")


@dataclass(frozen=True)
class FileCodes:
    """What the file itself says about one column: value labels by code, and codes declared missing as (low, high).

    ``counted``: the code that means chosen, of a column that stands for one option; "" where the file does not say.
    """

    labels: Mapping[object, str] = field(default_factory=dict)
    missing: Sequence[tuple[float, float] | tuple[str, str]] = ()
    counted: str = ""


def as_text(raw: Any) -> str:
    """The cell as one would type it: 5.0 -> 5, true -> 1, nothing -> empty."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return ""
    if isinstance(raw, bool):
        return str(int(raw))
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else f"{raw:.15g}"
    return str(raw).strip()


def as_number(text: str) -> float | None:
    """The text as a finite number, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def is_declared(text: str, number: float | None, codes: FileCodes) -> bool:
    """Whether the file declares the cell missing: a number within bounds, or a text as it stands."""
    for low, high in codes.missing:
        if isinstance(low, str) or isinstance(high, str):
            if text == str(low).strip():
                return True
        elif number is not None and low <= number <= high:
            return True
    return False


def by_labels(codes: FileCodes, own: Mapping[str, float], every: Iterable[float]) -> dict[str, float]:
    """Code of the file -> what it stands for, where the file's labels say another thing than the code.

    Labels are wordings of the study's scale, or begin with a number (a tool that codes 0 to 10 as 1 to 11). All that
    can be read must lie on one line, value = code + shift or shift - code, which then holds for ``every`` code of the
    scale; else the codes themselves count.
    """
    alike = {plain(word): number for word, number in own.items()}
    found: list[tuple[float, float]] = []
    for code, label in codes.labels.items():
        leading = _LEADING.match(str(label))
        number = alike.get(plain(str(label)), float(leading.group()) if leading else None)
        place = as_number(as_text(code))
        if number is not None and place is not None:
            found.append((place, number))
    for slope in (1, -1):
        shifts = {number - slope * place for place, number in found}
        if len(found) > 1 and len(shifts) == 1:
            shift = shifts.pop()
            turned = {as_text((number - shift) / slope): number for number in every}
            return {code: number for code, number in turned.items() if number != as_number(code)}
    return {}
