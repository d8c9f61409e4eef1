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
    zh="；以现有样本，差距要到 {least} 至 {most} 分才较有把握（八成）看得出来",
    en="; with these samples, differences of {least} to {most} points or more would probably (4 in 5) have been "
    "noticed",
)
ONE = Wording(
    zh="；以现有样本，差距要到 {most} 分才较有把握（八成）看得出来",
    en="; with this sample, a difference of {most} points or more would probably (4 in 5) have been noticed",
)


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
    """'with these samples, differences of 4.1 to 8.9 points or more would probably (4 in 5) have been noticed'."""
    sizes = sorted((size for row in rows if (size := _size(row))), key=lambda size: size.value)
    if not sizes:
        return None
    least, most = sizes[0], sizes[-1]
    return RANGE(least=least, most=most) if most.value - least.value >= 0.05 else ONE(most=most)  # told to a tenth
