"""How a column of a unit is headed, and what a cell shows of a finding: its value, its interval, or its mask."""

from csat_lib.findings import HIDDEN, Finding
from csat_lib.findings.catalogue.units import POINTS
from csat_lib.findings.measure import Unit, Words
from csat_lib.findings.setting import digits_clear_of
from csat_lib.findings.told import Told, filled, piece, wording
from csat_lib.report.blocks import Cell, Column
from csat_lib.report.clear import is_small
from csat_lib.report.number import write_percent
from csat_lib.report.view import View

INTERVAL = Words("{level} 置信区间", "{level} interval")
JOINT = Words("{level} 置信区间（联合）", "{level} interval (joint)")


def column_of(view: View, unit: Unit, head: Words, *, signed: bool = False) -> Column:
    """A column of numbers in a unit of the findings."""
    return Column(
        wording(head[view.language]),
        unit="" if unit.sign else unit.words[view.language],
        kind="number",
        decimals=unit.decimals,
        percent=unit.percent,
        signed=signed,
    )


def interval_head(view: View, confidence: float | None = None, *, is_joint: bool = False) -> Told:
    """95% interval: with the study's confidence, unless another is given; (joint) where it is adjusted with others."""
    level = f"{write_percent(confidence or view.study.confidence)}%"
    return filled((JOINT if is_joint else INTERVAL)[view.language], level=piece("limit", "", level))


def cell_of(view: View, finding: Finding | None, shade: float | None = None) -> Cell | None:
    """A figure's cell: masked under the study's minimum base, marked when its base is small, None when absent."""
    if finding is None:
        return None
    if finding.value is None:
        return Cell(None, "masked") if finding.reason in HIDDEN else None
    small = is_small(finding, view.study.small_base)
    return Cell(finding.value, "small" if small else "", shade, of=finding.id, part="value")


def ends_of(finding: Finding | None) -> Cell | None:
    """The ends of a figure's interval, or None where there are none; of a difference as fine as keeps them off zero."""
    if finding is None or finding.low is None or finding.high is None:
        return None
    decimals = None
    if finding.kind.unit is POINTS:
        digits = digits_clear_of(finding.low, finding.high, POINTS.decimals)
        decimals = digits if digits > POINTS.decimals else None
    return Cell((finding.low, finding.high), decimals=decimals, of=finding.id, part="interval")
