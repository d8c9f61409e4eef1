"""How reliable the scales are: alpha, omega, split halves, intraclass correlations, retest, rho_A."""

from csat_lib.measurement.reliability.alpha import AlphaResult, estimate_alpha
from csat_lib.measurement.reliability.intraclass import icc
from csat_lib.measurement.reliability.omega import OmegaResult, estimate_omega
from csat_lib.measurement.reliability.split_half import split_half

__all__ = ["AlphaResult", "OmegaResult", "estimate_alpha", "estimate_omega", "icc", "split_half"]
