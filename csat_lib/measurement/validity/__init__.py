"""Whether a construct is what it is said to be: convergent, discriminant, criterion and content validity."""

from csat_lib.measurement.reliability.rho_a import rho_a
from csat_lib.measurement.validity.content import content_validity
from csat_lib.measurement.validity.convergent import (
    average_variance_extracted,
    composite_reliability,
    fornell_larcker,
)
from csat_lib.measurement.validity.criterion import criterion
from csat_lib.measurement.validity.cross_loadings import cross_loadings
from csat_lib.measurement.validity.htmt import htmt

__all__ = [
    "average_variance_extracted",
    "composite_reliability",
    "content_validity",
    "criterion",
    "cross_loadings",
    "fornell_larcker",
    "htmt",
    "rho_a",
]
