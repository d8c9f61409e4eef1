"""What to distrust, the most serious first: each warning applies only when its findings say so."""

from csat_lib.report.topics.cautions import answered, measured
from csat_lib.report.view import View
from csat_lib.report.wording import Claim

CHECKS = (*answered.RULING, *measured.GRAVE, *answered.GRAVE, *answered.FURTHER, *measured.FURTHER)
"""Weights that spoil every figure, grave ones about what was measured and about the sample, then the others."""


def warnings(view: View) -> list[Claim]:
    """Every warning that the findings call for."""
    return [claim for check in CHECKS if (claim := check(view)) is not None]
