"""What to distrust, the most serious first: each warning applies only when its findings say so."""

from collections.abc import Iterable

from csat_lib.report.topics.cautions import answered, measured
from csat_lib.report.view import View
from csat_lib.report.wording import Claim


def warnings(view: View) -> list[Claim]:
    """Weights that spoil every figure, grave ones about what was measured and about the sample, then the others."""
    further = (*answered.UNKNOWN, *measured.UNTESTED, *answered.FURTHER, *measured.FURTHER)
    return [*grave(view), *_found(view, further)]


def grave(view: View) -> list[Claim]:
    """Those that page one tells, however many they are."""
    return _found(view, (*answered.RULING, *measured.GRAVE, *answered.GRAVE))


def of_measurement(view: View) -> list[Claim]:
    """Those about what the items measure."""
    return _found(view, (*measured.GRAVE, *measured.UNTESTED, *measured.FURTHER))


def of_sample(view: View) -> list[Claim]:
    """Those about who answered and how they count."""
    return _found(view, (*answered.RULING, *answered.GRAVE, *answered.UNKNOWN, *answered.FURTHER))


def _found(view: View, checks: Iterable[measured.Check]) -> list[Claim]:
    return [claim for check in checks if (claim := check(view)) is not None]
