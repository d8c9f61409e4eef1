"""What could have been seen: the smallest difference that would have been called clear with a chance of .8.

Half the interval plus .84 standard errors (Bloom 1995, Evaluation Review 19: 547-556).
"""

from collections.abc import Sequence

from csat_lib.findings.catalogue.units import POINTS
from csat_lib.findings.measure import Words
from csat_lib.report.blocks import Cell
from csat_lib.report.cells import column_of
from csat_lib.report.columns import Of, itself
from csat_lib.report.declared import Field, Finding, View
from csat_lib.report.wording import Claim, Derived, Wording

RANGE = Wording(
    zh="；以现有样本，真实的{what}达到 {least} 至 {most} 分，才有八成把握判为明显",
    en="; for this survey to find {what} clear 4 times in 5, they would have to be {least} to {most} points",
)
ONE = Wording(
    zh="；以现有样本，真实的{what}达到 {most} 分，才有八成把握判为明显",
    en="; for this survey to find {what} clear 4 times in 5, they would have to be {most} points",
)
WHAT = {True: Words("变化", "real changes"), False: Words("差距", "real differences")}


HEAD = Words("可测差距", "Detectable")


def column(view: View, pick: Of = itself) -> tuple[Field]:
    """The detectable difference of the figure that ``pick`` finds for the row."""

    def cell(row: Finding) -> Cell | None:
        found = pick(row)
        size = _size(found) if found is not None else None
        return Cell(size.value, of=size.id, part="value") if size else None

    return (Field(column_of(view, POINTS, HEAD), cell),)


def _size(row: Finding) -> Derived | None:
    return None if row.value is None or row.low is None or row.se is None else Derived("detectable", row)


def seen(rows: Sequence[Finding]) -> Claim | None:
    """'true differences would have to be 4.1 to 8.9 points to be found clear 4 times in 5'."""
    sizes = sorted((size for row in rows if (size := _size(row))), key=lambda size: size.value)
    if not sizes:
        return None
    least, most, what = sizes[0], sizes[-1], WHAT[any(row.against for row in rows)]
    is_range = most.value - least.value >= 0.05  # told to a tenth
    return RANGE(least=least, most=most, what=what) if is_range else ONE(most=most, what=what)
