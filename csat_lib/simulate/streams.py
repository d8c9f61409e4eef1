"""Random numbers by name: the same seed, period and name give the same numbers, whatever else is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from csat_lib.period import Period


@dataclass(frozen=True)
class Streams:
    """Independent generators for one seed and period: ``streams("items.q01")``."""

    seed: int
    period: Period

    def __call__(self, name: str) -> np.random.Generator:
        """The generator of that name, at its start."""
        return np.random.default_rng((self.seed, crc32(self.period.text.encode()), crc32(name.encode())))
