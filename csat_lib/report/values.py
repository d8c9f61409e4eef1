"""Values as blocks hold them: those of numpy and pandas become Python's own."""

import math
from typing import Any


def plain(value: Any) -> Any:
    """Numpy scalars become Python's, NaN becomes None, lists become tuples; blocks and texts stay."""
    if isinstance(value, (list, tuple)):
        return tuple(plain(part) for part in value)
    if not isinstance(value, str) and hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value
