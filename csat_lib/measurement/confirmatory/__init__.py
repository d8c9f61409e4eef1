"""Whether the items measure the constructs that they were written for, and alike in every group."""

from csat_lib.measurement.confirmatory.cfa import fit_cfa
from csat_lib.measurement.confirmatory.cfa_result import CfaResult
from csat_lib.measurement.confirmatory.fitted_model import CfaSpec
from csat_lib.measurement.confirmatory.model_fit import ModelFit

__all__ = ["CfaResult", "CfaSpec", "ModelFit", "fit_cfa"]
