"""Added up: mergeable counts, moments and design totals, from which every figure follows."""

from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.moments import Moments
from csat_lib.summary.summary import Summary

__all__ = ["DesignTotals", "Estimate", "Moments", "Summary"]
