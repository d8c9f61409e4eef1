"""Codes of an answer scale from normal variables, so that the codes have a wanted mean and standard deviation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from csat_lib.errors.planning import unreachable_moments

Floats = npt.NDArray[np.float64]
_STEPS = 200
_CLOSE = 1e-6


def discretise(z: Floats, codes: tuple[float, ...], mean: float, sd: float) -> Floats:
    """(n,) codes for standard normal ``z``.

    Method: ``z`` is stretched to location and spread (found by ``matching_normal``), cut half-way between codes, and
    what lies beyond the ends takes the end code. Over standard normal ``z`` the codes have the given mean and sd.
    """
    location, spread = matching_normal(codes, mean, sd)
    cuts = _cuts(codes)
    found: Floats = np.asarray(codes, dtype=float)[np.searchsorted(cuts, location + spread * z)]
    return found


def matching_normal(codes: tuple[float, ...], mean: float, sd: float) -> tuple[float, float]:
    """Location and spread of the normal variable whose codes have the given mean and sd (fixed-point iteration).

    Raises:
        CsatError: no normal variable gives codes with these moments (a mean at the end of the scale, too wide an sd).
    """
    values, cuts = np.asarray(codes), _cuts(codes)
    location, spread = mean, sd
    for _ in range(_STEPS):
        shares = np.diff(ndtr((cuts - location) / spread), prepend=0.0, append=1.0)
        found_mean = float(shares @ values)
        found_sd = float(np.sqrt(max(shares @ values**2 - found_mean**2, 0.0)))
        if abs(found_mean - mean) + abs(found_sd - sd) < _CLOSE * sd:
            return location, spread
        location, spread = location + (mean - found_mean), spread * sd / max(found_sd, sd / 10)
    raise unreachable_moments(mean, sd, codes[0], codes[-1])


def _cuts(codes: tuple[float, ...]) -> Floats:
    values = np.asarray(codes, dtype=np.float64)
    cuts: Floats = (values[1:] + values[:-1]) / 2
    return cuts
