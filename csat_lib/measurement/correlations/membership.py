"""Which items are of which construct, as statistics of several constructs need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from csat_lib.errors.summary import unknown_item

Array = NDArray[np.float64]
Model = Mapping[str, Sequence[str]]  # construct -> its items


def membership_of(items: Sequence[str], model: Model) -> Array:
    """(p, c) 1 where item j is of construct k, else 0.

    Raises:
        CsatError: an item of the model that the data do not hold.
    """
    unknown = [item for own in model.values() for item in own if item not in items]
    if unknown:
        raise unknown_item(unknown[0], tuple(items))
    return np.array([[float(item in own) for own in model.values()] for item in items]).reshape(len(items), len(model))
